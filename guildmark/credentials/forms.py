from django import forms
from django.utils.translation import gettext_lazy as _

from guildmark.credentials.models import Outcome


class Decision(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Outcome.GRANT.value, _("Grant: certified")), (Outcome.REFUSE.value, _("Refuse: not yet certified"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The candidate reads it. For a refusal, say what is still missing and what comes next."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
