"""The addresses of an installation in demo mode."""

from django.urls import include, path

from guildmark.people import urls

urlpatterns = [path("", include("config.urls")), path("", include((urls.DEMO_ONLY, "people"), namespace="people_demo"))]
