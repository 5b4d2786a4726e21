"""What people say about candidacies."""

from typing import Any

from django import forms
from django.conf import global_settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from guildmark.candidacy.models import AccommodationKind, State

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


class _OfTasks(forms.Form):
    """A form about some tasks of a version; about all of them where none is chosen."""

    def __init__(self, *args: Any, tasks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"] = forms.MultipleChoiceField(
            label=_("For which tasks?"),
            help_text=_("None chosen means all of them."),
            choices=tasks,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class AccommodationRequest(_OfTasks):
    kinds = forms.MultipleChoiceField(
        label=_("What would help?"), choices=AccommodationKind, widget=forms.CheckboxSelectMultiple
    )
    need = forms.CharField(
        label=_("What do you need, and why?"),
        help_text=_("Only the program owner reads this. Say as much as you want to; no diagnosis is needed."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    field_order = ("kinds", "need", "tasks")


def languages() -> list[tuple[str, str]]:
    """Every language that has a name here, by its name."""
    named = [(code, str(get_language_info(code)["name_translated"])) for code, _name in global_settings.LANGUAGES]
    return sorted(named, key=lambda one: one[1].casefold())


class AccommodationAnswer(_OfTasks):
    """Agree on conditions, or don't; the reason is told either way."""

    outcome = forms.ChoiceField(choices=[("agree", _("agree")), ("decline", _("not agree"))], widget=forms.HiddenInput)
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("Assessors of the tasks concerned read this sentence. Say what is different, never why."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    extra_time_percent = forms.IntegerField(
        label=_("Extra time, in percent"),
        help_text=_("Of anything with a clock, such as a live session. 0 where none is needed."),
        min_value=0,
        max_value=200,
        initial=0,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("In another language, the work is judged by people who judge in it."),
        choices=lambda: [("", _("as the program says")), *languages()],
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The candidate reads it. It is kept with the decision."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    field_order = ("conditions", "extra_time_percent", "language", "tasks", "reason")

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if said.get("outcome") == "agree" and not said.get("conditions", "").strip():
            self.add_error("conditions", _("Say what is arranged: assessors go by this sentence."))
        said["extra_time_percent"] = said.get("extra_time_percent") or 0
        return said
