"""What may be asked of this room."""

from guildmark.calibration.queries.access import get_exemplar, get_reference, may_read_work
from guildmark.calibration.queries.exemplars import (
    detail,
    examples_for,
    exemplar_rows,
    exemplars,
    may_make_somewhere,
    programs_with_exemplars,
    sees_exemplars,
    suggestions,
    work_to_choose,
)
from guildmark.calibration.queries.following import (
    beyond_limits,
    charts,
    paused_among,
    programs_judged,
    requests_on_copies,
    seats_to_follow,
    seeds_due,
)
from guildmark.calibration.queries.mine import (
    get_program_assessed,
    get_set,
    own_calibration,
    read_back,
    set_rows,
    turns,
)
from guildmark.calibration.queries.reading import feedback, lines_of_set, set_read_with
from guildmark.calibration.queries.sheets import deviations, sheets_of
from guildmark.calibration.queries.standing import policy_of, reference_of, unknown_to
from guildmark.programs.models import Program

__all__ = [
    "Program",
    "beyond_limits",
    "charts",
    "detail",
    "deviations",
    "examples_for",
    "exemplar_rows",
    "exemplars",
    "feedback",
    "get_exemplar",
    "get_program_assessed",
    "get_reference",
    "get_set",
    "lines_of_set",
    "may_make_somewhere",
    "may_read_work",
    "own_calibration",
    "paused_among",
    "policy_of",
    "programs_judged",
    "programs_with_exemplars",
    "read_back",
    "reference_of",
    "requests_on_copies",
    "seats_to_follow",
    "seeds_due",
    "sees_exemplars",
    "set_read_with",
    "set_rows",
    "sheets_of",
    "suggestions",
    "turns",
    "unknown_to",
    "work_to_choose",
]
