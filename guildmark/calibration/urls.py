from django.urls import path

from guildmark.calibration.pages import exemplars, mine, reliability

app_name = "calibration"
urlpatterns = [
    path("calibration/", mine.mine, name="mine"),
    path("calibration/sets/<int:pk>/", mine.calibration_set, name="set"),
    path("calibration/<slug:slug>/sets/", mine.sets, name="sets"),
    path("reliability/", reliability.programs, name="programs"),
    path("reliability/<slug:slug>/", reliability.program, name="program"),
    path("reliability/<slug:slug>/policy/", reliability.policy, name="policy"),
    path("reliability/<slug:slug>/founding/", reliability.founding, name="founding"),
    path("reliability/<slug:slug>/assessors/<int:pk>/invitation/", reliability.invitation, name="invitation"),
    path("reliability/<slug:slug>/assessors/<int:pk>/pause/", reliability.pause, name="pause"),
    path("pauses/<int:pk>/end/", reliability.pause_end, name="pause_end"),
    path("exemplars/", exemplars.exemplars, name="exemplars"),
    path("exemplars/new/", exemplars.new, name="exemplar_new"),
    path("exemplars/<int:pk>/", exemplars.exemplar, name="exemplar"),
    path("exemplars/<int:pk>/references/", exemplars.references, name="references"),
    path("exemplars/<int:pk>/references/<int:reference>/agreement/", exemplars.agreement, name="agreement"),
    path("exemplars/<int:pk>/opening/", exemplars.opening, name="opening"),
    path("exemplars/<int:pk>/retirement/", exemplars.retirement, name="retirement"),
    path("seats/<int:pk>/examples/", exemplars.examples, name="examples"),
]
