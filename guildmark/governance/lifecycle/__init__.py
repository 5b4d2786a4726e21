"""Who may run a committee, who may vote, and who stands aside."""

from guildmark.governance.lifecycle.committees import may_call, may_delegate, may_found, may_hold, may_run, may_seat
from guildmark.governance.lifecycle.motions import (
    asides,
    eligible,
    may_cast,
    may_close,
    may_decide_alone,
    may_put,
    may_recuse,
    members_on,
    why_aside,
)

__all__ = [
    "asides", "eligible", "may_call", "may_cast", "may_close", "may_decide_alone", "may_delegate", "may_found", "may_hold",
    "may_put", "may_recuse", "may_run", "may_seat", "members_on", "why_aside",
]  # fmt: skip
