"""When that is announced upstream, these people are told."""

from guildmark.portal.reactions import consultation, credentials, governance, standards, work

REACTIONS = {
    **work.REACTIONS,
    **consultation.REACTIONS,
    **standards.REACTIONS,
    **credentials.REACTIONS,
    **governance.REACTIONS,
}
