from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "guildmark.people"

    def ready(self) -> None:
        from guildmark.kernel.search import SEARCH
        from guildmark.people import integrity, jobs, permissions  # noqa: F401
        from guildmark.people.queries import search_people

        SEARCH.answered_by(search_people)
