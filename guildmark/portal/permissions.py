"""What the portal lets people do."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    SEARCH = permission("portal.search", _("search what you may see"), Role.EVERYONE)
    READ_NOTIFICATIONS = permission(
        "portal.read_notifications", _("read someone’s notifications and mark them as read"), Role.SUBJECT
    )
    SEE_HISTORY = permission("portal.see_history", _("read the history of anything that you may see"), Role.EVERYONE)
    SEE_FIGURES = permission(
        "portal.see_figures",
        _("see how many hold, near and reach each credential"),
        Role.EXECUTIVE,
        Role.ANALYST,
    )
    SEE_SETTING_UP = permission("portal.see_setting_up", _("see whether the installation is set up"), Role.ADMIN)
