"""What can happen to a credential after its grant: each with what it does, a reason, and one button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from guildmark.credentials import actions, forms, queries
from guildmark.credentials.lifecycle import CORRECT, DROP, PROPOSE, REINSTATE, REPLACE, SUSPEND, WITHDRAW
from guildmark.kernel.access import Actor
from guildmark.kernel.lifecycle import Move


@dataclass(frozen=True)
class Change:
    """`effect` says what becomes true; `done` what was done."""

    move: Move
    verb: Callable[..., Any]
    title: str | Promise
    effect: str | Promise
    done: str | Promise
    form: type[forms.Because] = forms.Because
    icon: str = "gavel"


CHANGES = {
    "suspend": Change(
        SUSPEND, actions.suspend, gettext_lazy("Suspend"),
        gettext_lazy("From this moment it does not count: its page, the status list that verifiers read and every right that rests on it say so at once. Its dates stay as they are, and reinstating it brings it back with them."),
        gettext_lazy("Suspended. Its holder has been told."), icon="player-pause",
    ),
    "reinstate": Change(
        REINSTATE, actions.reinstate, gettext_lazy("Reinstate"),
        gettext_lazy("From this moment it counts again, with the dates it always had."),
        gettext_lazy("Reinstated. Its holder has been told."), icon="player-play",
    ),
    "propose": Change(
        PROPOSE, actions.propose_withdrawal, gettext_lazy("Propose to withdraw"),
        gettext_lazy("Nothing changes yet. Its holder is told why, and can answer before anybody decides. If it must not count meanwhile, suspend it too."),
        gettext_lazy("Proposed. Its holder has been told, and can answer."), forms.Propose, "message-question",
    ),
    "drop": Change(
        DROP, actions.drop_withdrawal, gettext_lazy("Let the proposal go"),
        gettext_lazy("The credential stands as it stood, and its holder is told."),
        gettext_lazy("The proposal is let go. Its holder has been told."), icon="arrow-back-up",
    ),
    "withdraw": Change(
        WITHDRAW, actions.withdraw, gettext_lazy("Withdraw"),
        gettext_lazy("It never counts again, and this can’t be taken back. Its holder can appeal."),
        gettext_lazy("Withdrawn. Its holder has been told."), icon="circle-x",
    ),
    "replace": Change(
        REPLACE, actions.replace, gettext_lazy("Replace"),
        gettext_lazy("For an error in what it says. Another credential with a reference of its own takes its place, signed with what is on record today and the dates below; the old address leads to it. This one counts no more."),
        gettext_lazy("Replaced. Its holder has been told."), forms.Replace, "copy-plus",
    ),
    "correct": Change(
        CORRECT, actions.correct, gettext_lazy("Sign again"),
        gettext_lazy("For a changed e-mail address. The same credential, under the same reference, names its holder by today’s address. Copies handed out before still check."),
        gettext_lazy("Signed again for today’s address."), icon="refresh",
    ),
}  # fmt: skip


def offered_changes(shown: queries.Shown, by: Actor, at: datetime) -> list[tuple[str, Change]]:
    """The changes that this person may make now."""
    return [(what, one) for what, one in CHANGES.items() if one.move.decide(shown.credential, by, at=at)]
