"""When the last sheet is sealed: a result, a further assessor, or an adjudication."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from guildmark.assessment.actions._filling import _fill
from guildmark.assessment.domain.disagreement import Disagreement, Step, compare, next_step
from guildmark.assessment.domain.scoring import Outcome
from guildmark.assessment.facts import AdjudicationOpened, FurtherAssessorCalled, ResultReached
from guildmark.assessment.models import (
    Adjudication,
    AttemptGrant,
    Panel,
    Result,
    SeatState,
    Submission,
    SubmissionState,
)
from guildmark.assessment.queries.outcomes import outcome_of
from guildmark.assessment.queries.rubrics import carried_into, levels_of, policy_of, rubric_for, rule_of, sealed_sheets
from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import LIVE, Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.facts import announce


def _conclude_reading(panel: Panel, *, at: datetime) -> None:
    """What follows from the sheets sealed so far; nothing while a seat is free or a sheet is open."""
    seats = list(panel.seats.exclude(state=SeatState.DECLINED))
    if len(seats) < panel.size or any(seat.state != SeatState.SEALED for seat in seats):
        return
    submission = panel.submission
    if submission.copy_of_id is not None:
        return
    sealed = sealed_sheets(submission)
    sheets = [levels_of(sheet.scores.all()) for sheet in sealed]
    carried, policy = carried_into(submission), policy_of(submission)
    same = all(sheet.round == submission.round for sheet in sealed)
    found = compare(rule_of(rubric_for(submission)), policy, sheets, carried=carried, same_evidence=same)
    read_further = bool(panel.further_waived) or any(seat.further for seat in seats)
    step = next_step(found, read_further=read_further, further=policy.further)
    if step is Step.FURTHER_ASSESSOR:
        _call_further(panel, found, at=at)
    elif step is Step.CONSENSUS:
        _open_adjudication(submission, found, at=at)
    else:
        _reach_result(submission, at=at)


def _call_further(panel: Panel, found: Disagreement, *, at: datetime) -> None:
    panel.size += 1
    panel.save(update_fields=["size"])
    announce(
        FurtherAssessorCalled(panel.submission_id, panel.pk, found.beyond, found.across_cut, found.near_cut),
        by=SYSTEM,
        at=at,
    )
    _fill(panel, at=at)


def _open_adjudication(submission: Submission, found: Disagreement, *, at: datetime) -> None:
    adjudication = Adjudication.objects.create(
        submission=submission,
        opened_at=at,
        contested=list(found.contested),
        reason=_reason_of(found),
    )
    submission.state = SubmissionState.ADJUDICATION
    submission.save(update_fields=["state"])
    announce(AdjudicationOpened(submission.pk, adjudication.pk), by=SYSTEM, at=at)


def _reason_of(found: Disagreement) -> dict[str, Any]:
    return {
        "beyond": list(found.beyond),
        "across_cut": found.across_cut,
        "near_cut": found.near_cut,
        "on_less": found.on_less,
    }


def _reach_result(submission: Submission, *, at: datetime) -> Result:
    """The outcome of the sealed sheets and of what was agreed on top of them. If met, the requirement is fulfilled."""
    outcome = outcome_of(submission)
    result = Result.objects.create(
        submission=submission, met=outcome.met, total=str(outcome.total), detail=_detail(outcome), reached_at=at
    )
    submission.state, submission.decided_at = SubmissionState.DECIDED, at
    submission.save(update_fields=["state", "decided_at"])
    candidacy = submission.candidacy
    announce(ResultReached(submission.pk, candidacy.pk, result.pk, outcome.met), by=SYSTEM, at=at)
    if outcome.met and candidacy.state in LIVE:
        candidacies.fulfil(
            candidacy=candidacy,
            node_key=submission.task.node.key,
            source_kind="result",
            source_id=result.pk,
            until=None,
            by=SYSTEM,
            at=at,
        )
    elif candidacy.state == CandidacyState.IN_PROGRESS:
        _refer_if_out_of_reach(candidacy, at=at)
    return result


def _refer_if_out_of_reach(candidacy: Candidacy, *, at: datetime) -> None:
    """Where no attempt is left at something that is needed, the committee decides on what there is."""
    judged = Submission.objects.filter(candidacy=candidacy, state=SubmissionState.DECIDED)
    tries = judged.values("task__node__key").annotate(count=Count("pk"), met=Count("pk", filter=Q(result__met=True)))
    most = Counter(AttemptGrant.objects.filter(candidacy=candidacy).values_list("task__node__key", flat=True))
    usual = candidacy.version.attempts_max
    closed = frozenset(
        key for row in tries if not row["met"] and row["count"] >= usual + most[(key := row["task__node__key"])]
    )
    if closed:
        candidacies.refer(candidacy=candidacy, closed=closed, by=SYSTEM, at=at)


def _detail(outcome: Outcome) -> dict[str, Any]:
    """The outcome as plain values, as calculated that day: shown, and compared when it is derived again."""
    return {
        "cut": None if outcome.cut is None else str(outcome.cut),
        "criteria": [
            {
                "key": criterion.key,
                "level": str(criterion.level),
                "needed": None if criterion.needed is None else str(criterion.needed),
                "ground": criterion.ground.value,
                "spread": list(criterion.spread),
                "agreed": criterion.agreed,
                **({"carried": True} if criterion.carried else {}),
            }
            for criterion in outcome.criteria
        ],
    }
