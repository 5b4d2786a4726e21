"""What a person may see of candidacies."""

from guildmark.candidacy.queries.accommodations import (
    Condition,
    accommodations_of,
    accommodations_to_decide,
    agreed_accommodations,
    conditions_for,
    get_accommodation,
    get_own_accommodation,
    get_own_candidacy,
    languages_agreed,
    languages_in_use,
    tasks_of,
)
from guildmark.candidacy.queries.entrance import Entrance, entrance, prerequisites_of
from guildmark.candidacy.queries.finding import find
from guildmark.candidacy.queries.lists import (
    TONES,
    Row,
    board,
    my_candidacies,
    programs_overseen,
    rows,
)
from guildmark.candidacy.queries.plan import Plan, Step, attempt_rule, plan_of
from guildmark.candidacy.queries.reading import get_application, get_candidacy, hat_on, overseen
from guildmark.candidacy.queries.turns import turns
from guildmark.candidacy.queries.ways import Way, ways, ways_of_team

__all__ = [
    "TONES",
    "Condition",
    "Entrance",
    "Plan",
    "Row",
    "Step",
    "Way",
    "accommodations_of",
    "accommodations_to_decide",
    "agreed_accommodations",
    "attempt_rule",
    "board",
    "conditions_for",
    "entrance",
    "find",
    "get_accommodation",
    "get_application",
    "get_candidacy",
    "get_own_accommodation",
    "get_own_candidacy",
    "hat_on",
    "languages_agreed",
    "languages_in_use",
    "my_candidacies",
    "overseen",
    "plan_of",
    "prerequisites_of",
    "programs_overseen",
    "rows",
    "tasks_of",
    "turns",
    "ways",
    "ways_of_team",
]
