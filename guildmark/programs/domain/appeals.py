"""Within which days a result can be appealed, and by when the appellant has an answer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from guildmark.programs.domain.sentence import Sentence, _, ngettext


@dataclass(frozen=True)
class AppealPolicy:
    """Days of the calendar, counted where the appellant lives; each ends with its day. `days`: 0 for no appeal."""

    days: int = 30
    acknowledge_days: int = 5
    decide_days: int = 30

    @property
    def words(self) -> list[Sentence]:
        return [
            ngettext(
                "A result can be appealed for {count} day after it is told.",
                "A result can be appealed for {count} days after it is told.",
                self.days,
            ),
            _(
                "An appeal is acknowledged within {first} days and decided within {last}, by people who had no part.",
                first=self.acknowledge_days, last=self.decide_days,
            ),
        ]  # fmt: skip


def read_appeals(form: Mapping[str, Any] | None) -> AppealPolicy:
    """The policy that a form describes; what is not said is as usual."""
    return AppealPolicy(**{name: said for name, said in (form or {}).items() if said is not None})


def appeals_form(policy: AppealPolicy) -> dict[str, int]:
    """What is said otherwise than usual: came to the format later, so that earlier versions keep their digests."""
    usual = asdict(AppealPolicy())
    return {name: said for name, said in asdict(policy).items() if said != usual[name]}
