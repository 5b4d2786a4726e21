"""What may happen to a submission, and to the seats, sheets and adjudications that judge it."""

from guildmark.assessment.lifecycle.submissions import (
    DECIDE,
    DISAGREE,
    LIFECYCLE,
    RECALL,
    START,
    SUBMIT,
    WRITE,
    has_seat,
    may_read_evidence,
)

__all__ = [
    "DECIDE",
    "DISAGREE",
    "LIFECYCLE",
    "RECALL",
    "START",
    "SUBMIT",
    "WRITE",
    "has_seat",
    "may_read_evidence",
]
