from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "guildmark.programs"

    def ready(self) -> None:
        from guildmark.kernel.search import SEARCH
        from guildmark.people.ports import PROGRAMS
        from guildmark.programs import integrity, permissions, queries  # noqa: F401 – fill their registries

        PROGRAMS.answered_by(queries.program_titles)
        SEARCH.answered_by(queries.search_programs)
