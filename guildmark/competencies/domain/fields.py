"""The fields of CASE objects: what type each has, which are compulsory, how long they may be."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guildmark.competencies.domain.problems import N_, Findings

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ASSOCIATION_TYPES = frozenset(
    {
        "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar",
        "hasSkillLevel", "isTranslationOf",
    }
)  # fmt: skip
EXTENSION_TYPE = re.compile(r"ext:[A-Za-z0-9._-]+")
NODE_LENGTHS = {
    "title": 300, "creator": 300, "publisher": 300, "version": 60, "language": 20, "humanCodingScheme": 120,
    "CFItemType": 120, "associationType": 120, "lastChangeDateTime": 40,
}  # fmt: skip
LINK_LENGTHS = {"identifier": 300}
GREATEST_SEQUENCE = 2**31 - 1

Check = Callable[[Any, str, Findings], None]


def a_text(value: Any, where: str, found: Findings) -> None:
    if not isinstance(value, str):
        found.add(where, N_("must be text, not %(type)s."), type=json_type(value))


def a_text_or_texts(value: Any, where: str, found: Findings) -> None:
    if isinstance(value, str):
        return
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        found.add(where, N_("must be a text or a list of texts."))


def an_identifier(value: Any, where: str, found: Findings) -> None:
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        found.add(where, N_("“%(value)s” is not a UUID."), value=value)


def an_address(value: Any, where: str, found: Findings) -> None:
    if not isinstance(value, str) or not URI.fullmatch(value):
        found.add(where, N_("“%(value)s” is not an absolute address (URI)."), value=value)


def a_moment(value: Any, where: str, found: Findings) -> None:
    try:
        if "T" in value:
            datetime.fromisoformat(value)
            return
    except (TypeError, ValueError):
        pass
    found.add(where, N_("“%(value)s” is not a date and time, such as 2026-04-16T09:00:00+02:00."), value=value)


def a_day(value: Any, where: str, found: Findings) -> None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        found.add(where, N_("“%(value)s” is not a date, such as 2026-04-16."), value=value)


def a_whole_number(value: Any, where: str, found: Findings) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        found.add(where, N_("must be a whole number, not %(type)s."), type=json_type(value))
    elif abs(value) > GREATEST_SEQUENCE:
        found.add(where, N_("%(value)s is too large."), value=value)


def a_sequence(value: Any, where: str, found: Findings) -> None:
    """A whole number, also where an exporter wrote it as text."""
    digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10
    a_whole_number(int(value) if digits else value, where, found)


def an_object(value: Any, where: str, found: Findings) -> None:
    if not isinstance(value, dict):
        found.add(where, N_("must be an object, not %(type)s."), type=json_type(value))


def a_link(value: Any, where: str, found: Findings) -> None:
    """An address alone, or a title, an identifier and an address."""
    if isinstance(value, str):
        an_address(value, where, found)
        check_length(value, LINK_LENGTHS["identifier"], where, found)
        return
    check_object(value, where, found, LINK, frozenset({"identifier", "uri"}), LINK_LENGTHS)


def links(value: Any, where: str, found: Findings) -> None:
    for number, one in enumerate(value if isinstance(value, list) else [value]):
        a_link(one, f"{where}[{number}]", found)


def an_association_type(value: Any, where: str, found: Findings) -> None:
    if isinstance(value, str) and (value in ASSOCIATION_TYPES or EXTENSION_TYPE.fullmatch(value)):
        return
    found.add(where, N_("“%(value)s” is not an association type; one of your own starts with “ext:”."), value=value)


def the_version(value: Any, where: str, found: Findings) -> None:
    if value not in ("1.0", "1.1"):
        found.add(where, N_("CASE “%(value)s” is not known here; 1.0 and 1.1 are."), value=value)


LINK: dict[str, Check] = {"title": a_text, "identifier": a_text, "uri": an_address, "targetType": a_text}
SHARED: dict[str, Check] = {
    "identifier": an_identifier, "uri": an_address, "lastChangeDateTime": a_moment, "notes": a_text,
    "extensions": an_object, "language": a_text, "statusStartDate": a_day, "statusEndDate": a_day,
    "subject": a_text_or_texts, "subjectURI": links, "licenseURI": a_link,
}  # fmt: skip
DOCUMENT: dict[str, Check] = SHARED | {
    "title": a_text, "creator": a_text, "publisher": a_text, "description": a_text, "version": a_text,
    "adoptionStatus": a_text, "frameworkType": a_text, "officialSourceURL": an_address, "caseVersion": the_version,
    "CFPackageURI": a_link,
}  # fmt: skip
ITEM: dict[str, Check] = SHARED | {
    "fullStatement": a_text, "abbreviatedStatement": a_text, "alternativeLabel": a_text, "humanCodingScheme": a_text,
    "listEnumeration": a_text, "conceptKeywords": a_text_or_texts, "conceptKeywordsURI": links,
    "educationLevel": a_text_or_texts, "CFItemType": a_text, "CFItemTypeURI": a_link, "CFDocumentURI": a_link,
}  # fmt: skip
ASSOCIATION: dict[str, Check] = {
    "identifier": an_identifier, "uri": an_address, "lastChangeDateTime": a_moment, "notes": a_text,
    "extensions": an_object, "associationType": an_association_type, "originNodeURI": a_link,
    "destinationNodeURI": a_link, "sequenceNumber": a_sequence, "CFDocumentURI": a_link,
    "CFAssociationGroupingURI": a_link,
}  # fmt: skip


_BASIC = frozenset({"identifier", "uri", "lastChangeDateTime", "CFDocumentURI"})
OF_DOCUMENT = _BASIC | {"title", "creator", "publisher", "description", "version", "language", "caseVersion"}
OF_ITEM = _BASIC | {"fullStatement", "abbreviatedStatement", "humanCodingScheme", "CFItemType"}
OF_ASSOCIATION = _BASIC | {"associationType", "originNodeURI", "destinationNodeURI", "sequenceNumber"}
OF_PACKAGE = frozenset({"CFDocument", "CFItems", "CFAssociations"})
"""What we interpret of each; everything else is kept word for word."""


def check_object(
    value: Any,
    where: str,
    found: Findings,
    fields: Mapping[str, Check],
    compulsory: frozenset[str],
    lengths: Mapping[str, int] = NODE_LENGTHS,
) -> bool:
    """Whether `value` is an object with its compulsory fields, each known field of its type; notes what is not so."""
    if not isinstance(value, dict):
        an_object(value, where, found)
        return False
    before = len(found.problems)
    for name in sorted(compulsory):
        if absent(value.get(name)):
            found.add(where, N_("“%(name)s” is missing."), name=name)
    for name, given in value.items():
        if name in fields and not absent(given):
            fields[name](given, f"{where}.{name}", found)
            check_length(given, lengths.get(name), f"{where}.{name}", found)
    return len(found.problems) == before


def say_nothing_else(
    extras: Any, interpreted: frozenset[str], fields: Mapping[str, Check], where: str, found: Findings
) -> None:
    """Note where extras are no object, hold a field of the wrong type, or say what has a column of its own."""
    check_object(extras, where, found, fields, frozenset())
    if isinstance(extras, dict):
        for name in sorted(interpreted & extras.keys()):
            found.add(where, N_("“%(name)s” has a column of its own."), name=name)


def absent(value: Any) -> bool:
    """Whether a field is as good as not there: exporters write null and blank texts too."""
    return value is None or (isinstance(value, str) and not value.strip())


def check_length(value: Any, most: int | None, where: str, found: Findings) -> None:
    if most and isinstance(value, str) and len(value) > most:
        found.add(where, N_("is %(length)s characters long; at most %(most)s fit."), length=len(value), most=most)


def as_uuid(value: str) -> UUID:
    return UUID(value)


def json_type(value: Any) -> str:
    """What a value is called in a sentence; whoever shows the sentence translates this too."""
    names = {
        dict: N_("an object"),
        list: N_("a list"),
        str: N_("text"),
        bool: N_("true or false"),
        type(None): N_("null"),
    }
    return names.get(type(value), N_("a number"))
