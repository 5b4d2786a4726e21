"""What an assessor notes while they watch."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MomentForm(forms.Form):
    mark = forms.UUIDField()
    at_ms = forms.IntegerField(min_value=0, max_value=24 * 3_600_000)
    text = forms.CharField(required=False, strip=False, max_length=2000)


class AttendanceForm(forms.Form):
    came = forms.ChoiceField(
        label=_("The candidate"),
        choices=[("", _("not noted")), ("yes", _("was there")), ("no", _("did not come"))],
        required=False,
    )
    others = forms.CharField(label=_("Who else was there"), max_length=300, required=False)
