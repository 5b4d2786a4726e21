"""Studies of where a cut should lie, as the program’s owner leads them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from django.db import transaction

from guildmark.calibration.domain.asked import packed
from guildmark.calibration.facts import (
    CutChosen,
    JudgeInvited,
    StudyDropped,
    StudyOpened,
    StudyRoundClosed,
    StudyRoundOpened,
)
from guildmark.calibration.lifecycle import standards as lifecycle
from guildmark.calibration.models import Judge, Round, Study
from guildmark.calibration.queries.recommending import figures_of, recommends
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.actions import set_cut
from guildmark.programs.models import ProgramVersion
from guildmark.programs.queries import document_of, rubrics_of

ALONG = ("version__program",)


@transaction.atomic
def open_study(
    *, version: ProgramVersion, task: str, borderline: str, judges: Sequence[Person], by: Actor, at: datetime
) -> Study:
    """Judges are asked where the cut of a task should lie: the criteria are kept as they read now, round 1 is open."""
    version = lock(version, "program")
    ensure(lifecycle.may_open_study(version, task, borderline, judges, by, at))
    titles = {one.key: one.title for one in document_of(version).tasks}
    study = Study.objects.create(
        version=version,
        task=task,
        title=titles[task],
        criteria=packed(rubrics_of(version)[task]),
        borderline=borderline.strip(),
        opened_at=at,
        opened_by_id=cast(int, by.pk),
    )
    invited = list(dict.fromkeys(judges))
    Judge.objects.bulk_create(_judge(study, one, by, at) for one in invited)
    Round.objects.create(study=study, number=1, opened_at=at, opened_by_id=cast(int, by.pk))
    people = tuple(one.pk for one in invited)
    announce(StudyOpened(study.pk, version.program_id, version.pk, task, people), by=by, at=at)
    return study


def _judge(study: Study, person: Person, by: Actor, at: datetime) -> Judge:
    return Judge(study=study, person=person, invited_at=at, invited_by_id=cast(int, by.pk))


@transaction.atomic
def invite_judge(*, study: Study, person: Person, by: Actor, at: datetime) -> Judge:
    """One judge more is asked, from the round that is open now."""
    study = lock(study, *ALONG)
    ensure(lifecycle.may_invite(study, person, by, at))
    judge = _judge(study, person, by, at)
    judge.save()
    announce(JudgeInvited(study.pk, person.pk), by=by, at=at)
    return judge


@transaction.atomic
def close_round(*, study: Study, by: Actor, at: datetime) -> Round:
    """What was handed in counts, and everybody concerned sees how far the judges lie apart, without names."""
    study = lock(study, *ALONG)
    found = study.rounds.select_for_update().filter(closed_at=None).first()
    ensure(lifecycle.may_close_round(study, found, by, at))
    assert found is not None
    found.closed_at, found.closed_by_id = at, by.pk
    found.save(update_fields=["closed_at", "closed_by"])
    handed_in = found.answers.filter(handed_in_at__isnull=False).count()
    announce(StudyRoundClosed(study.pk, found.number, handed_in), by=by, at=at)
    return found


@transaction.atomic
def open_round(*, study: Study, discussion: str, by: Actor, at: datetime) -> Round:
    """After a discussion, which is written down, the judges are asked once more."""
    study = lock(study, *ALONG)
    ensure(lifecycle.may_open_round(study, discussion, by, at))
    made = Round.objects.create(
        study=study,
        number=study.rounds.count() + 1,
        discussion=discussion.strip(),
        opened_at=at,
        opened_by_id=cast(int, by.pk),
    )
    announce(StudyRoundOpened(study.pk, made.number), by=by, at=at)
    return made


@transaction.atomic
def choose_cut(*, study: Study, cut: Decimal, reason: str, by: Actor, at: datetime) -> Study:
    """The owner chooses, and says why: the draft asks for this cut for this reason, and the study is closed."""
    study = lock(study, *ALONG)
    figures = figures_of(study)
    ensure(lifecycle.may_choose(study, recommends(figures), by, at))
    set_cut(version=study.version, task_key=study.task, cut=cut, reason=reason, by=by, at=at)
    study.cut, study.reason, study.figures = cut, reason.strip(), figures
    study.chosen_at, study.chosen_by_id = at, by.pk
    study.save(update_fields=["cut", "reason", "figures", "chosen_at", "chosen_by"])
    announce(CutChosen(study.pk, study.version.program_id, study.version_id, study.task), by=by, at=at)
    return study


@transaction.atomic
def drop_study(*, study: Study, reason: str, by: Actor, at: datetime) -> Study:
    """The study ends without a choice. What was said stays readable; the draft stays as it is."""
    study = lock(study, *ALONG)
    ensure(lifecycle.may_drop(study, reason, by, at))
    study.dropped_at, study.dropped_by_id, study.dropped_reason = at, by.pk, reason.strip()
    study.save(update_fields=["dropped_at", "dropped_by", "dropped_reason"])
    announce(StudyDropped(study.pk, study.version.program_id, study.version_id), by=by, at=at)
    return study
