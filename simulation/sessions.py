"""Sessions before panels: who says when they can, and three live tasks in the last days before the story begins."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import Submission
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel.access import SYSTEM
from guildmark.originality import actions as originality
from guildmark.people.models import Person
from guildmark.scheduling import actions as scheduling
from guildmark.scheduling.domain.stretches import Hours
from guildmark.scheduling.lifecycle import may_book
from guildmark.scheduling.models import Booking
from guildmark.scheduling.queries import offer_for
from simulation.evidence import ANSWERS
from simulation.founding import World
from simulation.story import CRL, RAP

PUBLISHED = datetime(2026, 3, 30, 7, 30, tzinfo=UTC)
NADIA_HANDS_IN = datetime(2026, 4, 9, 13, 20, tzinfo=UTC)
BOOKED = datetime(2026, 4, 10, 14, 10, tzinfo=UTC)
ALIKE_AT = datetime(2026, 4, 16, 6, 41, tzinfo=UTC)
NEXT_WEEK, MISSED_ON = date(2026, 4, 21), date(2026, 4, 14)
OFFICE, EARLY, LATE = (Hours(540, 1020),), (Hours(420, 720), Hours(780, 960)), (Hours(600, 720), Hours(780, 1170))
WEEKS = (
    (OFFICE,) * 5 + ((), ()),
    (EARLY,) * 4 + ((Hours(420, 720),), (), ()),
    (LATE, LATE, (), LATE, OFFICE, (), ()),
)
KING_DAY = date(2026, 4, 27)
MEETING = "https://meet.alderquay.example/live-{number}"
TEXT = (
    "<p>The call of 2 April with Bram, with his consent; we talked it over for 20 minutes straight after. The customer’s lab "
    "had lost two days of readings, and she said so three times before anybody wrote it down. We kept to one moment: where "
    "she said “again” for the second time, and what he did with it. I asked what he had heard there. He played the ten "
    "seconds once more and said that he had already been looking for the spare part.</p><p>What he tries until 23 April: "
    "to say the effect back, in her words, before he offers anything. He wrote it on the card beside his screen, and so did "
    "I. I also told him what I would have done differently in his place, which was less than I had planned to say.</p>"
)
ALIKE = (
    "<p>The call of 7 April with Sanne, who agreed to it; we talked it over for 20 minutes straight after. The customer’s lab "
    "had lost two days of readings, and he said so three times before anybody wrote it down. We kept to one moment: where "
    "he said “again” for the second time, and what she did with it. I asked what she had heard there. She played the ten "
    "seconds once more and said that she had already been looking for a technician.</p><p>What she tries until the end of "
    "April: to say the effect back, in his words, before she offers anything. She wrote it on the card beside her screen. I "
    "also told her what I would have done differently, which was less than I had planned to say.</p>"
)
REFLECTION = (
    "I first wanted to name three moments. I kept to one, because Bram could then say himself what he would do next. I would "
    "know that it worked if he tells me of a call in which the customer said “yes, exactly” before any remedy was offered."
)


def hours_published(world: World) -> Iterator[datetime]:
    """Whoever judges live tasks says when they can, each in their own zone."""
    for number, username in enumerate([*world.assessors[RAP], *world.assessors[CRL]]):
        person = world.people[username]
        at = PUBLISHED + timedelta(minutes=17 * number)
        scheduling.publish_hours(
            person=person, week=_week(person, number), zone=person.time_zone, around=scheduling.Around(0, 15, 24),
            revision=0, by=person, at=at,
        )  # fmt: skip
        if person.site.code == "rotterdam":
            scheduling.tell_other_days(person=person, first=KING_DAY, last=KING_DAY, hours=None, by=person, at=at)
    yield from ()


def _week(person: Person, number: int) -> tuple[tuple[Hours, ...], ...]:
    """Hours that meet those of others: late in Pune, early in Monterrey, either or the office’s in between."""
    return WEEKS[{"pune": 2, "monterrey": 1}.get(person.site.code, number % 2)]


def nadia_hands_in(world: World) -> Iterator[datetime]:
    """Nadia hands in her coaching observation before her second call: it waits for its session."""
    nadia = world.people["nadia"]
    candidacy = nadia.candidacies.get()
    task = candidacy.version.tasks.get(key="coaching")
    at = NADIA_HANDS_IN - timedelta(days=2)
    submission = assessment.open_submission(candidacy=candidacy, task=task, by=nadia, at=at)
    assessment.save_text(submission=submission, box="text", text=TEXT, revision=0, by=nadia, at=at)
    for prompt in task.prompts.all():
        assessment.save_text(submission=submission, box=prompt.key, text=REFLECTION, revision=0, by=nadia, at=at)
    yield NADIA_HANDS_IN
    assessment.submit(submission=submission, identity=True, original=True, by=nadia, at=NADIA_HANDS_IN)


def sessions_booked(world: World) -> Iterator[datetime]:
    """Nadia and one walk-through are booked for next week; one session is missed, and waits for Priya."""
    at = BOOKED
    nadia = _first(Submission.objects.filter(candidacy__person__username="nadia"), NEXT_WEEK, at)
    others = Submission.objects.filter(task__key__in=["coaching", "walk-through"]).exclude(
        candidacy__person__username="nadia"
    )
    missed = _first(others, MISSED_ON, at, until=MISSED_ON + timedelta(days=1))
    walk = _first(others.exclude(pk__in=[missed.pk] if missed else []), NEXT_WEEK, at)
    for number, submission in enumerate((nadia, walk), 1):
        if submission:
            booking = _book(submission, NEXT_WEEK + timedelta(days=number - 1), at)
            member = booking.places.filter(is_candidate=False).first()
            if member:
                url = MEETING.format(number=number)
                scheduling.set_meeting_link(booking=booking, url=url, by=member.person, at=at + timedelta(hours=2))
    if missed:
        booking = _book(missed, MISSED_ON, at)
        late = booking.starts_at + timedelta(minutes=25)
        yield late
        assessor = booking.places.filter(is_candidate=False).first()
        assert assessor
        scheduling.report_absence(
            booking=booking, absent=[missed.candidacy.person_id], by=assessor.person, at=late,
            note="We waited for 25 minutes. A colleague on the line said that the road to the plant was closed.",
        )  # fmt: skip


def _first(submissions: object, day: date, at: datetime, until: date = date.max) -> Submission | None:
    """The first of these for which a session between those days can be booked."""
    for one in submissions.select_related("candidacy__person", "candidacy__version", "task").order_by("pk"):  # type: ignore[attr-defined]
        if one.state == "submitted" and may_book(one, one.candidacy.person, at):
            starts = [slot.starts.date() for slot in offer_for(one, at=at).slots]
            if any(day <= start <= until for start in starts):
                return one
    return None


def _book(submission: Submission, day: date, at: datetime) -> Booking:
    """The first slot from that day on at which people work where the candidate lives."""
    person = submission.candidacy.person
    here, slots = ZoneInfo(person.time_zone), offer_for(submission, at=at).slots
    later = [one.starts for one in slots if one.starts.date() >= day]
    starts = next((one for one in later if 8 <= one.astimezone(here).hour < 17), later[0])
    return scheduling.book(submission=submission, starts_at=starts, by=person, at=at)


def work_much_like_nadias(world: World) -> Iterator[datetime]:
    """A colleague hands in an observation that reads much like Nadia’s. A person should look at the two."""
    nadias = Submission.objects.get(candidacy__person__username="nadia", task__key="coaching")
    begun = Submission.objects.filter(task=nadias.task).values("candidacy")
    under_way = Candidacy.objects.filter(version=nadias.task.version, state=State.IN_PROGRESS).exclude(pk__in=begun)
    candidacy = under_way.exclude(person__username="luis").select_related("person").order_by("-applied_at").first()
    assert candidacy
    person, at = candidacy.person, ALIKE_AT
    submission = assessment.open_submission(candidacy=candidacy, task=nadias.task, by=person, at=at)
    assessment.save_text(submission=submission, box="text", text=ALIKE, revision=0, by=person, at=at)
    for number, prompt in enumerate(nadias.task.prompts.all()):
        assessment.save_text(
            submission=submission, box=prompt.key, text=ANSWERS[number % 4], revision=0, by=person, at=at
        )
    at += timedelta(minutes=9)
    submission = assessment.submit(submission=submission, identity=True, original=True, by=person, at=at)
    originality.compare(submission=submission, by=SYSTEM, at=at + timedelta(minutes=1))
    yield from ()


SESSIONS = (
    (PUBLISHED, hours_published),
    (NADIA_HANDS_IN - timedelta(days=2), nadia_hands_in),
    (BOOKED, sessions_booked),
    (ALIKE_AT, work_much_like_nadias),
)
