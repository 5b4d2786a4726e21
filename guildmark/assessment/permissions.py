"""What a role lets somebody do with submissions and their judgement.

A role opens the door; `lifecycle.py` says which submissions lie behind it: an assessor's role reaches only the panels
on which they have a seat, a committee's only candidacies that await its decision. Line managers and IT administrators
see neither evidence nor scores.
"""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Duty, permission
from guildmark.kernel.roles import Role


class Can:
    # Submission workspace.
    WORK_ON = permission("assessment.work_on", _("work on this submission"), Role.SUBJECT)
    READ_EVIDENCE = permission(
        "assessment.read_evidence",
        _("read this evidence"),
        Role.SUBJECT,
        Role.ASSESSOR,
        Role.COMMITTEE,
        duties=[Duty.SEES_EVIDENCE],
    )
    RESTRICT_EVIDENCE = permission(
        "assessment.restrict_evidence", _("say who may open a piece of evidence"), Role.SUBJECT, Role.PROGRAM_OWNER
    )
    # Panels and judging.
    FORM_PANELS = permission(
        "assessment.form_panels", _("say who judges a submission"), Role.PROGRAM_OWNER, duties=[Duty.ASSIGNS]
    )
    QUALIFY = permission("assessment.qualify", _("qualify assessors for a program"), Role.PROGRAM_OWNER, Role.COMMITTEE)
    COPY = permission("assessment.copy", _("copy decided work for assessors to calibrate on"), Role.PROGRAM_OWNER)
    SET_CONFLICT_POLICY = permission(
        "assessment.set_conflict_policy", _("say how strong conflicts of interest are"), Role.COMMITTEE
    )
    AGREE_WAIVER = permission(
        "assessment.agree_waiver", _("agree that a soft conflict need not count"), Role.PROGRAM_OWNER, Role.COMMITTEE
    )
    DECLARE_CONFLICT = permission("assessment.declare_conflict", _("declare a conflict of interest"), Role.EVERYONE)
    ASSESS = permission("assessment.assess", _("assess submissions"), Role.ASSESSOR, duties=[Duty.SEES_EVIDENCE])
    GO_ON = permission(
        "assessment.go_on", _("go on judging with the evidence that is there"), Role.ASSESSOR, Role.PROGRAM_OWNER
    )
    ADJUDICATE = permission("assessment.adjudicate", _("settle a disagreement on a panel"), Role.ASSESSOR)
    READ_RESULT = permission(
        "assessment.read_result",
        _("read this result"),
        Role.SUBJECT,
        Role.ASSESSOR,
        Role.PROGRAM_OWNER,
        Role.COMMITTEE,
        duties=[Duty.SEES_SCORES],
    )
    GRANT_ATTEMPT = permission("assessment.grant_attempt", _("grant one more attempt"), Role.COMMITTEE)
    READ_DOSSIER = permission(
        "assessment.read_dossier", _("read results when deciding on certification"), Role.COMMITTEE
    )
