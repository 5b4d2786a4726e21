"""What people fill in where criteria are validated."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.consultation.models import Clarity, Frequency, Importance, Outcome
from guildmark.people.forms import PersonField
from guildmark.people.models import Person

MOST_DRAWN = 60
USUAL = 20


class Draw(forms.Form):
    """Which draw: from which functions, how many; `seed` names one of the many draws that there could be."""

    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_DRAWN, initial=USUAL, required=False)
    functions = forms.MultipleChoiceField(label=_("Of which functions"), required=False)
    seed = forms.IntegerField(min_value=0, max_value=10**6, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, functions: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["functions"].choices = list(functions)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        given = self.cleaned_data if self.is_valid() else {}
        chosen = {int(one) for one in given.get("functions", ())}
        return {"functions": chosen, "size": given.get("size") or USUAL, "seed": given.get("seed") or 0}


class NewRound(forms.Form):
    purpose = forms.CharField(
        label=_("What the criteria are for"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two sentences: whose work, and what the certificate will be relied on for. People read it first."),
    )
    last_day = forms.DateField(label=_("Until and including"), widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.ModelMultipleChoiceField(queryset=Person.objects.none(), required=False)
    one = PersonField(label=_("And also"), required=False)
    another = PersonField(label=_("And also"), required=False, help_text="")

    def __init__(self, *args: Any, last_day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = last_day
        self.fields["people"].queryset = Person.objects.filter(is_active=True)  # type: ignore[attr-defined]

    def opened(self) -> dict[str, Any]:
        given = self.cleaned_data
        people = [*given["people"], *(one for one in (given["one"], given["another"]) if one)]
        return {"purpose": given["purpose"], "last_day": given["last_day"], "people": people}


class Invitation(forms.Form):
    person = PersonField(label=_("One person more"))


class Answer(forms.Form):
    """What is said of one indicator: what is there."""

    importance = forms.TypedChoiceField(choices=Importance, coerce=int, required=False, empty_value=None)
    frequency = forms.TypedChoiceField(choices=Frequency, coerce=int, required=False, empty_value=None)
    clarity = forms.TypedChoiceField(choices=Clarity, coerce=int, required=False, empty_value=None)
    comment = forms.CharField(max_length=2000, required=False)

    def said(self) -> dict[str, int | str | None]:
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class ReplyForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it reads now, or why it stays. Those who commented read it."),
    )
