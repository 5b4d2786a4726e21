"""What must always hold of submissions, sheets and results, derived again from what is stored."""

from collections.abc import Iterator

from guildmark.assessment.domain.manifest import digest_of as text_digest
from guildmark.assessment.domain.panels.weights import fits
from guildmark.assessment.models import (
    CarriedCredit,
    Evidence,
    EvidenceKind,
    Panel,
    Result,
    ScoreSheet,
    SeatState,
    Snapshot,
    Submission,
    SubmissionState,
)
from guildmark.assessment.queries.manifests import manifest_of
from guildmark.assessment.queries.outcomes import digest_of, rederive_result
from guildmark.candidacy.models import Fulfilment
from guildmark.kernel.blobs import is_intact
from guildmark.kernel.integrity import Breach, invariant
from guildmark.kernel.models import Blob


@invariant("assessment.sheets", "Each sealed sheet’s digest is that of its lines and of the work they judge.")
def altered_sheets() -> Iterator[Breach]:
    sealed = ScoreSheet.objects.filter(sealed_at__isnull=False).select_related("seat__panel__submission")
    for sheet in sealed.prefetch_related("scores__criterion").order_by("pk").iterator(chunk_size=500):
        if digest_of(sheet) != sheet.digest:
            yield Breach(
                f"sheet {sheet.pk} of {sheet.seat.panel.submission.ref}", "its lines are not those that were sealed"
            )


@invariant("assessment.results", "Each result follows from the sealed sheets and what the panel agreed on.")
def altered_results() -> Iterator[Breach]:
    decided = Submission.objects.filter(state=SubmissionState.DECIDED)
    for submission in decided.select_related("result", "task", "candidacy__version").order_by("pk").iterator():
        if not hasattr(submission, "result"):
            yield Breach(submission.ref, "it is decided without a result")
            continue
        if "lapsed" in submission.result.detail:
            if submission.result.met:
                yield Breach(submission.ref, "it lapsed, and yet it is met")
            continue
        try:
            derived = rederive_result(submission)
        except ValueError as error:
            yield Breach(submission.ref, f"its sheets have gaps: {error}")
            continue
        if not derived.agrees:
            told = "met" if derived.met else "not yet met"
            yield Breach(submission.ref, f"its result is not what its sheets come to: {told}, {derived.total}")


@invariant("assessment.submissions", "What was handed in still has the digest it was handed in with.")
def altered_submissions() -> Iterator[Breach]:
    handed_in = Submission.everything.exclude(state=SubmissionState.DRAFT).select_related("task", "candidacy__version")
    for submission in handed_in.prefetch_related("requests").order_by("pk").iterator(chunk_size=500):
        if manifest_of(submission).digest != submission.digest:
            yield Breach(submission.ref, "what lies in it is not what was handed in")
        for request in submission.requests.all():
            if manifest_of(submission, of_round=request.round).digest != request.digest:
                yield Breach(submission.ref, f"what lies in its round {request.round} is not what was handed in then")


@invariant("assessment.evidence", "Each piece of evidence that was handed in has the digest of its content.")
def altered_evidence() -> Iterator[Breach]:
    pieces = Evidence.objects.exclude(sha256="").select_related("submission", "blob").order_by("pk")
    for piece in pieces.iterator(chunk_size=500):
        said = piece.url if piece.kind == EvidenceKind.LINK else piece.text
        digest = piece.blob.sha256 if piece.blob else text_digest(said)
        if digest != piece.sha256:
            yield Breach(f"{piece.submission.ref}, {piece.kind}", "its content has another digest")


@invariant("assessment.weighed", "What was weighed for a panel fits the people who sit on it.")
def unfit_figures() -> Iterator[Breach]:
    rows = Panel.everything.filter(weighed__isnull=False, formed_at__isnull=False).select_related("submission")
    for panel in rows.prefetch_related("seats__assessor").order_by("pk").iterator(chunk_size=500):
        seats = [one for one in panel.seats.all() if one.state != SeatState.DECLINED]
        if not fits(panel.weighed or {}, len(seats), sum(one.assigned_at == panel.formed_at for one in seats)):
            yield Breach(panel.submission.ref, "what is told of its panel is not of these people")


@invariant("assessment.snapshots", "Each kept copy of a link has the digest of its title and text.")
def altered_snapshots() -> Iterator[Breach]:
    for one in Snapshot.objects.exclude(sha256="").select_related("evidence__submission").order_by("pk").iterator():
        if text_digest(f"{one.title}\n{one.text}") != one.sha256:
            yield Breach(f"{one.evidence.submission.ref}, link", "its kept copy has another digest")


@invariant("assessment.files", "Each file stored has the content that its digest names.")
def altered_files() -> Iterator[Breach]:
    for blob in Blob.objects.order_by("pk").iterator(chunk_size=500):
        if not is_intact(blob):
            yield Breach(f"file {blob.sha256[:12]}…", "it is missing, or its content is another")


@invariant("assessment.credits", "Each level carried over is the one that an earlier attempt at the task came to.")
def unfounded_credits() -> Iterator[Breach]:
    rows = CarriedCredit.objects.select_related("submission", "criterion", "result__submission").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        now, then = one.submission, one.result.submission
        same = (now.candidacy_id, now.task_id) == (then.candidacy_id, then.task_id) and then.attempt < now.attempt
        shown = {line["key"]: line["level"] for line in one.result.detail["criteria"]}
        if not same or shown.get(one.criterion.key) != one.level:
            yield Breach(f"{now.ref}, {one.criterion.key}", "no earlier attempt came to the level carried over")


@invariant("assessment.fulfilments", "Each requirement that a result fulfils was met by that result.")
def unfounded_fulfilments() -> Iterator[Breach]:
    met = {
        (result.submission.candidacy_id, result.submission.task.node.key, result.pk)
        for result in Result.objects.filter(met=True).select_related("submission__task__node")
    }
    for one in Fulfilment.objects.filter(source_kind="result").select_related("candidacy").order_by("pk"):
        if (one.candidacy_id, one.node_key, one.source_id) not in met:
            yield Breach(f"{one.candidacy.ref}, {one.node_key}", "no result of this candidacy met it")
