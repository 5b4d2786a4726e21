"""Where this room's pages hang."""

from django.urls import path

from guildmark.originality.pages import matches, wordings

app_name = "originality"
urlpatterns = [
    path("matches/", matches.matches, name="matches"),
    path("matches/<int:pk>/", matches.match, name="match"),
    path("matches/<int:pk>/review/", matches.review, name="review"),
    path("wordings/<slug:slug>/<str:number>/", wordings.wordings, name="wordings"),
    path(
        "wordings/<slug:slug>/<str:number>/<slug:task>/<slug:variant>/retirement/",
        wordings.retirement,
        name="retirement",
    ),
]
