"""How many must have been asked whether the criteria fit the work, before a version can be approved."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from guildmark.programs.domain.sentence import NOTHING, Sentence, ngettext


@dataclass(frozen=True)
class ConsultedPolicy:
    """At least so many raters, of so many job functions; none where nobody needs to be asked."""

    raters: int = 0
    functions: int = 0

    def missing(self, raters: int, functions: int, unanswered: int) -> Sentence:
        """What is still missing, given who has spoken in closed rounds and how many indicators wait for an answer."""
        if raters < self.raters:
            return ngettext(
                "{here} of at least {count} person has said whether the criteria fit the work.",
                "{here} of at least {count} people have said whether the criteria fit the work.",
                self.raters,
                here=raters,
            )
        if functions < self.functions:
            return ngettext(
                "Those who said whether the criteria fit are of {here} job functions; at least {count} is asked for.",
                "Those who said whether the criteria fit are of {here} job functions; at least {count} are asked for.",
                self.functions,
                here=functions,
            )
        if unanswered and self != ConsultedPolicy():
            return ngettext(
                "Comments on {count} indicator wait for an answer.",
                "Comments on {count} indicators wait for an answer.",
                unanswered,
            )
        return NOTHING


def read_consulted(form: Mapping[str, Any] | None) -> ConsultedPolicy:
    """The policy that a form describes; what is not said is as usual."""
    return ConsultedPolicy(**{name: said for name, said in (form or {}).items() if said is not None})


def consulted_form(policy: ConsultedPolicy) -> dict[str, int]:
    """What is said otherwise than usual: came to the format later, so that earlier versions keep their digests."""
    return {name: said for name, said in asdict(policy).items() if said}
