"""People from the command line."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people import actions, queries
from guildmark.people.domain.roster import Unreadable
from guildmark.people.sentences import sentence_of


class Command(BaseCommand):
    help = "Import people from a CSV file. Without --apply it only says what would happen."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        importing = verbs.add_parser(
            "import", help="compare a CSV file with the directory, and with --apply take it over"
        )
        importing.add_argument("file", type=Path)
        importing.add_argument("--apply", action="store_true", help="do it; otherwise it is a dry run")
        importing.add_argument(
            "--open-places", action="store_true", help="open units, functions and sites that are new"
        )

    def handle(self, *args: Any, file: Path, apply: bool, open_places: bool, **options: Any) -> None:
        at = clock.now()
        try:
            found = queries.preview(file.read_bytes(), open_places=open_places, at=at)
            self._tell(found)
            if found.plan.faults:
                sys.exit(1)
            if not apply:
                self.stdout.write("Dry run: nothing was changed. Add --apply to take it over.")
                return
            actions.import_people(
                sheet=found.sheet, open_places=open_places, file_digest=found.text.digest, by=SYSTEM, at=at
            )
        except OSError as error:
            raise CommandError(f"{file} can’t be read: {error.strerror}") from error
        except Unreadable as unreadable:
            raise CommandError(sentence_of(unreadable)) from unreadable
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Done.")

    def _tell(self, found: queries.Preview) -> None:
        for told in [*found.faults, *found.notes]:
            self.stdout.write(f"line {told.line}, {told.column or 'whole line'}: {told.sentence}")
        for opening in found.plan.openings:
            self.stdout.write(f"opens {opening.kind.replace('_', ' ')}: {opening.name}")
        counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
        self.stdout.write(f"{counts}, {len(found.faults)} not taken")
