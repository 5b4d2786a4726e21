"""Where this room's pages hang."""

from django.urls import path

from guildmark.consultation.pages import rating, rounds

app_name = "consultation"
urlpatterns = [
    path("validations/of/<slug:slug>/<str:number>/", rounds.rounds, name="rounds"),
    path("validations/of/<slug:slug>/<str:number>/new/", rounds.new, name="round_new"),
    path("validations/<int:pk>/", rounds.round, name="round"),
    path("validations/<int:pk>/raters/", rounds.raters, name="raters"),
    path("validations/<int:pk>/end/", rounds.end, name="round_end"),
    path("validations/<int:pk>/replies/<str:item>/", rounds.reply, name="reply"),
    path("validations/<int:pk>/rating/", rating.rating, name="rating"),
    path("validations/<int:pk>/rating/<str:item>/", rating.said, name="said"),
]
