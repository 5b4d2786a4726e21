from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "guildmark.programs"

    def ready(self) -> None:
        from guildmark.programs import permissions  # noqa: F401 – fills the registry
