"""What must always hold of statements and fingerprints, derived again from what is stored."""

from collections.abc import Iterator

from django.db.models import F

from guildmark.kernel.integrity import Breach, invariant
from guildmark.originality.domain.shingles import signature
from guildmark.originality.models import Fingerprint, Statement
from guildmark.originality.queries.texts import said_in


@invariant("originality.fingerprints", "Each fingerprint is that of what was handed in.")
def altered_fingerprints() -> Iterator[Breach]:
    rows = Fingerprint.objects.filter(digest=F("submission__digest")).select_related("submission").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        if signature(said_in(row.submission).shingles()).tobytes() != bytes(row.signature):
            yield Breach(row.submission.ref, "its fingerprint is that of another text")


@invariant("originality.statements", "Each statement is signed by the candidate whose work it is about.")
def foreign_statements() -> Iterator[Breach]:
    rows = Statement.objects.exclude(signed_by=F("submission__candidacy__person")).select_related("submission")
    for row in rows.order_by("pk").iterator(chunk_size=500):
        yield Breach(row.submission.ref, "somebody else signed for its candidate")
