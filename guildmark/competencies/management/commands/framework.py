"""`guildmark framework import | list | export`: frameworks from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildmark.competencies import actions, queries
from guildmark.competencies.domain.case_writing import write_case
from guildmark.competencies.domain.csv_writing import write_csv
from guildmark.competencies.domain.difference import Difference
from guildmark.competencies.domain.package import Package
from guildmark.competencies.domain.problems import Broken
from guildmark.competencies.domain.sniff import read_package
from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused

WRITERS = {"case": write_case, "csv": write_csv}


class Command(BaseCommand):
    help = "Import, list and export competency frameworks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        taking = verbs.add_parser("import", help="take over a NICE, CASE 1.0 or 1.1, career framework or CSV file")
        taking.add_argument("file", type=Path)
        taking.add_argument("--slug", default="", help="the address to keep it at; otherwise made from its title")
        taking.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        listing = verbs.add_parser("list", help="say which frameworks there are")
        listing.add_argument("--json", action="store_true")
        giving = verbs.add_parser("export", help="write a framework out")
        giving.add_argument("slug")
        giving.add_argument("--format", choices=WRITERS, default="case")
        giving.add_argument("-o", "--output", type=Path, help="a file; otherwise standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"{options['verb']}_framework")(**options)

    def import_framework(self, *, file: Path, slug: str, dry_run: bool, **_: Any) -> None:
        package = self._read(file, slug)
        at = clock.now()
        try:
            if dry_run:
                change = queries.foresee_import(package, slug, at=at)
                self.stdout.write(f"{package.document.title}: nothing imported (dry run)")
            else:
                framework, change = actions.import_framework(package=package, slug=slug, by=SYSTEM, at=at)
                self.stdout.write(f"{framework.slug}: {framework.title}")
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for line in told(change):
            self.stdout.write(f"  {line}")

    def _read(self, file: Path, slug: str) -> Package:
        try:
            return read_package(file.read_bytes(), name=slug or file.stem)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except Broken as broken:
            lines = [f"{file} is not imported:", *(f"  {problem}" for problem in broken.problems)]
            if broken.more:
                lines.append(f"  … and {broken.more} more")
            raise CommandError("\n".join(lines)) from None

    def list_framework(self, *, json: bool, **_: Any) -> None:
        rows = queries.framework_rows()
        if json:
            self.stdout.write(as_json([row.plain() for row in rows]))
            return
        for row in rows:
            self.stdout.write(f"{row.slug}\t{row.items} items\t{row.associations} associations\t{row.title}")

    def export_framework(self, *, slug: str, format: str, output: Path | None, **_: Any) -> None:
        framework = queries.framework_called(slug)
        if framework is None:
            raise CommandError(f"There is no framework at “{slug}”. `guildmark framework list` says which there are.")
        text = WRITERS[format](queries.package_of(framework))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def told(change: Difference) -> list[str]:
    """What an import changes, line by line."""
    items = (change.added_items, change.changed_items, change.removed_items)
    edges = (change.added_edges, change.changed_edges, change.removed_edges)
    lines = [
        f"{what}: {total} ({len(added)} added, {len(changed)} changed, {len(removed)} removed)"
        for what, total, (added, changed, removed) in (
            ("items", len(change.package.items), items),
            ("associations", len(change.package.associations), edges),
        )
    ]
    if outside := change.package.outside_ends():
        lines.append(f"ends outside the package: {outside}")
    if change.kept_items:
        lines.append(f"missing from the file, kept: {', '.join(item.code or item.label for item in change.kept_items)}")
    if not change:
        lines.append("nothing changed")
    return lines
