"""What this room lets people do, and whom."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    SEE_DIRECTORY = permission(
        "people.see_directory", _("look up colleagues: name, work, place, unit and manager"), Role.EVERYONE
    )
    SEE_ROLES = permission(
        "people.see_roles", _("see who holds which role today, and how far it reaches"), Role.EVERYONE
    )
    SEE_MATRIX = permission("people.see_access", _("read who may do what"), Role.EVERYONE)
    SEE_PAST_ROLES = permission(
        "people.see_past_roles",
        _("see which roles someone held before, and who appointed them"),
        Role.SUBJECT,
        Role.COMMITTEE,
        Role.ADMIN,
    )
    SEE_RECORD = permission("people.see_record", _("read everything that happened about someone"), Role.SUBJECT)
    SEE_HISTORY = permission(
        "people.see_history",
        _("see in which units and under whom someone worked over the years"),
        Role.SUBJECT,
        Role.LINE_MANAGER,
        Role.ADMIN,
    )
    SEE_LEAVE = permission(
        "people.see_leave", _("see when someone is on leave"), Role.SUBJECT, Role.LINE_MANAGER, Role.ADMIN
    )
    SEE_NUMBER = permission("people.see_number", _("see someone’s employee number"), Role.SUBJECT, Role.ADMIN)
    SET_PREFERENCES = permission(
        "people.set_preferences", _("choose the language, time zone and shortcuts of an account"), Role.SUBJECT
    )
    SET_PASSWORD = permission("people.set_password", _("choose the password of an account"), Role.SUBJECT)
    EMPLOY = permission("people.employ", _("add people to the directory and move them between units"), Role.ADMIN)
    IMPORT = permission("people.import", _("import people from a file"), Role.ADMIN)
    SHAPE = permission("people.shape", _("open units, job functions and sites"), Role.ADMIN)
    GRANT_LEAVE = permission("people.grant_leave", _("record and end someone’s leave"), Role.LINE_MANAGER, Role.ADMIN)
    APPOINT = permission("people.appoint", _("appoint to a role, or end an appointment"), Role.ADMIN)
    APPOINT_IN_PROGRAM = permission(
        "people.appoint_in_program",
        _("appoint assessors and mentors of a program, or end such an appointment"),
        Role.PROGRAM_OWNER,
        Role.ADMIN,
    )
    LAY_DOWN = permission("people.lay_down", _("lay down a role one holds"), Role.SUBJECT)
    CLOSE_ACCOUNT = permission("people.close_account", _("close and reopen accounts"), Role.ADMIN)
    SEND_LINK = permission("people.send_link", _("have a sign-in link sent to someone’s own address"), Role.ADMIN)
