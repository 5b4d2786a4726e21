"""What a candidate sends from the workspace."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BoxForm(forms.Form):
    """One box, as autosave sends it."""

    text = forms.CharField(required=False, strip=False)
    revision = forms.IntegerField(min_value=0)
    tab = forms.CharField(required=False, max_length=40)


class LinkForm(forms.Form):
    url = forms.CharField(label=_("Address"), max_length=2000, widget=forms.URLInput)
    title = forms.CharField(label=_("What it shows"), max_length=200, required=False)


class SubmittalForm(forms.Form):
    """Two statements, each signed on its own; the words stand in the page, as the version has them."""

    identity = forms.BooleanField(label=_("Who you are"), required=False)
    original = forms.BooleanField(label=_("Whose work it is"), required=False)

    @property
    def ticked(self) -> list[str]:
        return [box.name for box in self if box.value()]


class KeptForm(forms.Form):
    choice = forms.ChoiceField(choices=[("append", _("add it")), ("discard", _("discard"))])


class CaptionsForm(forms.Form):
    captions = forms.FileField(label=_("WebVTT file"), error_messages={"required": _("Choose a .vtt file first.")})
    language = forms.CharField(
        label=_("Language"), max_length=40, error_messages={"required": _("Say in which language the captions are.")}
    )
