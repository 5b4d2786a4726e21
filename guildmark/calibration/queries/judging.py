"""A study as one of its judges meets it: the criteria, what they have said, how far the judges lay apart; no names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.assessment.models import ScoreSheet
from guildmark.assessment.queries import handed_in_by
from guildmark.assessment.queries.desk import HandedIn
from guildmark.calibration.domain.asked import Criterion, Level, unpacked
from guildmark.calibration.domain.standards import SpreadOf, evenly
from guildmark.calibration.models import Answer, Judge, Round, Study
from guildmark.calibration.queries.recommending import answers_of, estimates_of, own_sheets, totals_of
from guildmark.calibration.queries.studies import waiting_for
from guildmark.calibration.queries.study_pages import RoundShown, round_shown
from guildmark.kernel.turns import Turn
from guildmark.kernel.turns import Waiting as Wait
from guildmark.people.models import Person

WORKS = 12
"""As many pieces of work as one judge looks back at: what fits into minutes."""
MINUTES_A_CRITERION = 2


@dataclass(frozen=True)
class Choice:
    """A level with its words; or, where `level` is none, halfway between two."""

    value: Decimal
    level: Level | None
    chosen: bool
    before: bool

    @property
    def lower(self) -> int:
        return int(self.value)

    @property
    def upper(self) -> int:
        return int(self.value) + 1


@dataclass(frozen=True)
class CriterionAsked:
    criterion: Criterion
    choices: Sequence[Choice]
    said: Decimal | None
    before: Decimal | None
    spread: SpreadOf | None


@dataclass(frozen=True)
class Work:
    """A piece of work this judge scored: to be looked at again, and judged as a whole. Its levels are not told."""

    sheet: int
    ref: str
    sealed_at: datetime
    rating: int | None


@dataclass(frozen=True)
class JudgePage:
    study: Study
    brief: str
    criteria: Sequence[CriterionAsked]
    round: Round | None
    handed_in_at: datetime | None
    last: RoundShown | None
    works: Sequence[Work]

    @property
    def left(self) -> int:
        return sum(one.said is None for one in self.criteria)

    @property
    def minutes(self) -> int:
        return MINUTES_A_CRITERION * len(self.criteria)

    @property
    def may_say(self) -> bool:
        return self.study.is_open and self.round is not None and self.handed_in_at is None

    @property
    def judged(self) -> int:
        return sum(one.rating is not None for one in self.works)


def criteria_of(study: Study) -> tuple[Criterion, ...]:
    """The criteria as the judges of a study read them."""
    return unpacked(study.criteria)


def judge_page(study: Study, person: Person) -> JudgePage:
    criteria = unpacked(study.criteria)
    judge = study.judges.get(person=person)
    rounds = list(study.rounds.all())
    opened = next((one for one in rounds if one.closed_at is None), None)
    said = answers_of(study)
    closed = [one for one in rounds if one.closed_at]
    last = round_shown(closed[-1], said[closed[-1].number], criteria) if closed else None
    before = dict(said[closed[-1].number]).get(judge.pk, {}) if closed else {}
    answer = Answer.objects.filter(judge=judge, round=opened).first() if opened else None
    handed = dict(said[opened.number]).get(judge.pk) if opened else None
    brief = study.version.tasks.filter(key=study.task).values_list("brief", flat=True).first()
    return JudgePage(
        study=study,
        brief=brief or "",
        criteria=_asked(criteria, handed or (estimates_of([answer.pk])[answer.pk] if answer else {}), before, last),
        round=opened,
        handed_in_at=answer.handed_in_at if answer else None,
        last=last,
        works=works_asked(study, judge),
    )


def _asked(
    criteria: Sequence[Criterion], said: Mapping[str, Decimal], before: Mapping[str, Decimal], last: RoundShown | None
) -> list[CriterionAsked]:
    spreads = [one for _title, one in last.lines] if last else [None] * len(criteria)
    return [
        CriterionAsked(
            one, _choices(one, said.get(one.key), before.get(one.key)), said.get(one.key), before.get(one.key), shown
        )
        for one, shown in zip(criteria, spreads, strict=True)
    ]


def _choices(one: Criterion, said: Decimal | None, before: Decimal | None) -> list[Choice]:
    levels = {level.number: level for level in one.levels}
    return [
        Choice(value, levels.get(int(value)) if value == int(value) else None, value == said, value == before)
        for value in one.choices
    ]


def works_asked(study: Study, judge: Judge) -> list[Work]:
    """A dozen of this judge’s sheets from the whole range of totals, in an order that tells nothing of them; those they
    have judged already stay among them. Four queries."""
    own = {
        one.pk: one for one in own_sheets(study, judge, until=study.opened_at).select_related("seat__panel__submission")
    }
    rated = dict(study.overalls.filter(judge=judge).values_list("sheet", "rating"))
    totals = totals_of(own.keys(), unpacked(study.criteria))
    rest = [(pk, total) for pk, total in totals.items() if pk not in rated]
    chosen = {*rated, *evenly(rest, max(0, WORKS - len(rated)))} & own.keys()
    ordered = sorted(chosen, key=lambda pk: own[pk].digest)
    return [Work(pk, own[pk].seat.panel.submission.ref, _sealed(own[pk]), rated.get(pk)) for pk in ordered]


def _sealed(sheet: ScoreSheet) -> datetime:
    assert sheet.sealed_at is not None
    return sheet.sealed_at


def work_again(study: Study, person: Person, sheet: int) -> tuple[ScoreSheet, HandedIn]:
    """What was handed in, for the judge who scored it; not the sheet."""
    judge = study.judges.get(person=person)
    found = own_sheets(study, judge, until=study.opened_at).select_related(
        "seat__panel__submission__candidacy__version", "seat__panel__submission__task"
    )
    if (own := found.filter(pk=sheet).first()) is None:
        raise Http404
    return own, handed_in_by(own.seat.panel.submission, person.pk)


def turns_of_studies(person: Person) -> Iterator[Turn]:
    """An invitation that waits to be answered; a study that one leads and that stands still. Two queries."""
    for study, opened in waiting_for(person):
        yield Turn(
            Wait.ON_ME,
            _("Say where the cut of “{task}” should lie").format(task=study.title),
            reverse("calibration:judging", args=[study.pk]),
            since=opened.opened_at,
            next=_("a level for each criterion, some ten minutes"),
            action=_("Open"),
        )
    yield from _led(person)


def _led(person: Person) -> Iterator[Turn]:
    in_open_round = Q(rounds__closed_at=None)
    led = Study.objects.filter(opened_by=person, chosen_at=None, dropped_at=None).annotate(
        open_rounds=Count("rounds", filter=in_open_round, distinct=True),
        asked=Count("judges", distinct=True),
        here=Count("rounds__answers", filter=in_open_round & Q(rounds__answers__handed_in_at__isnull=False), distinct=True),
    )  # fmt: skip
    for study in led.order_by("opened_at", "pk"):
        url = reverse("calibration:study", args=[study.pk])
        title = _("Cut of “{task}”").format(task=study.title)
        if not study.open_rounds:
            yield Turn(Wait.ON_ME, title, url, since=study.opened_at, hat="owner", action=_("Open"),
                       next=_("choose the cut, or ask the judges once more"))  # fmt: skip
        elif study.here == study.asked:
            yield Turn(Wait.ON_ME, title, url, since=study.opened_at, hat="owner", action=_("Open"),
                       next=_("every judge has handed in: close the round"))  # fmt: skip
        else:
            left = study.asked - study.here
            yield Turn(
                Wait.ON_OTHERS, title, url, whom=ngettext("{n} judge", "{n} judges", left).format(n=left),
                since=study.opened_at, hat="owner", next=_("you close the round"),
            )  # fmt: skip
