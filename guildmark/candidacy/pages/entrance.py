"""The way in: a panel on a program's catalogue page, and a page of its own where no script runs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildmark.candidacy import actions, forms, queries
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.kernel.reader import reader


def entrance(request: HttpRequest, slug: str) -> HttpResponse:
    at = clock.now()
    way = queries.entrance(reader(request), slug, at=at)
    form = forms.Application(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.apply(program=way.program, **form.cleaned_data, by=reader(request), at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            way = queries.entrance(reader(request), slug, at=at)
        else:
            messages.success(request, _("Your application is in. The program owner answers it."))
            return redirect("candidacy:candidacy", made.pk)
    template = "candidacy/entrance.html"
    return render(
        request,
        f"{template}#panel" if request.htmx else template,  # type: ignore[attr-defined]
        {"way": way, "form": form},
        status=422 if form.errors else 200,
    )
