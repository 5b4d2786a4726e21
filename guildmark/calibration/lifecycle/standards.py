"""How a study of a cut goes: opened for a draft, judged in rounds, the first alone; ended by a choice, or dropped."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.calibration.domain.asked import packed, unpacked
from guildmark.calibration.domain.standards import LEAST_JUDGES
from guildmark.calibration.models import Answer, Judge, Overall, Round, Study
from guildmark.calibration.permissions import Can
from guildmark.candidacy.models import LIVE, Candidacy
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.people.models import Person
from guildmark.programs.lifecycle import may_write
from guildmark.programs.models import FROZEN, ProgramVersion
from guildmark.programs.queries import criteria_as_read, rubrics_of

MOST_JUDGES = 30
NOT_BOTH = Decision(_("Who chooses the cut is not one of its judges."))


def may_study(version: ProgramVersion, by: Actor, at: datetime) -> Decision:
    """Whether judges may be asked about this version at all: while it can still change."""
    if not (allowed := may(by, Can.SET_STANDARD, version, at=at)):
        return allowed
    if version.state in FROZEN:
        told = {"version": str(version), "state": version.get_state_display()}
        return Decision(
            format_lazy(_("{version} is {state}: its cuts stand. Draft a new version to ask again."), **told)
        )
    return YES


def may_open_study(
    version: ProgramVersion, task: str, borderline: str, judges: Sequence[Person], by: Actor, at: datetime
) -> Decision:
    if not (allowed := may_study(version, by, at)):
        return allowed
    if not rubrics_of(version)[task].criteria:
        return Decision(_("This task has no criteria yet that anyone could judge by."))
    if Study.objects.filter(version=version, task=task, chosen_at=None, dropped_at=None).exists():
        return Decision(_("There is an open study of this task already."))
    if not borderline.strip():
        return Decision(_("Say who just suffices: the judges have to think of the same candidate."))
    if len({one.pk for one in judges}) < LEAST_JUDGES:
        return Decision(
            format_lazy(_("Invite at least {least} judges: fewer tell no standard error."), least=LEAST_JUDGES)
        )
    return may_all_judge(version, judges, by)


def may_all_judge(version: ProgramVersion, judges: Sequence[Person], by: Actor) -> Decision:
    """Not who asks, since they choose; nor who is on the way in the program, since they gain by a low cut."""
    if by.pk in {one.pk for one in judges}:
        return NOT_BOTH
    there = on_the_way(version, [one.pk for one in judges]).values_list("person__name", flat=True)
    if names := ", ".join(sorted(there)):
        return Decision(
            format_lazy(_("On the way in this program, and so not among its judges: {names}."), names=names)
        )
    return YES


def on_the_way(version: ProgramVersion, people: Sequence[int | None]) -> QuerySet[Candidacy]:
    return Candidacy.objects.filter(person__in=people, program=version.program_id, state__in=LIVE)


def is_open(study: Study) -> Decision:
    if study.chosen_at is not None:
        return Decision(_("The cut is chosen: this study is closed."))
    return Decision(_("This study was dropped.")) if study.dropped_at is not None else YES


def may_invite(study: Study, person: Person, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.SET_STANDARD, study, at=at) and is_open(study)):
        return allowed
    if study.judges.filter(person=person).exists():
        return Decision(format_lazy(_("{name} is invited already."), name=person.name))
    if study.judges.count() >= MOST_JUDGES:
        return Decision(format_lazy(_("A study has at most {most} judges."), most=MOST_JUDGES))
    return may_all_judge(study.version, [person], by)


def may_say(study: Study, judge: Judge | None, by: Actor, at: datetime) -> Decision:
    """An invited judge, for themselves, while a round is open."""
    if not (allowed := may(by, Can.JUDGE_STANDARD, study, at=at) and is_open(study)):
        return allowed
    if judge is None or judge.person_id != by.pk:
        return Decision(_("Only the judges who are invited say where the cut lies."))
    if on_the_way(study.version, [by.pk]).exists():
        return Decision(_("You are on the way in this program yourself, so you judge its cuts no longer."))
    return YES


def may_say_levels(
    study: Study, judge: Judge | None, round: Round | None, answer: Answer | None, levels: Mapping[str, Decimal],
    by: Actor, at: datetime,
) -> Decision:  # fmt: skip
    if not (allowed := may_say(study, judge, by, at)):
        return allowed
    if round is None:
        return Decision(_("No round is open now. What you said before stays."))
    if answer is not None and answer.handed_in_at is not None:
        return Decision(_("You have handed this round in. The next one lets you say otherwise."))
    choices = {one.key: one.choices for one in unpacked(study.criteria)}
    for key, level in levels.items():
        if level not in choices.get(key, ()):
            return Decision(_("Choose a level that is there, or halfway between two."))
    return YES


def may_hand_in(
    study: Study, judge: Judge | None, round: Round | None, answer: Answer | None, by: Actor, at: datetime
) -> Decision:
    if not (allowed := may_say_levels(study, judge, round, answer, {}, by, at)):
        return allowed
    said = set(answer.estimates.values_list("criterion", flat=True)) if answer else set()
    missing = [one.title for one in unpacked(study.criteria) if one.key not in said]
    if missing:
        return Decision(format_lazy(_("Still to say: {names}."), names=", ".join(missing)))
    return YES


def may_judge_work(study: Study, judge: Judge | None, ratings: Mapping[int, int], own: frozenset[int], by: Actor,
                   at: datetime) -> Decision:  # fmt: skip
    """`own`: the sealed sheets of this judge on this task."""
    if not (allowed := may_say(study, judge, by, at)):
        return allowed
    if not ratings.keys() <= own:
        return Decision(_("You say this of work that you scored and sealed yourself."))
    if not set(ratings.values()) <= set(Overall.values):
        return Decision(_("Choose one of the four."))
    return YES


def may_close_round(study: Study, round: Round | None, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.SET_STANDARD, study, at=at) and is_open(study)):
        return allowed
    if round is None:
        return Decision(_("No round is open."))
    here = round.answers.filter(handed_in_at__isnull=False).count()
    if here < LEAST_JUDGES:
        told = _("{here} of at least {least} judges have handed in.")
        return Decision(format_lazy(told, here=here, least=LEAST_JUDGES))
    return YES


def may_open_round(study: Study, discussion: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.SET_STANDARD, study, at=at) and is_open(study)):
        return allowed
    if any(one.closed_at is None for one in study.rounds.all()):
        return Decision(_("A round is open. Close it first."))
    return (
        YES
        if discussion.strip()
        else Decision(_("Write down what the judges discussed: it is what a round more is for."))
    )


def may_choose(study: Study, recommended: bool, by: Actor, at: datetime) -> Decision:
    """Where something recommends a cut, for criteria that still read as the judges read them."""
    if not (allowed := may(by, Can.SET_STANDARD, study, at=at) and is_open(study)):
        return allowed
    if any(one.closed_at is None for one in study.rounds.all()):
        return Decision(_("A round is open. Close it first."))
    if any(one.person_id == by.pk for one in study.judges.all()):
        return NOT_BOTH
    if not recommended:
        return Decision(_("Nothing recommends a cut yet."))
    if packed(criteria_as_read(study.version, study.task)) != study.criteria:
        return Decision(_("The criteria have changed since the judges read them. Drop this study and open another."))
    return may_write(study.version, by, at=at)


def may_drop(study: Study, reason: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.SET_STANDARD, study, at=at) and is_open(study)):
        return allowed
    return YES if reason.strip() else Decision(_("Say why: the judges have spent time on it."))
