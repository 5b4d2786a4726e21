"""The way in: a panel on a program's catalogue page, and a page of its own where no script runs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildmark.candidacy import actions, forms, queries
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def entrance(request: SignedIn, slug: str) -> HttpResponse:
    at = clock.now()
    way = queries.entrance(request.user, slug, at=at)
    form = forms.Application(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.apply(program=way.program, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            way = queries.entrance(request.user, slug, at=at)
        else:
            messages.success(request, _("Your application is in. The program owner answers it."))
            return redirect("candidacy:candidacy", made.pk)
    template = "candidacy/entrance.html"
    return render(
        request,
        f"{template}#panel" if request.htmx else template,
        {"way": way, "form": form},
        status=422 if form.errors else 200,
    )
