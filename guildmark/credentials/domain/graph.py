"""From a JSON-LD document to its canonical N-Quads (RDFC-1.0), refusing whatever would stay unsigned."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
from pyld import jsonld

from guildmark.credentials.domain.contexts import KNOWN, VC, Unsound, load

UNDEFINED = "urn:undefined:"
RELATIVE = "https://relative.invalid/"
NAMING = frozenset({"@id", "@type"})
KEYWORDS = frozenset({"@context", "@id", "@type", "@value", "@language"})
MOST_QUADS = 5_000
MOST_BLANK_NODES = 500
TEXT_BREAKS = "\t\n\r"


def canonical(document: dict[str, Any]) -> str:
    """The canonical N-Quads of a document whose every term, identifier and text is signable; else `Unsound`."""
    dataset = ox.Dataset(quads(document))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(written(dataset)))


def written(statements: Iterable[ox.Quad]) -> list[str]:
    """Each statement as a line of canonical N-Quads."""
    return [f"{statement} .\n" for statement in statements]


def statements_of(nquads: str) -> list[str]:
    """The statements, each with its line feed. Not `splitlines`, which also breaks at U+0085 and U+2028 in a text."""
    return [f"{line}\n" for line in nquads.split("\n")[:-1]]


def quads(document: dict[str, Any]) -> list[ox.Quad]:
    """The document as RDF. A processor drops unknown terms and relative identifiers silently; here they are refused."""
    _ensure_plain(document)
    given = document["@context"] if isinstance(document["@context"], list) else [document["@context"]]
    watched = {**document, "@context": [*given, {"@vocab": UNDEFINED}]}
    try:
        expanded = jsonld.expand(watched, {"documentLoader": load, "base": RELATIVE})
        _ensure_addressed(expanded)
        dataset = jsonld.to_rdf(expanded, {"documentLoader": load, "rdfDirection": "i18n-datatype"})
    except jsonld.JsonLdError as error:
        raise Unsound(_innermost(error)) from error
    found = [quad for graph, statements in dataset.items() for quad in _statements(graph, statements)]
    _ensure_bounded(found)
    return found


def _innermost(error: BaseException) -> str:
    """What a JSON-LD error is really about: ours, when our loader refused, else the processor's own sentence."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Unsound):
            return str(cause)
        cause = cause.__cause__ or getattr(cause, "cause", None)
    return f"it is not valid JSON-LD ({str(error).splitlines()[0]})"


def _ensure_plain(document: dict[str, Any]) -> None:
    """Contexts by known address only, the credentials context first; no keyword a processor would skip."""
    given = document.get("@context")
    first = given[0] if isinstance(given, list) and given else given
    if first != VC:
        raise Unsound(f"its first context is not {VC}")
    for key, value in _pairs(document):
        if key.startswith("@") and key not in KEYWORDS:
            raise Unsound(f"it uses the keyword {key!r}, which is not accepted here")
        if key == "@context":
            _ensure_known(value)
        if isinstance(value, str):
            _ensure_writable(key, value)


def _ensure_known(contexts: Any) -> None:
    for address in contexts if isinstance(contexts, list) else [contexts]:
        if not isinstance(address, str):
            raise Unsound("it brings definitions of its own in @context")
        if address not in KNOWN:
            raise Unsound(f"it refers to {address!r}, which is not among the contexts known here")


def _ensure_writable(key: str, text: str) -> None:
    """Verifiers escape control characters differently, so a text that holds one would be valid here and not there."""
    for character in text:
        if (
            (character < " " and character not in TEXT_BREAKS)
            or character == "\x7f"
            or "\ud800" <= character <= "\udfff"
        ):
            raise Unsound(f"{key!r} holds the control character U+{ord(character):04X}")


def _pairs(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its value and, of a list, with each of its values, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from _pairs(inner, name)
    elif isinstance(value, list) and key != "@context":
        for one in value:
            yield key, one
            yield from _pairs(one, key)


def _ensure_addressed(expanded: Any) -> None:
    """No identifier with white space in it: the processor would leave out whatever is said about such a thing."""
    for key, value in _pairs(expanded):
        if any(isinstance(one, str) and re.search(r"\s", one) for one in (key, value if key in NAMING else None)):
            raise Unsound(f"its identifier {value if key in NAMING else key!r} is not an address")


def _ensure_bounded(found: list[ox.Quad]) -> None:
    blanks = {term for quad in found for term in (quad.subject, quad.object) if isinstance(term, ox.BlankNode)}
    if len(found) > MOST_QUADS or len(blanks) > MOST_BLANK_NODES:
        raise Unsound(f"it is too large to check: {len(found)} statements about {len(blanks)} unnamed things")


def _statements(graph: str, statements: list[dict[str, Any]]) -> Iterator[ox.Quad]:
    name = ox.DefaultGraph() if graph == "@default" else _node({"type": "IRI", "value": graph})
    for one in statements:
        yield ox.Quad(_node(one["subject"]), _node(one["predicate"]), _term(one["object"]), name)


def _term(term: dict[str, str]) -> ox.Literal | ox.NamedNode | ox.BlankNode:
    if term["type"] != "literal":
        return _node(term)
    if "language" in term:
        return ox.Literal(term["value"], language=term["language"])
    return ox.Literal(term["value"], datatype=_node({"type": "IRI", "value": term["datatype"]}))


def _node(term: dict[str, str]) -> Any:
    value = term["value"]
    if term["type"] == "blank node" or value.startswith("_:"):
        return ox.BlankNode(value.removeprefix("_:"))
    if value.startswith(UNDEFINED):
        raise Unsound(f"its term {value.removeprefix(UNDEFINED)!r} is not defined by its contexts, so nothing signs it")
    if value.startswith(RELATIVE):
        raise Unsound(f"its identifier {value.removeprefix(RELATIVE)!r} is not a full address, so nothing signs it")
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise Unsound(f"its identifier {value!r} is not an address") from error
