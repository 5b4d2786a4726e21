from django.apps import AppConfig


class OriginalityConfig(AppConfig):
    name = "guildmark.originality"

    def ready(self) -> None:
        from guildmark.assessment.ports import SIGNED, WORDING
        from guildmark.kernel.facts import react
        from guildmark.originality import integrity, jobs, permissions  # noqa: F401 – fill the registries
        from guildmark.originality.queries import signed_with, wording_of
        from guildmark.originality.reactions import REACTIONS

        react(REACTIONS)
        WORDING.answered_by(wording_of)
        SIGNED.answered_by(signed_with)
