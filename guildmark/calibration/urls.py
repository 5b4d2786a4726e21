from django.urls import path

from guildmark.calibration.pages import exemplars, judging, mine, reliability, studies

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
    path("cuts/<slug:slug>/<str:number>/", studies.cuts, name="cuts"),
    path("cuts/<slug:slug>/<str:number>/<slug:task>/", studies.new, name="study_new"),
    path("studies/", studies.studies, name="studies"),
    path("studies/<int:pk>/", studies.study, name="study"),
    path("studies/<int:pk>/judges/", studies.judges, name="judges"),
    path("studies/<int:pk>/rounds/", studies.rounds, name="rounds"),
    path("studies/<int:pk>/rounds/end/", studies.round_end, name="round_end"),
    path("studies/<int:pk>/cut/", studies.cut, name="cut"),
    path("studies/<int:pk>/end/", studies.drop, name="study_end"),
    path("studies/<int:pk>/judging/", judging.judging, name="judging"),
    path("studies/<int:pk>/judging/levels/", judging.levels, name="levels"),
    path("studies/<int:pk>/judging/answer/", judging.answer, name="answer"),
    path("studies/<int:pk>/judging/works/<int:sheet>/", judging.work, name="work"),
]
