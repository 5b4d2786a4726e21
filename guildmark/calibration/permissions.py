"""What a role lets somebody do with exemplars and with what they show.

How an assessor reads is between them, the owners of the programs they read for, and the committee that relies on it.
"""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import permission
from guildmark.kernel.roles import Role


class Can:
    SET_POLICY = permission("calibration.set_policy", _("say what a program asks of its assessors"), Role.PROGRAM_OWNER)
    MAKE_EXEMPLARS = permission("calibration.make_exemplars", _("make exemplars of decided work"), Role.PROGRAM_OWNER)
    SEE_EXEMPLARS = permission(
        "calibration.see_exemplars", _("see the exemplars of a program"), Role.PROGRAM_OWNER, Role.ASSESSOR
    )
    AGREE = permission("calibration.agree", _("agree on what an exemplar is worth"), Role.ASSESSOR)
    CALIBRATE = permission("calibration.calibrate", _("calibrate on exemplars"), Role.ASSESSOR)
    ASK = permission("calibration.ask", _("ask an assessor to calibrate"), Role.PROGRAM_OWNER)
    PAUSE = permission("calibration.pause", _("say that an assessor gets no new work, or again"), Role.PROGRAM_OWNER)
    FOUND = permission("calibration.found", _("name the first assessors of a program"), Role.COMMITTEE)
    SEE_RELIABILITY = permission(
        "calibration.see_reliability",
        _("see how far the assessors of a program agree"),
        Role.PROGRAM_OWNER,
        Role.COMMITTEE,
    )
    SET_STANDARD = permission(
        "calibration.set_standard", _("ask judges where a cut should lie, and choose it"), Role.PROGRAM_OWNER
    )
    SEE_STANDARD = permission(
        "calibration.see_standard", _("see what judges said of a cut"), Role.PROGRAM_OWNER, Role.COMMITTEE
    )
    JUDGE_STANDARD = permission(
        "calibration.judge_standard", _("say where a cut should lie, when invited"), Role.EVERYONE
    )
