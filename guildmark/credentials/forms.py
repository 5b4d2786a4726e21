from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.credentials.models import Credential, Outcome
from guildmark.kernel.calendar import local_date


class Decision(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Outcome.GRANT.value, _("Grant: certified")), (Outcome.REFUSE.value, _("Refuse: not yet certified"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The candidate reads it. For a refusal, say what is still missing and what comes next."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class Because(forms.Form):
    """A reason, which stays on record with what was done."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The holder reads it, and it stays on record. Say what led to this and what comes next."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args: Any, credential: Credential, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.credential, self.today = credential, local_date(at, credential.zone)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class Propose(Because):
    answer_by = _day(
        _("Answer by"), _("The holder can answer to the end of that day in their own zone. Two weeks are the least.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = self.today + timedelta(days=21)


class Replace(Because):
    valid_from = _day(_("First day"))
    valid_until = _day(_("Last day"), _("It holds to the end of that day in the holder’s zone."))
    field_order = ("valid_from", "valid_until", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("valid_from", "valid_until"):
            self.fields[name].initial = getattr(self.credential, name)


class Answer(forms.Form):
    statement = forms.CharField(
        label=_("Your answer"),
        help_text=_("The committee reads it before anybody decides. You can say it anew until then."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8000,
    )
