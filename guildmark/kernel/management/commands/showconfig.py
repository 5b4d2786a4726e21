import re
from typing import Any

from django.core.management.base import BaseCommand

from config.settings import env

SECRET = re.compile(r"SECRET|PASSWORD|PASSPHRASE|TOKEN")
ADDRESS_PASSWORD = re.compile(r"(://[^:/@]*:)[^@]+@")


class Command(BaseCommand):
    help = "Show every setting, its value and where that came from; secrets are redacted."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in sorted(n for n in env.asked if n.startswith("GUILDMARK_")):
            self.stdout.write(f"{name}={shown(name, env.asked[name])}  # {env.origin(name)}")


def shown(name: str, value: Any) -> str:
    """The value as it may be shown: a secret only says whether it is set."""
    if SECRET.search(name):
        return "(set)" if value else "(made at first start)"
    text = (
        ",".join(map(str, value)) if isinstance(value, list) else value.geturl() if hasattr(value, "geturl") else value
    )
    return ADDRESS_PASSWORD.sub(r"\1…@", str(text))
