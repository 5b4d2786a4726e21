"""What may be asked of this room."""

from guildmark.credentials.queries.credentials import (
    Shown,
    by_any_ref,
    changes_of,
    get_credential,
    get_own,
    get_shown,
    of_holder,
    open_hearing,
    public_by_ref,
    public_credentials,
    standing_of,
)
from guildmark.credentials.queries.docket import Item, docket, docket_page, programs_on_docket
from guildmark.credentials.queries.dossiers import Docketed, Dossier, dossier, get_docketed
from guildmark.credentials.queries.holding import holders, holds
from guildmark.credentials.queries.records import Asked, decision_called, form_for, get_asked
from guildmark.credentials.queries.register import Row, programs_in_register, register, rows
from guildmark.credentials.queries.standing import Held, standing
from guildmark.credentials.queries.status import status_list
from guildmark.credentials.queries.turns import search, turns
from guildmark.credentials.queries.verdicts import Verdict, verdict

__all__ = [
    "Asked",
    "Docketed",
    "Dossier",
    "Held",
    "Item",
    "Row",
    "Shown",
    "Verdict",
    "by_any_ref",
    "changes_of",
    "decision_called",
    "docket",
    "docket_page",
    "dossier",
    "form_for",
    "get_asked",
    "get_credential",
    "get_docketed",
    "get_own",
    "get_shown",
    "holders",
    "holds",
    "of_holder",
    "open_hearing",
    "programs_in_register",
    "programs_on_docket",
    "public_by_ref",
    "public_credentials",
    "register",
    "rows",
    "search",
    "standing",
    "standing_of",
    "status_list",
    "turns",
    "verdict",
]
