"""What must always hold of judging, derived again from what is stored."""

from collections.abc import Iterator

from guildmark.assessment.models import ScoreSheet, Submission, SubmissionState
from guildmark.assessment.queries.outcomes import digest_of, rederive_result
from guildmark.kernel.integrity import Breach, invariant


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
        try:
            derived = rederive_result(submission)
        except ValueError as error:
            yield Breach(submission.ref, f"its sheets have gaps: {error}")
            continue
        if not derived.agrees:
            told = "met" if derived.met else "not yet met"
            yield Breach(submission.ref, f"its result is not what its sheets come to: {told}, {derived.total}")
