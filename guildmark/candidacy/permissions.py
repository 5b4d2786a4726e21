"""What a role lets somebody do with candidacies. Program owners admit; the committee decides; nobody does so for themselves."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Duty, permission
from guildmark.kernel.roles import Role


class Can:
    APPLY = permission("candidacy.apply", _("apply to a program"), Role.EVERYONE)
    READ = permission(
        "candidacy.read",
        _("see this candidacy"),
        Role.SUBJECT,
        Role.LINE_MANAGER,
        Role.PROGRAM_OWNER,
        Role.COMMITTEE,
    )
    READ_APPLICATION = permission("candidacy.read_application", _("read this application"), Role.PROGRAM_OWNER)
    ADMIT = permission("candidacy.admit", _("admit candidates"), Role.PROGRAM_OWNER, duties=[Duty.ADMITS])
    OVERSEE = permission("candidacy.oversee", _("see who is on the way in a program"), Role.PROGRAM_OWNER)
    WORK = permission("candidacy.work", _("work on this candidacy"), Role.SUBJECT)
    WITHDRAW = permission("candidacy.withdraw", _("withdraw this candidacy"), Role.SUBJECT)
    PAUSE = permission("candidacy.pause", _("pause or resume this candidacy"), Role.SUBJECT, Role.PROGRAM_OWNER)
    FULFIL = permission("candidacy.fulfil", _("settle a requirement"), Role.ASSESSOR, Role.COMMITTEE)
    RECOGNISE = permission(
        "candidacy.recognise", _("have credentials counted"), Role.SUBJECT, Role.PROGRAM_OWNER, Role.COMMITTEE
    )
    ASK_ACCOMMODATION = permission("candidacy.ask_accommodation", _("ask for an accommodation"), Role.SUBJECT)
    DECIDE_ACCOMMODATION = permission(
        "candidacy.decide_accommodation", _("decide on an accommodation"), Role.PROGRAM_OWNER
    )
    CONCLUDE = permission("candidacy.conclude", _("conclude a candidacy"), Role.COMMITTEE)
