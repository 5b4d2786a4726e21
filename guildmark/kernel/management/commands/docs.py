import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from guildmark.kernel import reference


class Command(BaseCommand):
    help = "Write docs/reference from the code; with --check, say which pages are out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in reference.pages().items():
            path = folder / name
            if path.is_file() and path.read_text() == text:
                continue
            if check:
                sys.exit(f"docs/reference/{name} is out of date: run `make fix`.")
            path.write_text(text)
            self.stdout.write(f"wrote docs/reference/{name}")
