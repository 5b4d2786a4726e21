"""Marks in the evidence, and comments to use again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from guildmark.assessment.models import BankComment, Mark, Seat
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person


def marks_on(seat: Seat) -> Sequence[Mark]:
    """The marks on one's own sheet."""
    return list(_marks(sheet=seat.sheet.pk))


@prepared
def _marks(sheet: int) -> QuerySet[Mark]:
    return Mark.objects.filter(sheet_id=sheet).select_related("criterion", "evidence").order_by("pk")


@dataclass(frozen=True)
class Bank:
    own: Sequence[BankComment]
    shared: Sequence[BankComment]


def bank_for(seat: Seat, criterion: str) -> Bank:
    """Comments to use on a criterion: one's own first, then what others who assess this program share."""
    program = seat.panel.submission.candidacy.program_id
    of_it = BankComment.objects.filter(Q(criterion=criterion) | Q(criterion=""), program_id=program)
    rows = of_it.filter(Q(owner=seat.assessor_id) | Q(shared=True)).select_related("owner").order_by("-pk")[:50]
    return Bank(
        [one for one in rows if one.owner_id == seat.assessor_id],
        [one for one in rows if one.owner_id != seat.assessor_id],
    )


def get_comment(person: Person, pk: int) -> BankComment:
    found = BankComment.objects.filter(pk=pk, owner_id=person.pk).first()
    if found is None:
        raise Http404
    return found
