"""What people say about candidacies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.candidacy.models import State

STATES = [("", _("any state")), ("live", _("on the way")), *State.choices]


class Application(forms.Form):
    motivation = forms.CharField(
        label=_("Why this program, and why now?"),
        help_text=_("A few sentences. The program owner reads them, nobody else."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )


class Answer(forms.Form):
    """Admit, or don't and say why."""

    outcome = forms.ChoiceField(
        choices=[("admit", _("admit")), ("not_admit", _("not admit"))], widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=_("Reason, if you don’t admit"),
        help_text=_("The applicant reads it. Say what would change your answer."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if said.get("outcome") == "not_admit" and not said.get("reason", "").strip():
            self.add_error("reason", _("Give the reason: the applicant is told."))
        return said


class Why(forms.Form):
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class Withdrawal(Why):
    prefix = "withdrawal"


class Pause(Why):
    prefix = "pause"


class Target(forms.Form):
    target_on = forms.DateField(
        label=_("Done by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )


class BoardFilter(forms.Form):
    text = forms.CharField(label=_("Person or program"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    program = forms.ChoiceField(label=_("Program"), required=False)

    def __init__(self, *args: Any, programs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [("", _("any program")), *programs]  # type: ignore[attr-defined]
