"""Who looks at matches and at how often a wording was given: the program owner.

Not the panel: what it reads about a candidate beside the work would bend what it sees in the work, and sealed sheets stand
anyway. Not a line manager, and nobody who has a part in the matter; `lifecycle.py` says so.
"""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Duty, permission
from guildmark.kernel.roles import Role


class Can:
    REVIEW = permission(
        "originality.review",
        _("look at passages that two submissions share"),
        Role.PROGRAM_OWNER,
        duties=[Duty.SEES_EVIDENCE],
    )
    RETIRE = permission("originality.retire", _("retire a wording of a task"), Role.PROGRAM_OWNER)
