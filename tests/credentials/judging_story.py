"""From work handed in to a decision, through the verbs themselves, while others in the company do things too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from guildmark.assessment import actions as assessment
from guildmark.assessment.facts import SubmissionSubmitted
from guildmark.assessment.models import Adjudication, Seat
from guildmark.candidacy.models import Candidacy
from guildmark.credentials import actions
from guildmark.credentials.models import CertificationDecision
from guildmark.kernel import sealing
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.facts import Fact, announce
from guildmark.people.models import Person
from tests import builders
from tests.cast import NOW

RECORD = "record-1"
PARTED = ((4, 4, 4), (4, 4, 2))


@dataclass(frozen=True)
class KettleBoiled(Fact):
    kettle_id: int


def elsewhere(times: int = 3) -> None:
    """Something else happens, so that entries about this candidacy don't stand alone in the journal."""
    with transaction.atomic():
        for number in range(times):
            announce(KettleBoiled(number), by=SYSTEM, at=NOW)


def judged(candidacy: Candidacy, *assessors: Person, levels=PARTED, at: datetime = NOW) -> Candidacy:
    """Handed in, judged by these assessors and, where they part, settled at level 3; the decision is awaited."""
    submission = builders.a_submitted_submission(candidacy)
    for person in assessors:
        builders.qualified(person, candidacy.version, by=candidacy.version.created_by)
    with transaction.atomic():
        fact = SubmissionSubmitted(submission.pk, candidacy.pk, submission.digest)
        announce(fact, by=candidacy.person, at=submission.submitted_at)
    for seat, given in zip(builders.a_panel(submission, *assessors), levels, strict=True):
        elsewhere()
        _sealed(seat, given, at)
    if found := Adjudication.objects.filter(submission=submission, settled_at=None).first():
        _settled(found, *assessors, at=at)
    elsewhere()
    candidacy.refresh_from_db()
    return candidacy


def _sealed(seat: Seat, levels: tuple[int, ...], at: datetime) -> None:
    assessment.start_seat(seat=seat, by=seat.assessor, at=at)
    keys = [f"{key}-1" for key, _, _ in builders.CRITERIA]
    lines = {key: (level, "The log shows it.") for key, level in zip(keys, levels, strict=True)}
    assessment.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=at)
    assessment.seal_sheet(seat=seat, by=seat.assessor, at=at)


def _settled(adjudication: Adjudication, one: Person, other: Person, *, at: datetime) -> None:
    proposal = assessment.propose_consensus(
        adjudication=adjudication, agreed={RECORD: (3, "Units are missing.")}, by=one, at=at
    )
    assessment.confirm_consensus(proposal=proposal, by=other, at=at)


def decided(candidacy: Candidacy, by: Person, *, outcome: str = "grant", at: datetime) -> CertificationDecision:
    """The committee decides, more happens elsewhere, and the journal is sealed."""
    decision = actions.decide(candidacy=candidacy, outcome=outcome, reason="Read in full.", by=by, at=at)
    elsewhere(5)
    sealing.seal_journal(at + timedelta(minutes=5))
    return decision
