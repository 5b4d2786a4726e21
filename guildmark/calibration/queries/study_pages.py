"""A study as those read it who answer for its program: what each closed round said, and what a cut would mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from guildmark.calibration.domain.asked import Criterion, unpacked, weights
from guildmark.calibration.domain.standards import Recommended, SpreadOf, cut_of, reached, spread
from guildmark.calibration.lifecycle import standards as lifecycle
from guildmark.calibration.models import Round, Study
from guildmark.calibration.queries.recommending import (
    Said,
    angoff_of,
    answers_of,
    regression,
    sheets_to_judge,
    totals_of,
    works_among,
)
from guildmark.calibration.queries.standard_pictures import Row, StandardPicture, standard_picture
from guildmark.kernel.access import Decision
from guildmark.people.models import Person

LEAST_SHEETS = 10


@dataclass(frozen=True)
class RoundShown:
    """A closed round: where the judges lay, criterion by criterion and on the whole, in the order of the levels."""

    number: int
    closed_at: datetime
    discussion: str
    found: Recommended
    lines: Sequence[tuple[str, SpreadOf]]
    whole: SpreadOf
    cuts: Sequence[Decimal]


@dataclass(frozen=True)
class JudgeShown:
    name: str
    function: str
    handed_in: bool


@dataclass(frozen=True)
class Meaning:
    """How many sheets of the last three years reach a cut, and one standard error below and above it. `by`: chosen,
    judges, works."""

    by: str
    cut: Decimal
    of: int
    at: int
    below: int
    above: int

    @property
    def share(self) -> int:
        return round(100 * self.at / self.of)


@dataclass(frozen=True)
class StudyPage:
    study: Study
    criteria: Sequence[Criterion]
    rounds: Sequence[RoundShown]
    open_round: Round | None
    judges: Sequence[JudgeShown]
    works: Recommended
    sheets: int
    meanings: Sequence[Meaning]
    picture: StandardPicture | None
    may_close: Decision
    may_open: Decision
    may_choose: Decision

    @property
    def handed_in(self) -> int:
        return sum(one.handed_in for one in self.judges)

    @property
    def functions(self) -> int:
        return len({one.function for one in self.judges})

    @property
    def latest(self) -> RoundShown | None:
        return self.rounds[-1] if self.rounds else None


def study_page(study: Study, person: Person, *, at: datetime) -> StudyPage:
    criteria = unpacked(study.criteria)
    rounds = list(study.rounds.all())
    said = answers_of(study)
    closed = [round_shown(one, said[one.number], criteria) for one in rounds if one.closed_at]
    opened = next((one for one in rounds if one.closed_at is None), None)
    by_sheet = totals_of(sheets_to_judge(study, until=study.opened_at).values("pk"), criteria)
    works, totals = regression(works_among(study, by_sheet)), sorted(by_sheet.values())
    latest = closed[-1].found if closed else None
    return StudyPage(
        study=study,
        criteria=criteria,
        rounds=closed,
        open_round=opened,
        judges=judges_of(study, opened, said),
        works=works,
        sheets=len(totals),
        meanings=meanings(study.cut, latest, works, totals),
        picture=standard_picture(_rows(closed, works), totals, top=top_of(criteria), chosen=study.cut)
        if closed
        else None,
        may_close=lifecycle.may_close_round(study, opened, person, at),
        may_open=lifecycle.may_open_round(study, "said", person, at),
        may_choose=lifecycle.may_choose(study, bool(closed) or works.cut is not None, person, at),
    )


def top_of(criteria: Sequence[Criterion]) -> int:
    return max(one.top for one in criteria)


def round_shown(one: Round, answers: Sequence[tuple[int, Said]], criteria: Sequence[Criterion]) -> RoundShown:
    assert one.closed_at is not None
    said = [levels for _judge, levels in answers]
    cuts = sorted(rounded(cut_of(levels, weights(criteria))) for levels in said)
    return RoundShown(
        number=one.number,
        closed_at=one.closed_at,
        discussion=one.discussion,
        found=angoff_of(answers, criteria),
        lines=[(each.title, spread([levels[each.key] for levels in said])) for each in criteria],
        whole=spread(cuts),
        cuts=cuts,
    )


def rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))


def judges_of(study: Study, opened: Round | None, said: Mapping[int, Sequence[tuple[int, Said]]]) -> list[JudgeShown]:
    """Who is asked, by name; whether they have handed in, and nothing of what."""
    here = {judge for judge, _levels in said.get(opened.number, ())} if opened else set()
    return [
        JudgeShown(one.person.name, one.person.job_function.name if one.person.job_function else "", one.pk in here)
        for one in study.judges.all()
    ]


def meanings(
    chosen: Decimal | None, judges: Recommended | None, works: Recommended, totals: Sequence[Fraction]
) -> list[Meaning]:
    """For the cut that was chosen, or those that are recommended. Nothing of fewer than ten sheets."""
    if len(totals) < LEAST_SHEETS:
        return []
    if chosen is not None:
        return [_meaning("chosen", chosen, None, totals)]
    told = (("judges", judges), ("works", works))
    return [_meaning(by, one.cut, one.error, totals) for by, one in told if one and one.cut is not None]


def _meaning(by: str, cut: Decimal, error: Decimal | None, totals: Sequence[Fraction]) -> Meaning:
    off = error or Decimal(0)
    return Meaning(by, cut, len(totals), reached(totals, cut), reached(totals, cut - off), reached(totals, cut + off))


def _rows(rounds: Sequence[RoundShown], works: Recommended) -> list[Row]:
    rows = [Row("round", one.number, one.found.cut, one.found.error, one.cuts) for one in rounds]
    return [*rows, Row("works", works.number, works.cut, works.error, ())] if works.cut is not None else rows
