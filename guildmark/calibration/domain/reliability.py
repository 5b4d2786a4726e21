"""Everything that is told of a program’s assessors, from their ratings: as plain values, to be stored with a date."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import rfc8785

from guildmark.assessment.domain.scoring import CriterionRule, PassRule
from guildmark.assessment.domain.statistics.agreement import LEAST_CANDIDATES, agreement
from guildmark.assessment.domain.statistics.ratings import Rating, Ratings
from guildmark.assessment.domain.statistics.severity import Severity, severities
from guildmark.calibration.domain.consistency import spreads

PLACES = 4
LEAST_SHEETS = 8  # of one assessor, below which nothing is told of them
LEAST_WORKS = 20  # that several read, below which nothing is told of anybody


@dataclass(frozen=True)
class Sheets:
    """The ratings of a program. `work`: of candidates’ work; `exemplars`: of copies, under the name of what was copied.

    `sheets` and `read`: how many of each an assessor sealed; `titles`: what the criteria are called.
    """

    work: tuple[Rating, ...]
    exemplars: tuple[Rating, ...]
    sheets: Mapping[str, int]
    read: Mapping[str, int]
    titles: Mapping[str, str]

    @property
    def digest(self) -> str:
        rows: Any = sorted([r.candidate, r.assessor, r.criterion, r.score] for r in (*self.work, *self.exemplars))
        return hashlib.sha256(rfc8785.dumps(rows)).hexdigest()


def analyse(sheets: Sheets, *, seed: int) -> dict[str, Any]:
    """Severity of each assessor over work and exemplars together; agreement over candidates’ work alone."""
    together = Ratings((*sheets.work, *sheets.exemplars))
    several = _read_by_several(together)
    linked = {row.candidate for row in sheets.exemplars} & several
    found = {
        "sheets": sum(sheets.sheets.values()),
        "works": len(several),
        "exemplars": len(linked),
        "assessors": [],
        "groups": 0,
        "warnings": [],
        "overall": None,
        "criteria": [],
        "spreads": {},
    }
    if len(several) < LEAST_WORKS:
        return found
    model = severities(together)
    found["groups"] = len({one.group for one in model.assessors if one.severity is not None})
    found["warnings"] = [] if model.converged else ["rough"]
    found["assessors"] = [_assessor(one, sheets) for one in model.assessors]
    found["overall"] = _agreed(sheets.work, seed)
    found["spreads"] = _spreads(sheets)
    found["criteria"] = [
        {"key": key, "title": title, **_agreed(tuple(row for row in sheets.work if row.criterion == key), seed)}
        for key, title in sheets.titles.items()
    ]
    return found


def _spreads(sheets: Sheets) -> dict[str, dict[str, str | None]]:
    """How far works lie apart on each criterion, and the assessors of one work: what decision consistency is told from."""
    panels: dict[str, dict[str, dict[str, int]]] = {}
    for row in sheets.work:
        panels.setdefault(row.candidate, {}).setdefault(row.assessor, {})[row.criterion] = row.score + 1
    every = PassRule(tuple(CriterionRule(key) for key in sheets.titles))
    known = spreads(every, [list(panel.values()) for panel in panels.values()], {})
    return {
        key: {"mean": _rounded(one.mean), "works": _rounded(one.works), "assessors": _rounded(one.assessors)}
        for key, one in known.items()
    }


def _read_by_several(ratings: Ratings) -> set[str]:
    judges: dict[str, set[str]] = {}
    for row in ratings.rows:
        judges.setdefault(row.candidate, set()).add(row.assessor)
    return {candidate for candidate, who in judges.items() if len(who) > 1}


def _assessor(one: Severity, sheets: Sheets) -> dict[str, Any]:
    """`told`: whether there is enough to say anything; `linked`: whether anything ties them to the others."""
    count = sheets.sheets.get(one.assessor, 0)
    told = one.severity is not None and count >= LEAST_SHEETS
    points = one.points
    return {
        "person": int(one.assessor),
        "sheets": count,
        "exemplars": sheets.read.get(one.assessor, 0),
        "group": one.group,
        "linked": one.severity is not None,
        "told": told,
        "severity": _rounded(one.severity) if told else None,
        "se": _rounded(one.se) if told else None,
        "infit": _rounded(one.infit) if told else None,
        "points": _rounded(points.value) if told and points else None,
        "low": _rounded(points.low) if told and points else None,
        "high": _rounded(points.high) if told and points else None,
        "raw": _rounded(points.raw) if told and points else None,
    }


def _agreed(rows: tuple[Rating, ...], seed: int) -> dict[str, Any]:
    found = agreement(Ratings(rows), seed=seed)
    figures = {name: getattr(found, name) for name in ("alpha", "kappa", "exact", "adjacent")}
    return {
        **{name: {part: _rounded(value) for part, value in asdict(one).items()} for name, one in figures.items()},
        "units": found.units,
        "pairs": found.pairs,
        "told": found.alpha.value is not None and found.units >= LEAST_CANDIDATES,
    }


def _rounded(value: float | None) -> str | None:
    """As text: what is stored is compared again, and a float is no exact value."""
    return None if value is None else f"{value:.{PLACES}f}"
