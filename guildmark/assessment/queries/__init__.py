"""What a person may see of submissions, panels and results."""

from datetime import datetime

from guildmark.assessment.lifecycle.uploads import RECORDED, endings_of, limits, may_record
from guildmark.assessment.queries.adjudications import adjudications_of, get_adjudication, get_proposal, table
from guildmark.assessment.queries.assessors import (
    AssessorRow,
    assessor_rows,
    declared_by,
    get_declared,
    get_qualification,
    languages_to_judge,
    may_qualify_somebody,
    qualifications,
    to_qualify,
)
from guildmark.assessment.queries.board import (
    PanelRow,
    board_counts,
    get_panel,
    get_panel_seat,
    get_program_overseen,
    panel_detail,
    panel_rows,
    panels,
    programs_overseen,
    sees_panels,
    waiting_programs,
)
from guildmark.assessment.queries.candidate_turns import candidate_turns
from guildmark.assessment.queries.conflicts import clear_to_judge, conflicts_among, ties_among
from guildmark.assessment.queries.desk import (
    Desk,
    DeskLine,
    conditions_of,
    cover,
    criteria_of,
    desk,
    handed_in_by,
    own_sheet,
    saved_standing,
    seat_is_clear,
)
from guildmark.assessment.queries.eligibility import (
    FORCE_WORDS,
    KIND_WORDS,
    Eligible,
    conflict_policy,
    eligibility,
    get_assessor_of,
    get_waiver,
    tie_of,
    waivers_to_agree,
)
from guildmark.assessment.queries.fitness import Unfit, overdue_seats, unfit_seats
from guildmark.assessment.queries.grants import get_candidacy_to_grant, grants
from guildmark.assessment.queries.looking import looked_through
from guildmark.assessment.queries.manifests import manifest_of
from guildmark.assessment.queries.marks import bank_for, get_comment, marks_on
from guildmark.assessment.queries.media import (
    film_to_look_into,
    get_own_film,
    get_poster,
    link_to_look_at,
    unseen_films,
)
from guildmark.assessment.queries.observing import (
    elapsed_ms,
    get_observed_seat,
    get_observed_submission,
    observation_of,
    observations_of,
    observations_shown,
)
from guildmark.assessment.queries.outcomes import rederive_result
from guildmark.assessment.queries.pools import program_of, submission_to_seat, unfilled_submissions
from guildmark.assessment.queries.previews import get_preview
from guildmark.assessment.queries.queue_rows import (
    QueueRow,
    counted,
    counts,
    programs_in_queue,
    queue,
    queue_page,
    rows,
)
from guildmark.assessment.queries.requests import get_request, own_seat
from guildmark.assessment.queries.result_marks import get_mark, marks_beside
from guildmark.assessment.queries.results import candidate_of, feedback, get_result
from guildmark.assessment.queries.seats import get_seat, neighbours, skipped_seats
from guildmark.assessment.queries.standings import standing_of_tasks, state_words, with_seats
from guildmark.assessment.queries.submissions import (
    get_file,
    get_own_submission,
    get_shown_submission,
    get_submission,
)
from guildmark.assessment.queries.together import co_authors, get_restrictable, pieces_to_restrict, team_of, viewers_of
from guildmark.assessment.queries.turns import judging_turns
from guildmark.assessment.queries.typed import (
    appended,
    box_of,
    removed_by,
    task_of,
    token_of,
    too_large_sentence,
    typed,
)
from guildmark.assessment.queries.uploads import (
    get_upload,
    glanced_at,
    room_left,
    unfinished,
    upload_keys,
    uploads_over,
)
from guildmark.assessment.queries.words import pass_rule_words
from guildmark.assessment.queries.workspace import Workspace, workspace_of
from guildmark.kernel.turns import Turn
from guildmark.people.models import Person


def turns(person: Person, *, at: datetime) -> list[Turn]:
    """What waits here on this person, and on whom they wait."""
    return [*candidate_turns(person, at=at), *judging_turns(person, at=at)]


__all__ = [
    "FORCE_WORDS",
    "KIND_WORDS",
    "RECORDED",
    "AssessorRow",
    "Desk",
    "DeskLine",
    "Eligible",
    "PanelRow",
    "QueueRow",
    "Unfit",
    "Workspace",
    "adjudications_of",
    "appended",
    "assessor_rows",
    "bank_for",
    "board_counts",
    "box_of",
    "candidate_of",
    "candidate_turns",
    "clear_to_judge",
    "co_authors",
    "conditions_of",
    "conflict_policy",
    "conflicts_among",
    "counted",
    "counts",
    "cover",
    "criteria_of",
    "declared_by",
    "desk",
    "elapsed_ms",
    "eligibility",
    "endings_of",
    "feedback",
    "film_to_look_into",
    "get_adjudication",
    "get_assessor_of",
    "get_candidacy_to_grant",
    "get_comment",
    "get_declared",
    "get_file",
    "get_mark",
    "get_observed_seat",
    "get_observed_submission",
    "get_own_film",
    "get_own_submission",
    "get_panel",
    "get_panel_seat",
    "get_poster",
    "get_preview",
    "get_program_overseen",
    "get_proposal",
    "get_qualification",
    "get_request",
    "get_restrictable",
    "get_result",
    "get_seat",
    "get_shown_submission",
    "get_submission",
    "get_upload",
    "get_waiver",
    "glanced_at",
    "grants",
    "handed_in_by",
    "languages_to_judge",
    "limits",
    "link_to_look_at",
    "looked_through",
    "manifest_of",
    "marks_beside",
    "marks_on",
    "may_qualify_somebody",
    "may_record",
    "neighbours",
    "observation_of",
    "observations_of",
    "observations_shown",
    "overdue_seats",
    "own_seat",
    "own_sheet",
    "panel_detail",
    "panel_rows",
    "panels",
    "pass_rule_words",
    "pieces_to_restrict",
    "program_of",
    "programs_in_queue",
    "programs_overseen",
    "qualifications",
    "queue",
    "queue_page",
    "rederive_result",
    "removed_by",
    "room_left",
    "rows",
    "saved_standing",
    "seat_is_clear",
    "sees_panels",
    "skipped_seats",
    "standing_of_tasks",
    "state_words",
    "submission_to_seat",
    "table",
    "task_of",
    "team_of",
    "tie_of",
    "ties_among",
    "to_qualify",
    "token_of",
    "too_large_sentence",
    "turns",
    "typed",
    "unfilled_submissions",
    "unfinished",
    "unfit_seats",
    "unseen_films",
    "upload_keys",
    "uploads_over",
    "viewers_of",
    "waiting_programs",
    "waivers_to_agree",
    "with_seats",
    "workspace_of",
]
