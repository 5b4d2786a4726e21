"""File names: what a stranger typed, made safe to store, show and download."""

import unicodedata

LONGEST = 120
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
FORBIDDEN = frozenset('<>:"|?*\\/')


def safe_name(name: str) -> str:
    """The last part of a path, without control and direction characters, not hidden, not too long; never empty."""
    last = name.replace("\\", "/").rstrip("/ .").rpartition("/")[2]
    shown = (c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    text = " ".join("".join("_" if c in FORBIDDEN else c for c in shown).split()).strip(" .")
    stem, dot, ending = text.rpartition(".")
    if not dot:
        stem, ending = text, ""
    stem = stem[: LONGEST - len(ending[:10]) - 1].rstrip(" .") or "file"
    if stem.partition(".")[0].lower() in RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{ending[:10]}" if ending else stem


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
