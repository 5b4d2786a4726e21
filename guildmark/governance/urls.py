"""Where this room's pages hang."""

from django.urls import path

from guildmark.governance.pages import appeals, committees, motions

app_name = "governance"
urlpatterns = [
    path("committees/", committees.committees, name="committees"),
    path("committees/founding/", committees.founding, name="founding"),
    path("committees/<int:pk>/", committees.committee, name="committee"),
    path("committees/<int:pk>/members/", committees.members, name="members"),
    path("committees/<int:pk>/meetings/", committees.meetings, name="meetings"),
    path("committees/<int:pk>/motions/", committees.motions, name="motions"),
    path("committees/<int:pk>/delegations/", committees.delegations, name="delegations"),
    path("meetings/<int:pk>/minutes/", committees.minutes, name="minutes"),
    path("motions/<int:pk>/", motions.motion, name="motion"),
    path("motions/<int:pk>/ballot/", motions.ballot, name="ballot"),
    path("motions/<int:pk>/recusal/", motions.recusal, name="recusal"),
    path("motions/<int:pk>/closing/", motions.closing, name="closing"),
    path("motions/<int:pk>/officer/", motions.officer, name="officer"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/complaint/", appeals.complaint, name="complaint"),
    path("submissions/<int:pk>/appeal/", appeals.contest, name="contest"),
    path("appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("appeals/<int:pk>/acknowledgement/", appeals.acknowledgement, name="acknowledgement"),
    path("appeals/<int:pk>/hearers/", appeals.hearers, name="hearers"),
    path("appeals/<int:pk>/outcome/", appeals.outcome, name="outcome"),
    path("appeals/<int:pk>/ending/", appeals.ending, name="ending"),
    path("decisions/", motions.register, name="register"),
]
