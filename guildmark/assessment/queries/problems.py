"""The problem that the assignment of panels solves: free seats, who could take them, and what is weighed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from django.conf import settings
from django.db.models import Min

from guildmark.assessment.domain.conflicts import Force
from guildmark.assessment.domain.panels import Case, Judge, Problem
from guildmark.assessment.domain.panels.weights import band, circles
from guildmark.assessment.models import Panel, Qualification, Seat, SeatState, Submission
from guildmark.assessment.ports import paused
from guildmark.assessment.queries.carrying import judged_before
from guildmark.assessment.queries.conflicts import Ties, standing, ties_among, waived
from guildmark.assessment.queries.pools import in_force, open_seats, qualified_people
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.queries import languages_agreed
from guildmark.people.models import Employment, Person, company_day
from guildmark.people.queries import on_leave
from guildmark.programs.domain.policies import Reservation

SEATED_LATELY_DAYS = 365


def problem_for(panels: Sequence[Panel], at: datetime) -> Problem:
    """The free seats of these panels as one problem; a seed makes the answer repeatable. About ten queries, and three
    more for each program."""
    known = known_about(panels, at)
    together = seated_together(known.people, since=at - timedelta(days=SEATED_LATELY_DAYS))
    return Problem(
        tuple(_case(panel, known, at) for panel in panels),
        tuple(_judges(known.people.values(), together, company_day(at))),
        seed=panels[0].seed if len(panels) == 1 else 0,
        together=together,
        limit=float(settings.PANEL_SECONDS),
    )


@dataclass(frozen=True)
class Known:
    """What is read at once for all panels: pools by program, people by id, seats by panel, panels met and ties by
    candidate, what was waived by submission, who is away; and the language in which each submission is judged."""

    pools: "Mapping[int, Pool]"
    people: Mapping[int, Person]
    seats: Mapping[int, list[Seat]]
    met: Mapping[int, Counter[int]]
    ties: Mapping[int, Ties]
    waived: Mapping[int, set[tuple[int, str]]]
    away: frozenset[int]
    languages: Mapping[int, str]


def known_about(panels: Sequence[Panel], at: datetime) -> Known:
    """Everything that is asked about the people who could sit on these panels."""
    day = company_day(at)
    pools = {program: _pool(program, at) for program in {p.submission.candidacy.program_id for p in panels}}
    people = {person.pk: person for pool in pools.values() for person in pool.people}
    candidates = {panel.submission.candidacy.person_id for panel in panels}
    return Known(
        pools,
        people,
        _seats_of(panels),
        _met(panels),
        ties_among(people, candidates, on=day),
        waived(panel.submission_id for panel in panels),
        on_leave(people, day),
        languages_of(panel.submission for panel in panels),
    )


def _case(panel: Panel, known: Known, at: datetime) -> Case:
    submission = panel.submission
    candidacy = submission.candidacy
    pool = known.pools[candidacy.program_id]
    staying = [seat.assessor for seat in known.seats[panel.pk] if seat.state != SeatState.DECLINED]
    tied = known.ties.get(candidacy.person_id, {})
    barred = barred_from(panel, known)
    return Case(
        key=panel.pk,
        seats=max(panel.size - len(staying), 0),
        functions=candidacy.version.panel_functions,
        staying=tuple(sorted({person.job_function.code for person in staying})),
        members=tuple(person.pk for person in staying),
        eligible=frozenset(person.pk for person in pool.people),
        barred=barred,
        repeats=known.met[candidacy.person_id],
        avoided=frozenset(p for p, some in tied.items() if any(t.force is Force.AVOIDED for t in some)),
        reserved=_reserved(candidacy, pool.people, staying),
        waited=(at - panel.called_at).days,
    )


def barred_from(panel: Panel, known: Known) -> dict[int, str]:
    """Who of the qualified can't take a seat on this panel, each with the kind of reason, the weightiest."""
    submission = panel.submission
    pool = known.pools[submission.candidacy.program_id]
    tied = known.ties.get(submission.candidacy.person_id, {})
    conflicts = {
        person: found[0].kind.value
        for person, ties in tied.items()
        if (found := list(standing(ties, known.waived[submission.pk])))
    }
    held = {s.assessor_id: "gave_back" if s.state == SeatState.DECLINED else "seated" for s in known.seats[panel.pk]}
    before = dict.fromkeys(judged_before(submission), "judged_before")
    away = dict.fromkeys(known.away, "on_leave")
    barred = pool.barred(known.languages[submission.pk]) | away | before | conflicts | held
    qualified = {person.pk for person in pool.people}
    return {person: kind for person, kind in barred.items() if person in qualified}


def languages_of(submissions: Iterable[Submission]) -> dict[int, str]:
    """In which language each of these is judged: the version’s, or another that was agreed for its candidate. One query."""
    works = list(submissions)
    agreed = languages_agreed(one.candidacy_id for one in works)
    return {
        one.pk: next(
            (
                other.language
                for other in reversed(agreed.get(one.candidacy_id, ()))
                if other.covers(one.task.key, one.submitted_at)
            ),
            one.candidacy.version.language,
        )
        for one in works
    }


@dataclass(frozen=True)
class Pool:
    """Who may assess a program; which of them judge only in some languages; and who gets no new work."""

    people: Sequence[Person]
    languages: Mapping[int, Sequence[str] | None]
    paused: frozenset[int]

    def barred(self, language: str) -> dict[int, str]:
        other = {person: "language" for person, some in self.languages.items() if some and language not in some}
        return other | dict.fromkeys(self.paused, "paused")


def _pool(program_id: int, at: datetime) -> Pool:
    people = qualified_people(program_id, at)
    ids = frozenset(person.pk for person in people)
    rows = Qualification.objects.filter(in_force(company_day(at)), program_id=program_id, person_id__in=ids)
    return Pool(people, dict(rows.values_list("person_id", "languages")), paused(ids, program_id, at))


def _seats_of(panels: Sequence[Panel]) -> Mapping[int, list[Seat]]:
    found: dict[int, list[Seat]] = {panel.pk: [] for panel in panels}
    for seat in Seat.objects.filter(panel__in=panels).select_related("assessor__job_function", "assessor__site"):
        found[seat.panel_id].append(seat)
    return found


def _met(panels: Sequence[Panel]) -> Mapping[int, Counter[int]]:
    """How often each assessor sat on another panel of each of these candidates."""
    candidates = {panel.submission.candidacy.person_id for panel in panels}
    seats = Seat.objects.filter(panel__submission__candidacy__person_id__in=candidates)
    seats = seats.filter(panel__submission__copy_of=None).exclude(panel__in=panels)
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for candidate, assessor in seats.values_list("panel__submission__candidacy__person_id", "assessor_id"):
        found[candidate][assessor] += 1
    return found


def seated_together(person_ids: Iterable[int], *, since: datetime) -> dict[tuple[int, int], int]:
    """How often any two of these sat on one panel since then."""
    seats = Seat.objects.exclude(state=SeatState.DECLINED).filter(
        assigned_at__gte=since, assessor_id__in=set(person_ids), panel__submission__copy_of=None
    )
    panels: dict[int, list[int]] = defaultdict(list)
    for panel, assessor in seats.order_by("panel_id", "assessor_id").values_list("panel_id", "assessor_id"):
        panels[panel].append(assessor)
    return dict(Counter(pair for members in panels.values() for pair in combinations(members, 2)))


def _reserved(candidacy: Candidacy, pool: Iterable[Person], staying: Iterable[Person]) -> dict[str, frozenset[int]]:
    """Who could take each seat that the version reserves, where nobody who stays meets it."""
    people, there = list(pool), list(staying)
    return {
        wanted: frozenset(person.pk for person in people if _meets(wanted, person, candidacy.person))
        for wanted in candidacy.version.panel_reserved or ()
        if not any(_meets(wanted, person, candidacy.person) for person in there)
    }


def _meets(wanted: str, assessor: Person, candidate: Person) -> bool:
    if wanted == Reservation.OUTSIDE_FUNCTION:
        return assessor.job_function_id != candidate.job_function_id
    if wanted == Reservation.OTHER_SITE:
        return assessor.site_id != candidate.site_id
    return assessor.job_function.code == wanted.removeprefix(Reservation.FUNCTION)


def _judges(pool: Iterable[Person], together: Iterable[tuple[int, int]], day: date) -> Iterable[Judge]:
    people = sorted(pool, key=lambda person: person.pk)
    ids = [person.pk for person in people]
    load, circle = open_seats(ids), circles(together)
    since = dict(
        Employment.objects.filter(person_id__in=ids).order_by().values_list("person_id").annotate(Min("starts_on"))
    )
    return [
        Judge(
            person.pk,
            person.job_function.code,
            load.get(person.pk, 0),
            settings.OPEN_SEATS_PER_ASSESSOR,
            site=person.site.code,
            tenure=band((day - since.get(person.pk, day)).days),
            circle=circle.get(person.pk, person.pk),
        )
        for person in people
    ]
