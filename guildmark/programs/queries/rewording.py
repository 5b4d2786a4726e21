"""Whether a version differs from the one before it in its wording only, and who said so."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Actor, Decision
from guildmark.programs.domain.document import digests
from guildmark.programs.domain.document.comparing import Reworded, demanded_otherwise, reworded
from guildmark.programs.lifecycle import may_write
from guildmark.programs.models import ProgramVersion, Rewording, State
from guildmark.programs.queries.changes import Beside
from guildmark.programs.queries.documents import document_of
from guildmark.programs.queries.versions import OUT

NAMED = 3


@dataclass(frozen=True)
class Comparison:
    """A version beside its predecessor."""

    since: ProgramVersion
    words: tuple[Reworded, ...]
    demands: tuple[str, ...]
    same_demands: bool
    declared: Rewording | None
    beside: Beside

    @property
    def decision(self) -> Decision:
        """Whether the difference can be one of wording at all."""
        told = {"number": self.since.number, "places": ", ".join(self.demands[:NAMED])}
        if not self.same_demands:
            return Decision(format_lazy(_("It demands something else than {number} does: {places}."), **told))
        if not self.words:
            return Decision(format_lazy(_("It says the same as {number}, word for word."), **told))
        return YES


def predecessor_of(version: ProgramVersion) -> ProgramVersion | None:
    """The version that it follows: the last one published, or, once it is out itself, the last one published before."""
    before = ProgramVersion.objects.filter(program=version.program_id, state__in=OUT).exclude(pk=version.pk)
    if version.published_at:
        before = before.filter(published_at__lte=version.published_at, pk__lt=version.pk)
    return before.select_related("program").order_by("-published_at", "-pk").first()


def rewording_of(version: ProgramVersion) -> Rewording | None:
    """The declaration that stands for this version, with its people."""
    return version.rewordings.select_related("since__program", "declared_by", "answered_by").first()


def comparison(version: ProgramVersion) -> Comparison | None:
    """The version beside the one before it; none for a program's first."""
    declared = rewording_of(version)
    since = declared.since if declared else predecessor_of(version)
    if since is None:
        return None
    before, after = document_of(since), document_of(version)
    same = digests(before).structure == digests(after).structure
    return Comparison(
        since, reworded(before, after), demanded_otherwise(before, after), same, declared, Beside(before, after)
    )


def may_declare_wording(version: ProgramVersion, found: Comparison | None, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may declare that this draft differs from the version it is compared with in its wording only."""
    if not (allowed := may_write(version, by, at=at)):
        return allowed
    if by.pk is None:
        return Decision(_("Only a person can declare that."))
    if found is None:
        return Decision(_("It is the program’s first version: there is none before it to compare with."))
    if found.declared:
        return Decision(_("That is declared already."))
    return found.decision


def may_answer_wording(version: ProgramVersion, agreed: bool | None) -> Decision:
    """Whether an approval may go with this answer to the author's declaration, or with none."""
    found = comparison(version)
    if found is None or found.declared is None:
        return YES if agreed is None else Decision(_("Nobody declared that only the wording changed."))
    if agreed is None:
        return Decision(_("Say whether you too find that only the wording changed."))
    if agreed and predecessor_of(version) != found.since:
        told = {"number": found.since.number}
        return Decision(format_lazy(_("It was compared with {number}; another version is out since."), **told))
    return found.decision if agreed else YES


def is_reworded(version: ProgramVersion) -> bool:
    """Whether author and approver both declared that only the wording changed: nobody has a new duty by it."""
    return version.state != State.DRAFT and version.rewordings.filter(agreed=True).exists()
