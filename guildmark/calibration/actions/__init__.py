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
from guildmark.calibration.actions.saying import hand_in_levels, judge_work, say_levels
from guildmark.calibration.actions.seeding import plan_seed, plant_seed
from guildmark.calibration.actions.sets import ask_for_set, close_set
from guildmark.calibration.actions.studies import (
    choose_cut,
    close_round,
    drop_study,
    invite_judge,
    open_round,
    open_study,
)

__all__ = [
    "agree_on_reference",
    "ask_for_set",
    "choose_cut",
    "close_round",
    "close_set",
    "drop_study",
    "found_assessors",
    "hand_in_levels",
    "invite_judge",
    "judge_work",
    "lift_pause",
    "make_exemplar",
    "open_exemplar",
    "open_round",
    "open_study",
    "pause_assessor",
    "plan_seed",
    "plant_seed",
    "propose_reference",
    "record_reliability",
    "retire_exemplar",
    "say_levels",
    "set_policy",
]
