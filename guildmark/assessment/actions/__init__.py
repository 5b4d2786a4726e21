"""The verbs of submitting and of judging."""

from guildmark.assessment.actions.adjudicating import confirm_consensus, propose_consensus
from guildmark.assessment.actions.panels import decline_seat, form_panel, replace_seat, waive_further_assessor
from guildmark.assessment.actions.qualifying import (
    declare_conflict,
    end_declared_conflict,
    end_qualification,
    grant_qualification,
)
from guildmark.assessment.actions.scoring import Stale, save_notes, save_score, seal_sheet, start_seat

__all__ = [
    "Stale",
    "confirm_consensus",
    "declare_conflict",
    "decline_seat",
    "end_declared_conflict",
    "end_qualification",
    "form_panel",
    "grant_qualification",
    "propose_consensus",
    "replace_seat",
    "save_notes",
    "save_score",
    "seal_sheet",
    "start_seat",
    "waive_further_assessor",
]
