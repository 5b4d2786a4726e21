"""How strong each kind of conflict is; and that a soft one shall not count, for a reason and by two people."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.db import transaction

from guildmark.assessment.actions._filling import _fill
from guildmark.assessment.actions.panels import RELATED, replace_seat
from guildmark.assessment.domain.conflicts import ConflictPolicy, Kind, Rule
from guildmark.assessment.facts import ConflictPolicySet, WaiverAgreed, WaiverAsked
from guildmark.assessment.lifecycle import conflicts as lifecycle
from guildmark.assessment.models import ConflictPolicyVersion, ConflictWaiver, Panel, Submission
from guildmark.assessment.queries.conflicts import ties_among
from guildmark.assessment.queries.fitness import unfit_seats
from guildmark.kernel.access import SYSTEM, Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person, company_day


@transaction.atomic
def set_conflict_policy(
    *, rules: Mapping[Kind, Rule], reason: str, by: Actor, at: datetime
) -> ConflictPolicyVersion:  # fmt: skip
    """From now on each kind of tie is as strong, and counts for as long, as these rules say. Open seats are looked at
    again at once; what was sealed stays, and so does the policy before, as a version of its own."""
    latest = ConflictPolicyVersion.objects.select_for_update().order_by("-number").first()
    policy = ConflictPolicy({**rules})
    ensure(lifecycle.may_set_policy(policy, reason, by, at))
    version = ConflictPolicyVersion.objects.create(
        number=latest.number + 1 if latest else 1,
        rules=policy.written(),
        reason=reason.strip(),
        decided_at=at,
        decided_by_id=cast(int, by.pk),
    )
    announce(ConflictPolicySet(version.pk, version.number), by=by, at=at)
    for unfit in unfit_seats(at):
        replace_seat(seat=unfit.seat, reason=unfit.reason, cause=unfit.cause, by=SYSTEM, at=at)
    return version


@transaction.atomic
def ask_waiver(
    *, submission: Submission, assessor: Person, kind: Kind, reason: str, by: Actor, at: datetime
) -> ConflictWaiver:
    """The owner asks that this soft conflict shall not keep the assessor from the submission. Nothing changes until
    somebody else agrees. Asking twice is asking once."""
    submission = lock(submission, *RELATED)
    candidate_id = submission.candidacy.person_id
    ties = ties_among([assessor.pk], [candidate_id], on=company_day(at)).get(candidate_id, {}).get(assessor.pk, ())
    ensure(lifecycle.may_ask_waiver(submission, assessor, kind, ties, reason, by, at))
    waiver, made = ConflictWaiver.objects.get_or_create(
        submission=submission,
        assessor=assessor,
        kind=kind.value,
        defaults={"reason": reason.strip(), "asked_at": at, "asked_by_id": cast(int, by.pk)},
    )
    if made:
        announce(WaiverAsked(waiver.pk, submission.pk, assessor.pk, kind.value), by=by, at=at)
    return waiver


@transaction.atomic
def agree_waiver(*, waiver: ConflictWaiver, by: Actor, at: datetime) -> ConflictWaiver:
    """A second person agrees: for this submission the conflict doesn't count, and a free seat is filled anew."""
    submission = lock(waiver.submission, *RELATED)
    waiver = lock(waiver, "assessor")
    waiver.submission = submission
    day, candidate = company_day(at), submission.candidacy.person_id
    mine = ties_among([by.pk], [candidate], on=day).get(candidate, {}).get(by.pk, ()) if by.pk else ()
    theirs = ties_among([waiver.assessor_id], [candidate], on=day).get(candidate, {}).get(waiver.assessor_id, ())
    ensure(lifecycle.may_agree_waiver(waiver, mine, theirs, by, at))
    waiver.agreed_at, waiver.agreed_by_id = at, by.pk
    waiver.save(update_fields=["agreed_at", "agreed_by"])
    announce(WaiverAgreed(waiver.pk, submission.pk, waiver.assessor_id, waiver.kind), by=by, at=at)
    if panel := Panel.objects.filter(submission=submission, formed_at=None).first():
        panel.submission = submission
        _fill(panel, at=at)
    return waiver
