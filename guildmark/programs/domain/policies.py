"""A version's policies: who judges, how disagreement is settled, how often one may try, how long it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guildmark.programs.domain.sentence import Sentence, _, ngettext

PANEL, LEAD = "panel", "lead"
AT_ONCE, AFTER_DECISION = "at_once", "after_decision"


class Reservation:
    """What a seat on a panel can be kept for, as it is stored."""

    OUTSIDE_FUNCTION = "outside_function"
    OTHER_SITE = "other_site"
    FUNCTION = "function:"


@dataclass(frozen=True)
class PanelPolicy:
    """`functions`: how many different job functions the seats must come from. One seat at least is for somebody from
    another job function than the candidate's, from another site, or from the job function of that code (a veto)."""

    size: int = 2
    functions: int = 2
    blind: bool = False
    outside_function: bool = False
    other_site: bool = False
    veto: str = ""

    @property
    def reserved(self) -> tuple[str, ...]:
        """What seats are kept for, one after the other."""
        kept = (
            Reservation.OUTSIDE_FUNCTION if self.outside_function else "",
            Reservation.OTHER_SITE if self.other_site else "",
            f"{Reservation.FUNCTION}{self.veto}" if self.veto else "",
        )
        return tuple(one for one in kept if one)

    @property
    def words(self) -> list[Sentence]:
        said = [
            ngettext(
                "{count} assessor judges each submission.",
                "{count} assessors judge each submission, each alone first.",
                self.size,
            )
        ]
        if self.functions > 1:
            said.append(_("They come from at least {functions} job functions.", functions=self.functions))
        if self.outside_function:
            said.append(_("One of them at least is from another job function than the candidate."))
        if self.other_site:
            said.append(_("One of them at least works at another site than the candidate."))
        if self.veto:
            said.append(_("One of them at least is from this job function: {function}.", function=self.veto))
        if self.blind:
            said.append(_("They don’t see whose work it is."))
        return said


def panel_policy(size: int, functions: int, blind: bool, reserved: Iterable[str] | None) -> PanelPolicy:
    """The policy as its row keeps it."""
    kept = tuple(reserved or ())
    veto = next((one.removeprefix(Reservation.FUNCTION) for one in kept if one.startswith(Reservation.FUNCTION)), "")
    return PanelPolicy(
        size, functions, blind, Reservation.OUTSIDE_FUNCTION in kept, Reservation.OTHER_SITE in kept, veto
    )


@dataclass(frozen=True)
class AdjudicationPolicy:
    """`tolerance`: levels by which sheets may differ on a criterion that says nothing else. `near_cut_band`: how close
    to the cut is close; `near_cut_errors`: the same in standard errors of the panel's score; 0 is off for either.

    `straight_to_discussion`: no further assessor reads first. `decided_by`: the panel, one member proposing and another
    confirming; or its lead, who of it has been qualified longest.
    """

    tolerance: int = 1
    near_cut_band: Decimal = Decimal(0)
    near_cut_errors: Decimal = Decimal(0)
    straight_to_discussion: bool = False
    decided_by: str = "panel"

    @property
    def words(self) -> list[Sentence]:
        """The tie rule: how sheets that differ become one result."""
        said = [
            ngettext(
                "Where sheets differ by at most {count} level on a criterion, it counts with the mean of their levels, "
                "kept as an exact fraction.",
                "Where sheets differ by at most {count} levels on a criterion, it counts with the mean of their "
                "levels, kept as an exact fraction.",
                self.tolerance,
            )
            if self.tolerance
            else _("Sheets that differ on any criterion are never averaged."),
            self._what_follows,
        ]
        if self.near_cut_band:
            said.append(
                _(
                    "A result within {band} of the cut, on either side, is read by a further assessor too.",
                    band=self.near_cut_band,
                )
            )
        if self.near_cut_errors:
            said.append(
                _(
                    "So is one whose total lies less than {errors} times its standard error from the cut.",
                    errors=self.near_cut_errors,
                )
            )
        return said

    @property
    def _what_follows(self) -> Sentence:
        if self.straight_to_discussion and self.decided_by == LEAD:
            return _(
                "Where they differ by more, or one sheet meets the threshold and another does not, the panel discusses it "
                "and its lead, who has been qualified longest, decides on one set of levels. No earlier sheet is changed."
            )
        if self.straight_to_discussion:
            return _(
                "Where they differ by more, or one sheet meets the threshold and another does not, the panel discusses it "
                "and agrees on one set of levels. No earlier sheet is changed."
            )
        if self.decided_by == LEAD:
            return _(
                "Where they differ by more, or one sheet meets the threshold and another does not, a further assessor "
                "reads the work; then the panel’s lead, who has been qualified longest, decides on one set of levels. "
                "No earlier sheet is changed."
            )
        return _(
            "Where they differ by more, or one sheet meets the threshold and another does not, a further assessor "
            "reads the work; then the panel agrees on one set of levels. No earlier sheet is changed."
        )


@dataclass(frozen=True)
class AttemptPolicy:
    """Counted per task. `carried_for_months`: how long a criterion that was met needn't be shown again; 0 for not at
    all. `assessors_may_return`: whoever judged an attempt may judge the next."""

    most: int = 3
    cool_off_days: int = 14
    carried_for_months: int = 12
    assessors_may_return: bool = False

    @property
    def words(self) -> list[Sentence]:
        said = [
            ngettext(
                "{count} attempt at each task. A decision can grant one more, with a reason.",
                "Up to {count} attempts at each task. A decision can grant one more, with a reason.",
                self.most,
            )
        ]
        if self.most > 1 and self.cool_off_days:
            said.append(
                ngettext(
                    "After a “not yet met”, the next attempt can be handed in after {count} day.",
                    "After a “not yet met”, the next attempt can be handed in after {count} days.",
                    self.cool_off_days,
                )
            )
        return [*said, *self._what_is_judged_again] if self.most > 1 else said

    @property
    def _what_is_judged_again(self) -> list[Sentence]:
        if not self.carried_for_months:
            said = [_("Each attempt is judged on every criterion.")]
        else:
            said = [
                ngettext(
                    "Only criteria not yet met are judged again; those met are carried over for {count} month.",
                    "Only criteria not yet met are judged again; those met are carried over for {count} months.",
                    self.carried_for_months,
                )
            ]
        if self.assessors_may_return:
            return said
        return [*said, _("Other assessors judge it, who don’t see the earlier scores.")]


@dataclass(frozen=True)
class LivePolicy:
    """A session before the panel. `quorum`: how many of the panel must be there; 0 for all of them."""

    minutes: int = 60
    quorum: int = 0
    reschedules: int = 2
    notice_hours: int = 24
    grace_minutes: int = 15

    @property
    def words(self) -> list[Sentence]:
        said = [_("It is done live: a session of {minutes} minutes with the panel.", minutes=self.minutes)]
        if self.quorum:
            said.append(_("At least {quorum} assessors are there.", quorum=self.quorum))
        said.append(
            ngettext(
                "You can move it {count} time, up to {hours} hours before.",
                "You can move it {count} times, up to {hours} hours before.",
                self.reschedules,
                hours=self.notice_hours,
            )
        )
        return said
