"""Conflicts of interest, read from employment history, declarations, earlier panels and what other rooms know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from guildmark.assessment.domain.conflicts import (
    Conflict,
    ConflictPolicy,
    Declared,
    Force,
    Kind,
    Stretch,
    conflicts_of,
    policy_from,
)
from guildmark.assessment.models import (
    CoAuthor,
    ConflictPolicyVersion,
    ConflictWaiver,
    DeclaredConflict,
    Seat,
    SeatState,
)
from guildmark.assessment.ports import RELATED
from guildmark.assessment.queries.words import conflict_sentence
from guildmark.kernel.access import YES, Decision
from guildmark.kernel.calendar import add_months, local_date
from guildmark.people.models import Employment, Person

Ties = dict[int, tuple[Conflict, ...]]


def policy_now() -> ConflictPolicy:
    """The policy that was decided on last; the one that comes with the installation before."""
    latest = ConflictPolicyVersion.objects.order_by("-number").values_list("rules", flat=True).first()
    return policy_from(latest) if latest else ConflictPolicy()


def conflicts_among(assessor_ids: Iterable[int], candidate_id: int, *, on: date) -> Ties:
    """What bars each of these assessors from judging the candidate on that day, the strongest first."""
    found = ties_among(assessor_ids, [candidate_id], on=on).get(candidate_id, {})
    barring = {assessor: tuple(tie for tie in ties if tie.bars) for assessor, ties in found.items()}
    return {assessor: ties for assessor, ties in barring.items() if ties}


def ties_among(
    assessor_ids: Iterable[int], candidate_ids: Iterable[int], *, on: date, policy: ConflictPolicy | None = None
) -> dict[int, Ties]:
    """Every tie of each of these assessors to each of these candidates on that day, by candidate, then assessor. Five
    queries, however many there are, besides what the rooms downstream ask. By today's policy, unless another is given."""
    assessors, candidates = frozenset(assessor_ids), frozenset(candidate_ids)
    policy = policy or policy_now()
    history = _history({*assessors, *candidates}, since=add_months(on, -policy.longest), until=on)
    declared = _declared(assessors, candidates, on)
    judged, authors = _judged(assessors, candidates, policy), _co_authors(assessors, candidates)
    found: dict[int, Ties] = {}
    for candidate in candidates:
        related = [
            *judged[candidate],
            *authors[candidate],
            *(tie for ties in RELATED.ask(assessors, candidate, on) for tie in ties),
        ]
        by_assessor = _by_assessor(related)
        ties = {
            assessor: conflicts_of(
                assessor,
                candidate,
                history=[*history[candidate], *history[assessor]],
                declared=declared[assessor, candidate],
                related=by_assessor.get(assessor, ()),
                on=on,
                policy=policy,
            )
            for assessor in assessors
        }
        found[candidate] = {assessor: some for assessor, some in ties.items() if some}
    return found


def _by_assessor(ties: Iterable[Conflict]) -> dict[int, list[Conflict]]:
    found: dict[int, list[Conflict]] = defaultdict(list)
    for tie in ties:
        found[tie.assessor].append(tie)
    return found


def _history(person_ids: set[int], *, since: date, until: date) -> dict[int, list[Stretch]]:
    rows = Employment.objects.since(since).filter(person_id__in=person_ids, starts_on__lte=until)
    found: dict[int, list[Stretch]] = defaultdict(list)
    for row in rows.values_list("person_id", "unit_id", "manager_id", "starts_on", "ends_on"):
        found[row[0]].append(Stretch(*row))
    return found


def _declared(assessors: frozenset[int], candidates: frozenset[int], on: date) -> Mapping[tuple[int, int], list]:
    in_force = Q(ends_on=None) | Q(ends_on__gte=on)
    rows = DeclaredConflict.objects.filter(in_force, person_id__in=assessors, about_id__in=candidates)
    found: dict[tuple[int, int], list[Declared]] = defaultdict(list)
    for row in rows.values_list("person_id", "about_id", "ends_on"):
        found[row[0], row[1]].append(Declared(*row))
    return found


def _judged(
    assessors: frozenset[int], candidates: frozenset[int], policy: ConflictPolicy
) -> Mapping[int, list[Conflict]]:
    """Who sealed a sheet on work of these candidates that is decided; asked only where that bars anybody."""
    found: dict[int, list[Conflict]] = defaultdict(list)
    if policy.of(Kind.ASSESSED).force not in (Force.HARD, Force.SOFT):
        return found
    seats = Seat.objects.filter(state=SeatState.SEALED, assessor_id__in=assessors, panel__submission__copy_of=None)
    seats = seats.filter(
        panel__submission__candidacy__person_id__in=candidates, panel__submission__decided_at__isnull=False
    )
    rows = seats.values_list(
        "assessor_id", "panel__submission__candidacy__person_id", "sheet__sealed_at", "assessor__time_zone"
    )
    for assessor, candidate, sealed_at, zone in rows:
        day = local_date(sealed_at, zone) if sealed_at else None
        found[candidate].append(Conflict(Kind.ASSESSED, assessor, candidate, day))
    return found


def _co_authors(assessors: frozenset[int], candidates: frozenset[int]) -> Mapping[int, list[Conflict]]:
    """Who made evidence together, in either one's submission; the day is that on which it was handed in."""
    found: dict[int, list[Conflict]] = defaultdict(list)
    either = Q(person_id__in=assessors, evidence__submission__candidacy__person_id__in=candidates) | Q(
        person_id__in=candidates, evidence__submission__candidacy__person_id__in=assessors
    )
    rows = CoAuthor.objects.filter(either).values_list(
        "person_id", "evidence__submission__candidacy__person_id", "evidence__submission__submitted_at"
    )
    for one, other, at in rows:
        day = local_date(at, settings.TIME_ZONE) if at else None
        for assessor, candidate in ((one, other), (other, one)):
            if assessor in assessors and candidate in candidates:
                found[candidate].append(Conflict(Kind.CO_AUTHOR, assessor, candidate, day))
    return found


def waived(submission_ids: Iterable[int]) -> dict[int, set[tuple[int, str]]]:
    """The soft conflicts that two people waived, by submission: assessor and kind."""
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    rows = ConflictWaiver.objects.filter(submission_id__in=list(submission_ids), agreed_at__isnull=False)
    for submission, assessor, kind in rows.values_list("submission_id", "assessor_id", "kind"):
        found[submission].add((assessor, kind))
    return found


def standing(ties: Iterable[Conflict], waivers: Iterable[tuple[int, str]]) -> Iterator[Conflict]:
    """Those of the ties that bar, and were not waived. What is hard never is."""
    gone = set(waivers)
    return (tie for tie in ties if tie.hard or (tie.bars and (tie.assessor, tie.kind.value) not in gone))


def clear_to_judge(
    assessor: Person, candidate: Person, *, on: date, blind: bool = False, submission_id: int | None = None
) -> Decision:
    """Whether nothing stands between them that day, or the sentence that says what does. Blind: without the name.
    With a submission, a soft conflict that was waived for it does not count."""
    found = conflicts_among([assessor.pk], candidate.pk, on=on).get(assessor.pk)
    if found and submission_id:
        found = tuple(standing(found, waived([submission_id])[submission_id]))
    if not found:
        return YES
    whom = _("the candidate") if blind else candidate.name
    return Decision(conflict_sentence(found[0], assessor=assessor.name, candidate=whom))
