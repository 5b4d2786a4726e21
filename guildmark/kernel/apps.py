from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "guildmark.kernel"

    def ready(self) -> None:
        from guildmark.kernel import journal, sealing, seals  # noqa: F401  (declare invariants and jobs)
