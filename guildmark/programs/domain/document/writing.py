"""A version as a YAML document that people like to read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from guildmark.programs.domain.document.forms import brief, form_of
from guildmark.programs.domain.document.reading import is_plain_text
from guildmark.programs.domain.document.version import Document
from guildmark.programs.domain.sentence import plain

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if not is_plain_text(text):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
    style = "|" if "\n" in text else ">" if len(text) > WIDTH - 20 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _decimal(dumper: _Dumper, value: Decimal) -> yaml.ScalarNode:
    text = plain(value)
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _decimal)


def write(document: Document) -> str:
    """The version as YAML. Reading it again gives the same version, and the same digests."""
    return write_form(brief(form_of(document)))


def write_form(form: Mapping[str, Any]) -> str:
    return yaml.dump(form, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
