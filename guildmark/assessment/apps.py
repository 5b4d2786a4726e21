from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "guildmark.assessment"

    def ready(self) -> None:
        from guildmark.assessment import permissions  # noqa: F401 – fills the registry
