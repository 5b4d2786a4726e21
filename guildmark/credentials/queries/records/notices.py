"""What the candidate was told, and when."""

from collections.abc import Sequence
from typing import Any

from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.ports import NOTICES, Notice
from guildmark.credentials.queries.records.saying import minute
from guildmark.credentials.queries.records.work import Bench


def notices_of(decision: CertificationDecision, bench: Bench) -> list[Notice]:
    """In the order in which they were sent."""
    places = [f"/candidacies/{decision.candidacy_id}/"]
    places += [f"/submissions/{one.pk}/" for one in bench.submissions]
    places += [f"/credentials/{one.ref}/" for one in decision.credentials.all()]
    found = [one for answer in NOTICES.ask(decision.candidacy.person_id, places) for one in answer]
    return sorted(found, key=lambda one: (one.at, one.entry))


def part(told: Sequence[Notice]) -> dict[str, Any]:
    return {
        "notices": [
            {"to": "candidate", "kind": one.kind, "words": one.words, "at": minute(one.at), "mailed_at": minute(one.mailed_at)}
            for one in told
        ]
    }  # fmt: skip
