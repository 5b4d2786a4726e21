"""What is typed about times."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from guildmark.scheduling.domain.stretches import Hours
from guildmark.scheduling.domain.typed_hours import Unreadable, typed
from guildmark.scheduling.models import AbsenceOutcome

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]
BUFFERS = [(0, _("nothing")), (15, _("15 minutes")), (30, _("30 minutes")), (45, _("45 minutes")), (60, _("an hour"))]
NOTICES = [
    (0, _("none")), (12, _("12 hours")), (24, _("1 day")), (48, _("2 days")), (72, _("3 days")), (168, _("a week")),
]  # fmt: skip


class HoursField(forms.CharField):
    """Hours of one day: “9-12:30, 13-17”. Empty: none."""

    default_error_messages = {"unreadable": _("“%(part)s” are no hours of a day. Write them like 9-12:30, 13-17.")}

    def clean(self, value: Any) -> Any:
        try:
            return typed(super().clean(value))
        except Unreadable as error:
            message = self.error_messages["unreadable"]
            raise forms.ValidationError(message, code="unreadable", params={"part": str(error)}) from error


class Week(forms.Form):
    """The week that repeats, and what is kept free around a session."""

    zone = forms.ChoiceField(label=_("Time zone of these hours"), choices=ZONES)
    before = forms.TypedChoiceField(label=_("Kept free before a session"), choices=BUFFERS, coerce=int)
    after = forms.TypedChoiceField(label=_("Kept free after a session"), choices=BUFFERS, coerce=int)
    notice = forms.TypedChoiceField(label=_("Notice I need"), choices=NOTICES, coerce=int)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in WEEKDAYS.items():
            self.fields[f"day_{number}"] = HoursField(label=name, required=False, max_length=200)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{number}"] for number in WEEKDAYS]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in ("zone", "before", "after", "notice")]

    def week(self) -> list[tuple[Hours, ...]]:
        return [self.cleaned_data[f"day_{number}"] for number in WEEKDAYS]


class DaysOff(forms.Form):
    first = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}), required=False)


class ExtraHours(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}))
    hours = HoursField(label=_("Hours"), max_length=200, help_text=_("Like 9-12:30."))

    def clean_hours(self) -> Hours:
        if len(found := self.cleaned_data["hours"]) != 1:
            raise forms.ValidationError(_("Give one stretch of hours; add another below it."))
        return found[0]


class MomentField(forms.CharField):
    """An instant, as a slot posts it."""

    default_error_messages = {"required": _("Choose a time."), "unreadable": _("Choose one of the times below.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class ChooseSlot(forms.Form):
    starts_at = MomentField(label=_("Time"))


class Cancel(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000, help_text=_("The others read it."))


class MeetingLink(forms.Form):
    url = forms.CharField(
        label=_("Where to meet"), required=False, max_length=1000, widget=forms.URLInput({"placeholder": "https://"}),
        help_text=_("The address of the video meeting. It goes into everybody’s invitation."),
    )  # fmt: skip


class Missed(forms.Form):
    absent = forms.TypedMultipleChoiceField(
        label=_("Who did not come"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say who did not come.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("What you know about it"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = people  # type: ignore[attr-defined]


class Settle(forms.Form):
    outcome = forms.ChoiceField(label=_("What follows"), choices=AbsenceOutcome, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 2}), help_text=_("The candidate reads it.")
    )
