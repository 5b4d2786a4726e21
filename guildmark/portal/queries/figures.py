"""How the programs stand, in numbers: who holds what, what falls due, what was granted quarter by quarter."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncQuarter

from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as Way
from guildmark.credentials.models import Credential, State
from guildmark.kernel.calendar import add_months
from guildmark.people.queries import company_day
from guildmark.programs.models import Program

QUARTERS = 6
DUE_DAYS = 90
ON_THE_WAY = (Way.APPLIED, Way.ADMITTED, Way.IN_PROGRESS, Way.AWAITING_DECISION, Way.PAUSED)


@dataclass(frozen=True)
class Standing:
    """One program today. `granted`: how many in each quarter of the page, the oldest first."""

    title: str
    slug: str
    in_force: int
    due: int
    on_the_way: int
    granted: Sequence[int]


@dataclass(frozen=True)
class Bar:
    """A quarter in the picture, in hundredths of its width and height. `year`: where it changes. `begun`: not over yet."""

    quarter: str
    year: str
    count: int
    begun: bool
    middle: str
    left: str
    width: str
    top: str
    height: str


@dataclass(frozen=True)
class Figures:
    """Every program with a credential or somebody on the way, by name; `all` of them together."""

    day: date
    due_by: date
    quarters: Sequence[str]
    programs: Sequence[Standing]
    all: Standing
    bars: Sequence[Bar]


def figures(*, at: datetime) -> Figures:
    """As of the company's day. Four queries, however many people there are."""
    day = company_day(at)
    due_by, starts = day + timedelta(days=DUE_DAYS), _quarters(day)
    held = _held(day, due_by)
    granted = _granted(starts)
    way = dict(Candidacy.objects.filter(state__in=ON_THE_WAY).values_list("program").annotate(n=Count("pk")).order_by())
    rows = [
        Standing(one.title, one.slug, *held.get(one.pk, (0, 0)), way.get(one.pk, 0), granted[one.pk])
        for one in Program.objects.filter(pk__in={*held, *way, *granted}).order_by("title")
    ]
    together = _together(rows)
    labels = [_named(one) for one in starts]
    return Figures(day, due_by, labels, rows, together, _bars(labels, together.granted))


def _quarters(day: date) -> list[date]:
    now = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return [add_months(now, -3 * back) for back in range(QUARTERS - 1, -1, -1)]


def _named(start: date) -> str:
    return f"Q{(start.month + 2) // 3} {start.year}"


def _held(day: date, due_by: date) -> dict[int, tuple[int, int]]:
    """By program: how many people hold a credential in force, and how many of those end by then."""
    found = Credential.objects.filter(state=State.ACTIVE, valid_from__lte=day, valid_until__gte=day)
    counted = found.order_by().values("program").annotate(
        n=Count("holder", distinct=True), due=Count("holder", distinct=True, filter=Q(valid_until__lte=due_by))
    )  # fmt: skip
    return {one["program"]: (one["n"], one["due"]) for one in counted}


def _granted(starts: Sequence[date]) -> defaultdict[int, list[int]]:
    """By program: credentials by the quarter in which they begin."""
    found: defaultdict[int, list[int]] = defaultdict(lambda: [0] * len(starts))
    rows = Credential.objects.filter(valid_from__gte=starts[0]).exclude(state=State.REPLACED).order_by()
    counted = (
        rows.annotate(quarter=TruncQuarter("valid_from")).values_list("program", "quarter").annotate(n=Count("pk"))
    )
    for program, quarter, n in counted:
        if quarter in starts:
            found[program][starts.index(quarter)] = n
    return found


def _together(rows: Sequence[Standing]) -> Standing:
    granted = [sum(one.granted[n] for one in rows) for n in range(QUARTERS)]
    in_force, due, way = (sum(getattr(one, name) for one in rows) for name in ("in_force", "due", "on_the_way"))
    return Standing("", "", in_force, due, way, granted)


def _bars(labels: Sequence[str], counts: Sequence[int]) -> list[Bar]:
    most, step = max(1, *counts), 100 / len(labels)

    def bar(number: int) -> Bar:
        tall = counts[number] / most * 78
        begun = number == len(labels) - 1
        quarter, year = labels[number].split()
        return Bar(
            quarter, year if number == 0 or quarter == "Q1" else "", counts[number], begun, f"{(number + 0.5) * step:.2f}%", f"{(number + 0.2) * step:.2f}%",
            f"{0.6 * step:.2f}%", f"{100 - tall:.2f}%", f"{tall:.2f}%",
        )  # fmt: skip

    return [bar(number) for number in range(len(labels))]
