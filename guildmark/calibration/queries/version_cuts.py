"""Where each cut of a version comes from: as it stands in the criteria, and the studies that were made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from guildmark.calibration.lifecycle import standards as lifecycle
from guildmark.calibration.models import Study
from guildmark.calibration.permissions import Can
from guildmark.kernel.access import Decision, ensure, may
from guildmark.people.models import Person
from guildmark.programs.models import ProgramVersion
from guildmark.programs.permissions import Can as Programs
from guildmark.programs.queries import document_of, get_version


@dataclass(frozen=True)
class Recommends:
    """A recommendation as it was recorded with a choice. `round`: none where it is that of the work on the border."""

    round: int | None
    cut: Decimal
    error: Decimal
    number: int


@dataclass(frozen=True)
class CutOf:
    """One task. `open` and `chosen`: its study under way, and the one its cut was chosen in, if that still stands."""

    task: str
    title: str
    cut: Decimal | None
    reason: str
    open: Study | None
    chosen: Study | None
    recommended: Sequence[Recommends]


def get_version_read(person: Person, slug: str, number: str, *, at: datetime) -> ProgramVersion:
    """A version, for those with a hand in it."""
    found = get_version(person, slug, number, at=at)
    ensure(may(person, Programs.READ_DRAFTS, found, at=at))
    return found


def cuts_of(version: ProgramVersion) -> list[CutOf]:
    """Each task of the version that has criteria. One query beside those of the document."""
    studies = list(Study.objects.filter(version=version, dropped_at=None).select_related("chosen_by").order_by("pk"))
    rows = []
    for task in document_of(version).tasks:
        if not task.rubric.criteria:
            continue
        own = [one for one in studies if one.task == task.key]
        stands = [one for one in own if one.cut is not None and one.cut == task.rubric.cut]
        chosen = stands[-1] if stands else None
        rows.append(
            CutOf(
                task=task.key,
                title=task.title,
                cut=task.rubric.cut,
                reason=task.rubric.cut_reason,
                open=next((one for one in own if one.is_open), None),
                chosen=chosen,
                recommended=recommended(chosen.figures) if chosen else (),
            )
        )
    return rows


def recommended(figures: dict[str, Any]) -> list[Recommends]:
    """What the last round and the work on the border recommended, as far as they could tell."""
    told = [(one["round"], one) for one in figures["rounds"][-1:]] + [(None, figures["works"])]
    return [
        Recommends(number, Decimal(one["cut"]), Decimal(one["error"]), one["number"])
        for number, one in told
        if one["cut"] is not None
    ]


def may_see(version: ProgramVersion, person: Person, *, at: datetime) -> Decision:
    return may(person, Can.SEE_STANDARD, version, at=at)


def may_ask(version: ProgramVersion, person: Person, *, at: datetime) -> Decision:
    return lifecycle.may_study(version, person, at)
