"""When assessors can, and the sessions that are booked with a panel."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class PublishedAvailability(models.Model):
    """When somebody can, as they last said it: in their own zone, with what they keep free around a session."""

    person = models.OneToOneField(PERSON, models.PROTECT, related_name="availability")
    time_zone = models.CharField(max_length=60)
    before_minutes = models.PositiveSmallIntegerField(default=0)
    after_minutes = models.PositiveSmallIntegerField(default=15)
    notice_hours = models.PositiveSmallIntegerField(default=24)
    published_at = models.DateTimeField()
    revision = models.PositiveIntegerField(
        default=1
    )  # counts publications, so that a second tab can’t overwrite unseen

    def access_scope(self) -> Scope:
        return Scope(subject=self.person_id)


class WeeklyHours(models.Model):
    """Hours of one weekday (0 is Monday), as minutes by the clock on the wall."""

    availability = models.ForeignKey(PublishedAvailability, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="a_week_has_seven_days"),
            models.CheckConstraint(condition=Q(starts__lt=F("ends"), ends__lte=1440), name="hours_lie_within_a_day"),
            models.UniqueConstraint(fields=["availability", "weekday", "starts"], name="hours_begin_once"),
        ]


class OtherDays(models.Model):
    """Days that differ from the week: off, or one day with other hours on top."""

    availability = models.ForeignKey(PublishedAvailability, models.CASCADE, related_name="other_days")
    first = models.DateField()
    last = models.DateField()
    starts = models.PositiveSmallIntegerField(null=True)  # empty: off
    ends = models.PositiveSmallIntegerField(null=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["first", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="other_days_end_after_start"),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None)
                | Q(starts__isnull=False, starts__lt=F("ends"), ends__lte=1440, last=F("first")),
                name="off_or_hours_of_one_day",
            ),
        ]

    @property
    def is_off(self) -> bool:
        return self.starts is None


class BookingState(models.TextChoices):
    BOOKED = "booked", _("booked")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
    MISSED = "missed", _("missed")


class Booking(models.Model):
    """A session of a candidate with a panel. `uid` and `sequence` name its invitation and each change of it."""

    submission = models.ForeignKey("assessment.Submission", models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=10, choices=BookingState, default=BookingState.BOOKED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")  # null: the installation
    moved = models.PositiveSmallIntegerField(default=0)  # how often the candidate moved it
    meeting_url = models.URLField(max_length=1000, blank=True)
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")  # null: the installation
    closed_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(state=BookingState.BOOKED), name="one_open_booking_a_submission"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state=BookingState.BOOKED, closed_at=None, closed_by=None, closed_reason="")
                | ~Q(state=BookingState.BOOKED) & Q(closed_at__isnull=False),
                name="closed_booking_was_closed_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=BookingState.CANCELLED) | ~Q(closed_reason=""), name="cancelled_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="bookings_to_come")]

    @property
    def ref(self) -> str:
        return f"SES-{self.pk:04d}"

    def access_scope(self) -> Scope:
        return self.submission.access_scope()


class Place(models.Model):
    """Somebody who is to be at a session; `before` and `after` it they are kept free too."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="places")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="session_places")
    is_candidate = models.BooleanField(default=False)
    before_minutes = models.PositiveSmallIntegerField(default=0)
    after_minutes = models.PositiveSmallIntegerField(default=0)
    absent = models.BooleanField(null=True)  # empty until somebody says who was there

    class Meta:
        ordering = ["-is_candidate", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "person"], name="one_place_a_person_and_session"),
            models.UniqueConstraint(fields=["booking"], condition=Q(is_candidate=True), name="one_candidate_a_session"),
        ]

    @property
    def kept(self) -> tuple[datetime, datetime]:
        """From when until when this person is kept free."""
        starts = self.booking.starts_at - timedelta(minutes=self.before_minutes)
        return starts, self.booking.ends_at + timedelta(minutes=self.after_minutes)


class TakenQuarter(models.Model):
    """A quarter of an hour that one booked session takes of one person. That nobody is booked twice is this constraint."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="quarters")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "starts_at"], name="one_session_a_person_and_quarter")]


class AbsenceOutcome(models.TextChoices):
    ANOTHER_DATE = "another_date", _("another date, no attempt is used")
    ATTEMPT_COUNTS = "attempt_counts", _("the attempt counts")


class Absence(models.Model):
    """That somebody did not come to a session, who said so, and what a person decided follows from it."""

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="absence")
    note = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=AbsenceOutcome, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", reason="", decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="absence_decided_by_someone_for_a_reason",
            )
        ]
        indexes = [models.Index(fields=["reported_at"], condition=Q(decided_at=None), name="absences_to_decide")]

    def access_scope(self) -> Scope:
        return self.booking.access_scope()


class Wish(models.Model):
    """A candidate waits for an earlier slot, or for any. `earliest_known`: the first slot there was when last told."""

    submission = models.ForeignKey("assessment.Submission", models.PROTECT, related_name="slot_wishes")
    wished_at = models.DateTimeField()
    earliest_known = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(ended_at=None), name="one_open_wish_a_submission"
            )
        ]

    def access_scope(self) -> Scope:
        return self.submission.access_scope()


def new_uid(submission_id: int, at: datetime) -> str:
    """A name for a session’s invitation that stays its own whatever changes: one submission books once at a moment."""
    return f"session-{submission_id}-{at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z"
