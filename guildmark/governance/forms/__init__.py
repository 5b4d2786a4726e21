"""What is typed about committees and motions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from guildmark.governance.models import Choice, Majority, Office, Weight

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
PROSE = forms.Textarea(attrs={"rows": 4})


class Found(forms.Form):
    program = forms.TypedChoiceField(label=_("Program"), coerce=int)
    name = forms.CharField(label=_("Name"), max_length=120)
    quorum = forms.IntegerField(
        label=_("So many members take part at least"), min_value=2, max_value=30, initial=3,
        help_text=_("Whichever way they vote. Who stands aside doesn’t count."),
    )  # fmt: skip
    majority = forms.ChoiceField(label=_("A motion is carried by"), choices=Majority)

    def __init__(self, *args: Any, programs: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [(one.pk, one.title) for one in programs]  # type: ignore[attr-defined]


class Seat(forms.Form):
    prefix = "seat"
    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    office = forms.ChoiceField(label=_("As"), choices=Office, initial=Office.MEMBER)
    group = forms.CharField(
        label=_("Whose view they bring"), max_length=80, required=False, help_text=_("Such as quality, or a site.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY, help_text=_("Three years at most; two terms in a row."))

    def __init__(self, *args: Any, people: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]


class Call(forms.Form):
    prefix = "call"
    starts_at = forms.DateTimeField(label=_("When"), widget=MOMENT)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)


class Put(forms.Form):
    prefix = "put"
    title = forms.CharField(label=_("What is to be decided"), max_length=200)
    grounds = forms.CharField(label=_("On what grounds"), max_length=8000, widget=PROSE)
    weight = forms.ChoiceField(label=_("How it is taken"), choices=Weight, widget=forms.RadioSelect)
    candidacy = forms.TypedChoiceField(
        label=_("Whom it is about"), coerce=int, required=False, empty_value=None,
        help_text=_("Then members with a tie to them neither read it nor vote on it."),
    )  # fmt: skip
    meeting = forms.TypedChoiceField(label=_("In which meeting"), coerce=int, required=False, empty_value=None)
    closes_at = forms.DateTimeField(
        label=_("Or by circulation, until"), widget=MOMENT, required=False,
        help_text=_("Votes are counted then, by the rule."),
    )  # fmt: skip

    def __init__(self, *args: Any, offers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody, none = [("", _("nobody"))], [("", _("none: by circulation"))]
        about = [(one.pk, f"{one.person.name}, {one.ref}") for one in offers.candidacies] if offers else []
        meetings = (
            [
                (one.pk, date_format(one.starts_at.astimezone(get_current_timezone()), "j F Y, H:i"))
                for one in offers.meetings
            ]
            if offers
            else []
        )
        self.fields["candidacy"].choices = nobody + about  # type: ignore[attr-defined]
        self.fields["meeting"].choices = none + meetings  # type: ignore[attr-defined]


class Delegate(forms.Form):
    prefix = "delegate"
    officer = forms.TypedChoiceField(label=_("Who"), coerce=int)
    limits = forms.CharField(label=_("Within which limits"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY)

    def __init__(self, *args: Any, people: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]


class Vote(forms.Form):
    choice = forms.ChoiceField(label=_("Your vote"), choices=Choice, widget=forms.RadioSelect)


class Aside(forms.Form):
    prefix = "aside"
    reason = forms.CharField(label=_("Why you stand aside"), max_length=300)


class Close(forms.Form):
    prefix = "close"
    remark = forms.CharField(
        label=_("What was said"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class Alone(forms.Form):
    prefix = "alone"
    reason = forms.CharField(label=_("On what grounds"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class Minutes(forms.Form):
    minutes = forms.CharField(label=_("Minutes"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))
