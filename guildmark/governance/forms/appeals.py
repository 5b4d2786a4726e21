"""What is typed about appeals and complaints."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.governance.models import AppealState, Grounds

PROSE = forms.Textarea(attrs={"rows": 6})
OUTCOMES = [(one.value, one.label) for one in (AppealState.UPHELD, AppealState.PARTLY, AppealState.NOT_UPHELD)]


class Lodge(forms.Form):
    grounds = forms.ChoiceField(label=_("On what grounds"), choices=Grounds, widget=forms.RadioSelect)
    statement = forms.CharField(
        label=_("What happened"), max_length=8000, widget=PROSE,
        help_text=_("In your words: what, when, and what you would have expected instead."),
    )  # fmt: skip


class Complain(Lodge):
    program = forms.TypedChoiceField(label=_("About which program"), coerce=int)

    def __init__(self, *args: Any, programs: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [(one.pk, one.title) for one in programs]  # type: ignore[attr-defined]
        self.order_fields(["program", "grounds", "statement"])


class Name(forms.Form):
    people = forms.TypedMultipleChoiceField(
        label=_("Who hears it"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at least. Whoever had a part or is tied to the appellant isn’t listed."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]


class Decide(forms.Form):
    outcome = forms.ChoiceField(label=_("What it came to"), choices=OUTCOMES, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Why"), max_length=8000, widget=PROSE, help_text=_("The appellant reads this, word for word.")
    )
    remedy = forms.CharField(
        label=_("What follows"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    again = forms.BooleanField(label=_("One more attempt at the task, before people who had no part"), required=False)
