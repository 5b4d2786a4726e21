"""What may be asked of this room."""

from guildmark.programs.queries.catalogue import (
    CatalogueRow,
    catalogue,
    catalogue_page,
    in_the_making,
    progression,
    told_in,
)
from guildmark.programs.queries.changes import Beside, beside, get_pair
from guildmark.programs.queries.criteria import criteria_as_read, prior_programs_of, rubric_of, rubrics_of, tree_of
from guildmark.programs.queries.discarding import may_discard, may_discard_program
from guildmark.programs.queries.documents import document_of, required_programs
from guildmark.programs.queries.finding import program_titles, search_programs
from guildmark.programs.queries.readiness import Readiness, cautions, decide, readiness
from guildmark.programs.queries.rewording import (
    Comparison,
    comparison,
    is_reworded,
    may_answer_wording,
    may_declare_wording,
    predecessor_of,
    rewording_of,
)
from guildmark.programs.queries.sessions import (
    brief_of,
    done_live,
    may_take_document,
    own_statements,
    session_of,
    variants_of,
)
from guildmark.programs.queries.turns import turns
from guildmark.programs.queries.versions import (
    every_slug,
    get_open_version,
    get_program,
    get_version,
    get_version_by_id,
    life_of,
    open_versions,
    owners,
    version_called,
    versions_of,
    visible_versions,
)

__all__ = [
    "Beside",
    "CatalogueRow",
    "Comparison",
    "Readiness",
    "beside",
    "brief_of",
    "catalogue",
    "catalogue_page",
    "cautions",
    "comparison",
    "criteria_as_read",
    "decide",
    "document_of",
    "done_live",
    "every_slug",
    "get_open_version",
    "get_pair",
    "get_program",
    "get_version",
    "get_version_by_id",
    "in_the_making",
    "is_reworded",
    "life_of",
    "may_answer_wording",
    "may_declare_wording",
    "may_discard",
    "may_discard_program",
    "may_take_document",
    "open_versions",
    "own_statements",
    "owners",
    "predecessor_of",
    "prior_programs_of",
    "program_titles",
    "progression",
    "readiness",
    "required_programs",
    "rewording_of",
    "rubric_of",
    "rubrics_of",
    "search_programs",
    "session_of",
    "told_in",
    "tree_of",
    "turns",
    "variants_of",
    "version_called",
    "versions_of",
    "visible_versions",
]
