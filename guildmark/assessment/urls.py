"""Where this room's pages hang: the candidate's workspace, and judging."""

from django.urls import path
from django.urls.resolvers import URLPattern

from guildmark.assessment.pages import (
    adjudication,
    assessors,
    bench,
    desk,
    evidence,
    grants,
    media,
    observing,
    panels,
    queue,
    recording,
    result,
    together,
    uploads,
)
from guildmark.assessment.pages import conflicts as conflicting
from guildmark.assessment.pages import workspace as drafts

app_name = "assessment"

workspace: list[URLPattern] = [
    path("candidacies/<int:candidacy>/submissions/", drafts.submissions, name="submissions"),
    path("submissions/<int:pk>/", drafts.workspace, name="workspace"),
    path("submissions/<int:pk>/boxes/<slug:key>/", drafts.box, name="box"),
    path("submissions/<int:pk>/draft/", drafts.draft, name="draft"),
    path("submissions/<int:pk>/submittal/", drafts.submittal, name="submittal"),
    path("submissions/<int:pk>/recall/", drafts.recall, name="recall"),
    path("submissions/<int:pk>/kept/<int:kept_id>/", drafts.kept, name="kept"),
    path("submissions/<int:pk>/evidence/", evidence.evidence, name="evidence"),
    path("submissions/<int:pk>/evidence/<int:evidence_id>/removal/", evidence.removal, name="removal"),
    path("submissions/<int:pk>/return/", evidence.return_, name="return"),
    path("submissions/<int:pk>/uploads/", uploads.uploads, name="uploads"),
    path("submissions/<int:pk>/recording/", recording.recording, name="recording"),
    path("uploads/<slug:key>/", uploads.upload, name="upload"),
    path("submissions/<int:pk>/team/", together.team, name="team"),
    path("evidence/<int:pk>/viewers/", together.viewers, name="viewers"),
    path("evidence/<int:pk>/restriction/", together.restriction, name="restriction"),
    path("evidence/<int:pk>/opening/", together.opening, name="opening"),
    path("evidence/<int:pk>/captions/", media.captions, name="captions"),
    path("evidence/<int:pk>/preview/", media.preview, name="preview"),
    path("evidence/<int:pk>/poster/", media.poster, name="poster"),
    path("evidence/<int:pk>/file/", evidence.file, name="file"),
]

judging: list[URLPattern] = [
    path("queue/", queue.queue, name="queue"),
    path("seats/<int:pk>/", desk.seat, name="seat"),
    path("seats/<int:pk>/start/", desk.start, name="start"),
    path("seats/<int:pk>/refusal/", desk.refusal, name="refusal"),
    path("seats/<int:pk>/scores/<slug:criterion>/", desk.score, name="score"),
    path("seats/<int:pk>/request/", desk.request, name="request"),
    path("requests/<int:pk>/end/", desk.request_end, name="request_end"),
    path("seats/<int:pk>/marks/", bench.marks, name="marks"),
    path("seats/<int:pk>/marks/<int:mark>/removal/", bench.mark_removal, name="mark_removal"),
    path("seats/<int:pk>/bank/", bench.bank, name="bank"),
    path("seats/<int:pk>/bank/<int:comment>/removal/", bench.bank_removal, name="bank_removal"),
    path("seats/<int:pk>/skip/", bench.skip, name="skip"),
    path("seats/<int:pk>/observation/", observing.observation, name="observation"),
    path("seats/<int:pk>/observation/beginning/", observing.beginning, name="beginning"),
    path("seats/<int:pk>/observation/moments/", observing.moments, name="moments"),
    path("seats/<int:pk>/observation/attendance/", observing.attendance, name="attendance"),
    path("seats/<int:pk>/notes/", desk.notes, name="notes"),
    path("seats/<int:pk>/seal/", desk.seal, name="seal"),
    path("seats/<int:pk>/replacement/", panels.replacement, name="replacement"),
    path("submissions/<int:pk>/observations/", observing.observations, name="observations"),
    path("adjudications/<int:pk>/", adjudication.adjudication, name="adjudication"),
    path("adjudications/<int:pk>/remarks/", adjudication.remarks, name="remarks"),
    path("adjudications/<int:pk>/proposals/", adjudication.proposals, name="proposals"),
    path(
        "adjudications/<int:pk>/proposals/<int:proposal>/confirmation/",
        adjudication.confirmation,
        name="confirmation",
    ),
    path("submissions/<int:pk>/result/", result.result, name="result"),
    path("panels/", panels.panels, name="panels"),
    path("panels/<int:pk>/", panels.panel, name="panel"),
    path("panels/forming/", panels.forming, name="forming"),
    path("panels/<int:pk>/people/", conflicting.people, name="panel_people"),
    path("panels/<int:pk>/waivers/", conflicting.waivers, name="waivers"),
    path("panels/<int:pk>/attempt/", panels.attempt, name="attempt"),
    path("panels/<int:pk>/waiver/", panels.waiver, name="waiver"),
    path("assessors/", assessors.assessors, name="assessors"),
    path("assessors/qualifications/", assessors.qualifications, name="qualifications"),
    path(
        "assessors/qualifications/<int:pk>/languages/",
        assessors.qualification_languages,
        name="qualification_languages",
    ),
    path("assessors/qualifications/<int:pk>/end/", assessors.qualification_end, name="qualification_end"),
    path("candidacies/<int:candidacy>/attempts/", grants.attempts, name="attempts"),
    path("conflicts/policy/", conflicting.policy, name="conflict_policy"),
    path("conflicts/policy/versions/", conflicting.policy_versions, name="conflict_policy_versions"),
    path("conflicts/waivers/<int:pk>/", conflicting.waiver, name="conflict_waiver"),
    path("conflicts/waivers/<int:pk>/agreement/", conflicting.agreement, name="agreement"),
    path("conflicts/", assessors.conflicts, name="conflicts"),
    path("conflicts/declarations/", assessors.declarations, name="declarations"),
    path("conflicts/declarations/<int:pk>/end/", assessors.declaration_end, name="declaration_end"),
]

urlpatterns = [*workspace, *judging]
