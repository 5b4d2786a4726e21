"""Validation: fifteen people of three functions rate what the regional leads are asked for, before it goes to consultation;
and the field engineers’ next version is being rated as the story begins.
"""

import random
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from guildmark.consultation import actions
from guildmark.consultation.domain.asked import unpacked
from guildmark.consultation.models import Rater, ValidationRound
from guildmark.consultation.queries import propose
from guildmark.people.models import JobFunction, Person
from guildmark.programs.queries import version_called
from simulation import hours
from simulation.criteria import RCL
from simulation.founding import World
from simulation.story import FCE

LEAD_ASKED = datetime(2026, 3, 24, 8, 15, tzinfo=UTC)
FIELD_ASKED = datetime(2026, 4, 10, 9, 5, tzinfo=UTC)
FUNCTIONS = ("operations", "quality-safety", "customer-care")
STILL_TO_SAY = ("adaeze", "henrik")
WHAT_FOR = {
    RCL: "Regional leads answer for every site that is commissioned in their region. From 2027 on nobody is appointed "
    "without this certificate.",
    FCE: "Field engineers commission a site alone. Version 1.1 adds a record for the next visit; we also want to know "
    "whether the rest still fits.",
}
DOUBTED = "Compares the outcome"
SAID = {
    "Compares the outcome": "No regional lead I know works with a model. Ask for the comparison with the season before.",
    "Plans the day": "Fits the site team, not the lead: a lead plans the week.",
    "Says aloud": "Good. Say that it counts on the telephone too.",
}
ANSWERED = {
    "Compares the outcome": (
        "kept",
        "The seasonal plan is made with the forecast model since January; without a comparison nobody sees what it is worth.",
    ),
    "Plans the day": (
        "kept",
        "On the visit the lead plans the day with the team; the week is part of the season plan.",
    ),
    "Says aloud": ("changed", "The evidence now takes a recorded call as well."),
}


def lead_rated(world: World) -> Iterator[datetime]:
    """All fifteen hand in within the week; Priya closes the round and answers what was said."""
    rng, priya = random.Random(20260324), world.people["priya"]
    found = _asked(world, RCL, "1.0", 15, (), LEAD_ASKED)
    yield LEAD_ASKED
    at = yield from _rated(found, list(_raters(found)), rng, LEAD_ASKED, 2.5)
    yield (at := hours.later(rng, at, 0.1, 0.5, ZoneInfo(priya.time_zone)))
    actions.close_round(round=found, by=priya, at=at)
    for one in unpacked(found.items):
        for begins, (outcome, text) in ANSWERED.items():
            if one.statement.startswith(begins):
                at += timedelta(minutes=6)
                actions.reply(round=found, item=one.key, outcome=outcome, text=text, by=priya, at=at)


def field_asked(world: World) -> Iterator[datetime]:
    """Eleven of nineteen have handed in so far; Adaeze and Henrik have not."""
    rng = random.Random(20260410)
    found = _asked(world, FCE, "1.1", 17, [world.people[name] for name in STILL_TO_SAY], FIELD_ASKED)
    yield FIELD_ASKED
    others = [one for one in _raters(found) if one.person.username not in STILL_TO_SAY]
    yield from _rated(found, others[:11], rng, FIELD_ASKED, 3.5)


def _asked(
    world: World, program: str, number: str, size: int, named: Sequence[Person], at: datetime
) -> ValidationRound:
    version, priya = version_called(program, number), world.people["priya"]
    assert version
    functions = set(JobFunction.objects.filter(code__in=FUNCTIONS).values_list("pk", flat=True))
    drawn = [one for one, _band in propose(version, priya, functions=functions, size=size, seed=3, at=at).people]
    return actions.open_round(
        version=version, people=[*drawn, *named], purpose=WHAT_FOR[program], by=priya, at=at,
        last_day=(at + timedelta(days=14)).date(),
    )  # fmt: skip


def _raters(found: ValidationRound) -> Sequence[Rater]:
    return list(found.raters.select_related("person", "function").order_by("pk"))


def _rated(
    found: ValidationRound, raters: Sequence[Rater], rng: random.Random, at: datetime, most: float
) -> Generator[datetime, None, datetime]:
    """Each says it in one sitting, in the working hours of their place. Ends with the last moment."""
    moments = [(hours.later(rng, at, 0.1, most, ZoneInfo(one.person.time_zone)), one) for one in raters]
    told: set[str] = set()
    for moment, rater in sorted(moments, key=lambda one: (one[0], one[1].pk)):
        yield moment
        for place, one in enumerate(unpacked(found.items)):
            said = _said(one.statement, rater.function.code, rng)
            begins = next((begins for begins in SAID if one.statement.startswith(begins)), "")
            if begins and begins not in told and said["importance"] != 3:
                told.add(begins)
                said["comment"] = SAID[begins]
            at = moment + timedelta(seconds=24 * (place + 1))
            actions.say(round=found, item=one.key, said=said, by=rater.person, at=at)
        actions.hand_in(round=found, by=rater.person, at=at + timedelta(seconds=20))
    return max(moment for moment, _rater in moments) + timedelta(minutes=15)


def _said(statement: str, function: str, rng: random.Random) -> dict[str, int | str | None]:
    doubted = statement.startswith(DOUBTED) and function != "quality-safety"
    importance = 3 if rng.random() < (0.25 if doubted else 0.93) else rng.choice((2, 2, 1))
    frequency = min(5, max(1, round(rng.gauss(2.2 if doubted else 3.8, 0.7))))
    return {"importance": importance, "frequency": frequency, "clarity": min(4, max(1, round(rng.gauss(3.5, 0.6))))}


VALIDATING = ((LEAD_ASKED, lead_rated), (FIELD_ASKED, field_asked))
