"""What one may be allowed to do with frameworks."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    READ = permission("competencies.read", _("read competency frameworks"), Role.EVERYONE)
    # Frameworks serve every program, so whoever owns one of them may edit, wherever their role reaches.
    EDIT = permission(
        "competencies.edit", _("edit competency frameworks and their ties"), Role.PROGRAM_OWNER, Role.COMMITTEE
    )
