from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "guildmark.people"

    def ready(self) -> None:
        from guildmark.people import jobs, permissions  # noqa: F401
