"""What candidates hand in and what assessors write: sentences drawn from a seed, believable at a glance."""

import random

from simulation.story import CRL, FCE, RAP

PLACES = (
    "Maasvlakte inlet", "Knostrop works", "Mula-Mutha outfall", "Cerro Prieto reservoir", "Esholt lagoon 3",
    "Botlek quay 7", "Khadakwasla intake", "La Boca pumping station", "Harnaschpolder", "Thwaite mill weir",
)  # fmt: skip

OPENINGS = {
    FCE: (
        (
            "Commissioned a {n}-probe array at {place} with a crew of {crew}. The permit listed {sources} energy sources; each was "
            "isolated, tagged and proved dead at the work point with a meter tested before and after."
        ),
        (
            "Took over the half-finished installation at {place}. Before touching it I re-read the permit, found {sources} energy "
            "sources where the drawing showed one fewer, and stopped until the drawing was corrected."
        ),
    ),
    RAP: (
        (
            "The decision: which of {n} sensors at {place} get a visit this week. A missed drift costs about {crew} hours of bad "
            "readings for the client; a needless visit costs half a day of a van. The operating point follows from those two."
        ),
        (
            "Rebuilt the drift alarm for {place} on {n} months of labelled readings. The measure is expected hours of bad data per "
            "visit, agreed with the service lead, not accuracy."
        ),
    ),
    CRL: (
        (
            "Three complaints from {place}, redacted. In each the effect on the lab is said before the remedy, with a named person "
            "and a date, and what happens if the date slips."
        ),
        (
            "The customer at {place} had lost {crew} days of compliance data. I let her finish, restated the effect in her words, "
            "waited for the yes, then offered two ways on."
        ),
    ),
}
MIDDLES = (
    ("Two readings lay outside tolerance. One likely cause was a fouled cell; I cleaned it, recorded before and after, and ruled "
    "out temperature with a second thermometer."),
    "What I would watch for the next 30 days is written down for the client, with the value at which to call us.",
    "I chose the slower route because the faster one would have hidden the fault from the night shift.",
    "A colleague checked the figures independently; the one difference we found is explained in section 4.",
)  # fmt: skip
CLOSINGS = (
    "It worked: the next three weeks of readings stayed within tolerance.",
    "The client signed off on the first visit.",
    "One thing did not work at first and is described with what I changed.",
    "The hand-over note is attached.",
)
ANSWERS = (
    (
        "I decided to stop and re-plan rather than work around the missing drawing. It cost half a day. The alternative was to rely "
        "on the crew’s memory of the site, which nobody could check afterwards, so I kept to what could be shown and signed."
    ),
    (
        "I also considered asking for a second crew. I did not, because the permit allowed two people at the work point and a third "
        "would have needed a new risk assessment. I would raise that earlier the next time, before the van is on the road."
    ),
    (
        "What told me that it worked was the client’s own log: no alarms for three weeks where there had been four in the week "
        "before. I checked that the threshold had not been changed in between, since that would have looked the same."
    ),
    (
        "I would write the hand-over note before leaving the site, not in the evening. Two of the values had to be looked up again, "
        "and one of them I first wrote down wrongly. The reviewer found it; I would rather have found it myself."
    ),
)
PRAISE = (
    "Section {n} shows it, with values before and after.",
    "Clear at {minute}; the alternative is ruled out with data.",
    "Everything the descriptor asks for is there and dated.",
)
NEXT_STEPS = (
    "The cause is named in section {n} but not tested. For the next level, record the reading before and after the test.",
    "At {minute} the step is skipped. For the next level, say it aloud and show the tag.",
    "The effect on the client is missing in section {n}. For the next level, say it first, in their words, and wait for the yes.",
)
# About one site project, on “Commissioning judgement”: what each of its panel wrote, and what was proposed then.
CAUSE_TESTED = (
    "Section 4: probe 6 read 0.4 high; a fouled cell is named, cleaned, and both readings are there. No second cause.",
    "Names the fouled cell, cleans it, gives the reading before and after. For level 4, rule out temperature with data.",
)
CAUSE_MISSED = (
    "Section 4 lists the two readings outside tolerance and goes on. For level 3, name a likely cause and record the "
    "reading before and after its test."
)
CAUSE_HALF_SEEN = (
    "Read again: the note under table 2 says that the cell was cleaned, which I had missed. The reading after it has no "
    "time, so it may have been a repetition and no test. I can go to level 2."
)
MORE_NEEDED = (
    "Table 2 ends before the meter was tested again. Please add the readings after that test, with their times, or say "
    "that none were taken."
)
MOTIVATIONS = (
    "I lead the night shift at our site and want to sign off commissioning myself.",
    "My team gets these cases every week; I want to be judged on how I handle them.",
    "My manager and I agreed on this in the spring review.",
    "I have done the work for two years and want it on record.",
)


def report(rng: random.Random, program: str) -> str:
    """A written piece of evidence, as HTML that the workspace would keep."""
    filled = rng.choice(OPENINGS[program]).format(
        n=rng.randint(6, 48), place=rng.choice(PLACES), crew=rng.randint(2, 5), sources=rng.randint(2, 4)
    )
    paragraphs = [filled, *rng.sample(MIDDLES, 2), rng.choice(CLOSINGS)]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def reflection(rng: random.Random) -> str:
    return f"{rng.choice(ANSWERS)} {rng.choice(MIDDLES)}"


def rationale(rng: random.Random, *, short: bool) -> str:
    """What an assessor writes under a criterion; `short` of the cut it says what to do next."""
    minute = f"{rng.randint(0, 11):02d}:{rng.randint(0, 59):02d}"
    return rng.choice(NEXT_STEPS if short else PRAISE).format(n=rng.randint(2, 6), minute=minute)


def site_log(rng: random.Random) -> bytes:
    """A small CSV file of readings, as somebody would attach it."""
    rows = [f"{day:02d}.03.2026,{rng.uniform(6.8, 7.6):.2f},{rng.uniform(9.0, 14.5):.1f}" for day in range(1, 15)]
    return "\n".join(["date,ph,temperature_c", *rows, ""]).encode()
