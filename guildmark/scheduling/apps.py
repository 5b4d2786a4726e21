from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "guildmark.scheduling"

    def ready(self) -> None:
        from guildmark.kernel.facts import react
        from guildmark.scheduling import integrity, jobs, permissions  # noqa: F401 – fill the registries
        from guildmark.scheduling.reactions import REACTIONS

        react(REACTIONS)
