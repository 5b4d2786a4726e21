"""The words of a version apart from its demands: what the two digests cover, and what can be translated."""

from collections.abc import Iterator, Mapping
from typing import Any

WORDS = frozenset(
    [
        "title",
        "summary",
        "scope",
        "work_analysis",
        "prerequisites",
        "benefits",
        "validation",
        "renewal",
        "suspension",
        "appeal",
        "brief",
        "good_evidence",
        "prompt",
        "cut_reason",
        "evidence",
        "statement",
        "identity",
        "originality",
        "framework",
        "name",
        "text",
    ]
)
LABELS = frozenset({"format", "version", "language", "review_on", "translations"})
"""What is neither a demand nor a text: the version's label and its next review."""


STATEMENTS = "statements"
"""What candidates sign is words only: saying it otherwise demands nothing else."""


def demands(form: Any) -> Any:
    """The form without words and labels: what is asked, of whom, how it is judged and how long it holds."""
    if isinstance(form, Mapping):
        asked = {
            name: one for name, one in form.items() if not _is_words(name, one) and name not in (*LABELS, STATEMENTS)
        }
        return {name: demands(one) for name, one in asked.items()}
    if isinstance(form, list):
        return [demands(one) for one in form]
    return form


def _is_words(name: str, value: Any) -> bool:
    """Rules of renewal are words; a policy of renewal, which holds numbers, isn’t."""
    return name in WORDS and not isinstance(value, Mapping | list)


def texts(form: Mapping[str, Any]) -> dict[str, str]:
    """Every text of the complete form by its path: `tasks.report.brief`, `requirements.root.title`."""
    rest = {name: one for name, one in form.items() if name not in LABELS and name != "requirements"}
    return {**dict(_texts(rest, "")), **dict(_titles(form["requirements"]))}


def _texts(form: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(form, Mapping):
        for name, one in form.items():
            if _is_words(name, one) and one:
                yield f"{path}{name}", one
            elif not isinstance(one, str):
                yield from _texts(one, f"{path}{name}.")
    elif isinstance(form, list):
        for position, one in enumerate(form, 1):
            step = one.get("key", position) if isinstance(one, Mapping) else position
            yield from _texts(one, f"{path}{step}.")


def _titles(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if node["title"]:
        yield f"requirements.{node['key']}.title", node["title"]
    for child in (*node.get("all", ()), *node.get("of", ())):
        yield from _titles(child)
