import sys
from typing import Any

from django.core.management.base import BaseCommand

from guildmark.kernel import checkup, clock


class Command(BaseCommand):
    help = "Look whether everything is in order; name each misconfiguration with its mend."

    def handle(self, *args: Any, **options: Any) -> None:
        found = checkup.findings(clock.now())
        for one, wrong in found.items():
            self.stdout.write(f"✗ {one.promise[:-1]}: not so. {wrong}" if wrong else f"✓ {one.promise}")
        if any(found.values()):
            sys.exit(1)
