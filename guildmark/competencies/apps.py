from django.apps import AppConfig


class CompetenciesConfig(AppConfig):
    name = "guildmark.competencies"

    def ready(self) -> None:
        from guildmark.competencies import integrity, permissions, queries  # noqa: F401
        from guildmark.kernel.search import SEARCH

        SEARCH.answered_by(queries.find)
