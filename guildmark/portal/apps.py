from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "guildmark.portal"

    def ready(self) -> None:
        from guildmark.credentials.ports import NOTICES
        from guildmark.kernel.facts import react
        from guildmark.portal import mail, permissions  # noqa: F401
        from guildmark.portal.queries.noticed import notices_about
        from guildmark.portal.reactions import REACTIONS

        react(REACTIONS)
        NOTICES.answered_by(notices_about)
