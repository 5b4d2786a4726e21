"""How large things may be, in bytes."""

from dataclasses import dataclass

from guildmark.assessment.domain.uploads.kinds import MEDIA
from guildmark.assessment.domain.uploads.names import ending_of


@dataclass(frozen=True)
class Limits:
    """`file`: one file; `media`: one film or sound; `submission`: all files of a submission together."""

    file: int
    media: int
    submission: int

    def of(self, name: str) -> int:
        return self.media if ending_of(name) in MEDIA else self.file
