"""`guildmark integrity`: derive again whatever can be derived, and name what does not follow."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildmark.kernel.integrity import breaches


class Command(BaseCommand):
    help = "Re-derive digests, results, progress and uniqueness from what is stored, and name every breach."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(breaches())
        if options["json"]:
            report = [
                {
                    "name": i.name,
                    "promise": i.promise,
                    "breaches": [{"thing": b.thing, "sentence": b.sentence} for b in broken],
                }
                for i, broken in found
            ]
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
        else:
            for promise, broken in found:
                self.stdout.write(f"{'BROKEN' if broken else 'holds '}  {promise.name}: {promise.promise}")
                for breach in broken:
                    self.stdout.write(f"        {breach.thing}: {breach.sentence}.")
        if any(broken for _, broken in found):
            raise CommandError("The record does not hold together; each breach is named above.")
