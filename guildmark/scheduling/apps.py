from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "guildmark.scheduling"

    def ready(self) -> None:
        from guildmark.kernel.facts import react
        from guildmark.scheduling import integrity, jobs, mail, permissions  # noqa: F401 – fill the registries
        from guildmark.scheduling.reactions import REACTIONS

        react(REACTIONS)

        from guildmark.assessment.ports import SESSIONS
        from guildmark.candidacy.ports import TASKS
        from guildmark.scheduling.queries.standing import sessions_in_words
        from guildmark.scheduling.queries.turns import standing_of_live_tasks

        TASKS.answered_by(standing_of_live_tasks)
        SESSIONS.answered_by(sessions_in_words)
