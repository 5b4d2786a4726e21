"""Laying handed-in work beside earlier work, and saying what a match was."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from guildmark.assessment.models import Submission
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.originality.domain.matching import matches, nearest
from guildmark.originality.domain.shingles import Signature, signature
from guildmark.originality.facts import MatchFound, MatchReviewed, TextsCompared
from guildmark.originality.lifecycle import may_compare, may_conclude
from guildmark.originality.models import Fingerprint, Match
from guildmark.originality.queries.texts import earlier_than, quoted_in, said_in, same_files, signature_of

ALONG = ("candidacy__person", "candidacy__program", "candidacy__version", "task")


@transaction.atomic
def compare(*, submission: Submission, by: Actor, at: datetime) -> list[Match]:
    """Whatever it shares with earlier work of others at this task lies before a person. Compared again, nothing is
    found twice; that something was found has no consequence."""
    submission = lock(submission, *ALONG)
    ensure(may_compare(submission, by, at))
    here = said_in(submission)
    _fingerprint(submission, at)
    rows = earlier_than(submission)
    signed = _signatures(rows, at)
    own = signature(here.shingles())
    near = Submission.objects.filter(pk__in=nearest(own, signed)) if len(here.shingles()) else Submission.objects.none()
    texts = {one.pk: said_in(one) for one in near.order_by("pk")}
    shared = {one.submission: one.passages for one in matches(here, texts, quoted_in(submission.task))}
    files = same_files(submission, rows)
    found = []
    for pk in sorted({*shared, *files}):
        passages = [{"here": one.here, "there": one.there, "words": one.words} for one in shared.get(pk, ())]
        match, new = Match.objects.get_or_create(
            submission=submission, earlier_id=pk,
            defaults={"digest": submission.digest, "passages": passages, "files": files.get(pk, []), "found_at": at},
        )  # fmt: skip
        found += [match] if new else []
    announce(TextsCompared(submission.pk, len(signed), len(found)), by=by, at=at)
    for match in found:
        announce(MatchFound(match.pk, submission.candidacy.program_id), by=by, at=at)
    return found


def _signatures(rows: Iterable[Submission], at: datetime) -> dict[int, Signature]:
    """The signatures of earlier submissions; what was handed in before there were any is signed now."""
    pks = [one.pk for one in rows]
    known = Fingerprint.objects.filter(submission__in=pks, digest=F("submission__digest"))
    found = {one.submission_id: signature_of(one) for one in known}
    for one in Submission.objects.filter(pk__in=set(pks) - set(found)):
        found[one.pk] = signature_of(_fingerprint(one, at))
    return found


def _fingerprint(submission: Submission, at: datetime) -> Fingerprint:
    text = said_in(submission)
    made = {
        "digest": submission.digest, "words": len(text.words), "made_at": at,
        "signature": signature(text.shingles()).tobytes(),
    }  # fmt: skip
    return Fingerprint.objects.update_or_create(submission=submission, defaults=made)[0]


@transaction.atomic
def review(*, match: Match, outcome: str, reason: str, by: Actor, at: datetime) -> Match:
    """A person looked at it and said what it was. Nothing follows by itself, not even where it was taken up."""
    match = lock(match, *(f"submission__{one}" for one in ALONG), "earlier__candidacy")
    ensure(may_conclude(match, outcome, reason, by, at))
    match.outcome, match.reason, match.reviewed_at, match.reviewed_by_id = outcome, reason.strip(), at, by.pk
    match.save(update_fields=["outcome", "reason", "reviewed_at", "reviewed_by"])
    announce(MatchReviewed(match.pk, outcome), by=by, at=at)
    return match
