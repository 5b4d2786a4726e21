"""What owners and the committee fill in about conflicts of interest."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain.conflicts import (
    ALWAYS_HARD,
    LONGEST_MONTHS,
    LOOKS_BACK,
    NOT_BELOW_SOFT,
    ConflictPolicy,
    Force,
    Kind,
    Rule,
)

Words = Mapping[Any, Any]


class AskWaiver(forms.Form):
    assessor = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.TypedChoiceField(choices=[(kind, kind) for kind in Kind], coerce=Kind, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it need not count here"), max_length=1000)


class SetPolicy(forms.Form):
    """How strong each kind is, and for how many months after its end; what no policy may wave through isn't offered."""

    reason = forms.CharField(
        label=_("Why it changes"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays on record with the policy, for everybody to read."),
    )  # fmt: skip

    def __init__(self, *args: Any, policy: ConflictPolicy, kinds: Words, forces: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in Kind if kind not in ALWAYS_HARD]
        reason = self.fields.pop("reason")
        for kind in self.kinds:
            offered = [force for force in Force if kind not in NOT_BELOW_SOFT or force in (Force.HARD, Force.SOFT)]
            self.fields[f"force-{kind}"] = forms.TypedChoiceField(
                label=kinds[kind],
                choices=[(force.value, forces[force]) for force in offered],
                coerce=Force,
                initial=policy.of(kind).force.value,
            )
            if kind in LOOKS_BACK:
                self.fields[f"months-{kind}"] = forms.IntegerField(
                    label=format_lazy(_("Months after: {kind}"), kind=kinds[kind]),
                    min_value=0,
                    max_value=LONGEST_MONTHS,
                    initial=policy.of(kind).months,
                )
        self.fields["reason"] = reason

    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField | None]]:
        for kind in self.kinds:
            months = f"months-{kind}"
            yield self[f"force-{kind}"], self[months] if months in self.fields else None

    def rules(self) -> dict[Kind, Rule]:
        given = self.cleaned_data
        return {kind: Rule(given[f"force-{kind}"], given.get(f"months-{kind}") or 0) for kind in self.kinds}
