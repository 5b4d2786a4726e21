"""Translations without GNU gettext.

python scripts/translations.py compile    locale/*/LC_MESSAGES/django.po → django.mo, where the .po is newer
python scripts/translations.py extract    bring every .po up to date with the strings of code and templates
python scripts/translations.py check      say what is not translated, or no longer said; exit 1 if anything
"""

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **{name: None for name in ("_", "N_", "gettext", "gettext_lazy", "gettext_noop")},
    **{name: (1, 2) for name in ("ngettext", "ngettext_lazy")},
    **{name: ((1, "c"), 2) for name in ("pgettext", "pgettext_lazy")},
    **{name: ((1, "c"), 2, 3) for name in ("npgettext", "npgettext_lazy")},
}
Found = tuple[str, int, str | tuple[str, ...], list[str], str | None]


def main() -> None:
    deeds = {"compile": compile_all, "extract": extract_all, "check": check_all}
    if len(sys.argv) != 2 or sys.argv[1] not in deeds:
        sys.exit((__doc__ or "").strip())
    deeds[sys.argv[1]]()


def catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def language_of(path: Path) -> str:
    return path.parent.parent.name


def compile_all() -> None:
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language_of(path))
        with compiled.open("wb") as target:
            write_mo(target, catalogue)


def strings() -> Iterator[Found]:
    """Every string to translate: where it stands, what it says, comments for translators, its context."""
    sources = ("guildmark/**/*.py", "config/*.py", "guildmark/**/*.html", "guildmark/**/*.txt")
    for path in sorted(path for source in sources for path in ROOT.glob(source)):
        if "migrations" in path.parts:
            continue
        name, text = str(path.relative_to(ROOT)), path.read_text()
        form = (
            "python" if path.suffix == ".py" else "javascript"
        )  # templatize leaves text between calls: lex it loosely
        if path.suffix != ".py":
            text = templatize(text, origin=name)
        for line, message, comments, context in extract(form, io.BytesIO(text.encode()), KEYWORDS, ["Translators:"]):
            yield name, line, message, comments, context


def template() -> Catalog:
    catalogue = Catalog(project="Guildmark", charset="utf-8")
    for name, _line, message, comments, context in strings():
        catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalogue


def extract_all() -> None:
    fresh = template()
    for path in catalogues():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language_of(path))
        catalogue.update(fresh, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as target:
            write_po(target, catalogue, width=120, sort_by_file=True, include_lineno=False, omit_header=False)
        print(f"{language_of(path)}: {len(missing(catalogue, fresh))} of {len(fresh)} strings wait for a translation")


def missing(catalogue: Catalog, fresh: Catalog) -> list[str]:
    """The strings said somewhere that this catalogue doesn't translate completely."""
    wanting = []
    for message in fresh:
        known = catalogue.get(message.id, message.context) if message.id else None
        if message.id and (known is None or known.fuzzy or not all_said(known.string)):
            wanting.append(str(message.id))
    return wanting


def all_said(said: str | Sequence[str] | None) -> bool:
    return bool(said) and (isinstance(said, str) or all(said or ()))


def wrong(catalogue: Catalog) -> list[str]:
    """Translations whose placeholders are not those of the source."""
    return [f"{message.id}: {error}" for message, errors in catalogue.check() for error in errors if message.string]


def check_all() -> None:
    fresh = template()
    complaints = []
    for path in catalogues():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language_of(path))
        complaints += [f"{language_of(path)}: not translated: {text}" for text in missing(catalogue, fresh)]
        complaints += [f"{language_of(path)}: {text}" for text in wrong(catalogue)]
    if complaints:
        sys.exit("\n".join(complaints) + "\nRun `make fix`, then translate what locale/*/LC_MESSAGES/django.po lacks.")


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    main()
