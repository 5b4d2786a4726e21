"""What a role lets somebody do with times and sessions. Which sessions lie behind it, `lifecycle.py` says: a candidate’s
own, an assessor’s where they have a seat, an owner’s in their programs."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    PUBLISH_HOURS = permission("scheduling.publish_hours", _("say when you can hold sessions"), Role.ASSESSOR)
    SEE = permission("scheduling.see", _("see when a session is"), Role.SUBJECT, Role.ASSESSOR, Role.PROGRAM_OWNER)
    BOOK = permission("scheduling.book", _("book a session with a panel"), Role.SUBJECT, Role.PROGRAM_OWNER)
    RUN = permission("scheduling.run", _("run a session"), Role.ASSESSOR, Role.PROGRAM_OWNER)
    SETTLE = permission("scheduling.settle", _("decide what follows when somebody did not come"), Role.PROGRAM_OWNER)
