"""The bar for rubric text, and remarks on what lies below it: where, what, and how to mend it.

The word lists are English; a document in another language is checked for shape and length only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guildmark.programs.domain.document.problems import Path, place
from guildmark.programs.domain.document.version import Document, Task
from guildmark.programs.domain.rubric import Criterion, Level, Rubric
from guildmark.programs.domain.sentence import Sentence, _, ngettext

FEWEST_CRITERIA, MOST_CRITERIA = 3, 7
LEVELS = 4
MOST_WORDS = 45

VAGUE = frozenset(
    [
        "few",
        "some",
        "several",
        "many",
        "various",
        "good",
        "better",
        "best",
        "bad",
        "poor",
        "adequate",
        "adequately",
        "appropriate",
        "appropriately",
        "sufficient",
        "sufficiently",
        "insufficient",
        "reasonable",
        "reasonably",
        "proper",
        "properly",
        "effective",
        "effectively",
        "efficient",
        "efficiently",
        "basic",
        "strong",
        "weak",
        "excellent",
        "satisfactory",
        "thorough",
        "thoroughly",
        "comprehensive",
        "nice",
        "well",
        "in-depth",
        "deep",
        "deeper",
        "suitable",
        "suitably",
        "relevant",
        "significant",
        "significantly",
        "generally",
        "usually",
        "often",
        "sometimes",
        "rarely",
        "clear",
        "clearly",
        "high-quality",
        "minimal",
        "limited",
        "acceptable",
        "quality",
        "professional",
        "professionally",
    ]
)
INNER = re.compile(
    r"\b(understands?|understanding|knows?|knowing|knowledge|is aware|are aware|be aware|awareness|appreciates?|"
    r"familiar|familiarity|believes?)\b",
    re.IGNORECASE,
)
TWO_IN_ONE = re.compile(r"\b(\w+ly and \w+ly|both \w+ and|and/or)\b", re.IGNORECASE)
TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "without",
        "as",
        "is",
        "are",
        "be",
        "was",
        "were",
        "it",
        "its",
        "that",
        "this",
        "those",
        "these",
        "who",
        "what",
        "which",
        "not",
        "no",
        "but",
        "does",
        "do",
        "did",
        "one",
        "two",
        "each",
        "every",
        "any",
        "all",
        "least",
        "most",
        "more",
        "than",
        "then",
        "so",
        "if",
        "when",
        "where",
        "before",
        "after",
        "into",
        "out",
        "up",
        "about",
        "only",
    ]
)


@dataclass(frozen=True)
class Remark:
    """`advice`: found by a rule of thumb, so a look decides; otherwise the bar is clearly missed."""

    path: Path
    where: str
    finding: Sentence
    mend: Sentence
    advice: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.finding} {self.mend}"


Found = tuple[Path, Sentence, Sentence, bool]


def lint(document: Document) -> Iterator[Remark]:
    """Everything in the rubrics that lies below the bar."""
    english = document.language.partition("-")[0] == "en"
    for position, task in enumerate(document.tasks):
        here: Path = ("tasks", position, "rubric")
        for path, finding, mend, advice in _rubric(task.rubric, english):
            yield Remark((*here, *path), _where(task, path), finding, mend, advice)


def _where(task: Task, path: Path) -> str:
    criteria = [{"key": criterion.key} for criterion in task.rubric.criteria]
    inner = place(path, {"criteria": criteria})
    return f"tasks.{task.key}.rubric" + (f".{inner}" if inner else "")


def _rubric(rubric: Rubric, english: bool) -> Iterator[Found]:
    count = len(rubric.criteria)
    if not FEWEST_CRITERIA <= count <= MOST_CRITERIA:
        yield (
            (),
            ngettext("The rubric has {count} criterion.", "The rubric has {count} criteria.", count),
            _("Judge {least} to {most} things: fewer hide what matters, more can’t be judged with care.",
              least=FEWEST_CRITERIA, most=MOST_CRITERIA),
            False,
        )  # fmt: skip
    if not rubric.cut_reason:
        yield (), _("The threshold has no reason."), _("Say how it was set, by whom and when."), False
    for position, criterion in enumerate(rubric.criteria):
        for path, *rest in _criterion(criterion, english):
            yield (("criteria", position, *path), *rest)  # type: ignore[misc]


def _criterion(criterion: Criterion, english: bool) -> Iterator[Found]:
    if len(criterion.levels) != LEVELS:
        yield (
            ("levels",),
            ngettext("There is {count} level.", "There are {count} levels.", len(criterion.levels)),
            _("Describe {levels}: an even number leaves no comfortable middle.", levels=LEVELS),
            False,
        )
    if not criterion.evidence_at:
        yield (
            (),
            _("It isn’t said where the evidence is to be seen."),
            _("Name the place: “model card section 2”."),
            False,
        )
    if english and re.search(r"\band\b|&", criterion.title, re.IGNORECASE):
        yield (
            ("title",),
            _("“And” may join two things that are judged apart."),
            _("Name one thing; make a second criterion of the other."),
            False,
        )
    for position, level in enumerate(criterion.levels):
        for finding, mend, advice in _level(level, criterion, english):
            yield ("levels", position), finding, mend, advice


def _level(level: Level, criterion: Criterion, english: bool) -> Iterator[tuple[Sentence, Sentence, bool]]:
    words = level.descriptor.split()
    if len(words) > MOST_WORDS:
        yield (
            _("It has {count} words.", count=len(words)),
            _("Say it in {most}; what doesn’t fit belongs into the brief.", most=MOST_WORDS),
            False,
        )
    if any(other.descriptor == level.descriptor for other in criterion.levels if other.number < level.number):
        yield _("It reads like a lower level."), _("Say what one sees here that one doesn’t see there."), False
    if english:
        yield from _wording(level.descriptor)
        if not _shares_words(level, criterion):
            yield (
                _("It shares no word with the other levels."),
                _("Describe the same attributes at every level, more or less of them."),
                True,
            )


def _wording(text: str) -> Iterator[tuple[Sentence, Sentence, bool]]:
    vague = sorted({word for word in TOKEN.findall(text.lower()) if word in VAGUE})
    if vague:
        yield (
            _("{words}: everyone reads that differently.", words=[f"“{word}”" for word in vague]),
            _("Give an anchor: a number, a name, a thing one can point at."),
            False,
        )
    if found := INNER.search(text):
        yield (
            _("“{word}” can’t be seen.", word=found.group().lower()),
            _("Say what the person does, or what the work shows."),
            False,
        )
    if found := TWO_IN_ONE.search(text):
        yield _("“{words}” judges two things at once.", words=found.group()), _("Keep the one that decides."), False


def _shares_words(level: Level, criterion: Criterion) -> bool:
    """Whether the level has a content word in common with another, or refers to one: “as 3, and …”."""
    if re.match(r"as (level )?\d", level.descriptor, re.IGNORECASE) or len(criterion.levels) < 2:
        return True
    own = _stems(level.descriptor)
    return any(own & _stems(other.descriptor) for other in criterion.levels if other.number != level.number)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in TOKEN.findall(text.lower()) if word not in STOP_WORDS}
