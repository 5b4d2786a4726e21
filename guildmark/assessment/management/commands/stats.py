"""`guildmark stats severity | agreement RATINGS.csv`: what the product calculates, for ratings from anywhere."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.assessment.domain.statistics.agreement import agreement
from guildmark.assessment.domain.statistics.ratings import BadRatings, Ratings, read_ratings

PLACES = 6


class Command(BaseCommand):
    help = "Severity of assessors, or their agreement, from a CSV of ratings; prints JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, told in (("severity", "in logits, higher is more severe"), ("agreement", "alpha, kappa, shares")):
            taking = verbs.add_parser(verb, help=told)
            taking.add_argument("file", type=Path, help="columns candidate, assessor, criterion, score (from 0)")
            if verb == "agreement":
                taking.add_argument("--seed", type=int, default=1, help="of the resampling behind the intervals")

    def handle(self, *args: Any, verb: str, file: Path, seed: int = 1, **options: Any) -> None:
        ratings = self._read(file)
        found = self.severity(ratings) if verb == "severity" else self.agreement(ratings, seed)
        self.stdout.write(json.dumps(_rounded(found), indent=2, ensure_ascii=False))

    def severity(self, ratings: Ratings) -> dict[str, Any]:
        from guildmark.assessment.domain.statistics.severity import severities

        return asdict(severities(ratings))

    def agreement(self, ratings: Ratings, seed: int) -> dict[str, Any]:
        return asdict(agreement(ratings, seed=seed))

    def _read(self, file: Path) -> Ratings:
        try:
            return read_ratings(file.read_text("utf-8"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise CommandError(f"{file} is not UTF-8. Save it as CSV UTF-8 and try again.") from None
        except BadRatings as bad:
            raise CommandError("\n".join([f"{file} can't be read as ratings:", *bad.problems])) from None


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, PLACES)
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, (list, tuple)) else value
