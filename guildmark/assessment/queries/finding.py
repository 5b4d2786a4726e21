"""What of this room a search finds: submissions, by reference or task."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from guildmark.assessment.lifecycle.judging import OPEN
from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import may, reach
from guildmark.kernel.search import Hit

MOST = 8


def find(person: Any, text: str, at: datetime) -> Sequence[Hit]:
    """One's own submissions, those one judges, and those of the programs one answers for. Two queries."""
    seats = {} if not may(person, Can.ASSESS, at=at) else _seats(person)
    oversees = reach(person, Can.FORM_PANELS, at=at).where(program="candidacy__program_id")
    work = Q(candidacy__person_id=person.pk) | (oversees & ~Q(state=SubmissionState.DRAFT))
    within = Q(pk__in=seats) | (work & Q(copy_of=None))
    matching = Q()
    for word in text.split():
        matching &= Q(task__title__icontains=word) | _by_ref(word)
    found = Submission.everything.filter(within, matching).select_related("task", "candidacy").order_by("-pk")[:MOST]
    return [
        Hit("submission", f"{one.ref} {one.task.title}", _address(one, person, seats), str(one.get_state_display()))
        for one in found
    ]


def _seats(person: Any) -> dict[int, int]:
    """The seats that the person has, the latest few hundred, by submission. A recalled submission is not theirs now."""
    held = Seat.objects.filter(assessor_id=person.pk, state__in=[*OPEN, SeatState.SEALED])
    handed_in = held.exclude(panel__submission__state=SubmissionState.DRAFT).order_by("-pk")[:500]
    return dict(handed_in.values_list("panel__submission_id", "pk"))


def _address(one: Submission, person: Any, seats: dict[int, int]) -> str:
    if one.candidacy.person_id == person.pk and one.copy_of_id is None:
        return reverse("assessment:result", args=[one.pk]) if one.state == SubmissionState.DECIDED else _workspace(one)
    if one.pk in seats:
        return reverse("assessment:seat", args=[seats[one.pk]])
    return reverse("assessment:panel", args=[one.pk])


def _workspace(one: Submission) -> str:
    return reverse("assessment:workspace", args=[one.pk])


def _by_ref(word: str) -> Q:
    number = word.upper().removeprefix("SUB-")
    return Q(pk=int(number)) if number.isdecimal() and len(number) < 12 else Q(pk__in=[])
