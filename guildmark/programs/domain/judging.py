"""A version's policies of judging, as its row keeps them: columns for what every version says, the rest where it is said."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from guildmark.programs.domain.appeals import AppealPolicy, appeals_form, read_appeals
from guildmark.programs.domain.consulting import ConsultedPolicy, consulted_form, read_consulted
from guildmark.programs.domain.document import Document
from guildmark.programs.domain.policies import AT_ONCE, AdjudicationPolicy, AttemptPolicy


class Row(Protocol):
    """The columns that policies are read from."""

    adjudication_tolerance: int
    near_cut_band: Decimal
    attempts_max: int
    cool_off_days: int
    judging: Mapping[str, Any] | None


ADJUDICATION = ("near_cut_errors", "straight_to_discussion", "decided_by")
STATEMENTS = ("identity_statement", "originality_statement")
ATTEMPTS = ("carried_for_months", "assessors_may_return")


def judging_of(document: Document) -> dict[str, Any] | None:
    """What a document says of judging beyond the columns; none where all is as usual."""
    usual, found = Document("", "", ""), {}
    for policy, names in (("adjudication", ADJUDICATION), ("attempts", ATTEMPTS)):
        for name in names:
            said = getattr(getattr(document, policy), name)
            if said != getattr(getattr(usual, policy), name):
                found[name] = str(said) if isinstance(said, Decimal) else said
    if document.feedback != AT_ONCE:
        found["feedback"] = document.feedback
    said_beside = {
        "appeals": appeals_form(document.appeals),
        "consulted": consulted_form(document.consulted),
        **{name: getattr(document, name) for name in STATEMENTS},
    }
    return found | {name: said for name, said in said_beside.items() if said} or None


def adjudication_policy(row: Row) -> AdjudicationPolicy:
    said = {name: one for name, one in (row.judging or {}).items() if name in ADJUDICATION}
    if "near_cut_errors" in said:
        said["near_cut_errors"] = Decimal(said["near_cut_errors"])
    return AdjudicationPolicy(row.adjudication_tolerance, row.near_cut_band, **said)


def attempt_policy(row: Row) -> AttemptPolicy:
    said = {name: one for name, one in (row.judging or {}).items() if name in ATTEMPTS}
    return AttemptPolicy(row.attempts_max, row.cool_off_days, **said)


def feedback_of(row: Row) -> str:
    """When levels and sentences are released."""
    return (row.judging or {}).get("feedback", AT_ONCE)


def appeal_policy(row: Row) -> AppealPolicy:
    return read_appeals((row.judging or {}).get("appeals"))


def consulted_policy(row: Row) -> ConsultedPolicy:
    return read_consulted((row.judging or {}).get("consulted"))


def statements_of(row: Row) -> dict[str, str]:
    """What candidates sign, by kind: identity, originality; empty where it is the usual words."""
    return {name.partition("_")[0]: (row.judging or {}).get(name, "") for name in STATEMENTS}
