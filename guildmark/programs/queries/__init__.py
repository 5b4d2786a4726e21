"""What may be asked of this room."""

from guildmark.programs.queries.criteria import prior_programs_of, rubric_of, rubrics_of, tree_of
from guildmark.programs.queries.documents import document_of, required_programs
from guildmark.programs.queries.readiness import Readiness, decide, readiness
from guildmark.programs.queries.versions import (
    get_open_version,
    get_program,
    get_version,
    open_versions,
    owners,
    programs_by_slug,
    version_called,
    versions_of,
    visible_versions,
)

__all__ = [
    "Readiness",
    "decide",
    "document_of",
    "get_open_version",
    "get_program",
    "get_version",
    "open_versions",
    "owners",
    "prior_programs_of",
    "programs_by_slug",
    "readiness",
    "required_programs",
    "rubric_of",
    "rubrics_of",
    "tree_of",
    "version_called",
    "versions_of",
    "visible_versions",
]
