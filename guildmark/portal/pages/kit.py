"""The kitchen sink: every part of the kit in each of its states, for those who build pages."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guildmark.kernel import clock
from guildmark.kernel.access import Decision, Refused
from guildmark.kernel.templatetags.ui import icon_names
from guildmark.kernel.turns import Turn, Waiting


class Sample(forms.Form):
    title = forms.CharField(help_text="As it will stand on the certificate.", max_length=40)
    reason = forms.CharField(widget=forms.Textarea, required=False)
    site = forms.ChoiceField(choices=[("", "Choose a site"), ("leeds", "Leeds"), ("pune", "Pune")])
    level = forms.ChoiceField(widget=forms.RadioSelect, choices=[("1", "Starts work"), ("2", "Proves zero energy")])
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    file = forms.FileField(required=False, help_text="PDF or image, up to 50 MB.")
    agreed = forms.BooleanField(label="I wrote this myself", help_text="Say so only if it is true.")


@login_not_required
def kit(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    if "refused" in request.GET:
        raise Refused("Only someone who did not assess Ines may decide on her.")
    if "message" in request.GET:
        messages.success(request, "The draft is submitted. It can be recalled until an assessor presses Start.")
    at = clock.now()
    broken = Sample({"title": "x" * 50, "site": "atlantis"})
    turn = Turn(
        Waiting.ON_OTHERS, "SUB-2041 Site project", "/ui/", whom="2 assessors", since=at - timedelta(days=12),
        due=(at + timedelta(days=2)).date(), next="adjudication", action="Open",
    )  # fmt: skip
    return render(
        request,
        "portal/kit.html",
        {
            "form": Sample(), "broken": broken, "turn": turn, "at": at, "icons": sorted(icon_names()),
            "no": Decision("Only someone who did not assess Ines may decide on her."),
            "page": Paginator(range(186), 25).page(2), "day_and_a_half": timedelta(hours=36, minutes=12),
        },
    )  # fmt: skip
