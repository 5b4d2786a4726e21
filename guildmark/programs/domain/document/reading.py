"""YAML → plain values, with the line of each. Strict: no aliases, tags or duplicate keys; numbers stay exact."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from guildmark.programs.domain.document.problems import Path, Problem, place
from guildmark.programs.domain.sentence import Sentence, _

MOST_BYTES = 1_000_000
MOST_VALUES = 50_000
DEEPEST = 24
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})\.[0-9]{1,15}")
LIKE_A_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+|\.(inf|nan|Inf|NaN|INF|NAN))"
)
WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
NEVER_IN_TEXT = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, 5.1
LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
OTHER_SPACES_AT_LINE_ENDS = re.compile(r"[^\S\n]+(?=\n|\Z)")


@dataclass
class Reading:
    """What a file holds. `value` is none where nothing could be read."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Stop(Exception):
    """Reading on makes no sense."""


def read(text: str | bytes) -> Reading:
    """The values and lines of a YAML document, and what is wrong with its form."""
    reading = Reading()
    try:
        reading.value = _Reader(_decoded(text), reading).document()
    except Stop as stop:
        line, reason = stop.args
        reading.value = None
        reading.problems.append(Problem((), reason, line=line))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = _("This can’t be read as YAML: {problem}.", problem=error.problem or error.context or "")
        reading.problems.append(Problem((), reason, line=mark.line + 1 if mark else None))
    except yaml.YAMLError:
        reading.problems.append(Problem((), _("This can’t be read as YAML: it holds characters that text can’t have.")))
    return reading


def _decoded(text: str | bytes) -> str:
    raw = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
    if len(raw) > MOST_BYTES:
        raise Stop(None, _("The file is larger than {most} kB.", most=MOST_BYTES // 1000))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Stop(line, _("The file is not UTF-8 text.")) from None


class _Reader:
    def __init__(self, text: str, reading: Reading) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        self.reading = reading
        self.values = 0

    def document(self) -> Any:
        next(self.events)  # the stream starts
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise Stop(1, _("The file is empty."))
        value = self.value(next(self.events), ())
        next(self.events)  # the document ends
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise Stop(event.start_mark.line + 1, _("A file holds one document; here a second one starts."))
        return value

    def value(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        self.reading.lines.setdefault(path, line)
        self.values += 1
        self.refuse_tricks(event, line, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return event.value if event.style else self.plain(event.value, path, line)

    def refuse_tricks(self, event: Any, line: int, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Stop(line, _("Anchors (&) and aliases (*) are not used here; write it out."))
        if event.tag:
            raise Stop(line, _("Tags (!) are not used here."))
        if len(path) > DEEPEST or self.values > MOST_VALUES:
            raise Stop(line, _("The document is nested too deeply or holds too much."))

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise Stop(line, _("A field’s name must be a word."))
            name = clean(event.value)
            twice = name in found
            if not twice:
                self.reading.lines[(*path, name)] = line
            value = self.value(next(self.events), (*path, name, "twice") if twice else (*path, name))
            if twice:
                self.problem((*path, name), _("The field “{name}” is given twice.", name=name), line)
            else:
                found[name] = value
        return found

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def plain(self, text: str, path: Path, line: int) -> Any:
        if text in WORDS:
            return WORDS[text]
        if INTEGER.fullmatch(text):
            return int(text)
        if DECIMAL.fullmatch(text):
            return Decimal(text)
        if LIKE_A_NUMBER.fullmatch(text):
            self.problem(path, _("“{text}” is not an exact number; write it like 2.8.", text=text), line)
            return Decimal(0)
        return text

    def problem(self, path: Path, reason: Sentence, line: int) -> None:
        self.reading.problems.append(Problem(path, reason, place(path, None), line))


def is_plain_text(text: str) -> bool:
    """Whether a text, written without quotes, is read as that text and not as a number or a truth."""
    return text not in WORDS and not any(one.fullmatch(text) for one in (INTEGER, DECIMAL, LIKE_A_NUMBER))


def clean(value: Any) -> Any:
    """Texts in one form: composed characters (NFC), plain line ends, no blanks at the ends, nothing unprintable."""
    if isinstance(value, str):
        text = NEVER_IN_TEXT.sub("", LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", value)))
        return OTHER_SPACES_AT_LINE_ENDS.sub("", text).strip()
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value
