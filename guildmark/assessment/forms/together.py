"""Who worked on it together, and who may open a piece."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.people.forms import PersonField
from guildmark.people.models import Person


class PeopleForm(forms.Form):
    """People named before, each to be kept by its tick, and one more."""

    stays: forms.ModelMultipleChoiceField
    one_more: Any

    def __init__(self, *args: Any, named: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(pk__in=[person.pk for person in named])
        self.fields["stays"] = forms.ModelMultipleChoiceField(
            label=_("Named"), queryset=people, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.named = list(named)

    def people(self) -> list[Person]:
        more = self.cleaned_data.get("one_more")
        kept = list(self.cleaned_data["stays"])
        return kept if more is None or more in kept else [*kept, more]


class TeamForm(PeopleForm):
    one_more = PersonField(label=_("Who worked on it with you"), required=False)
    statement = forms.CharField(
        label=_("Your own part"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ViewersForm(PeopleForm):
    one_more = PersonField(label=_("Who may open it"), required=False)
    reason = forms.CharField(label=_("Why it is kept to them"), max_length=300)
