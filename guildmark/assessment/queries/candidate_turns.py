"""What waits on a candidate here, and on whom they wait."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.assessment.models import EvidenceRequest, Submission, SubmissionState
from guildmark.assessment.queries.standings import seats_of, state_words, whom, with_seats
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.counting import greatest
from guildmark.kernel.prepared import prepared
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person

SHOWN = (
    "attempt", "state", "created_at", "submitted_at", "task__title", "candidacy_id", "candidacy__program__title",
)  # fmt: skip


def candidate_turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """Drafts to go on with, and submissions that others have. One query."""
    for one in _unsettled(person=person.pk):
        title = f"{one.candidacy.program.title}: {one.task.title}"
        url = reverse("assessment:workspace", args=[one.pk])
        if one.state == SubmissionState.DRAFT:
            yield Turn(
                Waiting.ON_ME, title, url, since=one.created_at, next=_("hand it in"), hat="candidate",
                action=_("Continue"),
            )  # fmt: skip
        elif one.state == SubmissionState.RETURNED:
            yield Turn(
                Waiting.ON_ME, title, url, since=getattr(one, "asked_at", None), hat="candidate",
                next=_("add what the assessors ask for, and hand it in"), action=_("Add evidence"),
            )  # fmt: skip
        else:
            seats = seats_of(one)
            yield Turn(
                Waiting.ON_OTHERS, title, url, whom=whom(one), since=one.submitted_at, due=seats.due, hat="candidate",
                next=state_words(one) if seats.sealed else _("result"),
            )  # fmt: skip


@prepared
def _unsettled(person: int) -> QuerySet[Submission]:
    live = (CandidacyState.IN_PROGRESS, CandidacyState.AWAITING_DECISION)
    own = Submission.objects.filter(candidacy__person_id=person, candidacy__state__in=live)
    asked = greatest(EvidenceRequest.objects.filter(submission=OuterRef("pk"), settled_at=None), "asked_at")
    unsettled = with_seats(own.exclude(state=SubmissionState.DECIDED)).annotate(asked_at=asked)
    return unsettled.select_related("task", "candidacy__program").only(*SHOWN).order_by("created_at")
