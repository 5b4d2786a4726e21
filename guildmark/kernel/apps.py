from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "guildmark.kernel"

    def ready(self) -> None:
        from guildmark.kernel import journal  # noqa: F401  (declares its invariants)
