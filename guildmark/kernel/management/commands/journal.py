"""`guildmark journal seal | verify | head | key | prove | consistent`: the sealed journal from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.kernel import clock, merkle, sealing, seals
from guildmark.kernel.models import JournalEntry, JournalSeal
from guildmark.kernel.notes import Unreadable, VerifierKey, checkpoint


class Command(BaseCommand):
    help = "Seal the journal, verify it, export its signed heads, and prove that a newer head continues an older one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("seal", help="seal what has been written, now")
        verifying = verbs.add_parser("verify", help="find every entry edited, removed, inserted or moved")
        verifying.add_argument(
            "--head", type=Path, help="a head exported earlier: the journal must still begin with it"
        )
        heading = verbs.add_parser("head", help="the newest signed head (C2SP tlog-checkpoint); keep it elsewhere")
        heading.add_argument("--size", type=int, help="the head over this many entries instead")
        verbs.add_parser("key", help="the key that heads are verified with; older ones follow")
        proving = verbs.add_parser("prove", help="the proof, as JSON, that one head continues another")
        proving.add_argument("old", type=Path)
        proving.add_argument("new", type=Path)
        checking = verbs.add_parser("consistent", help="check such a proof; needs no database")
        checking.add_argument("old", type=Path)
        checking.add_argument("new", type=Path)
        checking.add_argument("proof", type=Path)
        checking.add_argument("--key", required=True, action="append", help="as `journal key` prints it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])(**options)
        except (Unreadable, OSError, UnicodeDecodeError) as why:
            raise CommandError(f"{why}.") from None

    def seal(self, **options: Any) -> None:
        self.stdout.write(sealing.seal_journal(clock.now()))

    def verify(self, *, head: Path | None, **options: Any) -> None:
        found = [f"{one.thing}: {one.sentence}." for one in seals.breaches()]
        if head and (wrong := seals.against(head.read_text())):
            found.append(wrong)
        if found:
            raise CommandError("\n".join(found))
        last, waiting = sealing.last_seal(), JournalEntry.objects.filter(leaf=None).count()
        self.stdout.write(f"{last.size if last else 0} sealed entries are as they were sealed; {waiting} wait to be.")

    def head(self, *, size: int | None, **options: Any) -> None:
        found = JournalSeal.objects.filter(size=size).first() if size else sealing.last_seal()
        if found is None:
            raise CommandError("There is no such head. Run `guildmark journal seal` for the newest.")
        self.stdout.write(found.note, ending="")

    def key(self, **options: Any) -> None:
        self.stdout.write("\n".join(str(key) for key in sealing.sealer().keys))

    def prove(self, *, old: Path, new: Path, **options: Any) -> None:
        keys = sealing.sealer().keys
        first, second = (checkpoint(path.read_text(), keys) for path in (old, new))
        for head in (old, new):
            if wrong := seals.against(head.read_text()):
                raise CommandError(f"{head.name}: {wrong}")
        if first.size > second.size:
            raise CommandError(f"{old.name} is the newer of the two. Give the older head first.")
        path = merkle.consistency(first.size, second.size, sealing.Kept().hash_of)
        proof = {"old": first.size, "new": second.size, "path": [step.hex() for step in path]}
        self.stdout.write(json.dumps(proof, indent=2))

    def consistent(self, *, old: Path, new: Path, proof: Path, key: list[str], **options: Any) -> None:
        keys = [VerifierKey.parsed(one) for one in key]
        first, second = (checkpoint(path.read_text(), keys) for path in (old, new))
        path = _steps(proof)
        if first.origin != second.origin:
            raise CommandError(f"The heads are of two journals: {first.origin} and {second.origin}.")
        if not merkle.continues(first.root, first.size, second.root, second.size, path):
            raise CommandError("The proof does not hold: the newer journal does not begin with the older one.")
        self.stdout.write(f"The journal of {second.size} entries begins with all {first.size} of the older head.")


def _steps(proof: Path) -> list[bytes]:
    try:
        return [bytes.fromhex(step) for step in json.loads(proof.read_text())["path"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{proof.name} is not such a proof") from error
