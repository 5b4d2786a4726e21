from django.urls import path

from guildmark.candidacy.pages import accommodations, applications, entrance, plan

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
    path("candidacies/<int:pk>/accommodations/", accommodations.own, name="own_accommodations"),
    path("accommodations/", accommodations.waiting, name="accommodations"),
    path("accommodations/<int:pk>/", accommodations.accommodation, name="accommodation"),
    path("accommodations/<int:pk>/answer/", accommodations.answer, name="accommodation_answer"),
    path("accommodations/<int:pk>/ending/", accommodations.ending, name="accommodation_ending"),
    path("applications/", applications.applications, name="applications"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/answer/", applications.answer, name="answer"),
]
