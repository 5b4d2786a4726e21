"""`guildmark panels solve INSTANCE.json`: what the product forms panels with, for an instance from anywhere."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.assessment.domain.assigning import Instance, optimise
from guildmark.assessment.domain.assigning.reading import BadInstance, read_instance


class Command(BaseCommand):
    help = "Seat assessors on submissions at the greatest total similarity; prints JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        solving = verbs.add_parser("solve", help="the best assignment with a bound, or why there is none")
        solving.add_argument(
            "file",
            type=Path,
            help="JSON: seats, similarity, conflicts by submission; min_load, max_load, groups by assessor; seed, "
            "time_limit_s. A submission without seats needs no panel and no groups.",
        )

    def handle(self, *args: Any, verb: str, file: Path, **options: Any) -> None:
        outcome = asdict(optimise(self._read(file)))
        outcome["seconds"] = round(outcome["seconds"], 3)
        self.stdout.write(json.dumps(outcome, ensure_ascii=False))

    def _read(self, file: Path) -> Instance:
        try:
            return read_instance(file.read_text("utf-8"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise CommandError(f"{file} is not UTF-8.") from None
        except BadInstance as bad:
            raise CommandError(f"{file} can't be read as an instance. {bad}") from None
