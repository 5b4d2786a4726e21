"""With handing in: a statement is on record, and the work is compared. With beginning: a wording is drawn."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from guildmark.assessment.facts import MoreEvidenceHandedIn, SubmissionOpened, SubmissionSubmitted
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, Actor
from guildmark.kernel.facts import Fact, Reaction
from guildmark.originality import queries
from guildmark.originality.actions import give_variant, sign
from guildmark.originality.queries import COMPARE
from guildmark.programs.queries import variants_of


def sign_statement(fact: SubmissionSubmitted | MoreEvidenceHandedIn, by: Actor, at: datetime) -> None:
    sign(submission=queries.submission_called(fact.submission_id), by=by, at=at)


def compare_later(fact: SubmissionSubmitted | MoreEvidenceHandedIn, by: Actor, at: datetime) -> None:
    key = f"{COMPARE}-{fact.submission_id}-{at.isoformat()}"
    outbox.post(COMPARE, key=key, payload={"submission": fact.submission_id}, at=at)


def draw_wording(fact: SubmissionOpened, by: Actor, at: datetime) -> None:
    submission = queries.submission_called(fact.submission_id)
    if variants_of(submission.task):
        give_variant(submission=submission, by=SYSTEM, at=at)


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {
    SubmissionOpened: [draw_wording],
    SubmissionSubmitted: [sign_statement, compare_later],
    MoreEvidenceHandedIn: [sign_statement, compare_later],
}
