"""The first administrator of an installation, by a one-time link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people import actions, queries
from guildmark.people.jobs import link_to_password


class Command(BaseCommand):
    help = "Name an IT administrator and print a one-time link that sets their password. Run again for a fresh link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", default="admin")
        parser.add_argument("--name", default="Administrator")
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, username: str, name: str, email: str, **options: Any) -> None:
        try:
            person = actions.found_administrator(
                username=username.lower(), name=name, email=email, by=SYSTEM, at=clock.now()
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{person.name} keeps this installation. Open this link once, within a day, to set a password:"
        )
        self.stdout.write(link_to_password(*queries.link_for(person)))
