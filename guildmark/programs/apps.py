from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "guildmark.programs"

    def ready(self) -> None:
        from guildmark.kernel.search import SEARCH
        from guildmark.programs import integrity, permissions, queries  # noqa: F401 – fill their registries

        SEARCH.answered_by(queries.search_programs)
