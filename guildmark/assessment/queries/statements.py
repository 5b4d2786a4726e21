"""What a candidate is asked to sign, in their language, and under which name it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from guildmark.assessment.domain.statements import NAME, WORDING, WORDINGS, version_wording
from guildmark.programs.models import ProgramVersion
from guildmark.programs.queries import own_statements
from guildmark.programs.tongue import TONGUE


@dataclass(frozen=True)
class Asked:
    """One statement. `words` hold `{name}` where the name of whoever signs stands."""

    kind: str
    wording: str
    words: str

    def by(self, name: str) -> str:
        return self.words.replace(NAME, name)


def asked_by(version: ProgramVersion) -> Sequence[Asked]:
    """Both statements, as the version words them or as is usual."""
    own = own_statements(version, get_language() or "en")
    return [
        Asked(kind, version_wording(version.number), own[kind])
        if kind in own
        else Asked(kind, WORDING, usual[WORDING].said(TONGUE))
        for kind, usual in WORDINGS.items()
    ]
