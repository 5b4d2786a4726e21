"""Policy about frameworks: what stands against a change, whoever asks. Frameworks have no states of their own."""

from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from guildmark.competencies.domain.graph import circle, parents_of
from guildmark.competencies.domain.package import CHILD, Package
from guildmark.competencies.models import Association, Framework, Item, JobTask, StrategicPriority
from guildmark.kernel.access import YES, Decision
from guildmark.people.models import JobFunction


def may_import_at(package: Package, slug: str) -> Decision:
    """Whether the package may be taken over under this address."""
    if slug in RESERVED:
        return may_take_slug(slug)
    there = Framework.objects.filter(slug=slug).first() if slug else None
    if there and there.identifier != package.document.identifier:
        return Decision(
            format_lazy(
                _("The address “{slug}” belongs to another framework, “{title}”. Choose another address."),
                slug=slug,
                title=there.title,
            )
        )
    return YES


RESERVED = frozenset({"import", "new", "served"})
"""Addresses under `/frameworks/` that are pages of their own."""


def may_take_slug(slug: str) -> Decision:
    """Whether a new framework may have this address."""
    if slug in RESERVED:
        return Decision(format_lazy(_("The address “{slug}” is taken. Choose another one."), slug=slug))
    if Framework.objects.filter(slug=slug).exists():
        return Decision(format_lazy(_("There is a framework at “{slug}” already."), slug=slug))
    return YES


def may_stand_under(child: Item, parent: Item) -> Decision:
    """Whether `child` may stand under `parent`: both of one framework, and nobody under themselves."""
    if child.framework_id != parent.framework_id:
        return Decision(_("Both items have to belong to the same framework."))
    edges = Association.objects.children().filter(framework_id=child.framework_id)
    pairs = [(str(a), str(b)) for a, b in edges.values_list("origin_item_id", "destination_item_id")]
    if circle(parents_of([*pairs, (str(child.pk), str(parent.pk))])):
        return Decision(_("An item can’t stand under itself or under something that stands under it."))
    return YES


def may_be_associated(origin: Item, association_type: str, destination: Item) -> Decision:
    """Whether the two may be associated in this way."""
    if origin.framework_id != destination.framework_id:
        return Decision(_("Both items have to belong to the same framework."))
    if origin.pk == destination.pk:
        return Decision(_("An item can’t be associated with itself."))
    if association_type == CHILD:
        return may_stand_under(origin, destination)
    return YES


def may_overwrite(item: Item, seen: str) -> Decision:
    """Whether what was typed against an earlier wording may replace this one. `seen` is the last change one had seen."""
    if seen and seen != item.last_change:
        return Decision(
            format_lazy(
                _("Somebody changed it meanwhile; it now reads: “{statement}”. Save again to replace that."),
                statement=item.statement,
            )
        )
    return YES


def may_be_added(framework: Framework, statement: str, parent: Item | None) -> Decision:
    """Whether this statement may be added there: not if it stands there already, after a double click for instance."""
    there = framework.items.filter(statement=statement)
    edges = Association.objects.children()
    if parent:
        there = there.filter(pk__in=edges.filter(destination_item=parent).values("origin_item"))
    else:
        there = there.exclude(pk__in=edges.filter(framework=framework).values("origin_item"))
    return Decision(_("This statement stands here already.")) if there.exists() else YES


def may_remove_priority(priority: StrategicPriority) -> Decision:
    """Whether the priority may go: not while competencies serve it."""
    return _may_go(priority.ties.count())


def may_remove_job_task(job_task: JobTask) -> Decision:
    """Whether the job task may go: not while competencies serve it."""
    return _may_go(job_task.ties.count())


def _may_go(ties: int) -> Decision:
    if ties:
        sentence = ngettext_lazy(
            "%(count)d competency serves it. Untie it first.",
            "%(count)d competencies serve it. Untie them first.",
            ties,
        )
        return Decision(str(sentence % {"count": ties}))
    return YES


def may_be_coded(framework: Framework, code: str, *, but: Item | None = None) -> Decision:
    """Whether an item may have this code: people find items by code, so it is used once."""
    others = framework.items.filter(code=code) if code else framework.items.none()
    if other := others.exclude(pk=but.pk if but else 0).first():
        return Decision(
            format_lazy(_("“{other}” has the code {code} already."), other=other.title or other.statement, code=code)
        )
    return YES


def may_be_tied(priority: StrategicPriority | None, job_task: JobTask | None) -> Decision:
    """A tie has one end besides the competency."""
    if (priority is None) == (job_task is None):
        return Decision(_("Choose a strategic priority or a job task."))
    return YES


def may_call_priority(title: str, *, but: StrategicPriority | None = None) -> Decision:
    """Whether a priority may have this title."""
    others = StrategicPriority.objects.filter(title=title).exclude(pk=but.pk if but else 0)
    return Decision(_("There is a priority of this title already.")) if others.exists() else YES


def may_call_job_task(title: str, job_function: JobFunction) -> Decision:
    """Whether the function may have a task of this title."""
    there = JobTask.objects.filter(title=title, job_function=job_function)
    return Decision(_("The function has a task of this title already.")) if there.exists() else YES


def may_be_restored(framework: Framework, identifier: UUID) -> Decision:
    """Whether a removed item may come back: not if something has its identifier again."""
    if framework.items.filter(identifier=identifier).exists():
        return Decision(_("It stands here again already."))
    return YES
