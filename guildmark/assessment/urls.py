"""Where this room's pages hang: the candidate's workspace, and judging."""

from django.urls import path
from django.urls.resolvers import URLPattern

from guildmark.assessment.pages import adjudication, assessors, desk, panels, queue, result

app_name = "assessment"

workspace: list = []

judging: list[URLPattern] = [
    path("queue/", queue.queue, name="queue"),
    path("seats/<int:pk>/", desk.seat, name="seat"),
    path("seats/<int:pk>/start/", desk.start, name="start"),
    path("seats/<int:pk>/refusal/", desk.refusal, name="refusal"),
    path("seats/<int:pk>/scores/<slug:criterion>/", desk.score, name="score"),
    path("seats/<int:pk>/notes/", desk.notes, name="notes"),
    path("seats/<int:pk>/seal/", desk.seal, name="seal"),
    path("seats/<int:pk>/replacement/", panels.replacement, name="replacement"),
    path("adjudications/<int:pk>/", adjudication.adjudication, name="adjudication"),
    path("adjudications/<int:pk>/proposals/", adjudication.proposals, name="proposals"),
    path(
        "adjudications/<int:pk>/proposals/<int:proposal>/confirmation/",
        adjudication.confirmation,
        name="confirmation",
    ),
    path("submissions/<int:pk>/result/", result.result, name="result"),
    path("panels/", panels.panels, name="panels"),
    path("panels/<int:pk>/", panels.panel, name="panel"),
    path("panels/<int:pk>/attempt/", panels.attempt, name="attempt"),
    path("panels/<int:pk>/waiver/", panels.waiver, name="waiver"),
    path("assessors/", assessors.assessors, name="assessors"),
    path("assessors/qualifications/", assessors.qualifications, name="qualifications"),
    path("assessors/qualifications/<int:pk>/end/", assessors.qualification_end, name="qualification_end"),
    path("conflicts/", assessors.conflicts, name="conflicts"),
    path("conflicts/declarations/", assessors.declarations, name="declarations"),
    path("conflicts/declarations/<int:pk>/end/", assessors.declaration_end, name="declaration_end"),
]

urlpatterns = [*workspace, *judging]
