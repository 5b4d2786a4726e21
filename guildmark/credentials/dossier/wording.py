"""How a record's values read on paper."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def withheld() -> str:
    return _("withheld")


def moment(text: str | None) -> str:
    """A moment in UTC, as the parts write it, to the minute."""
    return f"{date_format(datetime.fromisoformat(text), 'j F Y, H:i')} UTC" if text else "–"


def day(text: str | None) -> str:
    return date_format(datetime.fromisoformat(text), "j F Y") if text else "–"


def short(digest: str) -> str:
    return f"{digest[:16]}…" if digest else "–"


def told(field: dict[str, Any]) -> Any:
    """The value, or nothing where it is withheld."""
    return field.get("told")


def name_of(field: dict[str, Any], key: str, number: int) -> str:
    """The assessor's name, or their number where it is withheld."""
    known = told(field)
    return known[key]["name"] if known else _("assessor {number}").format(number=number)
