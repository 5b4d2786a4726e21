"""What people fill in about exemplars, their experts, and policies."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guildmark.calibration.domain.qualifying import Measure
from guildmark.calibration.domain.qualifying import Policy as Asked
from guildmark.calibration.models import MEASURES, Basis
from guildmark.kernel.roles import Role
from guildmark.people.forms import PersonField

EXPERTS = ("first", "second", "third")


class NewExemplar(forms.Form):
    """`work`: the decided submissions that may be chosen."""

    submission = forms.CharField(
        label=_("Work"), max_length=20, help_text=_("The reference of decided work: SUB-0042.")
    )
    title = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_(
            "For you and its experts; those who score it never see it. Say what it shows: “judgement on the edge”."
        ),
    )
    basis = forms.ChoiceField(label=_("On what ground"), choices=Basis, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Since when, or why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "When the candidate agreed; or why it may be used without. The candidate’s name is shown to nobody."
        ),
    )
    first = PersonField(label=_("First expert"), role=Role.ASSESSOR)
    second = PersonField(label=_("Second expert"), role=Role.ASSESSOR)
    third = PersonField(label=_("Third expert"), role=Role.ASSESSOR, required=False)

    def __init__(self, *args: Any, work: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.work = work

    def clean_submission(self) -> Any:
        number = self.cleaned_data["submission"].strip().upper().removeprefix("SUB-")
        found = self.work.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None
        if found is None:
            raise ValidationError(
                _("There is no such decided work in your programs, or it is an exemplar already. Give it as SUB-0042.")
            )
        return found

    def made(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name not in EXPERTS}
        return {**given, "experts": [one for name in EXPERTS if (one := self.cleaned_data.get(name))]}


class Reason(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class NewPolicy(forms.Form):
    exemplars = forms.IntegerField(label=_("Exemplars in a set"), min_value=2, max_value=20)
    measure = forms.ChoiceField(label=_("Agreement with the reference, as"), choices=MEASURES, widget=forms.RadioSelect)
    least = forms.DecimalField(
        label=_("At least"), min_value=0, max_value=1, decimal_places=2,
        help_text=_("Weighted kappa of 0.60 and above is called substantial (Landis and Koch, 1977)."),
    )  # fmt: skip
    months = forms.IntegerField(label=_("Qualified for, in months"), min_value=1, max_value=60)
    seed_percent = forms.IntegerField(
        label=_("Seeds among a hundred seats"), min_value=0, max_value=50,
        help_text=_("Exemplars slipped in among real work. Only where panels are blind to the candidate: elsewhere a piece without a name would give itself away."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Those who are held to it read this."),
    )  # fmt: skip

    def policy(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            given["exemplars"], Measure(given["measure"]), given["least"], given["months"], given["seed_percent"]
        )


class Founding(forms.Form):
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Why they can be trusted with it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {
            f"person{n}": PersonField(label=label, role=Role.ASSESSOR, required=n == 1)
            for n, label in enumerate(FOUNDERS, start=1)
        }
        self.fields = {**people, **self.fields}

    def founded(self) -> dict[str, Any]:
        given = self.cleaned_data
        people = [one for name, one in given.items() if name.startswith("person") and one]
        return {"people": list(dict.fromkeys(people)), "until": given["until"], "reason": given["reason"]}


FOUNDERS = (_("First assessor"), _("Second assessor"), _("Third assessor"), _("Fourth assessor"), _("Fifth assessor"))
