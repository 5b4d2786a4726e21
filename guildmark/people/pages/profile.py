"""One's own account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people import actions, forms, queries
from guildmark.people.requests import SignedIn


def me(request: SignedIn) -> HttpResponse:
    """How one reads Guildmark: language, time zone, keys."""
    person = request.user
    form = forms.Preferences(request.POST or None, initial=queries.preferences_of(person))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_preferences(person=person, **form.cleaned_data, by=person, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            with translation.override(form.cleaned_data["language"]):
                messages.success(request, _("Saved."))
            return redirect("people:me")
    return render(request, "people/me.html", {"form": form}, status=422 if form.errors else 200)
