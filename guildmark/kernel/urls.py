from django.urls import path

from guildmark.kernel.pages import health

app_name = "kernel"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
