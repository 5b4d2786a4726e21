from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "guildmark.credentials"

    def ready(self) -> None:
        from guildmark.candidacy.ports import HOLDS, RENEWABLE
        from guildmark.credentials import checkups, integrity, integrity_of_leave, issuer, jobs, lifecycle, permissions  # noqa: F401 – fill the registries
        from guildmark.credentials.queries import holders, holds, search
        from guildmark.credentials.reactions import REACTIONS
        from guildmark.kernel.facts import react
        from guildmark.kernel.sealing import SEALER
        from guildmark.kernel.search import SEARCH
        from guildmark.kernel.starting import STARTS
        from guildmark.programs.ports import HOLDERS

        react(REACTIONS)
        HOLDS.answered_by(holds)
        RENEWABLE.answered_by(lifecycle.may_renew)
        HOLDERS.answered_by(holders)
        SEARCH.answered_by(search)
        STARTS.answered_by(issuer.made_ready)
        SEALER.answered_by(issuer.sealer)
