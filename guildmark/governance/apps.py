from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "guildmark.governance"

    def ready(self) -> None:
        from guildmark.governance import integrity, jobs, permissions  # noqa: F401 – fill the registries
