from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from guildmark.kernel import clock, outbox
from guildmark.kernel.management.processes import until_told


class Command(BaseCommand):
    help = "Deliver what waits in the outbox, until told to stop. Several workers share the work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what is due now, then end")
        parser.add_argument("--rest", type=float, default=1.0, help="seconds to wait when nothing was due")

    def handle(self, *args: Any, once: bool, rest: float, **options: Any) -> None:
        if once:
            self.stdout.write(f"{outbox.deliver_due(at=clock.now())} delivered")
        else:
            until_told(lambda: outbox.deliver_due(at=clock.now()) > 0, rest=rest)
