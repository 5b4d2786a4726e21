"""`guildmark dossier export | verify`: the record of a decision as one file, and whether such a file holds."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.dossier import Form, Found, Unheld, check, unopened
from guildmark.credentials.domain.dossier.parts import MOST_FILE
from guildmark.credentials.domain.judging import parsed
from guildmark.kernel import clock

EPILOG = "verify exits with 0: it holds · 1: something does not, which is named · 2: it holds, by a key that nothing here vouches for"


class Command(BaseCommand):
    help = f"Export the dossier of a decision; verify one offline, with no database. {EPILOG}."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        exporting = verbs.add_parser("export", help="write the dossier of a decision; seals the journal first")
        exporting.add_argument("decision", help="as DEC-0001")
        exporting.add_argument("-o", "--output", type=Path, required=True)
        exporting.add_argument(
            "--candidate", action="store_true", help="the candidate’s form, without assessors’ names"
        )
        verifying = verbs.add_parser("verify", help="check a dossier with nothing but the issuer’s key", epilog=EPILOG)
        verifying.add_argument("file", type=Path)
        verifying.add_argument("--did", type=Path, help="the issuer’s DID document, got from elsewhere")
        verifying.add_argument("--key", action="append", default=[], help="the issuer’s key as Multikey (z6Mk…)")
        verifying.add_argument("--opens", type=Path, help="the candidate’s form: does this one open what it withholds?")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["verb"])(**options)

    def export(self, *, decision: str, output: Path, candidate: bool, **options: Any) -> None:
        from guildmark.credentials.dossier import dossier_file  # needs the database; verify doesn't
        from guildmark.credentials.keystore import KeyProblem
        from guildmark.credentials.queries import decision_called
        from guildmark.kernel.sealing import seal_journal

        found = decision_called(decision)
        if found is None:
            raise CommandError(f"There is no decision {decision}.")
        form = Form.CANDIDATE if candidate else Form.FULL
        try:
            seal_journal(at := clock.now())
            output.write_bytes(dossier_file(found, form, at))
        except (KeyProblem, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{output}: the dossier of {found.ref}, {form.value} form.")

    def verify(self, *, file: Path, did: Path | None, key: list[str], opens: Path | None, **options: Any) -> None:
        try:
            described = parsed(_read(did).decode()) if did else None
            found = check(_read(file), described=described, keys=key)
            if opens and (part := unopened(found, check(_read(opens), described=described, keys=key))):
                raise Unheld(f"{part} of {opens.name} withholds something that {file.name} does not tell.")
        except (Unheld, Unsound, UnicodeDecodeError) as why:
            raise CommandError(f"DOES NOT HOLD\n  {why}") from None
        self.stdout.write("\n".join(_told(found)))
        sys.exit(0 if found.vouched else 2)


def _read(path: Path) -> bytes:
    """No more of it than a dossier can have."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_FILE + 1)
    except OSError as error:
        raise CommandError(f"{path} can’t be read: {error}") from None


def _told(found: Found) -> list[str]:
    lines = {
        "decision": f"{found.decision}: {found.outcome} ({found.form.value} form, made {found.made})",
        "signed": f"by {found.method}",
        "journal": f"{found.entries} entries, each under the head over {found.size}"
        if found.size
        else "nothing sealed",
        "withheld": f"{found.withheld} entries" if found.withheld else "",
        "waiting": f"{found.waiting} entries were not sealed yet when it was made" if found.waiting else "",
        "key": "" if found.vouched else "only the file itself says that this is the issuer’s key: give --did or --key",
    }
    told = [f"  {name:<9} {line}" for name, line in lines.items() if line]
    return ["HOLDS" if found.vouched else "HOLDS, BY AN UNKNOWN KEY", *told]
