from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "guildmark.assessment"

    def ready(self) -> None:
        from guildmark.assessment import integrity, jobs, permissions  # noqa: F401 – fill the registries
        from guildmark.assessment.queries.finding import find
        from guildmark.assessment.reactions import REACTIONS
        from guildmark.kernel.facts import react
        from guildmark.kernel.search import SEARCH

        react(REACTIONS)
        SEARCH.answered_by(find)

        from guildmark.assessment.queries import standing_of_tasks
        from guildmark.candidacy.ports import TASKS

        TASKS.answered_by(standing_of_tasks)
