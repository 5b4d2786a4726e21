"""What may happen to a submission, and to the seats, sheets and adjudications that judge it."""

from guildmark.assessment.lifecycle.submissions import (
    ANSWER,
    ASK,
    DECIDE,
    DISAGREE,
    GO_ON,
    LIFECYCLE,
    RECALL,
    START,
    SUBMIT,
    WRITE,
    has_seat,
    may_read_evidence,
)

__all__ = [
    "ANSWER",
    "ASK",
    "DECIDE",
    "DISAGREE",
    "GO_ON",
    "LIFECYCLE",
    "RECALL",
    "START",
    "SUBMIT",
    "WRITE",
    "has_seat",
    "may_read_evidence",
]
