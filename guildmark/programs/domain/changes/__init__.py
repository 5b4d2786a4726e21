"""Two versions side by side, as a person reads them: what is new, dropped, stricter, looser, reworded or moved.

Versions that are the same have no change between them; read the other way round, new and dropped, stricter and looser
change places, and nothing else does.
"""

from guildmark.programs.domain.changes.comparing import Change, Kind, changes
from guildmark.programs.domain.changes.labels import field_label, kind_label, noun_label, shown
from guildmark.programs.domain.changes.parts import Part
from guildmark.programs.domain.changes.wording import Piece, pieces

__all__ = ["Change", "Kind", "Part", "Piece", "changes", "field_label", "kind_label", "noun_label", "pieces", "shown"]
