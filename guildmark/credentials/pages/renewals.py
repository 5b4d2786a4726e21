"""What runs out when, a campaign in two clicks, a team’s credentials, and beginning one’s own renewal."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guildmark.candidacy import actions as candidacies
from guildmark.credentials import actions, queries
from guildmark.credentials.pages import holding
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def renewals(request: SignedIn) -> HttpResponse:
    at = clock.now()
    program, month = request.GET.get("program", ""), _month(request.GET.get("month", ""))
    found = queries.running_out(request.user, month, program=program, at=at) if month else []
    return render(
        request,
        "credentials/renewals.html",
        {
            "outlook": queries.outlook(request.user, program=program, at=at),
            "programs": queries.programs_to_renew(request.user, at=at),
            "program": program,
            "month": month,
            "rows": found,
            "to_tell": sum(not one.begun for one in found),
            "may_remind": queries.may_remind_some(request.user, program, at),
        },
    )


@require_POST
def campaign(request: SignedIn) -> HttpResponse:
    """Remind everybody whose credential runs out in a month and who has not begun to renew it."""
    at = clock.now()
    program, month = request.POST.get("program", ""), _month(request.POST.get("month", ""))
    told, skipped = 0, []
    for one in queries.running_out(request.user, month, program=program, at=at) if month else []:
        if one.begun:
            continue
        try:
            told += actions.remind(
                credential=one.shown.credential, occasion=f"campaign {at:%Y-%m-%d}", by=request.user, at=at
            )
        except Refused as refusal:
            skipped.append(str(refusal))
    said = ngettext("{count} holder has been reminded.", "{count} holders have been reminded.", told)
    messages.success(request, " ".join([said.format(count=told), *skipped]))
    asked = {"program": program, "month": f"{month:%Y-%m}" if month else ""}
    return redirect(f"{reverse('credentials:renewals')}?{urlencode(asked)}")


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def team(request: SignedIn) -> HttpResponse:
    return render(request, "credentials/team.html", {"held": queries.team(request.user, at=clock.now())})


@require_POST
def renew(request: SignedIn, ref: str) -> HttpResponse:
    """The holder begins to renew; their plan is where they go on."""
    own = queries.get_own(request.user, ref, at=(at := clock.now()))
    try:
        begun = candidacies.renew(program=own.program, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return holding.credential(request, ref)
    messages.success(request, _("Your renewal has begun. Here is what it takes."))
    return redirect(f"/candidacies/{begun.pk}/")
