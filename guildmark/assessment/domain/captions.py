"""Captions: WebVTT files, W3C Candidate Recommendation of 4 April 2019, section 4; as far as a player needs them right."""

import re

from guildmark.programs.domain.sentence import NOTHING, Sentence, _

LARGEST = 1024 * 1024
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"^{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?$")


def captions_problem(content: bytes) -> Sentence:
    """Why these captions aren't taken, with the line; or nothing."""
    if len(content) > LARGEST:
        return _("Captions can be {limit} MB at most.", limit=LARGEST // 1024**2)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _("Captions must be text in UTF-8. Save the file anew in that encoding.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"^WEBVTT(?:[ \t]|$)", lines[0]) or "\0" in text:
        return _("Captions must be a WebVTT file, whose first line is WEBVTT. Most caption tools can export one.")
    return _timings_problem(lines)


def _timings_problem(lines: list[str]) -> Sentence:
    cues = 0
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        if not (found := TIMING.match(line.strip())):
            return _("Line {line} of the captions isn’t a timing such as 00:01.000 --> 00:04.000.", line=number)
        if _milliseconds(found.groups()[:4]) >= _milliseconds(found.groups()[4:]):
            return _("Line {line} of the captions ends before it begins.", line=number)
        cues += 1
    return NOTHING if cues else _("The captions hold no line to show.")


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
