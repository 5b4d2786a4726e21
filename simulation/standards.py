"""Standard setting: seven people of several functions say where the cuts of the field engineers’ next version should lie.

In April 2026 the commissioning video is judged in two rounds and Priya keeps 2.8, for a reason. The lock-out simulation
is in its second round as the story begins: Tomasz and Henrik have still to say.
"""

import random
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from guildmark.calibration import actions
from guildmark.calibration.domain.asked import unpacked
from guildmark.calibration.models import Judge, Study
from guildmark.calibration.queries.judging import works_asked
from guildmark.calibration.queries.recommending import figures_of, totals_of
from guildmark.people.models import Person
from guildmark.programs.queries import version_called
from simulation import hours
from simulation.founding import World
from simulation.story import FCE

VIDEO_ASKED = datetime(2026, 3, 31, 7, 10, tzinfo=UTC)
LOCK_OUT_ASKED = datetime(2026, 4, 9, 8, 40, tzinfo=UTC)
VIDEO, LOCK_OUT = "commissioning-video", "lock-out"
STILL_TO_SAY = ("tomasz", "henrik")
WHO_SUFFICES = (
    "Has commissioned some fifteen lines, the last five without anybody beside them. Works from the procedure, brings "
    "every reading within tolerance and shows it; asks before deviating. Finds the usual causes alone; at the first "
    "unusual one stops and calls. Writes a worksheet that a colleague can repeat."
)
WHO_IS_SAFE = (
    "Isolates what stands on the permit and proves it dead, every time. Notices within a minute when something comes "
    "that the permit does not foresee; stops, and may need a call to decide. Says aloud what matters, not everything."
)
ASIDE = {
    VIDEO: "We lay furthest apart on what is said before an adjustment. Three of us had thought of the sound track of a "
    "trained speaker. We agreed to think of one expectation an adjustment, in plain words.",
    LOCK_OUT: "Whether somebody who just suffices proves every source dead or asks a colleague to. We agreed: proves it, "
    "but may tag one point late.",
}
REASON = (
    "Seven judges of {functions} job functions recommend {judges} in their second round, standard error {error}; {works} "
    "2.8 lies within one standard error of the judges and is what was asked so far, so nobody is measured otherwise "
    "without need. "
    "A line signed off wrongly costs a site two days; an assessment more costs an engineer half a day."
)
IN_WORDS = {2: "two", 3: "three", 4: "four"}
TELLS = "{n} pieces of work judged as a whole come to {cut}, standard error {error}."
TELLS_NOT = "the work that was judged as a whole is too little to tell."
TRUE = {VIDEO: (2.8, 2.95, 2.55, 2.75), LOCK_OUT: (3.2, 2.8, 2.6, 2.7)}
"""The level on each criterion that the judges come to see: around it they lie in the second round, further off in the first."""


def judges_of(world: World) -> list[Person]:
    """Assessors who know the work, its line manager, a mentor, and one of those who rely on it."""
    names = ["tomasz", "henrik", "kwame", "adaeze", "arjun", *world.assessors[FCE][1:6], "saoirse", "leila"]
    return [world.people[name] for name in list(dict.fromkeys(names))[:7]]


def video_judged(world: World) -> Iterator[datetime]:
    rng, priya = random.Random(20260331), world.people["priya"]
    study = _asked(world, VIDEO, WHO_SUFFICES, VIDEO_ASKED)
    yield (at := VIDEO_ASKED)
    for wide in (0.45, 0.2):
        at = yield from _round(study, list(study.judges.select_related("person")), wide, rng, at)
        at = hours.later(rng, at, 0.3, 0.9, ZoneInfo(priya.time_zone))
        yield at
        actions.close_round(study=study, by=priya, at=at)
        if wide > 0.2:
            at += timedelta(minutes=50)
            actions.open_round(study=study, discussion=ASIDE[VIDEO], by=priya, at=at)
    yield (at := hours.later(rng, at, 0.2, 0.5, ZoneInfo(priya.time_zone)))
    actions.choose_cut(study=study, cut=Decimal("2.8"), reason=_reason(study), by=priya, at=at)


def lock_out_asked(world: World) -> Iterator[datetime]:
    rng, priya = random.Random(20260409), world.people["priya"]
    study = _asked(world, LOCK_OUT, WHO_IS_SAFE, LOCK_OUT_ASKED)
    yield (at := LOCK_OUT_ASKED)
    everybody = list(study.judges.select_related("person"))
    at = yield from _round(study, everybody, 0.45, rng, at, most=0.6)
    yield (at := hours.later(rng, at, 0, 0.2, ZoneInfo(priya.time_zone)))
    actions.close_round(study=study, by=priya, at=at)
    at += timedelta(minutes=40)
    actions.open_round(study=study, discussion=ASIDE[LOCK_OUT], by=priya, at=at)
    soon = [one for one in everybody if one.person.username not in STILL_TO_SAY]
    yield from _round(study, soon, 0.2, rng, at, most=0.3)


def _asked(world: World, task: str, borderline: str, at: datetime) -> Study:
    version = version_called(FCE, "1.1")
    assert version
    judges, priya = judges_of(world), world.people["priya"]
    return actions.open_study(version=version, task=task, borderline=borderline, judges=judges, by=priya, at=at)


def _round(
    study: Study, judges: Sequence[Judge], wide: float, rng: random.Random, at: datetime, most: float = 1.2
) -> Generator[datetime, None, datetime]:
    """Each says it, some minutes a round, in the working hours of their place. Ends with the last moment."""
    moments = [(hours.later(rng, at, 0.1, most, ZoneInfo(one.person.time_zone)), one) for one in judges]
    for moment, judge in sorted(moments, key=lambda one: (one[0], one[1].pk)):
        yield moment
        person = judge.person
        actions.say_levels(study=study, levels=_levels(study, wide, rng), by=person, at=moment)
        done = moment + timedelta(minutes=rng.randint(4, 9))
        actions.hand_in_levels(study=study, by=person, at=done)
        if wide > 0.2 and (ratings := _ratings(study, judge, rng)) and person.username not in STILL_TO_SAY[:1]:
            actions.judge_work(study=study, ratings=ratings, by=person, at=done + timedelta(minutes=6))
    return max(moment for moment, _judge in moments) + timedelta(minutes=15)


def _levels(study: Study, wide: float, rng: random.Random) -> dict[str, Decimal]:
    severe = rng.gauss(0, wide / 2)
    said = {}
    for one, true in zip(unpacked(study.criteria), TRUE[study.task], strict=True):
        level = round(2 * min(one.top, max(1, true + severe + rng.gauss(0, wide)))) / 2
        said[one.key] = Decimal(str(level))
    return said


def _ratings(study: Study, judge: Judge, rng: random.Random) -> dict[int, int]:
    """What this judge’s own work is worth to them as a whole: by its levels, and something that no criterion holds."""
    own = [one.sheet for one in works_asked(study, judge)]
    totals = totals_of(own, unpacked(study.criteria))
    return {sheet: min(4, max(1, round(2 + (float(totals[sheet]) - 2.8) / 0.5 + rng.gauss(0, 0.35)))) for sheet in own}


def _reason(study: Study) -> str:
    figures = figures_of(study)
    last, works = figures["rounds"][-1], figures["works"]
    told = (
        TELLS.format(n=works["number"], **{key: works[key] for key in ("cut", "error")}) if works["cut"] else TELLS_NOT
    )
    functions = study.judges.values("person__job_function").distinct().count()
    return REASON.format(
        functions=IN_WORDS.get(functions, functions), judges=last["cut"], error=last["error"], works=told
    )


STANDARDS = ((VIDEO_ASKED, video_judged), (LOCK_OUT_ASKED, lock_out_asked))
