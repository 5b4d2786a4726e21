"""At the desk: marks in the evidence, comments to use again, work left for later."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import transaction

from guildmark.assessment.facts import CommentDropped, CommentKept, EvidenceMarked, MarkDropped, SeatSkipped
from guildmark.assessment.lifecycle import desk as rules
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.models import BankComment, Mark, Seat
from guildmark.assessment.queries.rubrics import criterion_ids
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

ALONG = ("panel__submission__candidacy__version", "panel__submission__task", "assessor")


@dataclass(frozen=True)
class Place:
    """Where in the evidence: a passage, by its words and their position; or a moment, in tenths of a second."""

    evidence_id: int
    quote: str = ""
    before: str = ""
    after: str = ""
    start: int | None = None
    tenths: int | None = None


@transaction.atomic
def mark_evidence(*, seat: Seat, place: Place, criterion: str, text: str, by: Actor, at: datetime) -> Mark:
    """A comment stands at a place in the evidence, on one's own open sheet."""
    seat = lock(seat, *ALONG)
    ensure(judging.may_score(seat, by, at))
    ensure(rules.is_place(seat.panel.submission, place.evidence_id, place.quote, place.tenths))
    ids = criterion_ids(seat.panel.submission)
    mark = Mark.objects.create(
        sheet=seat.sheet, criterion_id=ids.get(criterion), evidence_id=place.evidence_id, quote=place.quote,
        before=place.before[-64:], after=place.after[:64], start=place.start if place.quote else None,
        tenths=None if place.quote else place.tenths, text=text.strip(), made_at=at,
    )  # fmt: skip
    announce(EvidenceMarked(seat.sheet.pk, mark.pk), by=by, at=at)
    return mark


@transaction.atomic
def drop_mark(*, seat: Seat, mark_id: int, by: Actor, at: datetime) -> Seat:
    """The mark is gone from one's own open sheet. Twice is once."""
    seat = lock(seat, *ALONG)
    ensure(judging.may_score(seat, by, at))
    gone, _rows = seat.sheet.marks.filter(pk=mark_id).delete()
    if gone:
        announce(MarkDropped(seat.sheet.pk, mark_id), by=by, at=at)
    return seat


@transaction.atomic
def keep_comment(*, seat: Seat, criterion: str, text: str, shared: bool, by: Actor, at: datetime) -> BankComment:
    """A comment is kept to be used again, for oneself or for all who assess the program. Twice is once."""
    seat = lock(seat, *ALONG)
    ensure(rules.may_keep(seat, text, by, at))
    program = seat.panel.submission.candidacy.program_id
    kept, new = BankComment.objects.get_or_create(
        owner_id=cast(int, by.pk), program_id=program, criterion=criterion, text=text.strip(),
        defaults={"shared": shared, "kept_at": at},
    )  # fmt: skip
    if new:
        announce(CommentKept(kept.pk, shared), by=by, at=at)
    return kept


@transaction.atomic
def drop_comment(*, comment: BankComment, by: Actor, at: datetime) -> None:
    """One's own comment is no longer kept; where it was used, it stays."""
    comment = lock(comment)
    ensure(rules.is_own(comment, by))
    announce(CommentDropped(comment.pk), by=by, at=at)
    comment.delete()


@transaction.atomic
def skip_seat(*, seat: Seat, until: date | None, reason: str, by: Actor, at: datetime) -> Seat:
    """The seat waits at the end of its assessor's queue until a day; with none, it is back in its place. Still due."""
    seat = lock(seat, *ALONG)
    ensure(rules.may_skip(seat, until, reason, by, at))
    seat.skipped_until, seat.skipped_reason = until, reason.strip() if until else ""
    seat.save(update_fields=["skipped_until", "skipped_reason"])
    announce(SeatSkipped(seat.pk, until.isoformat() if until else ""), by=by, at=at)
    return seat
