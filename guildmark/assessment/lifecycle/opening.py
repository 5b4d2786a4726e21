"""Who opens a piece of evidence, where it is not everybody who may read the submission."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.lifecycle.submissions import WRITE, may_read_evidence
from guildmark.assessment.models import Evidence, EvidenceKind, Restriction, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.people.models import Person
from guildmark.programs.domain.formats import ALONE

RESTRICTABLE = (EvidenceKind.FILE, EvidenceKind.LINK)
MOST_TOGETHER = 12


def may_open_piece(piece: Evidence, by: Actor, at: datetime) -> Decision:
    """Whoever may read the submission; of a restricted piece, and its captions, only its viewers and the candidate."""
    if not (allowed := may_read_evidence(piece.submission, by, at)):
        return allowed
    own = piece.submission.copy_of_id is None and piece.submission.candidacy.person_id == by.pk
    restricted = Restriction.objects.filter(evidence__in=[piece.pk, piece.about_id or piece.pk])
    if own or not restricted.exists() or restricted.filter(viewers=by.pk).exists():
        return YES
    return Decision(_("This piece is open to the people named for it only. The program owner can add you."))


def may_restrict(piece: Evidence, reason: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.RESTRICT_EVIDENCE, piece.submission, at=at)):
        return allowed
    if piece.kind not in RESTRICTABLE:
        return Decision(_("Only files and links can be kept to certain people."))
    return YES if reason.strip() else Decision(_("Say why, for everybody who meets it: “holds customer names”."))


def may_name_team(
    submission: Submission, people: Collection[Person], statement: str, by: Actor, *, at: datetime
) -> Decision:
    """Co-authors are others; with them comes a statement of one's own part."""
    if not (allowed := WRITE.decide(submission, by, at=at)):
        return allowed
    if submission.state != SubmissionState.DRAFT:
        return Decision(_("Who worked on it was said when it was handed in, and stays."))
    if people and submission.task.team == ALONE:
        return Decision(_("This task is done alone. If somebody helped, say so in the text."))
    if any(person.pk == submission.candidacy.person_id for person in people):
        return Decision(_("You are in it anyway. Name the others."))
    if len(people) > MOST_TOGETHER:
        return Decision(_("Name those who worked on it with you, twelve at most."))
    if people and not statement.strip():
        return Decision(_("Say what your own part was. The assessors judge that, and ask you about it."))
    return YES
