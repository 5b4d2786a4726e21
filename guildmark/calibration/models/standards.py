"""Studies of where a cut should lie: who judges, what they say round by round, and what the owner chose."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope
from guildmark.kernel.fields import ExactField

PERSON = settings.AUTH_USER_MODEL
OPEN = Q(chosen_at=None, dropped_at=None)


class Study(models.Model):
    """Where the cut of one task should lie, asked of judges while the version is a draft. `criteria`: what they read, as it
    stood when the study was opened; the draft's own rows come and go. `borderline`: the candidate who just suffices, in
    words. `figures`: what was recommended when the cut was chosen."""

    version = models.ForeignKey("programs.ProgramVersion", models.PROTECT, related_name="studies")
    task = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    criteria = models.JSONField()
    borderline = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    cut = ExactField(places=2, null=True)
    reason = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    dropped_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "task"], condition=OPEN, name="one_open_study_a_task"),
            models.CheckConstraint(condition=~Q(borderline=""), name="study_says_who_just_suffices"),
            models.CheckConstraint(
                condition=Q(chosen_at=None, chosen_by=None, cut=None, reason="")
                | Q(chosen_at__isnull=False, chosen_by__isnull=False, cut__isnull=False) & ~Q(reason=""),
                name="cut_chosen_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None, dropped_reason="")
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, chosen_at=None) & ~Q(dropped_reason=""),
                name="study_dropped_by_someone_for_a_reason",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"STD-{self.pk:04d}"

    @property
    def is_open(self) -> bool:
        return self.chosen_at is None and self.dropped_at is None

    def access_scope(self) -> Scope:
        return Scope(program=self.version.program_id)


class Judge(models.Model):
    """Somebody invited to say where the cut lies."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="judges")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "person"], name="invited_once"),
            models.CheckConstraint(condition=~Q(person=models.F("invited_by")), name="invited_by_another"),
        ]


class Round(models.Model):
    """Once round the judges. `discussion`: what was said of the round before; the first is independent and has none."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    discussion = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["study"], condition=Q(closed_at=None), name="one_open_round_a_study"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="round_closed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(number=1, discussion="") | Q(number__gt=1) & ~Q(discussion=""),
                name="later_rounds_follow_a_discussion",
            ),
        ]


class Answer(models.Model):
    """What one judge says in one round. Counts once it is handed in; from then on the database refuses any change."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    judge = models.ForeignKey(Judge, models.PROTECT, related_name="answers")
    begun_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "judge"], name="one_answer_a_round")]


class Estimate(models.Model):
    """The mean level that a candidate who just suffices would reach on one criterion."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="estimates")
    criterion = models.SlugField(max_length=80)
    level = ExactField(places=2)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "criterion"], name="one_estimate_a_criterion")]


class Overall(models.IntegerChoices):
    BELOW = 1, _("clearly not enough")
    BORDERLINE = 2, _("on the border")
    ENOUGH = 3, _("clearly enough")
    FAR_ABOVE = 4, _("far more than enough")


class OverallJudgement(models.Model):
    """What a judge says, on the whole, of a piece of work that they scored and sealed."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="overalls")
    judge = models.ForeignKey(Judge, models.PROTECT, related_name="overalls")
    sheet = models.ForeignKey("assessment.ScoreSheet", models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField(choices=Overall)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "sheet"], name="one_overall_judgement_a_sheet"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="overall_is_one_of_four"),
        ]
