"""Who judges, what they found, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models.submissions import Submission

PERSON = settings.AUTH_USER_MODEL


class Qualification(models.Model):
    """That someone may assess a program's tasks, since when, until when, and on what ground."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="qualifications")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="qualifications")
    basis = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")  # none: by calibration
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    languages = models.JSONField(null=True, default=None)  # those in which they judge; nothing: any

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="qualification_has_basis"),
            models.UniqueConstraint(fields=["person", "program", "starts_on"], name="qualified_once_from_a_day"),
        ]


class DeclaredConflict(models.Model):
    """Someone says that they should not judge somebody. The reason stays between them and the program owner."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="declared_conflicts")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(person=F("about")), name="conflict_is_about_another")]


class OfWork(models.Manager):
    """Panels on candidates’ work."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(submission__copy_of=None)


class ConflictPolicyVersion(models.Model):
    """How strong each kind of tie is, from when it was decided until the next version. Never changed afterwards."""

    number = models.PositiveIntegerField(unique=True)
    rules = models.JSONField()  # kind: [force, months]
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="conflict_policy_has_reason")]


class ConflictWaiver(models.Model):
    """That a soft conflict shall not keep an assessor from one submission: asked for by one person with a reason, and
    agreed to by another, neither of whom it favours. In force once agreed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="waivers")
    assessor = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_reason"),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None) | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="waiver_agreed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")) & ~Q(agreed_by=F("assessor")),
                name="waiver_agreed_by_another",
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("assessor")), name="waiver_asked_by_another"),
            models.UniqueConstraint(fields=["submission", "assessor", "kind"], name="one_waiver_a_tie"),
        ]


class Panel(models.Model):
    """Who judges one submission. `formed_at`: when every seat was last taken; empty while one is free, and then
    `explanation` says why. `seed` makes the assignment repeatable. A further reading can be waived, with a reason."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="panel")
    size = models.PositiveSmallIntegerField()  # grows by one with a further assessor
    called_at = models.DateTimeField()
    formed_at = models.DateTimeField(null=True)
    seed = models.BigIntegerField(default=0)
    explanation = models.JSONField(default=list)
    further_waived = models.TextField(blank=True)
    weighed = models.JSONField(null=True, default=None)  # what was weighed when seats were last taken, in figures

    everything = models.Manager()
    objects = OfWork()

    class Meta:
        indexes = [models.Index(fields=["called_at"], condition=Q(formed_at=None), name="panels_unfilled")]


class SeatState(models.TextChoices):
    ASSIGNED = "assigned", _("assigned")
    STARTED = "started", _("started")
    SEALED = "sealed", _("sealed")
    DECLINED = "declined", _("declined")


class Seat(models.Model):
    """A place on a panel, taken by assignment, never by opening a page. A further seat comes with adjudication."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    assessor = models.ForeignKey(PERSON, models.PROTECT, related_name="seats")
    further = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SeatState, default=SeatState.ASSIGNED)
    assigned_at = models.DateTimeField()
    due_on = models.DateField()
    started_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)  # by the assessor, or taken back by the owner or for a conflict
    declined_reason = models.TextField(blank=True)
    skipped_until = models.DateField(null=True)  # left for later: at the end of the queue until that day
    skipped_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SeatState.DECLINED, declined_at__isnull=False) & ~Q(declined_reason="")
                | ~Q(state=SeatState.DECLINED) & Q(declined_at=None, declined_reason=""),
                name="declined_with_time_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SeatState.STARTED, SeatState.SEALED]) | Q(started_at__isnull=False),
                name="started_at_some_time",
            ),
            models.UniqueConstraint(fields=["panel", "assessor"], name="one_seat_an_assessor"),
            models.UniqueConstraint(
                fields=["panel", "number"], condition=~Q(state=SeatState.DECLINED), name="one_assessor_a_seat"
            ),
        ]
        indexes = [models.Index(fields=["assessor", "state", "due_on"], name="seats_of_assessor")]


class ScoreSheet(models.Model):
    """One assessor's scores for one submission. Sealed once; from then on the database refuses any change.

    `notes` are the assessor's own: nobody else ever reads them, and the digest leaves them out.
    """

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="sheet")
    created_at = models.DateTimeField()
    notes = models.TextField(blank=True)
    notes_revision = models.PositiveIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)  # of its submission, when it was sealed
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at=None, digest="") | (Q(sealed_at__isnull=False) & ~Q(digest="")),
                name="sealed_has_time_and_digest",
            )
        ]


class CriterionScore(models.Model):
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    rationale = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_a_criterion")]


class Adjudication(models.Model):
    """Settling a disagreement as a new layer over the sealed sheets. `contested`: the keys of what is to be agreed.

    One member proposes levels, another confirms; `agreed` is the proposal that then stands.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="adjudication")
    opened_at = models.DateTimeField()
    contested = models.JSONField(default=list)
    reason = models.JSONField(default=dict)
    agreed = models.OneToOneField("ConsensusProposal", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, agreed=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, agreed__isnull=False),
                name="adjudication_settled_by_someone",
            )
        ]


class ConsensusProposal(models.Model):
    """Levels that one member of the panel proposes to agree on. A later proposal stands beside it, never in its place."""

    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["proposed_at", "pk"]


class ConsensusScore(models.Model):
    """The level proposed for a contested criterion, and why."""

    proposal = models.ForeignKey(ConsensusProposal, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    rationale = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "criterion"], name="one_consensus_a_criterion"),
            models.CheckConstraint(condition=~Q(rationale=""), name="consensus_has_reason"),
        ]


class Remark(models.Model):
    """What a member says to the panel about a contested criterion. It stays, with its time and author."""

    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="remarks")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]


class Result(models.Model):
    """The outcome of one submission: met or not yet met. `total` is the exact weighted mean, as a fraction: “8/3”.

    `detail` holds, per criterion, the level reached, what it needs and on what ground, as calculated that day.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="result")
    met = models.BooleanField()
    total = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    reached_at = models.DateTimeField()


class CarriedCredit(models.Model):
    """A level that an earlier attempt reached and this one needn't show again: kept when the attempt is handed in.

    `level` is exact, as a fraction: “7/2”. `result` is where it was judged; `until` the last day on which it counts.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="credits")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    level = models.CharField(max_length=60)
    result = models.ForeignKey(Result, models.PROTECT, related_name="+")
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "criterion"], name="one_credit_a_criterion")]


class AttemptGrant(models.Model):
    """A decision that somebody may try a task once more than the version allows, and why."""

    candidacy = models.ForeignKey("candidacy.Candidacy", models.PROTECT, related_name="attempt_grants")
    task = models.ForeignKey("programs.Task", models.PROTECT, related_name="+")
    reason = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="attempt_granted_for_a_reason")]
