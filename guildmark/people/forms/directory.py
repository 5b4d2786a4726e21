"""Filters, moves, leave, appointments, files of people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.roles import HELD, PROSE, Role
from guildmark.people import queries
from guildmark.people.forms.choosing import PersonField
from guildmark.people.models import OrgUnit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANY = [("", _("All"))]


class DirectoryFilter(forms.Form):
    q = forms.CharField(label=_("Contains"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    unit = forms.ChoiceField(label=_("Unit, with those below"), required=False)
    function = forms.ChoiceField(label=_("Job function"), required=False)
    site = forms.ChoiceField(label=_("Site"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, choices: queries.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in (
            ("unit", choices.units),
            ("function", choices.functions),
            ("site", choices.sites),
            ("role", choices.roles),
        ):
            self.fields[name].choices = [*ANY, *listed]  # type: ignore[attr-defined]


class RolesFilter(forms.Form):
    q = forms.CharField(label=_("Person"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[*ANY, *((role.value, PROSE[role].title) for role in HELD)]
    )


class Move(forms.Form):
    """Where somebody works from which day on, and under whom."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=OrgUnit.objects.order_by("name"), empty_label="—")
    manager = PersonField(
        label=_("Manager"),
        required=False,
        help_text=_("Type a part of the name; or the username, number or e-mail address. Empty: nobody above."),
    )
    starts_on = forms.DateField(
        label=_("From"), widget=DAY, help_text=_("The first day there. The present stretch ends the day before.")
    )


class LeaveWanted(forms.Form):
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DAY, required=False, help_text=_("Empty: until it is ended here.")
    )


class Appointment(forms.Form):
    """A role, as far as it reaches, for a term."""

    person = PersonField(label=_("Person"))
    role = forms.TypedChoiceField(
        label=_("Role"),
        choices=[(role.value, PROSE[role].title) for role in HELD],
        coerce=Role,
        widget=forms.RadioSelect,
    )
    program_id = forms.TypedChoiceField(
        label=_("Only for this program"), required=False, coerce=int, empty_value=None,
        help_text=_("Neither program nor unit: the whole company."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("Only in this unit and below"),
        queryset=OrgUnit.objects.order_by("name"),
        required=False,
        empty_label="—",
    )
    starts_on = forms.DateField(label=_("From"), widget=DAY, required=False, help_text=_("Empty: today."))
    ends_on = forms.DateField(label=_("Last day"), widget=DAY, required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, programs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program_id"].choices = [("", "—"), *programs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit = cleaned.pop("unit", None)
        cleaned["unit_id"] = unit.pk if unit else None
        if unit and cleaned.get("program_id"):
            raise ValidationError(_("A role reaches one program or one unit, not both at once."))
        return cleaned


class PeopleFile(forms.Form):
    """A file, or the text of the one that was looked at."""

    file = forms.FileField(
        label=_("CSV file"),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=_("UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab. At most 4 MB."),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    open_places = forms.BooleanField(
        label=_("Open what is new"),
        required=False,
        help_text=_("Units, job functions and sites that are in the file and not here yet are opened, not refused."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("file"):
            cleaned["raw"] = cleaned["file"].read()
        elif cleaned.get("text"):
            cleaned["raw"] = cleaned["text"].encode()
        return cleaned
