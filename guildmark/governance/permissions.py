"""What a role lets somebody do in governance. Who sits on a committee, and who stands aside, `lifecycle` adds."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Duty, permission
from guildmark.kernel.roles import Role


class Can:
    FOUND = permission("governance.found", _("found the committee of a program"), Role.COMMITTEE)
    SEE = permission(
        "governance.see", _("see a committee, its terms and its meetings"), Role.COMMITTEE, Role.PROGRAM_OWNER
    )
    RUN = permission("governance.run", _("seat members, call meetings, close motions and delegate"), Role.COMMITTEE)
    PUT = permission("governance.put", _("put a motion to a committee"), Role.COMMITTEE, Role.PROGRAM_OWNER)
    VOTE = permission("governance.vote", _("vote on motions"), Role.COMMITTEE, duties=[Duty.DECIDES])
    LODGE = permission("governance.lodge", _("appeal a result of your own, or complain"), Role.EVERYONE)
    SEE_APPEAL = permission(
        "governance.see_appeal", _("see this appeal and where it stands"), Role.SUBJECT, Role.COMMITTEE
    )
    HEAR = permission(
        "governance.hear", _("acknowledge, hear and decide appeals"), Role.COMMITTEE, duties=[Duty.DECIDES]
    )
    READ_REGISTER = permission(
        "governance.read_register", _("read what committees decided, without the names of candidates"), Role.EVERYONE
    )
