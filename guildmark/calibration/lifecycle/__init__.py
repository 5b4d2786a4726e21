"""When an exemplar may be made, agreed on, read; who may be asked to calibrate; and how a study of a cut goes."""

from guildmark.calibration.lifecycle.calibrating import (
    enough,
    is_expert,
    may_agree,
    may_calibrate,
    may_found,
    may_lift,
    may_make,
    may_open,
    may_pause,
    may_plant,
    may_propose,
    may_retire,
    may_seed,
    may_set_policy,
    receives,
    takes_founding,
)

__all__ = [
    "enough",
    "is_expert",
    "may_agree",
    "may_calibrate",
    "may_found",
    "may_lift",
    "may_make",
    "may_open",
    "may_pause",
    "may_plant",
    "may_propose",
    "may_retire",
    "may_seed",
    "may_set_policy",
    "receives",
    "takes_founding",
]
