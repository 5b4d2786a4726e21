"""The verbs of submitting and of judging."""

from guildmark.assessment.actions.adjudicating import confirm_consensus, propose_consensus, remark
from guildmark.assessment.actions.conflicting import agree_waiver, ask_waiver, set_conflict_policy
from guildmark.assessment.actions.copying import copy_submission, seat_on_copy
from guildmark.assessment.actions.desk import Place, drop_comment, drop_mark, keep_comment, mark_evidence, skip_seat
from guildmark.assessment.actions.drafting import (
    Saved,
    attach_file,
    attach_link,
    open_submission,
    put_back,
    remove_evidence,
    save_text,
    settle_kept_text,
)
from guildmark.assessment.actions.filming import attach_captions, describe_film
from guildmark.assessment.actions.granting import grant_attempt
from guildmark.assessment.actions.lapsing import lapse
from guildmark.assessment.actions.observing import begin_observation, mark_moment, note_attendance
from guildmark.assessment.actions.panels import (
    decline_seat,
    form_panel,
    form_waiting_panels,
    replace_seat,
    waive_further_assessor,
)
from guildmark.assessment.actions.qualifying import (
    declare_conflict,
    end_declared_conflict,
    end_qualification,
    grant_qualification,
    set_languages,
)
from guildmark.assessment.actions.returning import ask_for_more, go_on_without
from guildmark.assessment.actions.scoring import (
    Conflicted,
    Stale,
    fill_sheet,
    save_notes,
    save_score,
    seal_sheet,
    start_seat,
)
from guildmark.assessment.actions.snapshots import keep_snapshot
from guildmark.assessment.actions.submitting import hand_in_more, recall, submit
from guildmark.assessment.actions.together import lift_restriction, name_team, restrict
from guildmark.assessment.actions.uploading import begin_upload, drop_upload, finish_upload, measure_upload

__all__ = [
    "Conflicted",
    "Place",
    "Saved",
    "Stale",
    "agree_waiver",
    "ask_for_more",
    "ask_waiver",
    "attach_captions",
    "attach_file",
    "attach_link",
    "begin_observation",
    "begin_upload",
    "confirm_consensus",
    "copy_submission",
    "declare_conflict",
    "decline_seat",
    "describe_film",
    "drop_comment",
    "drop_mark",
    "drop_upload",
    "end_declared_conflict",
    "end_qualification",
    "fill_sheet",
    "finish_upload",
    "form_panel",
    "form_waiting_panels",
    "go_on_without",
    "grant_attempt",
    "grant_qualification",
    "hand_in_more",
    "keep_comment",
    "keep_snapshot",
    "lapse",
    "lift_restriction",
    "mark_evidence",
    "mark_moment",
    "measure_upload",
    "name_team",
    "note_attendance",
    "open_submission",
    "propose_consensus",
    "put_back",
    "recall",
    "remark",
    "remove_evidence",
    "replace_seat",
    "restrict",
    "save_notes",
    "save_score",
    "save_text",
    "seal_sheet",
    "seat_on_copy",
    "set_conflict_policy",
    "set_languages",
    "settle_kept_text",
    "skip_seat",
    "start_seat",
    "submit",
    "waive_further_assessor",
]
