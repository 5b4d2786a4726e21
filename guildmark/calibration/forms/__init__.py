"""What people fill in: exemplars, their experts, policies, studies of a cut."""

from guildmark.calibration.forms.exemplars import Founding, NewExemplar, NewPolicy, Reason
from guildmark.calibration.forms.standards import RATINGS, Cut, Discussion, Invitation, Levels, NewStudy, Overall

__all__ = [
    "RATINGS",
    "Cut",
    "Discussion",
    "Founding",
    "Invitation",
    "Levels",
    "NewExemplar",
    "NewPolicy",
    "NewStudy",
    "Overall",
    "Reason",
]
