"""What people fill in when they judge, qualify, decline and settle."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.roles import Role
from guildmark.people.forms import PersonField
from guildmark.programs.domain.rubric import Criterion

REASONS = {
    "conflict": _("I have a conflict of interest here."),
    "time": _("I can’t do it before it is due."),
    "field": _("It lies outside what I can judge."),
    "away": _("I will be away."),
}


class Decline(forms.Form):
    """One of the usual reasons by a click, or another in words."""

    usual = forms.ChoiceField(choices=list(REASONS.items()), required=False)
    reason = forms.CharField(label=_("Another reason"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        usual = cleaned.pop("usual", "")
        cleaned["reason"] = str(REASONS[usual]) if usual in REASONS else cleaned.get("reason", "")
        return cleaned


class Score(forms.Form):
    level = forms.IntegerField(required=False)
    rationale = forms.CharField(required=False, max_length=20000, strip=False)
    revision = forms.IntegerField(min_value=0)


class Notes(forms.Form):
    text = forms.CharField(required=False, max_length=100000, strip=False)
    revision = forms.IntegerField(min_value=0)


class AskForMore(forms.Form):
    reason = forms.CharField(label=_("What is missing"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class GrantAttempt(forms.Form):
    task = forms.CharField(max_length=80)
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class MarkForm(forms.Form):
    evidence_id = forms.IntegerField(min_value=1)
    quote = forms.CharField(required=False, max_length=2000, strip=False)
    before = forms.CharField(required=False, max_length=64, strip=False)
    after = forms.CharField(required=False, max_length=64, strip=False)
    start = forms.IntegerField(required=False, min_value=0)
    tenths = forms.IntegerField(required=False, min_value=0)
    criterion = forms.CharField(required=False, max_length=80)
    text = forms.CharField(required=False, max_length=4000)


class KeepComment(forms.Form):
    criterion = forms.CharField(required=False, max_length=80)
    text = forms.CharField(max_length=4000)
    shared = forms.BooleanField(required=False)


class Skip(forms.Form):
    until = forms.DateField(required=False)
    reason = forms.CharField(required=False, max_length=1000)


class Say(forms.Form):
    criterion = forms.CharField(max_length=80)
    text = forms.CharField(max_length=4000)


class Reason(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class Consensus(forms.Form):
    """A level and a reason for each contested criterion. `criteria`: key, title and levels of each."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            levels = [(level.number, f"{level.number} · {level.descriptor}") for level in criterion.levels]
            self.fields[f"level-{criterion.key}"] = forms.TypedChoiceField(
                label=criterion.title, choices=levels, coerce=int, widget=forms.RadioSelect
            )
            self.fields[f"why-{criterion.key}"] = forms.CharField(
                label=format_lazy(_("Why this level for {name}"), name=criterion.title),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=20000,
            )

    def agreed(self) -> dict[str, tuple[int, str]]:
        given = self.cleaned_data
        return {c.key: (given[f"level-{c.key}"], given[f"why-{c.key}"]) for c in self.criteria}

    def pairs(self) -> Iterator[tuple[Criterion, forms.BoundField, forms.BoundField]]:
        for criterion in self.criteria:
            yield criterion, self[f"level-{criterion.key}"], self[f"why-{criterion.key}"]


class Qualify(forms.Form):
    """The choices are those whom the page may offer."""

    basis = forms.CharField(
        label=_("On what ground"), max_length=1000, help_text=_("A calibration, a founding list, an earlier role.")
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Those in which they judge. With none marked, they are seated whatever the language of the work."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, programs: Any, languages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = languages  # type: ignore[attr-defined]
        chosen = {
            "person": PersonField(
                label=_("Assessor"),
                role=Role.ASSESSOR,
                help_text=_("Type a part of the name. Appointed assessors only, and nobody qualifies themselves."),
            ),
            "program": forms.ModelChoiceField(label=_("Program"), queryset=programs, empty_label=_("Choose")),
        }
        self.fields = {**chosen, **self.fields}
        self.people = people

    def clean_person(self) -> Any:
        person = self.cleaned_data["person"]
        if person and not self.people.filter(pk=person.pk).exists():
            raise ValidationError(_("Only appointed assessors can be qualified, by somebody else."))
        return person


class Languages(forms.Form):
    languages = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, languages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = languages  # type: ignore[attr-defined]


class EndQualification(forms.Form):
    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


class Declare(forms.Form):
    about = PersonField(label=_("With whom"))
    reason = forms.CharField(
        label=_("What it is"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you and the program’s owner ever read this."),
    )
    ends_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
