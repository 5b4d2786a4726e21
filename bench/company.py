"""A company of a known size, written straight into the tables; the same seed gives the same company.

python -m bench.company      fills the database of GUILDMARK_DATABASE_URL and prints who asks for which page
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

PEOPLE, CANDIDACIES, SUBMISSIONS = 2000, 300, 1000
ASSESSORS, PROGRAMS, TASKS = 30, 3, 4
FIRST_DAY = date(2020, 1, 1)


@dataclass
class Company:
    at: datetime
    chance: Random
    people: list[Any] = field(default_factory=list)
    versions: list[Any] = field(default_factory=list)
    candidacies: list[Any] = field(default_factory=list)
    submissions: list[Any] = field(default_factory=list)
    credentials: list[Any] = field(default_factory=list)

    @property
    def committee(self) -> Any:
        return self.people[0]

    @property
    def owner(self) -> Any:
        return self.people[1]

    @property
    def assessors(self) -> list[Any]:
        return self.people[10 : 10 + ASSESSORS]

    @property
    def candidates(self) -> list[Any]:
        return self.people[100 : 100 + CANDIDACIES]


def build(at: datetime) -> Company:
    company = Company(at, Random(20260416))
    add_people(company)
    add_programs(company)
    add_candidacies(company)
    add_submissions(company)
    add_judgement(company)
    add_decisions(company)
    add_history(company)
    return company


def add_people(company: Company) -> None:
    from guildmark.kernel.roles import Role
    from guildmark.people.models import Employment, JobFunction, OrgUnit, Person, RoleHeld, Site

    top = OrgUnit.objects.create(code="company", name="Company", path="")
    OrgUnit.objects.filter(pk=top.pk).update(path=f"/{top.pk}/")
    units = OrgUnit.objects.bulk_create(OrgUnit(code=f"u{n}", name=f"Unit {n}", parent=top) for n in range(60))
    for unit in units:
        unit.path = f"/{top.pk}/{unit.pk}/"
    OrgUnit.objects.bulk_update(units, ["path"])
    functions = JobFunction.objects.bulk_create(JobFunction(code=f"f{n}", name=f"Function {n}") for n in range(8))
    zones = ("Europe/Amsterdam", "Europe/London", "Asia/Kolkata", "America/Monterrey")
    sites = Site.objects.bulk_create(Site(code=f"s{n}", name=f"Site {n}", time_zone=z) for n, z in enumerate(zones))
    company.people = Person.objects.bulk_create(
        Person(
            username=f"person-{n}", employee_number=f"E{n:05d}", name=f"Person Number {n}",
            email=f"person-{n}@bench.example", job_function=functions[n % 8], site=sites[n % 4],
            time_zone=zones[n % 4], created_at=company.at, password="!",
        )
        for n in range(PEOPLE)
    )  # fmt: skip
    heads = company.people[-60:]
    Employment.objects.bulk_create(
        Employment(person=p, unit=units[n % 60], manager=None if p in heads else heads[n % 60], starts_on=FIRST_DAY)
        for n, p in enumerate(company.people)
    )
    roles = [(company.committee, Role.COMMITTEE), (company.owner, Role.PROGRAM_OWNER)]
    roles += [(assessor, Role.ASSESSOR) for assessor in company.assessors]
    RoleHeld.objects.bulk_create(
        RoleHeld(person=person, role=role, starts_on=FIRST_DAY, appointed_at=company.at) for person, role in roles
    )


def add_programs(company: Company) -> None:
    from guildmark.assessment.models import Qualification
    from tests.builders import a_published_version

    author, approver = company.people[1], company.people[2]
    company.versions = [
        a_published_version(author, approver, slug=f"program-{n}", tasks=TASKS) for n in range(PROGRAMS)
    ]
    Qualification.objects.bulk_create(
        Qualification(
            person=assessor, program=version.program, basis="founding list", granted_at=company.at,
            granted_by=author, starts_on=FIRST_DAY,
        )
        for assessor in company.assessors
        for version in company.versions
    )  # fmt: skip


def state_of(number: int) -> str:
    """Of ten candidacies, seven are in progress, one awaits its decision, two are certified."""
    return {7: "awaiting_decision", 8: "certified", 9: "certified"}.get(number % 10, "in_progress")


def add_candidacies(company: Company) -> None:
    from guildmark.candidacy.models import Candidacy

    days = timedelta(days=1)
    company.candidacies = Candidacy.objects.bulk_create(
        Candidacy(
            person=person, program=version.program, version=version,
            state="awaiting_decision" if state_of(n) == "certified" else state_of(n),
            applied_at=company.at - 120 * days, settled_at=company.at - 110 * days, settled_by=company.owner,
            completed_at=company.at - 5 * days if state_of(n) != "in_progress" else None,
        )
        for n, person in enumerate(company.candidates)
        if (version := company.versions[n % PROGRAMS])
    )  # fmt: skip


def add_submissions(company: Company) -> None:
    from guildmark.assessment.models import Evidence, Submission
    from guildmark.programs.models import Task

    tasks = {version.pk: list(Task.objects.filter(version=version)) for version in company.versions}
    wanted = []
    for number, candidacy in enumerate(company.candidacies):
        complete = candidacy.state != "in_progress"
        for place, task in enumerate(tasks[candidacy.version_id]):
            state = "decided" if complete or place == 0 else ("in_review", "submitted", "draft")[(number + place) % 3]
            wanted.append((candidacy, task, state))
    open_ones = [w for w in wanted if w[2] != "decided"]
    for spare in open_ones[: len(wanted) - SUBMISSIONS]:
        wanted.remove(spare)
    # filled as drafts, handed in afterwards: what was handed in takes no more evidence
    company.submissions = Submission.objects.bulk_create(
        Submission(candidacy=candidacy, task=task, created_at=company.at - timedelta(days=40))
        for candidacy, task, _state in wanted
    )
    text = "<p>" + "We isolated the pump, proved zero energy and wrote down each reading. " * 40 + "</p>"
    Evidence.objects.bulk_create(
        Evidence(
            submission=s, kind="text", text=text, added_at=s.created_at, changed_at=s.created_at,
            sha256="" if state == "draft" else hashlib.sha256(f"{s.pk}{text}".encode()).hexdigest(),
        )
        for s, (_candidacy, _task, state) in zip(company.submissions, wanted, strict=True)
    )  # fmt: skip
    for submission, (_candidacy, _task, state) in zip(company.submissions, wanted, strict=True):
        if state != "draft":
            submission.state, submission.digest = state, "d" * 64
            submission.submitted_at = company.at - timedelta(days=20)
            submission.decided_at = company.at - timedelta(days=10) if state == "decided" else None
    Submission.objects.bulk_update(
        [s for s in company.submissions if s.state != "draft"], ["state", "digest", "submitted_at", "decided_at"]
    )


def add_judgement(company: Company) -> None:
    """Two seats on every submitted piece; sealed sheets and a result where it is decided."""
    from guildmark.assessment.models import Panel, Result, ScoreSheet, Seat
    from guildmark.candidacy.models import Fulfilment

    judged = [s for s in company.submissions if s.state != "draft"]
    panels = Panel.objects.bulk_create(
        Panel(submission=s, size=2, called_at=s.submitted_at, formed_at=s.submitted_at) for s in judged
    )
    seats = Seat.objects.bulk_create(
        Seat(
            panel=panel, number=number, assessor=company.assessors[(2 * n + number) % ASSESSORS],
            state="sealed" if panel.submission.state == "decided" else ("started" if number == 1 else "assigned"),
            assigned_at=panel.called_at, due_on=(company.at + timedelta(days=n % 14)).date(),
            started_at=panel.called_at if panel.submission.state == "decided" or number == 1 else None,
        )
        for n, panel in enumerate(panels)
        for number in (1, 2)
    )  # fmt: skip
    # written while open, sealed afterwards: a sealed sheet takes no scores
    sheets = ScoreSheet.objects.bulk_create(
        ScoreSheet(seat=seat, created_at=seat.assigned_at) for seat in seats if seat.state != "assigned"
    )
    add_scores(company, sheets)
    ScoreSheet.objects.filter(pk__in=[s.pk for s in sheets if s.seat.state == "sealed"]).update(
        sealed_at=company.at, digest="e" * 64
    )
    decided = [s for s in judged if s.state == "decided"]
    results = Result.objects.bulk_create(
        Result(submission=s, met=True, total="3", detail=detail(), reached_at=s.decided_at) for s in decided
    )
    Fulfilment.objects.bulk_create(
        Fulfilment(
            candidacy=r.submission.candidacy, node_key=f"{r.submission.task.key}-node", source_kind="result",
            source_id=r.pk, fulfilled_at=r.reached_at,
        )
        for r in results
    )  # fmt: skip


def detail() -> dict[str, Any]:
    return {}


def add_scores(company: Company, sheets: Iterable[Any]) -> None:
    from guildmark.assessment.models import CriterionScore
    from guildmark.programs.models import Criterion

    criteria: dict[int, list[Any]] = {}
    for criterion in Criterion.objects.select_related("rubric"):
        criteria.setdefault(criterion.rubric.task_id, []).append(criterion)
    CriterionScore.objects.bulk_create(
        CriterionScore(
            sheet=sheet, criterion=criterion, level=4 if criterion.critical else 3, rationale="As described.",
            changed_at=company.at,
        )
        for sheet in sheets
        for criterion in criteria[sheet.seat.panel.submission.task_id]
    )  # fmt: skip


def add_decisions(company: Company) -> None:
    """The certified ones, by the real verb: signed credentials, every second one public."""
    from guildmark.credentials import actions

    chance = Random(7)
    for number, candidacy in enumerate(company.candidacies):
        if state_of(number) == "certified":
            decision = actions.decide(
                candidacy=candidacy, outcome="grant", reason="Every requirement met.", by=company.committee,
                at=company.at, chance=chance,
            )  # fmt: skip
            company.credentials.append(decision.credential)
    for credential in company.credentials[::2]:
        actions.make_public(credential=credential, by=credential.holder, at=company.at)


def add_history(company: Company) -> None:
    """Five journal entries a submission, and some notifications a candidate, as a year of work leaves behind."""
    from guildmark.kernel.models import JournalEntry, JournalMention
    from guildmark.portal.models import Notification

    entries = JournalEntry.objects.bulk_create(
        JournalEntry(
            fact="DraftSaved", actor_kind="person", actor_id=s.candidacy.person_id, at=s.created_at,
            canonical=f'{{"body":{{"submission_id":{s.pk}}}}}', digest="0" * 64,
        )
        for s in company.submissions
        for _ in range(5)
    )  # fmt: skip
    owners = [s for s in company.submissions for _ in range(5)]
    JournalMention.objects.bulk_create(
        JournalMention(entry=e, kind="submission", object_id=s.pk) for e, s in zip(entries, owners, strict=True)
    )
    Notification.objects.bulk_create(
        Notification(
            person_id=s.candidacy.person_id, entry=e, kind="ResultReached", url="/", notified_at=e.at, read_at=e.at
        )
        for e, s in zip(entries, owners, strict=True)
        if e.pk % 2
    )


def sessions(people: Iterable[Any]) -> Iterator[str]:
    """A signed-in session cookie for each."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        yield f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def requests(company: Company) -> dict[str, list[dict[str, str]]]:
    """For each page of the table, who asks for which address: 32 different people where the page is a person's own."""
    from guildmark.assessment.models import Seat

    on_the_way = [c for c in company.candidacies if c.state == "in_progress"][:32]
    cookies = dict(zip([c.person_id for c in on_the_way], sessions(c.person for c in on_the_way), strict=True))
    judges = company.assessors
    judge_cookies = dict(zip([a.pk for a in judges], sessions(judges), strict=True))
    (committee,) = sessions([company.committee])
    own = [(c, cookies[c.person_id]) for c in on_the_way]
    seats = [Seat.objects.filter(assessor=a, state="started").first() for a in judges]
    desks = [(f"/seats/{seat.pk}/", judge_cookies[seat.assessor_id]) for seat in seats if seat]
    pages: dict[str, list[tuple[str, str]]] = {
        "bare page": [("/bare/", cookie) for _, cookie in own],
        "home": [("/", cookie) for _, cookie in own],
        "my plan": [(f"/candidacies/{c.pk}/", cookie) for c, cookie in own],
        "catalogue page": [(f"/programs/{c.program.slug}/", cookie) for c, cookie in own],
        "queue": [("/queue/", cookie) for cookie in judge_cookies.values()],
        "scoring desk": desks,
        "docket": [("/docket/", committee)],
        "public credential": [(f"/c/{one.ref}", "none=1") for one in company.credentials[::2]],
    }
    return {name: [{"path": p, "cookie": c} for p, c in asked] for name, asked in pages.items()}


def main() -> None:
    import django

    django.setup()
    company = build(datetime.now(UTC).replace(microsecond=0))
    print(json.dumps(requests(company)))


if __name__ == "__main__":
    main()
