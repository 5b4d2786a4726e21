"""How a credential is kept current: when its renewal opens, from when the next period counts, how late is too late."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from guildmark.programs.domain.sentence import Sentence, _, ngettext

PREVIOUS_EXPIRY, COMPLETION, FIXED_DATE = "previous_expiry", "completion", "fixed_date"


@dataclass(frozen=True)
class RenewalPolicy:
    """`basis`: from when the next period counts. `window_months`: how long before expiry renewal opens; `grace_days`:
    for how long after it the way to renewal stays open, though the credential doesn't count.

    With a fixed date, periods end on `fixed_day` (MM-DD); one that would last less than `least_months` runs on to the
    next. `remind_days`: how many days before expiry the holder is reminded. A period grows by the days of leave
    in it, unless `leave_counts`, or the leave lasts longer than `longest_leave_months`: then all is shown again.
    """

    basis: str = PREVIOUS_EXPIRY
    window_months: int = 3
    grace_days: int = 30
    fixed_day: str = ""
    least_months: int = 0
    remind_days: tuple[int, ...] = (90, 30, 7)
    leave_counts: bool = False
    longest_leave_months: int = 12

    @property
    def words(self) -> list[Sentence]:
        said = [
            ngettext(
                "Renewal opens {count} month before the last day.",
                "Renewal opens {count} months before the last day.",
                self.window_months,
            ),
            self._from_when,
        ]
        if self.grace_days:
            said.append(
                ngettext(
                    "For {count} day after the last day you can still renew; meanwhile the credential does not count.",
                    "For {count} days after the last day you can still renew; meanwhile the credential does not count.",
                    self.grace_days,
                )
            )
        if not self.leave_counts:
            said.append(
                ngettext(
                    "Leave stops the clock, unless it lasts longer than {count} month.",
                    "Leave stops the clock, unless it lasts longer than {count} months.",
                    self.longest_leave_months,
                )
            )
        return said

    @property
    def _from_when(self) -> Sentence:
        if self.basis == COMPLETION:
            return _("The next period begins on the day of the decision.")
        if self.basis == FIXED_DATE:
            return _("Every period ends on the same day of the year, {day} (month and day).", day=self.fixed_day)
        return _(
            "The next period follows the last one: whoever renews early loses no day, whoever renews late gains none."
        )


def read_renewal(form: Mapping[str, Any] | None) -> RenewalPolicy:
    """The policy as a form or a row says it; what is not said is as usual."""
    said = {name: value for name, value in (form or {}).items() if value is not None}
    if "remind_days" in said:
        said["remind_days"] = tuple(sorted(said["remind_days"], reverse=True))
    return RenewalPolicy(**said)


def renewal_form(policy: RenewalPolicy) -> dict[str, Any]:
    """What the policy says otherwise than usual: so that versions from before there was one keep their digests."""
    usual = asdict(RenewalPolicy())
    said = {name: value for name, value in asdict(policy).items() if value != usual[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
