from django.urls import path

from guildmark.candidacy.pages import applications, entrance, plan

app_name = "candidacy"
urlpatterns = [
    path("candidacies/", plan.candidacies, name="candidacies"),
    path("candidacies/for/<slug:slug>/", entrance.entrance, name="entrance"),
    path("candidacies/<int:pk>/", plan.candidacy, name="candidacy"),
    path("candidacies/<int:pk>/beginning/", plan.beginning, name="beginning"),
    path("candidacies/<int:pk>/pause/", plan.pause, name="pause"),
    path("candidacies/<int:pk>/resumption/", plan.resumption, name="resumption"),
    path("candidacies/<int:pk>/withdrawal/", plan.withdrawal, name="withdrawal"),
    path("candidacies/<int:pk>/credentials/", plan.credentials, name="credentials"),
    path("candidacies/<int:pk>/targets/<slug:key>/", plan.target, name="target"),
    path("applications/", applications.applications, name="applications"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/answer/", applications.answer, name="answer"),
]
