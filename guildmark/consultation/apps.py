from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "guildmark.consultation"

    def ready(self) -> None:
        from guildmark.consultation import integrity, permissions  # noqa: F401 – fill the registries
        from guildmark.consultation.queries import consulted
        from guildmark.programs.ports import CONSULTED

        CONSULTED.answered_by(consulted)
