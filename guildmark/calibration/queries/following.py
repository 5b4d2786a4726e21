"""What follows from how assessors read: who drifts, who is paused, which seeds are due."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from guildmark.assessment.models import EvidenceRequest, Seat, SeatState
from guildmark.calibration.domain.drift import Chart, Deviation, chart, spread_of
from guildmark.calibration.models import AssessorPause, CalibrationSet, SeedPlan
from guildmark.calibration.permissions import Can
from guildmark.calibration.queries.sheets import deviations
from guildmark.calibration.queries.standing import policy_of
from guildmark.kernel.access import may
from guildmark.people.models import Person
from guildmark.programs.models import Program


def paused_among(assessor_ids: frozenset[int], program_id: int, at: datetime) -> Mapping[int, str]:
    """Who of them gets no new work of the program, and the sentence to them: the answer to `PAUSED`."""
    rows = AssessorPause.objects.filter(person__in=assessor_ids, program=program_id, lifted_at=None)
    return dict(rows.values_list("person", "reason"))


def programs_judged() -> list[Program]:
    """The programs in which sheets were sealed."""
    seats = Seat.objects.filter(state=SeatState.SEALED).values("panel__submission__candidacy__program")
    return list(Program.objects.filter(pk__in=seats).order_by("slug"))


def charts(program: Program, *, at: datetime) -> dict[int, Chart]:
    """The control chart of each assessor since they last calibrated; none where their usual spread can’t be told.

    Five queries.
    """
    everybody = deviations(program, until=at)
    spread = spread_of(everybody)
    if spread is None:
        return {}
    since = _fresh_since(program)
    return {
        person: chart([one for one in sheets if one.moment > since.get(person, "")], spread)
        for person, sheets in everybody.items()
    }


def _fresh_since(program: Program) -> dict[int, str]:
    """When each assessor last showed that they read as the experts do, or was answered for."""
    passed = (
        CalibrationSet.objects.filter(program=program, passed=True).values_list("person").annotate(Max("closed_at"))
    )
    lifted = AssessorPause.objects.filter(program=program, lifted_at__isnull=False)
    found: dict[int, str] = {}
    for person, moment in [*passed, *lifted.values_list("person").annotate(Max("lifted_at"))]:
        found[person] = max(found.get(person, ""), moment.isoformat())
    return found


@dataclass(frozen=True)
class Beyond:
    person: Person
    reason: str
    figures: dict[str, Any]


def beyond_limits(program: Program, *, at: datetime) -> Iterator[Beyond]:
    """The assessors of the program, not paused yet, whose chart lies beyond its limits."""
    found = {person: one for person, one in charts(program, at=at).items() if one.beyond}
    for person in Person.objects.filter(pk__in=found, is_active=True).order_by("pk"):
        if person.pk not in paused_among(frozenset(found), program.pk, at) and may(
            person, Can.CALIBRATE, program, at=at
        ):
            yield Beyond(person, reason_of(found[person.pk]), {"points": [asdict(p) for p in found[person.pk].points]})


def reason_of(found: Chart) -> str:
    """In words to the assessor."""
    told = {"by": f"{abs(found.average):.1f}", "n": len(found.points)}
    if found.average < 0:
        return _(
            "Your last {n} sheets lie {by} of a level below the others on average: more than chance explains."
        ).format(**told)
    return _("Your last {n} sheets lie {by} of a level above the others on average: more than chance explains.").format(
        **told
    )


def seats_to_follow(panel_id: int, assessor_ids: Iterable[int]) -> Iterator[tuple[Seat, int]]:
    """The seats just filled on a blind panel, each with how many in a hundred are followed by a seed."""
    seats = Seat.objects.filter(
        panel=panel_id,
        assessor__in=list(assessor_ids),
        state=SeatState.ASSIGNED,
        panel__submission__copy_of=None,
        panel__submission__candidacy__version__blind_to_candidate=True,
    )
    for seat in seats.select_related("panel__submission__candidacy__program"):
        yield seat, policy_of(seat.panel.submission.candidacy.program).seed_percent


def seeds_due(at: datetime) -> list[SeedPlan]:
    return list(SeedPlan.objects.filter(settled_at=None, due_at__lte=at).order_by("due_at", "pk"))


def requests_on_copies(*, asked_before: datetime) -> list[EvidenceRequest]:
    """The open requests for more evidence that no candidate can answer."""
    open_ones = EvidenceRequest.objects.filter(settled_at=None, submission__copy_of__isnull=False)
    return list(open_ones.filter(asked_at__lt=asked_before).select_related("submission", "asked_by").order_by("pk"))


__all__ = [
    "Beyond",
    "Deviation",
    "Program",
    "beyond_limits",
    "charts",
    "paused_among",
    "programs_judged",
    "reason_of",
    "requests_on_copies",
    "seats_to_follow",
    "seeds_due",
]
