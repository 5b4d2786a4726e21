"""Exemplars with their references, who reads them why, what follows for whom; and studies of where cuts should lie."""

from guildmark.calibration.models.exemplars import (
    MEASURES,
    Agreement,
    Basis,
    CalibrationSet,
    Cause,
    Exemplar,
    Expert,
    Policy,
    Reading,
    Reference,
    ReferenceLevel,
)
from guildmark.calibration.models.following import AssessorPause, PauseCause, Reliability, SeedPlan
from guildmark.calibration.models.standards import Answer, Estimate, Judge, Overall, OverallJudgement, Round, Study

__all__ = [
    "MEASURES",
    "Agreement",
    "Answer",
    "AssessorPause",
    "Basis",
    "CalibrationSet",
    "Cause",
    "Estimate",
    "Exemplar",
    "Expert",
    "Judge",
    "Overall",
    "OverallJudgement",
    "PauseCause",
    "Policy",
    "Reading",
    "Reference",
    "ReferenceLevel",
    "Reliability",
    "Round",
    "SeedPlan",
    "Study",
]
