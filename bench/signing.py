"""How many credentials one core signs in a second, beside what that is made of at the least."""

import time
from collections.abc import Callable

from guildmark.credentials.domain.signing import sign
from tests.credentials.samples import ACHIEVEMENT, CREATED, KEY, SIGNER, an_award

AIM = 300


def report() -> None:
    awards = iter([an_award(number) for number in range(1, 4001)])
    began = time.perf_counter()
    sign(ACHIEVEMENT, next(awards), SIGNER, created=CREATED)
    first = (time.perf_counter() - began) * 1000
    signed = rate(lambda: sign(ACHIEVEMENT, next(awards), SIGNER, created=CREATED), most=3000)
    raw = rate(lambda: KEY.sign(b"x" * 64), most=20000)
    print(
        f"\nSigning on one core: {signed:.0f} credentials a second (aim {AIM}), the first of a program {first:.0f} ms;"
    )
    print(f"the bare Ed25519 signature alone: {raw:.0f} a second.")


def rate(deed: Callable[[], object], *, most: int, seconds: float = 3.0) -> float:
    """How often a second, over this many times or seconds, whichever ends first."""
    began = time.perf_counter()
    done = 0
    while done < most and time.perf_counter() - began < seconds:
        deed()
        done += 1
    return done / (time.perf_counter() - began)
