from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "guildmark.assessment"

    def ready(self) -> None:
        from guildmark.assessment import jobs, permissions  # noqa: F401 – fill the registries
        from guildmark.assessment.reactions import REACTIONS
        from guildmark.kernel.facts import react

        react(REACTIONS)
