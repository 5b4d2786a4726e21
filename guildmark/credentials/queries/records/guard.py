"""Who may have the dossier of a decision, and in which form."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from guildmark.candidacy.models import Candidacy
from guildmark.credentials.domain.dossier import Form
from guildmark.credentials.lifecycle import Ties
from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.permissions import Can
from guildmark.kernel.access import may
from guildmark.people.models import Person

ALONG = (
    "decided_by", "candidacy__person", "candidacy__program", "candidacy__version__program", "candidacy__settled_by",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    decision: CertificationDecision
    form: Form


def get_asked(person: Person, candidacy: int, *, at: datetime) -> Asked:
    """The decision on this candidacy: for the candidate without assessors' names, in full for whoever has the docket
    and stands under no tie to the candidate; else a 404."""
    found = CertificationDecision.objects.select_related(*ALONG).filter(candidacy=candidacy).first()
    if found is None:
        raise Http404
    form = form_for(person, found.candidacy, at=at)
    if form is None:
        raise Http404
    return Asked(found, form)


def form_for(person: Person, candidacy: Candidacy, *, at: datetime) -> Form | None:
    """In which form this person may have the dossier; or not at all."""
    if candidacy.person_id == person.pk:
        return Form.CANDIDATE
    if not may(person, Can.SEE_DOCKET, candidacy, at=at):
        return None
    return Form.FULL if Ties([person.pk], [candidacy], at=at).between(person.pk, candidacy) else None


def decision_called(ref: str) -> CertificationDecision | None:
    """The decision of this reference, whoever asks: for the operator's command line."""
    number = ref.upper().removeprefix("DEC-")
    if not (number.isascii() and number.isdecimal()) or len(number) > 12:
        return None
    return CertificationDecision.objects.select_related(*ALONG).filter(pk=int(number)).first()
