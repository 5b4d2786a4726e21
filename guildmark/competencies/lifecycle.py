"""Policy about frameworks: what stands against a change, whoever asks. Frameworks have no states of their own."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.competencies.domain.graph import circle, parents_of
from guildmark.competencies.domain.package import CHILD, Package
from guildmark.competencies.models import Association, Framework, Item
from guildmark.kernel.access import YES, Decision


def may_import_at(package: Package, slug: str) -> Decision:
    """Whether the package may be taken over under this address."""
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


def may_take_slug(slug: str) -> Decision:
    """Whether a new framework may have this address."""
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


def may_be_coded(framework: Framework, code: str, *, but: Item | None = None) -> Decision:
    """Whether an item may have this code: people find items by code, so it is used once."""
    others = framework.items.filter(code=code) if code else framework.items.none()
    if other := others.exclude(pk=but.pk if but else 0).first():
        return Decision(
            format_lazy(_("“{other}” has the code {code} already."), other=other.title or other.statement, code=code)
        )
    return YES
