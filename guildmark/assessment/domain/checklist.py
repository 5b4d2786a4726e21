"""What a task takes and asks for, item by item, and what of it is there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from guildmark.programs.domain.sentence import Sentence, _


@dataclass(frozen=True)
class Prompt:
    """A reflection box: the words wanted are advice, an empty box isn't taken."""

    key: str
    prompt: str
    least: int
    most: int
    words: int = 0


@dataclass(frozen=True)
class Contents:
    """What lies in a draft. `team`: whether those who took part are named, where the task is done together."""

    has_text: bool = False
    files: int = 0
    links: int = 0
    identified: bool = False
    original: bool = False
    team: bool = True


@dataclass(frozen=True)
class Item:
    """A line of the checklist. `needed`: without it nothing can be handed in; `lack` then says so."""

    key: str
    label: Sentence
    done: bool
    needed: bool
    lack: Sentence


def takes_text(formats: Collection[str]) -> bool:
    return "text" in formats


def takes_links(formats: Collection[str]) -> bool:
    return "link" in formats


def checklist(
    formats: Collection[str], endings: Sequence[str], prompts: Sequence[Prompt], there: Contents
) -> list[Item]:
    """Evidence of one accepted kind is needed, every reflection, and both statements."""
    some = there.has_text or there.files > 0 or there.links > 0
    lack = _("Add evidence: at least one of what this task takes.")
    kinds = [
        (takes_text(formats), "text", _("Written text"), there.has_text),
        (bool(endings), "file", _("Files: {endings}", endings=", ".join(f".{e}" for e in endings)), there.files > 0),
        (takes_links(formats), "link", _("Links"), there.links > 0),
    ]
    evidence = [Item(key, label, done, not some, lack) for taken, key, label, done in kinds if taken]
    reflections = [
        Item(one.key, _("Reflection: {prompt}", prompt=one.prompt), one.words > 0, True, _empty(one)) for one in prompts
    ]
    named = _("Name those who worked on it with you, and say what your own part was.")
    together = [] if there.team else [Item("team", _("Who worked on it, and your own part"), False, True, named)]
    return [*evidence, *reflections, *together, *_signed(there)]


def answering(formats: Collection[str], endings: Sequence[str], there: Contents) -> list[Item]:
    """What it takes to answer a request for more evidence: words always do, also to say that there is nothing more."""
    lack = _("Answer what the assessors ask for: in words, or by adding evidence.")
    some = there.has_text or there.files > 0 or there.links > 0
    kinds = [
        (True, "text", _("Your answer in words"), there.has_text),
        (bool(endings), "file", _("Files: {endings}", endings=", ".join(f".{e}" for e in endings)), there.files > 0),
        (takes_links(formats), "link", _("Links"), there.links > 0),
    ]
    items = [Item(key, label, done, not some, lack) for taken, key, label, done in kinds if taken]
    return [*items, *_signed(there)]


def _signed(there: Contents) -> list[Item]:
    """The two statements, each on its own."""
    return [
        Item("identity", _("Statement of who you are"), there.identified, True, _("Say that you are who you are.")),
        Item("original", _("Statement of own work"), there.original, True, _("Say that this is your own work.")),
    ]


def _empty(prompt: Prompt) -> Sentence:
    return _("Answer the reflection “{prompt}”.", prompt=prompt.prompt)


def lacking(items: Sequence[Item]) -> list[Sentence]:
    """What is still needed before it can be handed in, each thing said once."""
    said = {str(item.lack): item.lack for item in items if item.needed and not item.done}
    return list(said.values())
