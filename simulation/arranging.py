"""What is arranged otherwise: Nadia’s accommodation, agreed on; and Luis’s request, which Priya has yet to read."""

from collections.abc import Iterator
from datetime import UTC, datetime

from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import LIVE, Candidacy
from simulation.founding import World

ASKED = datetime(2026, 4, 2, 8, 20, tzinfo=UTC)
AGREED = datetime(2026, 4, 3, 9, 5, tzinfo=UTC)
ASKED_LATELY = datetime(2026, 4, 15, 14, 40, tzinfo=UTC)
CALLS = ("first-call", "second-call")
NEED = (
    "I lip-read. In a recorded call I miss whatever is said off screen, and I cannot follow a live role-play without "
    "captions. With captions, and with the customer’s part in writing where the call is live, I work as everybody else."
)
CONDITIONS = (
    "Captions on every recording. Where the role-play is live, the customer’s part comes in writing, line by line; "
    "judge what is answered, not how fast."
)
REASON = "It changes how the customer’s part arrives, and nothing of what is judged."
LATELY = (
    "English is my third language, and I read slowly under a clock. A quarter more time for the case file would do."
)


def captions_for_nadia(world: World) -> Iterator[datetime]:
    """Nadia asks for captions and a written part in the role-plays; Priya agrees the next day."""
    asked = candidacies.request_accommodation(
        candidacy=_live(world, "nadia"), kinds=["format"], need=NEED, tasks=CALLS,
        by=world.people["nadia"], at=ASKED,
    )  # fmt: skip
    yield AGREED
    candidacies.agree_accommodation(
        accommodation=asked, conditions=CONDITIONS, reason=REASON, tasks=CALLS,
        by=world.people["priya"], at=AGREED,
    )  # fmt: skip


def time_for_luis(world: World) -> Iterator[datetime]:
    """Luis asks for more time; nobody has answered yet."""
    candidacies.request_accommodation(
        candidacy=_live(world, "luis"), kinds=["extra_time"], need=LATELY, tasks=["case-file"],
        by=world.people["luis"], at=ASKED_LATELY,
    )  # fmt: skip
    yield from ()


def _live(world: World, username: str) -> Candidacy:
    return Candidacy.objects.get(person=world.people[username], state__in=LIVE)


ARRANGING = ((ASKED, captions_for_nadia), (ASKED_LATELY, time_for_luis))
