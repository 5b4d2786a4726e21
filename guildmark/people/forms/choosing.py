"""A colleague, chosen by typing. One box for every page on which a person is chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.roles import Role
from guildmark.people import queries
from guildmark.people.models import Person


class PersonBox(forms.TextInput):
    """A box that offers colleagues while one types; without scripts, a box for a name or username."""

    class Media:
        js = (Script("people/chooser.js", type="module"),)

    def __init__(self, role: Role | None = None) -> None:
        told = {
            "data-people": reverse_lazy("people:suggestions"),
            "data-role": role.value if role else "",
            "data-nobody": _("Nobody matches."),
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(attrs=told)


class PersonField(forms.CharField):
    """A colleague by name, username, number or e-mail address. `role`: only those who hold it are offered."""

    default_error_messages = {
        "nobody": _("Nobody here has that name, username, number or e-mail address."),
        "several": _("Several people match: {names}. Give the username."),
    }

    def __init__(self, *args: Any, role: Role | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Type a part of the name; or the username, number or e-mail address."))
        super().__init__(*args, widget=PersonBox(role), **kwargs)

    def clean(self, value: Any) -> Person | None:
        given = super().clean(value)
        if not given:
            return None
        meant = queries.people_meant(given)
        if not meant:
            raise ValidationError(self.error_messages["nobody"], code="nobody")
        if len(meant) > 1:
            names = ", ".join(f"{person.name} ({person.username})" for person in meant)
            raise ValidationError(format_lazy(self.error_messages["several"], names=names), code="several")
        return meant[0]
