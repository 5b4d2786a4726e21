"""The work that was judged: by digests, with its sheets, and how a disagreement was settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guildmark.assessment.models import ConsensusScore, Evidence, Seat, SeatState, Submission
from guildmark.candidacy.models import Candidacy
from guildmark.credentials.domain.dossier import Veil
from guildmark.credentials.queries.records.saying import minute, moment, somebody
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.queries import rubrics_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """The submissions of a candidacy that were judged, and every seat on their panels, the given-up ones too."""

    candidacy: Candidacy
    submissions: Sequence[Submission]
    seats: Sequence[Seat]
    rubrics: Mapping[str, Rubric]


def bench_of(candidacy: Candidacy) -> Bench:
    handed_in = Submission.objects.filter(candidacy=candidacy).exclude(digest="")
    submissions = list(
        handed_in.select_related("task", "result", "panel", "adjudication__settled_by", "adjudication__agreed__proposed_by")
        .prefetch_related("evidence__restriction", "requests", "statements", "waivers__assessor", "waivers__asked_by", "waivers__agreed_by")
        .order_by("task__position", "attempt")
    )  # fmt: skip
    seats = Seat.objects.filter(panel__submission__in=submissions)
    along = seats.select_related("assessor__job_function", "sheet", "panel")
    order = {one.pk: place for place, one in enumerate(submissions)}
    seats_in_order = sorted(along, key=lambda s: (order[s.panel.submission_id], s.number, s.assigned_at, s.pk))
    return Bench(candidacy, submissions, seats_in_order, rubrics_of(candidacy.version))


def part(bench: Bench, veil: Veil) -> Json:
    agreed = _agreed(bench.submissions)
    return {"submissions": [_submission(one, bench, agreed, veil) for one in bench.submissions]}


def _submission(one: Submission, bench: Bench, agreed: Mapping[int, list[Json]], veil: Veil) -> Json:
    result = getattr(one, "result", None)
    seats = [seat for seat in bench.seats if seat.panel.submission_id == one.pk]
    return {
        "ref": one.ref,
        "task": one.task.title,
        "attempt": one.attempt,
        "round": one.round,
        "handed_in_at": minute(one.submitted_at),
        "digest": one.digest,
        "earlier_rounds": [
            {"round": request.round, "digest": request.digest, "handed_in_at": minute(request.handed_in_at)}
            for request in one.requests.all()
            if request.answered
        ],
        "statements": [
            {
                "kind": said.kind,
                "wording": said.wording,
                "words": said.words,
                "digest": said.digest,
                "signed_at": minute(said.signed_at),
            }
            for said in one.statements.all()
        ],
        "evidence": [_evidence(piece) for piece in one.evidence.all() if piece.sha256],
        "sheets": [_sheet(one, seat, veil) for seat in seats if seat.state != SeatState.DECLINED],
        "given_up": [_given_up(one, seat, veil) for seat in seats if seat.state == SeatState.DECLINED],
        "disagreement": _disagreement(one, agreed.get(one.pk, []), veil),
        "result": _result(one, bench.rubrics[one.task.key]) if result else None,
    }


def _evidence(piece: Evidence) -> Json:
    """The digest, and what kind it is; of a restricted piece the digest only."""
    restricted = getattr(piece, "restriction", None) is not None
    about = {"restricted": True} if restricted else {"kind": piece.kind, "round": piece.round}
    return {"sha256": piece.sha256, **about}


def _sheet(one: Submission, seat: Seat, veil: Veil) -> Json:
    sheet = getattr(seat, "sheet", None)
    who = {**(somebody(seat.assessor) or {}), "function": seat.assessor.job_function.name}
    times = {"assigned_at": moment(seat.assigned_at), "sealed_at": moment(sheet.sealed_at) if sheet else None}
    return {
        "number": seat.number,
        "further": seat.further,
        "assessor": veil.tell(f"{one.ref}/sheet/{seat.pk}", {**who, **times}),
        "sealed_at": minute(sheet.sealed_at) if sheet else None,
        "digest": sheet.digest if sheet else "",
    }


def _given_up(one: Submission, seat: Seat, veil: Veil) -> Json:
    """By whom a seat was given up, and when; why stays with whoever assigns."""
    who = veil.tell(f"{one.ref}/up/{seat.pk}", somebody(seat.assessor))
    return {"number": seat.number, "at": minute(seat.declined_at), "assessor": who}


def _disagreement(one: Submission, agreed: list[Json], veil: Veil) -> Json | None:
    found = getattr(one, "adjudication", None)
    reason = one.panel.further_waived if hasattr(one, "panel") else ""
    waived = veil.tell(f"{one.ref}/waived", reason) if reason else None
    if found is None:
        return {"further_reading_waived": waived} if waived else None
    by = {
        "proposed_by": somebody(found.agreed.proposed_by) if found.agreed else None,
        "confirmed_by": somebody(found.settled_by),
    }
    return {
        "opened_at": minute(found.opened_at),
        "contested": found.contested,
        "settled_at": minute(found.settled_at),
        "agreed": agreed,
        "by": veil.tell(f"{one.ref}/settled", by),
        "further_reading_waived": waived,
    }


def _agreed(submissions: Sequence[Submission]) -> dict[int, list[Json]]:
    rows = ConsensusScore.objects.filter(proposal__adjudication__submission__in=submissions).select_related(
        "criterion", "proposal__adjudication"
    )
    found: dict[int, list[Json]] = {}
    for row in rows.order_by("criterion__position"):
        settled = row.proposal.adjudication
        if settled.agreed_id == row.proposal_id:
            line = {"criterion": row.criterion.key, "title": row.criterion.title, "level": row.level}
            found.setdefault(settled.submission_id, []).append({**line, "why": row.rationale})
    return found


def _result(one: Submission, rubric: Rubric) -> Json:
    lines = []
    for line in one.result.detail.get("criteria", []):
        criterion = rubric.criterion(line["key"])
        lines.append({**line, "title": criterion.title if criterion else line["key"]})
    return {
        "met": one.result.met,
        "total": one.result.total,
        "cut": one.result.detail.get("cut"),
        "reached_at": minute(one.result.reached_at),
        "criteria": lines,
    }
