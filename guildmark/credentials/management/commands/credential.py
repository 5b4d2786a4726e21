"""`guildmark credential verify | list | show`: credentials from the command line."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.core.management.base import BaseCommand, CommandError

from guildmark.credentials import issuer, queries, words
from guildmark.credentials.domain.baking import MOST_BYTES
from guildmark.credentials.keystore import KeyProblem
from guildmark.credentials.models import Credential
from guildmark.credentials.queries.verdicts import Outcome, Verdict
from guildmark.kernel import clock

EXITS = {Outcome.VALID: 0, Outcome.INVALID: 1, Outcome.UNDECIDED: 2, Outcome.NOT_IN_FORCE: 3}
EPILOG = (
    "verify exits with 0: valid · 1: the proof does not hold · 2: it can't be told · 3: it holds, but is not in force"
)


class Command(BaseCommand):
    help = f"Verify a signed credential; list the public ones; show one of the register. {EPILOG}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verifying = verbs.add_parser(
            "verify", help="proof, register and standing of a signed credential", epilog=EPILOG
        )
        verifying.add_argument("source", help="a file, or an http(s) address")
        verifying.add_argument("--did", help="file or address of the issuer’s DID document, where it isn’t this one")
        verifying.add_argument("--json", action="store_true")
        listing = verbs.add_parser("list", help="the credentials that their holders made public")
        listing.add_argument("--public", action="store_true", help="only these are ever listed; said for clarity")
        listing.add_argument("--json", action="store_true")
        showing = verbs.add_parser("show", help="a credential of the register")
        showing.add_argument("ref")
        showing.add_argument("--json", action="store_true", help="the exact signed document")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])(**options)
        except KeyProblem as problem:
            raise CommandError(str(problem)) from None

    def verify(self, *, source: str, did: str | None, **options: Any) -> None:
        given = [json.loads(fetched(did))] if did else []
        found = queries.verdict(fetched(source), given, at=clock.now())
        lines = [json.dumps(asdict(found), ensure_ascii=False, indent=2)] if options["json"] else told(found)
        self.stdout.write("\n".join(lines))
        sys.exit(EXITS[found.outcome])

    def list(self, **options: Any) -> None:
        base, at = issuer.profile().base, clock.now()
        rows = [
            listed(one, base, str(words.NAMES[queries.standing_of(one, at)])) for one in queries.public_credentials()
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(
                f"{row['ref']}  {row['standing']:<9}  until {row['valid_until']}  {row['holder']}: {row['program']}"
            )

    def show(self, *, ref: str, **options: Any) -> None:
        found = queries.by_any_ref(ref)
        if found is None:
            raise CommandError(f"There is no credential {ref} in this register.")
        if options["json"]:
            self.stdout.write(found.document, ending="")
            return
        shown = queries.Shown(found, clock.now())
        self.stdout.write(
            f"{found.ref}  {found.program.title} {found.version.number}, {found.holder.name}\n"
            f"{shown.standing_name}: {shown.sentence}\n"
            f"{'public' if found.public else 'private'} · {issuer.profile().base}/c/{found.ref}\n"
            f"SHA-256 {found.digest}"
        )


def told(found: Verdict) -> list[str]:
    """The verdict in lines, the outcome first."""
    lines = {
        "proof": found.proof,
        "issuer": f"{found.issuer or 'not said'}{' (this installation)' if found.ours else ''}",
        "register": found.register,
        "standing": f"{found.standing}: {found.explanation}" if found.standing else found.explanation,
        "digest": f"SHA-256 {found.digest}",
    }
    return [found.outcome.upper(), *(f"  {name:<9} {line}" for name, line in lines.items() if line)]


def listed(credential: Credential, base: str, standing: str) -> dict[str, str]:
    return {
        "ref": credential.ref,
        "url": f"{base}/c/{credential.ref}",
        "json": f"{base}/c/{credential.ref}.json",
        "holder": credential.holder.name,
        "program": credential.program.title,
        "valid_from": credential.valid_from.isoformat(),
        "valid_until": credential.valid_until.isoformat(),
        "standing": standing,
        "sha256": credential.digest,
    }


class SameScheme(HTTPRedirectHandler):
    """Follows a redirect to another web address only."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise URLError(f"it leads to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetched(source: str) -> bytes:
    """A file's content, or what stands at a web address that the operator named; nothing else is asked for."""
    try:
        if urlsplit(source).scheme in ("http", "https"):
            request = Request(source, headers={"Accept": "application/vc, application/json"})
            with build_opener(SameScheme()).open(request, timeout=10) as answer:
                return answer.read(MOST_BYTES + 1)
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"{source} can’t be read: {error}") from None
