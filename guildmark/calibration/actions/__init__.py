"""The verbs of calibration."""

from guildmark.calibration.actions.exemplars import (
    agree_on_reference,
    make_exemplar,
    open_exemplar,
    propose_reference,
    retire_exemplar,
)
from guildmark.calibration.actions.policies import found_assessors, set_policy
from guildmark.calibration.actions.sets import ask_for_set, close_set

__all__ = [
    "agree_on_reference",
    "ask_for_set",
    "close_set",
    "found_assessors",
    "make_exemplar",
    "open_exemplar",
    "propose_reference",
    "retire_exemplar",
    "set_policy",
]
