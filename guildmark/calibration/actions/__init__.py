"""The verbs of calibration."""

from guildmark.calibration.actions.exemplars import (
    agree_on_reference,
    make_exemplar,
    open_exemplar,
    propose_reference,
    retire_exemplar,
)
from guildmark.calibration.actions.pausing import lift_pause, pause_assessor
from guildmark.calibration.actions.policies import found_assessors, set_policy
from guildmark.calibration.actions.recording import record_reliability
from guildmark.calibration.actions.seeding import plan_seed, plant_seed
from guildmark.calibration.actions.sets import ask_for_set, close_set

__all__ = [
    "agree_on_reference",
    "ask_for_set",
    "close_set",
    "found_assessors",
    "lift_pause",
    "make_exemplar",
    "open_exemplar",
    "pause_assessor",
    "plan_seed",
    "plant_seed",
    "propose_reference",
    "record_reliability",
    "retire_exemplar",
    "set_policy",
]
