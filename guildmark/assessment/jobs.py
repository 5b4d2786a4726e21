"""What the worker and the scheduler do here: thin doors to verbs. Each says in its report whom it skipped, and why."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.assessment import actions, queries
from guildmark.assessment.actions.uploading import KEPT_FOR
from guildmark.assessment.domain.snapshots import Said, said_by
from guildmark.kernel import blobs, clock, fetching, film
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.jobs import every
from guildmark.kernel.outbox import delivers
from guildmark.kernel.tus.partial import Partial, left_over

log = logging.getLogger(__name__)


@delivers("assessment.form_panel")
def form_panel(payload: dict[str, Any]) -> None:
    """Seat a panel on one submission."""
    _form(payload["submission_id"])


@delivers("assessment.fill_panels")
def fill_panels(payload: dict[str, Any]) -> None:
    """Try every panel that has a free seat again, of one program or of all."""
    fill_unfilled(payload.get("program_id"))


def fill_unfilled(program_id: int | None = None) -> list[str]:
    """Try every panel that has a free seat again, all together; return the report."""
    panels = actions.form_waiting_panels(program=queries.program_of(program_id), by=SYSTEM, at=clock.now())
    return [
        f"submission {one.submission_id}: {'seated' if one.formed_at else 'still lacks somebody'}" for one in panels
    ]


@every("assessment.fill_panels", minutes=15)
def fill_panels_again(at: datetime) -> str:
    """Somebody may have room again, or be back from leave."""
    return "\n".join(fill_unfilled())


@every("assessment.take_up_skipped", hours=1)
def take_up_skipped(at: datetime) -> str:
    """What was left for later comes back to its place in the queue on its day, where its assessor is."""
    back = []
    for seat in queries.skipped_seats(at):
        actions.skip_seat(seat=seat, until=None, reason="", by=SYSTEM, at=at)
        back.append(f"seat {seat.pk}: back in its place")
    return "\n".join(back)


@every("assessment.recheck_seats", hours=24)
def recheck_seats(at: datetime) -> str:
    """Take back the seats whose assessor left or has a conflict as of today: changes dated ahead come due."""
    report = []
    for unfit in queries.unfit_seats(at):
        try:
            actions.replace_seat(seat=unfit.seat, reason=unfit.reason, cause=unfit.cause, by=SYSTEM, at=at)
            report.append(f"seat {unfit.seat.pk}: taken back: {unfit.reason}")
        except Refused as refusal:
            report.append(f"seat {unfit.seat.pk}: skipped: {refusal}")
    return "\n".join(report)


@delivers("assessment.look_into_film")
def look_into_film(payload: dict[str, Any]) -> None:
    """Find out how long a film is and what it looks like; without ffmpeg, leave it for the day when it is there."""
    if (blob := queries.film_to_look_into(payload["blob_id"])) and film.ffmpeg():
        _describe(blob)


@delivers("assessment.snapshot_link")
def snapshot_link(payload: dict[str, Any]) -> None:
    """Look at what a link leads to, as nobody in particular, and keep what it says."""
    if (link := queries.link_to_look_at(payload["evidence_id"])) is None:
        return
    try:
        page = fetching.fetch(link.url)
        if page.status >= 400:
            raise fetching.Unreachable("it does not answer")
    except fetching.Unreachable as problem:
        said, url, cut, why = Said("", ""), "", False, str(problem)
    else:
        said, url, cut, why = said_by(page.content, page.media_type, page.charset), page.url, page.cut, ""
    actions.keep_snapshot(link=link, url=url, said=said, cut=cut, problem=why, by=SYSTEM, at=clock.now())


@every("assessment.films", hours=24)
def look_into_films(at: datetime) -> str:
    """Look into films that came while ffmpeg was missing."""
    if not film.ffmpeg():
        return "ffmpeg is not installed"
    return "\n".join(f"film {blob.sha256[:12]}: {_describe(blob) or 'looked into'}" for blob in queries.unseen_films())


def _describe(blob: Any) -> str:
    seen = film.look_into(blob)
    with blobs.received([seen.poster]) as poster:
        actions.describe_film(
            blob=blob, length_ms=seen.length_ms, poster=poster if seen.poster else None, problem=seen.problem,
            by=SYSTEM, at=clock.now(),
        )  # fmt: skip
    return seen.problem


@every("assessment.sweep_uploads", hours=1)
def sweep_uploads(at: datetime) -> str:
    """Clear what lay unfinished for a day, and parts that belong to no upload."""
    report = []
    for upload in queries.uploads_over(at):
        actions.drop_upload(upload=upload, by=SYSTEM, at=at)
        Partial(upload.key).discard()
        report.append(f"upload {upload.pk} of submission {upload.submission_id}: cleared")
    for part in left_over(queries.upload_keys(), age=KEPT_FOR.total_seconds()):
        part.discard()
        report.append(f"part {part.key}: cleared, nothing refers to it")
    return "\n".join(report)


@every("assessment.return_overdue", hours=24)
def return_overdue(at: datetime) -> str:
    """Give the seats that nobody has begun with, well after they were due, to somebody else; they stay where nobody is."""
    return "\n".join(_returned(unfit, at) for unfit in queries.overdue_seats(at))


def _returned(unfit: queries.Unfit, at: datetime) -> str:
    try:
        with transaction.atomic():
            seat = actions.replace_seat(seat=unfit.seat, reason=unfit.reason, cause=unfit.cause, by=SYSTEM, at=at)
            if seat.panel.formed_at is None:
                raise Refused(f"nobody else can take it: it stays with {unfit.seat.assessor.name}")
    except Refused as refusal:
        return f"seat {unfit.seat.pk}: skipped: {refusal}"
    return f"seat {unfit.seat.pk}: given to somebody else: {unfit.reason}"


def _form(submission_id: int) -> str:
    submission = queries.submission_to_seat(submission_id)
    if submission is None:
        return f"submission {submission_id}: skipped: it is not to be judged now"
    try:
        panel = actions.form_panel(submission=submission, by=SYSTEM, at=clock.now())
    except Refused as refusal:
        line = f"submission {submission_id}: skipped: {refusal}"
        log.warning(line)
        return line
    return f"submission {submission_id}: {'seated' if panel.formed_at else 'still lacks somebody'}"
