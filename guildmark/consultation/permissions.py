"""What a role lets somebody do where criteria are validated."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    ASK = permission(
        "consultation.ask", _("ask people whether the criteria fit the work, and answer them"), Role.PROGRAM_OWNER
    )
    SEE = permission("consultation.see", _("see what people said of the criteria"), Role.PROGRAM_OWNER, Role.COMMITTEE)
    RATE = permission("consultation.rate", _("say whether the criteria fit the work, when asked"), Role.EVERYONE)
