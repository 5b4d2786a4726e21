"""What a task may ask for: its kinds, and the formats it accepts."""

from guildmark.programs.domain.sentence import Sentence, _

TASK_KINDS: dict[str, Sentence] = {
    "practical": _("practical work"),
    "simulation": _("simulation"),
    "project": _("project"),
    "portfolio": _("portfolio"),
    "case_presentation": _("case presentation"),
    "live_demonstration": _("live demonstration"),
}

LIVE_KINDS = frozenset({"live_demonstration", "case_presentation"})
"""Done before the panel, at a time that all of them book."""

WRITTEN, LINKED, ANY_FILE = "text", "link", "file"
FILE_ENDINGS = (
    "csv", "docx", "ipynb", "jpg", "json", "m4a", "md", "mov", "mp3", "mp4", "odp", "ods", "odt", "pdf", "png",
    "pptx", "txt", "wav", "webm", "webp", "xlsx", "zip",
)  # fmt: skip
FORMATS = (WRITTEN, LINKED, ANY_FILE, *FILE_ENDINGS)

ALONE, TOGETHER = "alone", "together"
"""How a task is done, where that is not left to the candidate."""
