"""What a role lets somebody do with decisions and credentials.

A role opens the door; `lifecycle.py` adds the separation of duties: nobody decides on whom they assess, guide or lead.
"""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Duty, permission
from guildmark.kernel.roles import Role


class Can:
    SEE_DOCKET = permission(
        "credentials.see_docket", _("see which candidacies await a decision"), Role.COMMITTEE, Role.PROGRAM_OWNER
    )
    DECIDE = permission("credentials.decide", _("take certification decisions"), Role.COMMITTEE, duties=[Duty.DECIDES])
    READ_DECISION = permission(
        "credentials.read_decision",
        _("read the reason for this decision"),
        Role.SUBJECT,
        Role.COMMITTEE,
        Role.PROGRAM_OWNER,
    )
    READ = permission(
        "credentials.read",
        _("see this credential and its standing"),
        Role.SUBJECT,
        Role.LINE_MANAGER,
        Role.COMMITTEE,
        Role.PROGRAM_OWNER,
    )
    SEE_REGISTER = permission(
        "credentials.see_register", _("read the register of credentials"), Role.COMMITTEE, Role.PROGRAM_OWNER
    )
    SHOW = permission("credentials.show", _("make this credential public, or private again"), Role.SUBJECT)
    CHANGE_STANDING = permission(
        "credentials.change_standing",
        _("suspend, reinstate, withdraw or replace credentials"),
        Role.COMMITTEE,
        duties=[Duty.DECIDES],
    )
    CORRECT = permission(
        "credentials.correct",
        _("have this credential signed again for the holder’s present address"),
        Role.SUBJECT,
        Role.COMMITTEE,
        Role.PROGRAM_OWNER,
    )
    BE_HEARD = permission("credentials.be_heard", _("answer before this credential is withdrawn"), Role.SUBJECT)
    REMIND = permission("credentials.remind", _("remind holders of renewal"), Role.PROGRAM_OWNER, Role.COMMITTEE)
    SEE_TEAM = permission("credentials.see_team", _("see what the people you lead hold"), Role.EVERYONE)
