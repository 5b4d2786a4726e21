"""What a fact is about, in the plain values that a notification keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format

from guildmark.assessment.models import Seat, SeatState, Submission
from guildmark.calibration.models import Judge, Study
from guildmark.candidacy.models import Accommodation, Candidacy
from guildmark.credentials.models import Credential
from guildmark.governance.queries import concerned_in, voters_of
from guildmark.originality.lifecycle import may_review
from guildmark.originality.models import Match
from guildmark.people.models import Person
from guildmark.programs.queries import session_of
from guildmark.scheduling.models import Booking, BookingState
from guildmark.scheduling.queries import moment_words


@dataclass(frozen=True)
class About:
    """Whom and which program it concerns, and the values for the words. No names: a panel may be blind to them."""

    person_id: int
    program_id: int
    params: Mapping[str, str]
    of_copy: bool = False  # read to calibrate: neither its author nor the owner hears of it


def candidacy_in_words(candidacy_id: int) -> About:
    found = Candidacy.objects.select_related("program").get(pk=candidacy_id)
    return About(found.person_id, found.program_id, {"ref": found.ref, "program": found.program.title})


def candidacy_of(accommodation_id: int) -> int:
    return Accommodation.objects.values_list("candidacy_id", flat=True).get(pk=accommodation_id)


def submission_in_words(submission_id: int) -> About:
    found = Submission.everything.select_related("candidacy__program", "task").get(pk=submission_id)
    candidacy = found.candidacy
    params = {"ref": found.ref, "task": found.task.title, "program": candidacy.program.title}
    return About(candidacy.person_id, candidacy.program_id, params, found.copy_of_id is not None)


def is_to_be_booked(submission_id: int) -> bool:
    """Whether the work is done live and no session of it is booked or held."""
    found = Submission.objects.select_related("task").get(pk=submission_id)
    standing = Booking.objects.filter(submission=found, state__in=[BookingState.BOOKED, BookingState.HELD])
    return session_of(found.task) is not None and not standing.exists()


def moments_of(person_ids: Iterable[int], starts_at: datetime) -> dict[int, str]:
    """One instant, for each of these people by their own clock and in their language."""
    found = {}
    for person in Person.objects.filter(pk__in=list(person_ids)):
        with translation.override(person.language):
            found[person.pk] = moment_words(starts_at, person.time_zone)
    return found


def day_for(person_id: int, day: str) -> str:
    """A day (ISO 8601) in the words of this person’s language."""
    with translation.override(Person.objects.values_list("language", flat=True).get(pk=person_id)):
        return date_format(date.fromisoformat(day), "j F Y")


def match_in_words(match_id: int, owners: Iterable[Person], at: datetime) -> tuple[list[int], dict[str, str]]:
    """Who of these owners may look at a match, and the values for the words."""
    found = Match.objects.select_related(
        "submission__candidacy__person", "submission__task", "earlier__candidacy__person"
    ).get(pk=match_id)
    params = {"ref": found.submission.ref, "task": found.submission.task.title}
    return [one.pk for one in owners if may_review(found, one, at)], params


def session_start(booking_id: int) -> datetime:
    return Booking.objects.values_list("starts_at", flat=True).get(pk=booking_id)


def seats_of(panel_id: int, assessor_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Assessor and seat, for these assessors of the panel."""
    seats = Seat.objects.filter(panel_id=panel_id, assessor_id__in=list(assessor_ids), state=SeatState.ASSIGNED)
    return list(seats.values_list("assessor_id", "pk"))


def panel_of(submission_id: int) -> list[int]:
    """Who sits on the submission's panel now."""
    seats = Seat.objects.filter(panel__submission_id=submission_id).exclude(state=SeatState.DECLINED)
    return list(seats.values_list("assessor_id", flat=True))


def credential_in_words(credential_id: int) -> tuple[str, str]:
    """Its reference and its program's title."""
    return Credential.objects.values_list("ref", "program__title").get(pk=credential_id)


def appeal_in_words(appeal_id: int, at: datetime) -> tuple[int, list[int], dict[str, str], dict[str, date]]:
    """The appellant, who could handle it, the values for the words, and the days of its clock."""
    appeal, could = concerned_in(appeal_id, at=at)
    days = {"acknowledge": appeal.acknowledge_by, "decide": appeal.decide_by}
    return appeal.lodged_by_id, could, {"ref": appeal.ref, "program": appeal.program.title}, days


def motion_in_words(motion_id: int, at: datetime) -> tuple[list[int], dict[str, str]]:
    """Who takes part in a motion, and the values for the words."""
    motion, voters = voters_of(motion_id, at=at)
    return voters, {"ref": motion.ref, "committee": motion.committee.name}


def renewal_opens(credential_id: int) -> date:
    return Credential.objects.values_list("renew_from", flat=True).get(pk=credential_id)


def study_in_words(study_id: int) -> dict[str, str]:
    found = Study.objects.select_related("version").get(pk=study_id)
    return {"ref": found.ref, "task": found.title, "program": found.version.title}


def judges_of(study_id: int) -> list[int]:
    return list(Judge.objects.filter(study=study_id).order_by("pk").values_list("person", flat=True))
