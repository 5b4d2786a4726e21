"""What the company's competencies are for: its strategic priorities, and the real tasks of its job functions.

One priority is served by no competency yet: an honest gap, which the coverage matrix shows.
"""

from datetime import date, datetime

from guildmark.competencies import actions as competencies
from guildmark.competencies.models import Framework, StrategicPriority
from guildmark.people.models import JobFunction, Person

GAP = (
    "No alarm waits longer than fifteen minutes",
    "The monitoring service answers by night too since January. What its shift leads have to be able to do is not written down yet.",
    date(2027, 3, 31),
)
# Title, what it means, until when; then the codes of the competencies that serve it.
PRIORITIES: tuple[tuple[str, str, date | None, tuple[str, ...]], ...] = (
    (
        "Nobody hurt by energised plant",
        "Each of the four reportable injuries of 2019 to 2022 began with one energy source that had not been proved dead.",
        None,
        ("AQ-SAF", "AQ-SIT"),
    ),
    (
        "Readings that a regulator accepts",
        "A client hands our readings on as they are; each has to lead back to a reference and to whoever set it.",
        date(2027, 12, 31),
        ("AQ-COM", "AQ-DAT"),
    ),
    (
        "Every model with an owner and a limit",
        "No model decides on a visit, a price or a limit unless it is written down when it is not to be used.",
        date(2027, 6, 30),
        ("AQ-DEC", "AQ-DAT", "AQ-MOD", "AQ-EXP"),
    ),
    (
        "Clients who stay after a fault",
        "Of the clients who left in 2022, seven of ten had been given a date that was not kept.",
        date(2026, 12, 31),
        ("AQ-CAL", "AQ-OWN", "AQ-FIX"),
    ),
)
# A job function, its task; then the codes of the competencies that it takes.
JOB_TASKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("operations", "Take a line out of service and return it", ("AQ-SAF", "AQ-SIT")),
    ("operations", "Commission a sensor line alone", ("AQ-SAF", "AQ-COM", "AQ-EXP")),
    ("operations", "Lead a site team of four", ("AQ-SIT", "AQ-COA")),
    ("data", "Set the alarm limits of a site", ("AQ-DEC", "AQ-MOD")),
    ("finance", "Forecast parts and field hours", ("AQ-DEC", "AQ-DAT", "AQ-EXP")),
    ("product", "Choose between two designs from field readings", ("AQ-DEC", "AQ-EXP")),
    ("customer-care", "Answer a complaint that cost a client working days", ("AQ-CAL", "AQ-OWN")),
    ("customer-care", "Close a case with its cause removed", ("AQ-OWN", "AQ-FIX")),
    ("customer-care", "Coach a new colleague through first calls", ("AQ-COA", "AQ-CAL")),
)


def name_priority(title: str, description: str, until: date | None, *, by: Person, at: datetime) -> StrategicPriority:
    """Name one of the priorities above."""
    return competencies.add_priority(title=title, description=description, until=until, by=by, at=at)


def tie_to_purposes(framework: Framework, *, by: Person, at: datetime) -> None:
    """Each competency serves a strategic priority or a job task."""
    items = {item.code: item for item in framework.items.exclude(kind="")}
    functions = {function.code: function for function in JobFunction.objects.all()}
    for title, description, until, codes in PRIORITIES:
        priority = name_priority(title, description, until, by=by, at=at)
        for code in codes:
            competencies.tie(item=items[code], priority=priority, by=by, at=at)
    for function, title, codes in JOB_TASKS:
        job_task = competencies.add_job_task(title=title, job_function=functions[function], by=by, at=at)
        for code in codes:
            competencies.tie(item=items[code], job_task=job_task, by=by, at=at)
