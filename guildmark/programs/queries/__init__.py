"""What may be asked of this room."""

from guildmark.programs.queries.criteria import prior_programs_of, rubric_of, rubrics_of, tree_of
from guildmark.programs.queries.versions import open_versions, programs_by_slug

__all__ = ["open_versions", "prior_programs_of", "programs_by_slug", "rubric_of", "rubrics_of", "tree_of"]
