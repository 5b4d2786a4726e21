"""What a role lets somebody do with programs. Owners write, someone else approves; everyone reads what is published."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    READ = permission("programs.read", _("read the catalogue"), Role.EVERYONE)
    READ_DRAFTS = permission(
        "programs.read_drafts",
        _("read criteria that are not published yet"),
        Role.PROGRAM_OWNER,
        Role.COMMITTEE,
        Role.ASSESSOR,
    )
    START = permission("programs.start", _("start a program"), Role.PROGRAM_OWNER)
    WRITE = permission("programs.write", _("write the criteria of a program"), Role.PROGRAM_OWNER)
    APPROVE = permission("programs.approve", _("approve the criteria of a program"), Role.PROGRAM_OWNER, Role.COMMITTEE)
    PUBLISH = permission(
        "programs.publish", _("publish or close a version of a program"), Role.PROGRAM_OWNER, Role.COMMITTEE
    )
