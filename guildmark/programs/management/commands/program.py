"""`guildmark program import | export | check`: program versions as documents, from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Actor, Refused
from guildmark.people.queries import person_called
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import Checked, Document, digests, parse, write
from guildmark.programs.domain.lint import lint


class Command(BaseCommand):
    help = "Import, export and check program versions as YAML documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="say what is wrong with a document, and what would read better")
        taking = verbs.add_parser("import", help="make a document a draft, or put it in place of the draft")
        for one in (checking, taking):
            one.add_argument("file", type=Path)
            one.add_argument("--json", action="store_true", help="answer as JSON")
        taking.add_argument("--by", metavar="USERNAME", help="the author, who then can’t approve it")
        giving = verbs.add_parser("export", help="write a version out as a document")
        giving.add_argument("slug")
        giving.add_argument("--version", dest="number", default="", help="otherwise the published, or else the latest")
        giving.add_argument("-o", "--output", type=Path, help="a file; otherwise standard output")
        giving.add_argument("--json", action="store_true", help="answer as JSON: the document’s text and its digests")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"{options['verb']}_document")(**options)

    def check_document(self, *, file: Path, json: bool, **_: Any) -> None:
        checked = self._checked(file)
        self._tell(file, checked, json)
        if not checked.is_sound:
            raise CommandError(f"{file} can’t be imported as it is.")

    def import_document(self, *, file: Path, json: bool, by: str | None, **_: Any) -> None:
        checked = self._checked(file)
        if checked.document is None or not checked.is_sound:
            self._tell(file, checked, json)
            raise CommandError(f"{file} is not imported.")
        author = self._author(by)
        try:
            version = actions.import_document(document=checked.document, by=author, at=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        found = digests(queries.document_of(version))
        told = {"program": version.program.slug, "version": version.number, "state": version.state}
        if json:
            self._json({**told, "digest": found.whole, "structure_digest": found.structure, "text_digest": found.text})
        else:
            self.stdout.write(f"{version}: {version.get_state_display()}, SHA-256 {found.whole}")

    def export_document(self, *, slug: str, number: str, output: Path | None, json: bool, **_: Any) -> None:
        version = queries.version_called(slug, number)
        if version is None:
            raise CommandError(f"There is no version {number or 'at all'} of a program “{slug}”.")
        document = queries.document_of(version)
        text = write(document)
        if json:
            found = digests(document)
            text = as_json({"document": text, "digest": found.whole}) + "\n"
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None

    def _checked(self, file: Path) -> Checked:
        try:
            return parse(file.read_bytes(), queries.required_programs())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None

    def _author(self, username: str | None) -> Actor:
        if username is None:
            return SYSTEM
        if person := person_called(username):
            return person
        raise CommandError(f"There is nobody with the username “{username}”.")

    def _tell(self, file: Path, checked: Checked, as_data: bool) -> None:
        remarks = list(lint(checked.document)) if checked.document else []
        if as_data:
            self._json(
                {
                    "sound": checked.is_sound,
                    "digest": digests(checked.document).whole if isinstance(checked.document, Document) else None,
                    "problems": [
                        {"line": one.line, "field": one.where, "reason": str(one.reason)} for one in checked.problems
                    ],
                    "remarks": [
                        {"field": one.where, "finding": str(one.finding), "mend": str(one.mend), "advice": one.advice}
                        for one in remarks
                    ],
                }
            )
            return
        for problem in checked.problems:
            self.stdout.write(f"{file}: {problem}")
        for remark in remarks:
            self.stdout.write(f"{file}: {'advice' if remark.advice else 'would read better'}: {remark}")
        if checked.document and checked.is_sound:
            self.stdout.write(f"{file}: sound, SHA-256 {digests(checked.document).whole}")

    def _json(self, value: Any) -> None:
        self.stdout.write(as_json(value))


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
