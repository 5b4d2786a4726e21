"""Who may see which exemplar, and read the work in it."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from guildmark.assessment.models import SeatState
from guildmark.calibration.models import Exemplar, Reference
from guildmark.calibration.permissions import Can
from guildmark.calibration.queries.standing import RELATED
from guildmark.kernel.access import Actor, may, reach
from guildmark.people.models import Person

PROGRAM = "work__candidacy__program"
DONE = Q(readings__calibration_set=None) | Q(readings__calibration_set__closed_at__isnull=False)


def exemplars_open_to(person: Person, *, at: datetime) -> QuerySet[Exemplar]:
    """Those of the programs one answers for; as an assessor those one is an expert on, that are open, or that one has
    read: never one that one may still be given to read. Nor one’s own work, under whatever hat."""
    owned = reach(person, Can.MAKE_EXEMPLARS, at=at).where(program=PROGRAM)
    assessed = reach(person, Can.SEE_EXEMPLARS, at=at).where(program=PROGRAM) & theirs(person)
    return Exemplar.objects.filter(owned | assessed).exclude(work__candidacy__person=person.pk).distinct()


def theirs(person: Actor) -> Q:
    """The exemplars whose reference an assessor may see."""
    read = Q(readings__person=person.pk, readings__seat__state=SeatState.SEALED) & DONE
    return Q(experts__person=person.pk) | Q(opened_at__isnull=False, retired_at=None) | read


def get_exemplar(person: Person, pk: int, *, at: datetime) -> Exemplar:
    found = exemplars_open_to(person, at=at).select_related(*RELATED).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_reference(exemplar: Exemplar, pk: int) -> Reference:
    found = exemplar.references.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.exemplar = exemplar
    return found


def may_read_work(copy_id: int, by: Actor, at: datetime) -> bool:
    """Whether this copy is an exemplar whose work the person may read without a seat: the answer to `COPY_READERS`."""
    found = Exemplar.objects.filter(theirs(by), work=copy_id).select_related("work__candidacy").first()
    return found is not None and bool(may(by, Can.CALIBRATE, found, at=at))
