"""Starting a program, drafting its next version, bringing in a document."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guildmark.programs import queries
from guildmark.programs.domain.document import Checked, parse
from guildmark.programs.domain.document.schema import KEY, NUMBER

MOST_BYTES = 1_000_000


class NewProgram(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it will stand on the credential."))
    slug = forms.RegexField(
        KEY,
        label=_("Address"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens. It stays for good: credentials point to it."),
        error_messages={"invalid": _("Use small letters, digits and single hyphens, like “site-engineer”.")},
    )


class NextVersion(forms.Form):
    number = forms.RegexField(
        NUMBER,
        label=_("Number of the new version"),
        max_length=20,
        error_messages={"invalid": _("A version’s number is like “1.1”.")},
    )


class DocumentUpload(forms.Form):
    """A YAML document, as a file or pasted. `checked` says what it holds and what is wrong with it."""

    file = forms.FileField(label=_("YAML file"), required=False)
    text = forms.CharField(
        label=_("Or paste the document"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "code"}),
    )
    checked: Checked = Checked(None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = self._given(cleaned)
        self.checked = parse(given, queries.required_programs())
        if not self.checked.is_sound:
            raise ValidationError(_("The document can’t be taken over as it is. Nothing was changed."))
        return cleaned

    def _given(self, cleaned: dict[str, Any]) -> str | bytes:
        file, text = cleaned.get("file"), cleaned.get("text")
        if file is None and not (text or "").strip():
            raise ValidationError(_("Choose a file or paste the document."))
        if file is not None and file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. A program’s document is far smaller."))
        return file.read() if file is not None else text or ""
