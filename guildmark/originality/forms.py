"""What is typed about matches and wordings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.originality.models import ReviewOutcome


class Review(forms.Form):
    outcome = forms.ChoiceField(label=_("What it was"), choices=ReviewOutcome, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("What you saw"), max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=_("It stays on record. Nothing follows from it by itself."),
    )  # fmt: skip


class Retire(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000)
