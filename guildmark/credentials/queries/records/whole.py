"""Everything that a dossier holds about one decision, except how it looks on paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guildmark.credentials.domain.dossier import Veil
from guildmark.credentials.domain.dossier.parts import CONFLICTS, DECISION, JOURNAL, NOTICES, STANDING, WORK
from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.queries.records import conflicts, decided, journal, notices, standing, work

Json = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """`parts` by member name; `head` is the signed tree head that the journal's proofs lead to, if there is one."""

    parts: dict[str, Json]
    head: str


def record(decision: CertificationDecision, veil: Veil, at: datetime) -> Record:
    """What is known about the decision at that moment."""
    bench = work.bench_of(decision.candidacy)
    told = notices.notices_of(decision, bench)
    aside, deciding = decided.part(decision, veil)
    hidden = frozenset({seat.assessor_id for seat in bench.seats} | aside)
    entries, head = journal.part(decision, bench, [one.entry for one in told], hidden, veil, at)
    parts = {
        DECISION: deciding,
        WORK: work.part(bench, veil),
        CONFLICTS: conflicts.part(bench, veil),
        NOTICES: notices.part(told),
        STANDING: standing.part(decision, veil, at),
        JOURNAL: entries,
    }
    return Record(parts, head)
