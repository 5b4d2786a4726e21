"""From a draft to a result. Criteria and levels are named by their keys in the pinned version, which never changes."""

from guildmark.assessment.models.judging import (
    Adjudication,
    ConsensusProposal,
    ConsensusScore,
    CriterionScore,
    DeclaredConflict,
    Panel,
    Qualification,
    Result,
    ScoreSheet,
    Seat,
    SeatState,
)
from guildmark.assessment.models.submissions import (
    Evidence,
    EvidenceKind,
    EvidenceRequest,
    Film,
    KeptText,
    Reflection,
    Submission,
    SubmissionState,
    Upload,
)

__all__ = [
    "Adjudication",
    "ConsensusProposal",
    "ConsensusScore",
    "CriterionScore",
    "DeclaredConflict",
    "Evidence",
    "EvidenceKind",
    "EvidenceRequest",
    "Film",
    "KeptText",
    "Panel",
    "Qualification",
    "Reflection",
    "Result",
    "ScoreSheet",
    "Seat",
    "SeatState",
    "Submission",
    "SubmissionState",
    "Upload",
]
