"""Saying when one can."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn
from guildmark.scheduling import actions, queries
from guildmark.scheduling.forms import DaysOff, ExtraHours, Week
from guildmark.scheduling.permissions import Can


def availability(
    request: SignedIn, week: Week | None = None, off: DaysOff | None = None, extra: ExtraHours | None = None
) -> HttpResponse:
    """The week that repeats, the days that differ, and what is booked."""
    at = clock.now()
    ensure(may(request.user, Can.PUBLISH_HOURS, at=at))
    mine = queries.my_hours(request.user, at=at)
    wrong = any(form and form.errors for form in (week, off, extra))
    return render(
        request,
        "scheduling/availability.html",
        {
            "mine": mine,
            "form": week or Week(initial=mine.initial),
            "off": off or DaysOff(prefix="off"),
            "extra": extra or ExtraHours(prefix="extra"),
        },
        status=422 if wrong else 200,
    )


@require_POST
def week(request: SignedIn) -> HttpResponse:
    form = Week(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        around = actions.Around(given["before"], given["after"], given["notice"])
        try:
            actions.publish_hours(
                person=request.user, week=form.week(), zone=given["zone"], around=around,
                revision=given["revision"], by=request.user, at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Published. Candidates are offered these hours from now on."))
            return redirect("scheduling:availability")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return availability(request, week=form)


@require_POST
def days_off(request: SignedIn) -> HttpResponse:
    form = DaysOff(request.POST, prefix="off")
    if form.is_valid():
        first = form.cleaned_data["first"]
        last = form.cleaned_data["last"] or first
        try:
            actions.tell_other_days(
                person=request.user, first=first, last=last, hours=None, by=request.user, at=clock.now()
            )
            messages.success(
                request, _("Noted: nothing is offered then. What is booked already stays; cancel it if need be.")
            )
            return redirect("scheduling:availability")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return availability(request, off=form)


@require_POST
def extra_hours(request: SignedIn) -> HttpResponse:
    form = ExtraHours(request.POST, prefix="extra")
    if form.is_valid():
        day = form.cleaned_data["day"]
        try:
            actions.tell_other_days(
                person=request.user, first=day, last=day, hours=form.cleaned_data["hours"], by=request.user,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Noted: these hours are offered too."))
            return redirect("scheduling:availability")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return availability(request, extra=form)


@require_POST
def removal(request: SignedIn, pk: int) -> HttpResponse:
    other = queries.get_other_days(request.user, pk)
    actions.take_back_other_days(other=other, by=request.user, at=clock.now())
    messages.success(request, _("Taken back: the usual week holds."))
    return redirect("scheduling:availability")
