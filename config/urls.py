"""Where each room's pages hang. URLs are nouns."""

from django.urls import include, path

urlpatterns = [
    path("", include("guildmark.kernel.urls")),
    path("", include("guildmark.portal.urls")),
    path("", include("guildmark.people.urls")),
    path("", include("guildmark.competencies.urls")),
    path("", include("guildmark.programs.urls")),
    path("", include("guildmark.consultation.urls")),
    path("", include("guildmark.candidacy.urls")),
    path("", include("guildmark.assessment.urls")),
    path("", include("guildmark.calibration.urls")),
    path("", include("guildmark.scheduling.urls")),
    path("", include("guildmark.originality.urls")),
    path("", include("guildmark.credentials.urls")),
    path("", include("guildmark.governance.urls")),
]
