from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "guildmark.portal"

    def ready(self) -> None:
        from guildmark.kernel.facts import react
        from guildmark.portal import mail, permissions  # noqa: F401
        from guildmark.portal.reactions import REACTIONS

        react(REACTIONS)
