"""When that is announced upstream, these people are told."""

from guildmark.portal.reactions import credentials, governance, standards, work

REACTIONS = {**work.REACTIONS, **standards.REACTIONS, **credentials.REACTIONS, **governance.REACTIONS}
