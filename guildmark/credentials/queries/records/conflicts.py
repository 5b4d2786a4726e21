"""The conflicts of interest that were checked: who with whom, on which day, by which version of the policy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from guildmark.assessment.domain.conflicts import Conflict, ConflictPolicy, policy_from
from guildmark.assessment.models import ConflictPolicyVersion, ConflictWaiver, Seat, SeatState
from guildmark.assessment.queries import ties_among
from guildmark.credentials.domain.dossier import Veil
from guildmark.credentials.queries.records.saying import moment, somebody
from guildmark.credentials.queries.records.work import Bench
from guildmark.people.queries import company_day

Json = dict[str, Any]


def part(bench: Bench, veil: Veil) -> Json:
    """Every assessor who sealed a sheet or holds a seat, checked as of the day they sealed it, or took it."""
    policies = list(ConflictPolicyVersion.objects.order_by("number"))
    seats = [seat for seat in bench.seats if seat.state != SeatState.DECLINED]
    checks = [_check(bench, seat, _in_force(policies, _judged_at(seat)), veil) for seat in seats]
    used = {one["policy"] for one in checks}
    return {
        "policies": [
            {"version": 0, "decided_at": None, "rules": ConflictPolicy().written()},
            *({"version": one.number, "decided_at": moment(one.decided_at), "rules": one.rules}
              for one in policies if one.number in used),
        ],
        "checks": checks,
        "waivers": [_waiver(one.ref, waiver, veil) for one in bench.submissions for waiver in one.waivers.all()],
    }  # fmt: skip


def _judged_at(seat: Seat) -> datetime:
    sheet = getattr(seat, "sheet", None)
    return sheet.sealed_at if sheet and sheet.sealed_at else seat.assigned_at


def _in_force(policies: Sequence[ConflictPolicyVersion], at: datetime) -> tuple[int, ConflictPolicy]:
    """The version in force at that moment; version 0 came with the installation."""
    earlier = [one for one in policies if one.decided_at <= at]
    return (earlier[-1].number, policy_from(earlier[-1].rules)) if earlier else (0, ConflictPolicy())


def _check(bench: Bench, seat: Seat, policy: tuple[int, ConflictPolicy], veil: Veil) -> Json:
    day = company_day(_judged_at(seat))
    candidate = bench.candidacy.person_id
    found = ties_among([seat.assessor_id], [candidate], on=day, policy=policy[1])[candidate].get(seat.assessor_id, ())
    ref = next(one.ref for one in bench.submissions if one.pk == seat.panel.submission_id)
    told = {"assessor": somebody(seat.assessor), "ties": [_tie(one) for one in found]}
    return {
        "submission": ref,
        "number": seat.number,
        "on": day.isoformat(),
        "policy": policy[0],
        "clear": not any(one.bars for one in found),
        "told": veil.tell(f"{ref}/ties/{seat.pk}", told),
    }


def _tie(one: Conflict) -> Json:
    return {"kind": one.kind.value, "force": one.force.value, "until": one.until.isoformat() if one.until else None}


def _waiver(ref: str, one: ConflictWaiver, veil: Veil) -> Json:
    told = {
        "assessor": somebody(one.assessor),
        "kind": one.kind,
        "reason": one.reason,
        "asked_by": somebody(one.asked_by),
        "asked_at": moment(one.asked_at),
        "agreed_by": somebody(one.agreed_by),
        "agreed_at": moment(one.agreed_at),
    }
    return {"submission": ref, "agreed": one.agreed_at is not None, "told": veil.tell(f"{ref}/waiver/{one.pk}", told)}
