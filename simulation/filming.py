"""The films that candidates hand in: a loop checked from 4 to 20 mA, with captions, a picture and their length."""

import itertools
from datetime import datetime
from functools import cache

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import Submission
from guildmark.assessment.queries import looked_through
from guildmark.kernel import blobs
from guildmark.kernel.access import SYSTEM
from guildmark.people.models import Person
from simulation.film import FRAMES_A_SECOND, film, poster

CHECKS = (
    (400, 402, 801, 1203, 1600, 2001, 1999, 400),
    (400, 401, 800, 1188, 1199, 1600, 2000, 401),
    (400, 398, 797, 1196, 1594, 1992, 2000, 400),
)
SPOKEN = (
    "Feed A is isolated and tagged. Loop at four milliamperes.",
    "A quarter of the range. The control room reads twenty-five per cent.",
    "Half. I wait until it stands still before I say the value.",
    "Three quarters. Within two hundredths.",
    "Full range: twenty milliamperes, alarm at the panel confirmed.",
    "Back to four. The value is the one I started with.",
)
SECONDS_EACH = 4


def readings(check: int) -> list[int]:
    """The current, twice a second: it climbs to each step and stays there."""
    steps = CHECKS[check]
    climbed = []
    for before, after in itertools.pairwise(steps):
        climbed += [before + (after - before) * part // 3 for part in range(1, 4)]
        climbed += [after] * (SECONDS_EACH * FRAMES_A_SECOND - 3)
    return climbed


@cache
def clip(check: int) -> bytes:
    return film(readings(check))


def captions() -> bytes:
    cues = (
        f"00:{n * SECONDS_EACH:02d}.500 --> 00:{(n + 1) * SECONDS_EACH:02d}.000\n{line}\n"
        for n, line in enumerate(SPOKEN)
    )
    return "\n".join(["WEBVTT\n", *cues]).encode()


def hand_over(submission: Submission, *, by: Person, at: datetime) -> None:
    """The candidate's film is in the draft, with captions; the installation has looked into it."""
    check = submission.pk % len(CHECKS)
    with blobs.received([clip(check)]) as content:
        verdict = looked_through(submission, "loop-check.mp4", content)
        piece = assessment.attach_file(submission=submission, content=content, verdict=verdict, by=by, at=at)
    with blobs.received([captions()]) as content:
        assessment.attach_captions(film=piece, language="English", content=content, by=by, at=at)
    if piece.blob and not hasattr(piece.blob, "film"):
        length = len(readings(check)) * 1000 // FRAMES_A_SECOND
        with blobs.received([poster(1203)]) as picture:
            assessment.describe_film(blob=piece.blob, length_ms=length, poster=picture, by=SYSTEM, at=at)
