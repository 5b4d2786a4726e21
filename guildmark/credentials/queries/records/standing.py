"""The credentials that the decision granted, and what became of them since."""

from datetime import datetime
from typing import Any

from guildmark.credentials.domain.dossier import Veil
from guildmark.credentials.models import CertificationDecision, Credential, Hearing
from guildmark.credentials.queries.credentials import standing_of
from guildmark.credentials.queries.records.saying import moment, somebody

Json = dict[str, Any]


def part(decision: CertificationDecision, veil: Veil, at: datetime) -> Json:
    held = decision.credentials.select_related("replaced_by").prefetch_related(
        "changes__changed_by", "hearings__proposed_by", "hearings__ended_by", "editions"
    )
    return {"as_of": moment(at), "credentials": [_credential(one, at) for one in held.order_by("pk")]}


def _credential(one: Credential, at: datetime) -> Json:
    return {
        "ref": one.ref,
        "digest": one.digest,
        "issued_at": moment(one.issued_at),
        "valid_from": one.valid_from.isoformat(),
        "valid_until": one.valid_until.isoformat(),
        "zone": one.zone,
        "standing": standing_of(one, at).value,
        "replaced_by": one.replaced_by.ref if one.replaced_by else None,
        "changes": [
            {"state": c.state, "reason": c.reason, "at": moment(c.changed_at), "by": somebody(c.changed_by)}
            for c in sorted(one.changes.all(), key=lambda c: (c.changed_at, c.pk))
        ],
        "hearings": [_hearing(h) for h in sorted(one.hearings.all(), key=lambda h: h.pk)],
        "signed_again": [
            {"earlier_digest": e.digest, "at": moment(e.kept_at), "reason": e.reason or e.cause}
            for e in sorted(one.editions.all(), key=lambda e: e.pk)
        ],
    }


def _hearing(one: Hearing) -> Json:
    """That the holder was heard, and when; what they said stays between them and the committee."""
    return {
        "reason": one.reason,
        "proposed_at": moment(one.proposed_at),
        "proposed_by": somebody(one.proposed_by),
        "answer_by": one.answer_by.isoformat(),
        "answered_at": moment(one.stated_at),
        "ended_at": moment(one.ended_at),
        "ended_by": somebody(one.ended_by),
        "outcome": one.outcome,
    }
