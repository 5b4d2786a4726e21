from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "guildmark.credentials"

    def ready(self) -> None:
        from guildmark.candidacy.ports import HOLDS
        from guildmark.credentials import checkups, permissions  # noqa: F401
        from guildmark.credentials.queries.holding import holds

        HOLDS.answered_by(holds)
