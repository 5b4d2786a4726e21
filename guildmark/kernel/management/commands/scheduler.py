from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from guildmark.kernel import clock, jobs
from guildmark.kernel.management.processes import until_told


class Command(BaseCommand):
    help = "Run each job once in each of its periods, until told to stop. A second scheduler does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")
        parser.add_argument("--rest", type=float, default=20.0, help="seconds between two looks")

    def handle(self, *args: Any, once: bool, rest: float, **options: Any) -> None:
        if once:
            self.look()
        else:
            until_told(self.look, rest=rest)

    def look(self) -> bool:
        for run in jobs.run_due(at=clock.now()):
            self.stdout.write(f"{run.job}: {run.error or run.report or 'done'}")
        return False
