"""What people type in this room, cleaned."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from guildmark.competencies.domain.reading import MOST_BYTES
from guildmark.competencies.models import CompetencyKind
from guildmark.competencies.wording import ASSOCIATIONS
from guildmark.people.models import JobFunction


class Starting(forms.Form):
    """A framework to be filled here."""

    title = forms.CharField(label=_("Title"), max_length=300)
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=70,
        validators=[validate_slug],
        help_text=_("The last part of its web address, such as field-service. Made from the title if left empty."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    description = forms.CharField(label=_("What it is about"), required=False, widget=forms.Textarea)


class Describing(forms.Form):
    """What is said about a framework as a whole."""

    title = forms.CharField(label=_("Title"), max_length=300)
    description = forms.CharField(label=_("What it is about"), required=False, widget=forms.Textarea)
    publisher = forms.CharField(label=_("Published by"), required=False, max_length=300)
    version = forms.CharField(label=_("Version"), required=False, max_length=60)


class Importing(forms.Form):
    """A file to be taken over."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "NICE (CPRT JSON), CASE 1.0 or 1.1 (JSON), a career framework (JSON) or CSV. "
            "Nothing is imported from a file with an error."
        ),
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
    )
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=70,
        validators=[validate_slug],
        help_text=_("Left empty, a known framework is updated and a new one gets an address made from its title."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB."), params={"most": MOST_BYTES // 1024**2}
            )
        return file


class Wording(forms.Form):
    """What an item states, and what it is."""

    statement = forms.CharField(
        label=_("Statement"),
        help_text=_("Observable: what somebody does, or what the work shows."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title = forms.CharField(
        label=_("Short title"), required=False, max_length=300, help_text=_("For statements too long to list.")
    )
    code = forms.CharField(label=_("Code"), required=False, max_length=120)
    item_type = forms.CharField(
        label=_("Type"), required=False, max_length=120, widget=forms.TextInput(attrs={"list": "item-types"})
    )
    kind = forms.ChoiceField(
        label=_("Kind of competency"),
        required=False,
        choices=[("", _("not a competency")), *CompetencyKind.choices],
        help_text=_("A competency appears in the coverage matrix."),
    )
    level = forms.IntegerField(
        label=_("Proficiency level"),
        required=False,
        min_value=0,
        max_value=99,
        help_text=_("For performance indicators: the level at which this can be seen."),
    )


class Rewording(Wording):
    """The same for an item that is there, by somebody who saw how it last read."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def as_it_is(self, last_change: str) -> None:
        """From now on, what was typed is meant to replace that."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "seen": last_change}


class Associating(forms.Form):
    """Another item, and how this one is associated with it."""

    association_type = forms.ChoiceField(
        label=_("This item"),
        choices=[(name, words) for name, (words, _back) in ASSOCIATIONS.items()],
        initial="isChildOf",
    )
    other = forms.UUIDField(
        label=_("The other item"), error_messages={"required": _("Search for the other item and choose it.")}
    )


class Serving(forms.Form):
    """What a competency serves, as `kind:key`."""

    serves = forms.RegexField(label=_("Serves"), regex=r"^(priority|job_task):[0-9]{1,18}$")

    def end(self) -> tuple[str, int]:
        kind, _colon, pk = self.cleaned_data["serves"].partition(":")
        return kind, int(pk)


class Priority(forms.Form):
    """Something the company wants to become better at."""

    title = forms.CharField(label=_("Strategic priority"), max_length=200)
    description = forms.CharField(label=_("What it means"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class JobTaskNamed(forms.Form):
    """A real task of a job function."""

    title = forms.CharField(label=_("Job task"), max_length=300)
    job_function = forms.ModelChoiceField(
        label=_("Job function"), queryset=JobFunction.objects.order_by("name"), empty_label=None
    )
