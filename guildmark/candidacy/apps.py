from django.apps import AppConfig


class CandidacyConfig(AppConfig):
    name = "guildmark.candidacy"

    def ready(self) -> None:
        from guildmark.candidacy import permissions  # noqa: F401 – fills the registry
