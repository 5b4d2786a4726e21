from django.apps import AppConfig


class CandidacyConfig(AppConfig):
    name = "guildmark.candidacy"

    def ready(self) -> None:
        from guildmark.candidacy import permissions  # noqa: F401 – fills the registry
        from guildmark.candidacy.queries import find
        from guildmark.kernel.search import SEARCH

        SEARCH.answered_by(find)
