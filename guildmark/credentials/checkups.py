"""What must be in order for credentials to be signed and checked; `guildmark doctor` runs these."""

from datetime import datetime

from guildmark.credentials import issuer
from guildmark.credentials.domain.contexts import KNOWN, Unsound, context
from guildmark.kernel.checkup import checkup


@checkup("signing-key", "Credentials can be signed, by the issuer that they have named from the start.")
def credentials_can_be_signed(at: datetime) -> str:
    return issuer.trouble()


@checkup("contexts", "The definitions that credentials refer to are here, each the pinned one.")
def contexts_are_here(at: datetime) -> str:
    try:
        for address in KNOWN:
            context(address)
    except (OSError, Unsound) as error:
        return f"{error}. Run `python scripts/assets.py`."
    return ""
