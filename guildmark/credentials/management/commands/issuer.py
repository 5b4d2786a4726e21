"""`guildmark issuer keys | rotate | give-up | sign-again`: the keys that credentials are signed with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.credentials import actions, issuer, queries
from guildmark.credentials.keystore import KeyProblem
from guildmark.kernel import clock
from guildmark.kernel.access import Refused


class Command(BaseCommand):
    help = (
        "List the issuer’s keys; sign with a new one; give one up that others may have, and sign anew what it signed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("keys", help="the public keys, the one in use first")
        verbs.add_parser("rotate", help="sign with a new key from now on; earlier credentials keep holding")
        giving = verbs.add_parser("give-up", help="a key that others may have vouches for nothing any more")
        giving.add_argument("multikey")
        verbs.add_parser(
            "sign-again", help="sign anew what a key signed that was given up; goes on where it was stopped"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"].replace("-", "_"))(**options)
        except (KeyProblem, Refused) as problem:
            raise CommandError(str(problem)) from None

    def keys(self, **options: Any) -> None:
        kept = issuer.record()
        for number, key in enumerate(kept.multikeys):
            said = "in use" if number == 0 else "given up" if key in kept.given_up else "earlier"
            self.stdout.write(f"{key}  {said}")

    def rotate(self, **options: Any) -> None:
        self.stdout.write(f"{actions.rotate_key(at=clock.now())}  in use. Back up the folder of keys now.")

    def give_up(self, *, multikey: str, **options: Any) -> None:
        actions.give_up_key(multikey=multikey, at=clock.now())
        self.stdout.write(f"{multikey}  given up.")
        self.sign_again()

    def sign_again(self, **options: Any) -> None:
        """One transaction each, so that a run that was stopped goes on where it was."""
        left = queries.signed_with(issuer.record().given_up)
        for number, one in enumerate(left, start=1):
            actions.sign_again(credential=one, at=clock.now())
            if number % 500 == 0:
                self.stdout.write(f"{number} of {len(left)} signed again")
        self.stdout.write(f"{len(left)} credentials signed again. Their holders are told.")
