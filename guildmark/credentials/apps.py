from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "guildmark.credentials"

    def ready(self) -> None:
        from guildmark.candidacy.ports import HOLDS, RENEWABLE
        from guildmark.credentials import checkups, integrity, issuer, jobs, lifecycle, permissions  # noqa: F401
        from guildmark.credentials.queries import holders, holds, search
        from guildmark.kernel.sealing import SEALER
        from guildmark.kernel.search import SEARCH
        from guildmark.kernel.starting import STARTS
        from guildmark.programs.ports import HOLDERS

        HOLDS.answered_by(holds)
        RENEWABLE.answered_by(lifecycle.may_renew)
        HOLDERS.answered_by(holders)
        SEARCH.answered_by(search)
        STARTS.answered_by(issuer.made_ready)
        SEALER.answered_by(issuer.sealer)
