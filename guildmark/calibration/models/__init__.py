"""Exemplars with their references, who reads them why, and what follows for whom."""

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

__all__ = [
    "MEASURES",
    "Agreement",
    "AssessorPause",
    "Basis",
    "CalibrationSet",
    "Cause",
    "Exemplar",
    "Expert",
    "PauseCause",
    "Policy",
    "Reading",
    "Reference",
    "ReferenceLevel",
    "Reliability",
    "SeedPlan",
]
