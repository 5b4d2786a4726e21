"""What this room answers."""

from guildmark.competencies.queries.frameworks import FrameworkRow, framework_called, framework_rows, get_framework
from guildmark.competencies.queries.packages import (
    DOCUMENT_FIELDS,
    ITEM_FIELDS,
    foresee,
    foresee_import,
    package_of,
    place_of,
)

__all__ = [
    "DOCUMENT_FIELDS",
    "ITEM_FIELDS",
    "FrameworkRow",
    "foresee",
    "foresee_import",
    "framework_called",
    "framework_rows",
    "get_framework",
    "package_of",
    "place_of",
]
