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
    signed_with,
    standing_of,
)
from guildmark.credentials.queries.docket import Item, docket, docket_page, programs_on_docket
from guildmark.credentials.queries.dossiers import Docketed, Dossier, dossier, get_docketed
from guildmark.credentials.queries.holding import holders, holds
from guildmark.credentials.queries.leave import held_with_leave, leave_of
from guildmark.credentials.queries.records import Asked, decision_called, form_for, get_asked
from guildmark.credentials.queries.register import Row, programs_in_register, register, rows
from guildmark.credentials.queries.renewals import (
    Chain,
    Due,
    Outlook,
    Renewal,
    chain_of,
    may_remind_some,
    outlook,
    programs_to_renew,
    renewal_of,
    running_out,
    team,
    to_remind,
)
from guildmark.credentials.queries.standing import Held, standing
from guildmark.credentials.queries.status import status_list
from guildmark.credentials.queries.turns import search, turns
from guildmark.credentials.queries.verdicts import Verdict, verdict

__all__ = [
    "Asked",
    "Chain",
    "Docketed",
    "Dossier",
    "Due",
    "Held",
    "Item",
    "Outlook",
    "Renewal",
    "Row",
    "Shown",
    "Verdict",
    "by_any_ref",
    "chain_of",
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
    "held_with_leave",
    "holders",
    "holds",
    "leave_of",
    "may_remind_some",
    "of_holder",
    "open_hearing",
    "outlook",
    "programs_in_register",
    "programs_on_docket",
    "programs_to_renew",
    "public_by_ref",
    "public_credentials",
    "register",
    "renewal_of",
    "rows",
    "running_out",
    "search",
    "signed_with",
    "standing",
    "standing_of",
    "status_list",
    "team",
    "to_remind",
    "turns",
    "verdict",
]
