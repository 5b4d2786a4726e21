"""The version's rules in the reader's language."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from guildmark.programs.domain.judging import adjudication_policy
from guildmark.programs.domain.rubric import Rubric, boundary_rule, pass_rule
from guildmark.programs.domain.sentence import Sentence, Tongue, plain
from guildmark.programs.models import ProgramVersion

READER = Tongue(gettext, ngettext, lambda value: number_format(plain(value)))


def pass_rule_words(rubric: Rubric) -> list[str]:
    """What it takes, clause by clause, and what happens exactly at the cut."""
    return _said([*pass_rule(rubric), boundary_rule(rubric)])


def adjudication_words(version: ProgramVersion) -> list[str]:
    """How sheets that differ become one result."""
    return _said(adjudication_policy(version).words)


def _said(sentences: Iterable[Sentence]) -> list[str]:
    return [sentence.said(READER) for sentence in sentences]
