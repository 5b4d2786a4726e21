"""What may be asked of this room."""

from guildmark.calibration.queries.access import get_exemplar, get_reference, may_read_work
from guildmark.calibration.queries.consistency import Surely, consistency_of
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
from guildmark.calibration.queries.judging import criteria_of, judge_page, work_again
from guildmark.calibration.queries.mine import (
    get_program_assessed,
    get_set,
    own_calibration,
    read_back,
    set_rows,
    turns,
)
from guildmark.calibration.queries.overseeing import get_program_overseen, overseen, programs_overseen
from guildmark.calibration.queries.reading import feedback, lines_of_set, set_read_with
from guildmark.calibration.queries.reliability import Page as ReliabilityPage
from guildmark.calibration.queries.reliability import (
    assessors_of,
    get_assessor,
    get_pause,
    latest,
    own_reliability,
    reliability,
)
from guildmark.calibration.queries.sheets import deviations, sheets_of
from guildmark.calibration.queries.standing import policy_of, reference_of, unknown_to
from guildmark.calibration.queries.studies import SHOWS as STUDY_SHOWS
from guildmark.calibration.queries.studies import get_study, get_study_judged, studies_listed
from guildmark.calibration.queries.study_pages import study_page
from guildmark.calibration.queries.version_cuts import cuts_of, get_version_read, may_ask, may_see
from guildmark.programs.models import Program

__all__ = [
    "STUDY_SHOWS",
    "Program",
    "ReliabilityPage",
    "Surely",
    "assessors_of",
    "beyond_limits",
    "charts",
    "consistency_of",
    "criteria_of",
    "cuts_of",
    "detail",
    "deviations",
    "examples_for",
    "exemplar_rows",
    "exemplars",
    "feedback",
    "get_assessor",
    "get_exemplar",
    "get_pause",
    "get_program_assessed",
    "get_program_overseen",
    "get_reference",
    "get_set",
    "get_study",
    "get_study_judged",
    "get_version_read",
    "judge_page",
    "latest",
    "lines_of_set",
    "may_ask",
    "may_make_somewhere",
    "may_read_work",
    "may_see",
    "overseen",
    "own_calibration",
    "own_reliability",
    "paused_among",
    "policy_of",
    "programs_judged",
    "programs_overseen",
    "programs_with_exemplars",
    "read_back",
    "reference_of",
    "reliability",
    "requests_on_copies",
    "seats_to_follow",
    "seeds_due",
    "sees_exemplars",
    "set_read_with",
    "set_rows",
    "sheets_of",
    "studies_listed",
    "study_page",
    "suggestions",
    "turns",
    "unknown_to",
    "work_again",
    "work_to_choose",
]
