"""When that is announced upstream, these people are told."""

from guildmark.portal.reactions import credentials, work

REACTIONS = {**work.REACTIONS, **credentials.REACTIONS}
