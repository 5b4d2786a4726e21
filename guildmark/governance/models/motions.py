"""What is put to the vote, who stands aside, how it was voted, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.governance.domain.counting import Outcome
from guildmark.governance.models.committees import Committee, Meeting
from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class Weight(models.TextChoices):
    CONSENT = "consent", _("consent: taken together, unless somebody asks to talk about it")
    DISCUSSION = "discussion", _("discussion")


class MotionOutcome(models.TextChoices):
    CARRIED = Outcome.CARRIED.value, _("carried")
    NOT_CARRIED = Outcome.NOT_CARRIED.value, _("not carried")
    NO_QUORUM = Outcome.NO_QUORUM.value, _("no quorum: too few took part")


class Motion(models.Model):
    """Something to be decided, with its grounds: in a meeting, or by circulation until a closing time.

    Closed, it is an entry of the register: the rule and the count stand with it. `candidacy`: whom it is about, so that
    it is known who stands aside. `remark`: what was said at its closing.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="motions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="motions")
    weight = models.CharField(max_length=12, choices=Weight)
    title = models.CharField(max_length=200)
    grounds = models.TextField()
    candidacy = models.ForeignKey("candidacy.Candidacy", models.PROTECT, null=True, related_name="motions")
    closes_at = models.DateTimeField(null=True)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=MotionOutcome, blank=True)
    count = models.JSONField(null=True)
    remark = models.TextField(blank=True)
    officer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(grounds=""), name="motion_says_what_and_why"),
            models.CheckConstraint(
                condition=Q(meeting=None, closes_at__isnull=False) | Q(meeting__isnull=False, closes_at=None),
                name="motion_in_a_meeting_or_by_circulation",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="", count=None, officer=None)
                | Q(closed_at__isnull=False) & ~Q(outcome="") & Q(count__isnull=False),
                name="closed_motion_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(officer=None) | Q(weight="consent") & ~Q(remark=""),
                name="officer_decides_consent_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["closes_at"], condition=Q(closed_at=None), name="motions_open")]

    @property
    def ref(self) -> str:
        return f"MOT-{self.pk:04d}"

    def access_scope(self) -> Scope:
        return Scope(program=self.committee.program_id)


class Recusal(models.Model):
    """That a member stands aside by their own declaration. What is computed needs none."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="recusals")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "person"], name="recused_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="recused_for_a_reason"),
        ]


class Choice(models.TextChoices):
    YES = "yes", _("in favour")
    NO = "no", _("against")
    ABSTAIN = "abstain", _("abstain")


class Ballot(models.Model):
    """One member’s vote; it can be changed until the motion closes."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="ballots")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice)
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["motion", "person"], name="one_vote_each")]
