"""Records of a live session: an assessor’s own, and the panel’s once every sheet is sealed."""

from datetime import datetime

from django.http import Http404

from guildmark.assessment.lifecycle.observing import may_observe
from guildmark.assessment.models import Observation, Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.seats import get_seat
from guildmark.assessment.queries.submissions import ALONG
from guildmark.kernel.access import may
from guildmark.people.models import Person
from guildmark.programs.queries import session_of

OPENED = (SubmissionState.ADJUDICATION, SubmissionState.DECIDED)


def get_observed_seat(person: Person, pk: int, *, at: datetime) -> Seat:
    """A seat of one's own from which one observes, or observed."""
    seat = get_seat(person, pk, at=at)
    if not may_observe(seat, person, at) and not Observation.objects.filter(seat=seat).exists():
        raise Http404
    return seat


def observation_of(seat: Seat) -> Observation | None:
    return Observation.objects.filter(seat=seat).prefetch_related("moments").first()


def get_observed_submission(person: Person, pk: int, *, at: datetime) -> Submission:
    """A submission whose panel's records of the session this person may read."""
    found = Submission.objects.filter(pk=pk, copy_of=None).select_related(*ALONG).first()
    if found is None or not may_read_observations(person, found, at=at):
        raise Http404
    return found


def may_read_observations(person: Person, submission: Submission, *, at: datetime) -> bool:
    """Whether somebody may read what each of the panel noted: once every sheet is sealed, those who sealed one and who
    answers for the program; never its candidate. At most two queries."""
    if submission.state not in OPENED or submission.candidacy.person_id == person.pk:
        return False
    sealed = Seat.objects.filter(panel__submission=submission, assessor_id=person.pk, state=SeatState.SEALED)
    return sealed.exists() or bool(may(person, Can.FORM_PANELS, submission, at=at))


def observations_shown(person: Person, submission: Submission, *, at: datetime) -> bool:
    """Whether a page leads somebody to what was noted: the task was done in a session, and they may read it."""
    return session_of(submission.task) is not None and may_read_observations(person, submission, at=at)


def observations_of(submission: Submission) -> list[Observation]:
    """What each of the panel noted in the session, in the order of the seats. Two queries."""
    rows = Observation.objects.filter(seat__panel__submission=submission, seat__state=SeatState.SEALED)
    return list(rows.select_related("seat__assessor").prefetch_related("moments").order_by("seat__number"))


def elapsed_ms(observation: Observation, at: datetime) -> int:
    return max(0, round((at - observation.begun_at).total_seconds() * 1000))
