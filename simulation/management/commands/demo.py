"""`guildmark demo seed`: the demo company, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildmark.people.models import Person
from simulation.play import SEED, play


class Command(BaseCommand):
    help = "Play the demo company’s history into an empty installation; an installation with people is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser("seed").add_argument(
            "--seed", type=int, default=SEED
        )

    def handle(self, *args: Any, seed: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demo installation. Set GUILDMARK_DEMO=true in an empty data folder first.")
        if Person.objects.exists():
            self.stdout.write("The company is there already; its data is kept.")
            return
        play(seed)
        self.stdout.write(f"{Person.objects.count()} people, their programs and eleven quarters of history are there.")
