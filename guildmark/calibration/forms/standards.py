"""What people fill in about where a cut should lie."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.calibration.domain.asked import Criterion
from guildmark.calibration.models import Overall as Ratings
from guildmark.people.forms import PersonField

JUDGES = (
    _("First judge"),
    _("Second judge"),
    _("Third judge"),
    _("Fourth judge"),
    _("Fifth judge"),
    _("Sixth judge"),
)
LEAST = 3
RATINGS = Ratings.choices


class NewStudy(forms.Form):
    borderline = forms.CharField(
        label=_("The candidate who just suffices"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What they can do alone, what they still ask about, which mistake they would notice in time. Every judge thinks of this one person."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, label in enumerate(JUDGES, start=1):
            self.fields[f"judge{number}"] = PersonField(label=label, required=number <= LEAST, help_text="")

    def opened(self) -> dict[str, Any]:
        given = self.cleaned_data
        people = [one for name, one in given.items() if name.startswith("judge") and one]
        return {"borderline": given["borderline"], "judges": people}


class Invitation(forms.Form):
    person = PersonField(label=_("One judge more"))


class Discussion(forms.Form):
    discussion = forms.CharField(
        label=_("What the judges discussed"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Where they lay apart and why, without names. They read it before they say again."),
    )


class Cut(forms.Form):
    cut = forms.DecimalField(
        label=_("The cut"),
        max_digits=4,
        decimal_places=2,
        help_text=_("The weighted mean level from which the task is met."),
    )
    reason = forms.CharField(
        label=_("Why there"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "It goes into the version, and everybody who is held to it reads it: what was recommended, why you keep to it or not, what a wrong decision would cost."
        ),
    )


class Levels(forms.Form):
    """A level for some of the criteria. What isn’t said is left as it is."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in criteria:
            self.fields[one.key] = forms.DecimalField(label=one.title, required=False, max_digits=4, decimal_places=2)

    def said(self) -> Mapping[str, Decimal]:
        return {key: level for key, level in self.cleaned_data.items() if level is not None}


class Overall(forms.Form):
    rating = forms.TypedChoiceField(label=_("On the whole"), choices=Ratings, coerce=int, widget=forms.RadioSelect)
