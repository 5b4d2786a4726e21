from django.apps import AppConfig


class CandidacyConfig(AppConfig):
    name = "guildmark.candidacy"

    def ready(self) -> None:
        from guildmark.candidacy import integrity, permissions  # noqa: F401 – fill the registries
        from guildmark.candidacy.queries import find
        from guildmark.kernel.search import SEARCH

        SEARCH.answered_by(find)
