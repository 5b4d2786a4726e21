"""What a person may see of submissions, panels and results."""

from guildmark.assessment.queries.conflicts import clear_to_judge, conflicts_among
from guildmark.assessment.queries.fitness import unfit_seats
from guildmark.assessment.queries.looking import looked_through
from guildmark.assessment.queries.manifests import manifest_of
from guildmark.assessment.queries.outcomes import rederive_result
from guildmark.assessment.queries.pools import submission_to_seat, unfilled_submissions

__all__ = [
    "clear_to_judge",
    "conflicts_among",
    "looked_through",
    "manifest_of",
    "rederive_result",
    "submission_to_seat",
    "unfilled_submissions",
    "unfit_seats",
]
