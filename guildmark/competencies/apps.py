from django.apps import AppConfig


class CompetenciesConfig(AppConfig):
    name = "guildmark.competencies"

    def ready(self) -> None:
        from guildmark.competencies import permissions  # noqa: F401
