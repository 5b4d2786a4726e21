"""The outcome of a submission, calculated from what was sealed and agreed: what the stored result must equal."""

from dataclasses import dataclass

from django.db.models import F

from guildmark.assessment.domain.scoring import Levels, Outcome, judge
from guildmark.assessment.domain.sheet import Marked, Scored, sheet_digest
from guildmark.assessment.models import ConsensusScore, ScoreSheet, Submission
from guildmark.assessment.queries.manifests import digest_at
from guildmark.assessment.queries.rubrics import carried_into, levels_of, rubric_for, rule_of, sealed_sheets


def outcome_of(submission: Submission) -> Outcome:
    """What the sealed sheets and the settled adjudication come to. Raises `ValueError` if a sheet has gaps."""
    sheets = [levels_of(sheet.scores.all()) for sheet in sealed_sheets(submission)]
    rule = rule_of(rubric_for(submission))
    return judge(rule, sheets, consensus_of(submission), carried_into(submission))


def consensus_of(submission: Submission) -> Levels:
    """The levels that the panel agreed on, by criterion key; none while nothing is settled."""
    agreed = ConsensusScore.objects.filter(
        proposal__adjudication__submission=submission, proposal__adjudication__agreed=F("proposal")
    )
    return dict(agreed.values_list("criterion__key", "level"))


def digest_of(sheet: ScoreSheet) -> str:
    """The digest that this sheet has by its lines today: what was stored when it was sealed must equal it."""
    lines = [Scored(score.criterion.key, score.level or 0, score.rationale) for score in sheet.scores.all()]
    judged = digest_at(sheet.seat.panel.submission, sheet.round)
    marks = [
        Marked(mark.criterion.key if mark.criterion else "", mark.evidence.sha256, mark.quote, mark.start, mark.tenths,
               mark.text)
        for mark in sheet.marks.select_related("criterion", "evidence")
    ]  # fmt: skip
    return sheet_digest(submission_digest=judged, seat_id=sheet.seat_id, lines=lines, marks=marks)


@dataclass(frozen=True)
class Rederived:
    """What the sheets come to, calculated anew: `agrees` with the result that is stored, or does not."""

    met: bool
    total: str
    agrees: bool


def rederive_result(submission: Submission) -> Rederived:
    """The result of a decided submission from its sheets, beside the one stored. For the integrity check."""
    outcome = outcome_of(submission)
    stored = submission.result
    grounds = {line["key"]: (line["level"], line["ground"]) for line in stored.detail.get("criteria", [])}
    now = {c.key: (str(c.level), c.ground.value) for c in outcome.criteria}
    same = (stored.met, stored.total, grounds) == (outcome.met, str(outcome.total), now)
    return Rederived(outcome.met, str(outcome.total), same)
