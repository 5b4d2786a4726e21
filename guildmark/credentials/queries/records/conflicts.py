"""The conflicts of interest that were checked: who with whom, on which day, by which version of the policy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from guildmark.assessment.domain.conflicts import Conflict, ConflictPolicy, policy_from
from guildmark.assessment.models import ConflictPolicyVersion, ConflictWaiver, Seat, SeatState
from guildmark.assessment.queries import ties_among
from guildmark.credentials.domain.dossier import Veil
from guildmark.credentials.queries.records.saying import moment, somebody
from guildmark.credentials.queries.records.work import Bench
from guildmark.people.queries import company_day

Json = dict[str, Any]
Occasion = tuple[date, int]
"""The day as of which ties were looked for, and the number of the policy then in force."""
Ties = Mapping[int, tuple[Conflict, ...]]


def part(bench: Bench, veil: Veil) -> Json:
    """Every assessor who sealed a sheet or holds a seat, checked as of the day they sealed it, or took it."""
    policies = list(ConflictPolicyVersion.objects.order_by("number"))
    seats = [seat for seat in bench.seats if seat.state != SeatState.DECLINED]
    occasions = {seat.pk: (company_day(at := _judged_at(seat)), _in_force(policies, at)) for seat in seats}
    found = _found(bench, seats, occasions)
    checks = [_check(bench, seat, occasions[seat.pk], found, veil) for seat in seats]
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


def _in_force(policies: Sequence[ConflictPolicyVersion], at: datetime) -> int:
    """The number of the version in force at that moment; version 0 came with the installation."""
    return max((one.number for one in policies if one.decided_at <= at), default=0)


def _found(bench: Bench, seats: Iterable[Seat], occasions: Mapping[int, Occasion]) -> dict[Occasion, Ties]:
    """The ties of those who judged on the same day by the same policy, asked for at once."""
    together: dict[Occasion, set[int]] = defaultdict(set)
    for seat in seats:
        together[occasions[seat.pk]].add(seat.assessor_id)
    rules = dict(ConflictPolicyVersion.objects.values_list("number", "rules"))
    candidate = bench.candidacy.person_id
    return {
        (day, number): ties_among(
            who, [candidate], on=day, policy=policy_from(rules[number]) if number else ConflictPolicy()
        )[candidate]
        for (day, number), who in together.items()
    }


def _check(bench: Bench, seat: Seat, occasion: Occasion, found: Mapping[Occasion, Ties], veil: Veil) -> Json:
    ties = found[occasion].get(seat.assessor_id, ())
    ref = next(one.ref for one in bench.submissions if one.pk == seat.panel.submission_id)
    told = {"assessor": somebody(seat.assessor), "ties": [_tie(one) for one in ties]}
    return {
        "submission": ref,
        "number": seat.number,
        "on": occasion[0].isoformat(),
        "policy": occasion[1],
        "clear": not any(one.bars for one in ties),
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
