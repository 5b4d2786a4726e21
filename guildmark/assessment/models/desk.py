"""What lies on an assessor's desk beside the sheet: marks in the evidence, and comments to use again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.assessment.models.judging import ScoreSheet
from guildmark.assessment.models.submissions import Evidence

PERSON = settings.AUTH_USER_MODEL


class Mark(models.Model):
    """A comment tied to a place in the evidence: a passage of text, or a moment of a film. Sealed with its sheet.

    A passage is named twice, as the Web Annotation Data Model does (W3C, 2017, §4.2.4 and §4.2.5): by its words with
    what stands around them, and by its position. `tenths`: of a second.
    """

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="marks")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, null=True, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True)
    tenths = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(quote="") & Q(start__isnull=False, tenths=None))
                | Q(quote="", start=None, tenths__isnull=False),
                name="mark_is_passage_or_moment",
            )
        ]


class BankComment(models.Model):
    """A comment to use again on a program's work; `shared` with everybody who assesses it. `criterion`: its key, or any."""

    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="bank_comments")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    shared = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="bank_comment_says_something"),
            models.UniqueConstraint(fields=["owner", "program", "criterion", "text"], name="one_bank_comment_a_text"),
        ]
