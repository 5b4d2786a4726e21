"""What the record promises, and how a tampering is found."""

from guildmark.kernel.access import SYSTEM
from guildmark.kernel.integrity import INVARIANTS
from guildmark.originality import actions
from guildmark.originality.models import Fingerprint, Statement
from tests.originality.test_texts import MINE


def found(name):
    return [breach.sentence for breach in INVARIANTS[f"originality.{name}"].check()]


def test_a_fingerprint_is_that_of_the_text(writes, ines, at):
    submission = writes(ines, MINE)
    actions.compare(submission=submission, by=SYSTEM, at=at)
    assert found("fingerprints") == []
    Fingerprint.objects.update(signature=b"\0" * 1024)
    assert found("fingerprints") == ["its fingerprint is that of another text"]


def test_a_statement_is_the_candidates(writes, ines, nadia, at):
    actions.sign(submission=writes(ines, MINE), by=ines, at=at)
    assert found("statements") == []
    Statement.objects.update(signed_by=nadia)
    assert set(found("statements")) == {"somebody else signed for its candidate"}
