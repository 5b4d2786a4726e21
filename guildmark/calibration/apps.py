from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "guildmark.calibration"

    def ready(self) -> None:
        from guildmark.assessment.ports import COPY_READERS, PAUSED
        from guildmark.calibration import integrity, jobs, permissions  # noqa: F401 – fill the registries
        from guildmark.calibration.queries import may_read_work, paused_among
        from guildmark.calibration.reactions import REACTIONS
        from guildmark.kernel.facts import react

        react(REACTIONS)
        COPY_READERS.answered_by(may_read_work)
        PAUSED.answered_by(paused_among)
