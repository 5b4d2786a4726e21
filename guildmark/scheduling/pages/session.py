"""One submission’s session: booking it, moving it, what happens around it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn
from guildmark.scheduling import actions, queries
from guildmark.scheduling.forms import Cancel, ChooseSlot, MeetingLink, Missed, Settle


def session(request: SignedIn, pk: int, **bound: Form) -> HttpResponse:
    """What can be booked, or what is booked."""
    at = clock.now()
    submission = queries.get_live_submission(request.user, pk, at=at)
    choosing = "move" in request.GET or "slot" in bound
    page = queries.session_page(submission, request.user, at=at, choosing=choosing)
    people = [(one.person.pk, one.person.name) for one in page.comers if one.person.pk != request.user.pk]
    forms = {
        "slot": ChooseSlot(),
        "cancel": Cancel(prefix="cancel"),
        "link": MeetingLink(initial={"url": page.booking.meeting_url if page.booking else ""}),
        "missed": Missed(people=people, prefix="missed"),
        "settle": Settle(prefix="settle"),
        **bound,
    }
    told = {"page": page, "submission": submission, "choosing": choosing, "forms": forms, "at": at}
    return render(
        request, "scheduling/session.html", told, status=422 if any(f.errors for f in bound.values()) else 200
    )


def card(request: SignedIn, pk: int) -> HttpResponse:
    """The session in a few lines, for the pages upstream that show it."""
    at = clock.now()
    submission = queries.get_live_submission(request.user, pk, at=at)
    return render(request, "scheduling/card.html", {"page": queries.session_page(submission, request.user, at=at)})


def _done(request: SignedIn, pk: int, name: str, form: Form, act: Callable[[], Any], said: str) -> HttpResponse:
    """Do it and say so, or show the page again with what stands against it."""
    if form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("scheduling:session", pk)
    return session(request, pk, **{name: form})


def _to_booking(request: SignedIn, pk: int, name: str, form: Form, verb: Callable[..., Any], said: str) -> HttpResponse:
    """Do to a session what the form says."""
    at, by = clock.now(), request.user
    found = queries.get_booking(by, pk, at=at)
    return _done(
        request, found.submission_id, name, form,
        lambda: verb(booking=found, **form.cleaned_data, by=by, at=at), said,
    )  # fmt: skip


@require_POST
def booking(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    submission = queries.get_live_submission(by, pk, at=at)
    form = ChooseSlot(request.POST)
    return _done(
        request, pk, "slot", form,
        lambda: actions.book(submission=submission, starts_at=form.cleaned_data["starts_at"], by=by, at=at),
        _("Booked. Everybody gets an invitation for their calendar."),
    )  # fmt: skip


@require_POST
def wish(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    submission = queries.get_live_submission(by, pk, at=at)
    act: Callable[..., Any] = actions.wish
    said = _("You are told as soon as one opens. The first to book it has it.")
    if "end" in request.POST:
        act, said = actions.end_wish, _("You no longer wait for a sooner time.")
    return _done(request, pk, "asked", Form({}), lambda: act(submission=submission, by=by, at=at), said)


@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    said = _("Moved. Everybody gets a new invitation.")
    return _to_booking(request, pk, "slot", ChooseSlot(request.POST), actions.move, said)


@require_POST
def cancellation(request: SignedIn, pk: int) -> HttpResponse:
    said = _("Cancelled, and everybody is told. Another time can be booked.")
    return _to_booking(request, pk, "cancel", Cancel(request.POST, prefix="cancel"), actions.cancel, said)


@require_POST
def link(request: SignedIn, pk: int) -> HttpResponse:
    said = _("Saved. Everybody gets a new invitation with it.")
    return _to_booking(request, pk, "link", MeetingLink(request.POST), actions.set_meeting_link, said)


@require_POST
def holding(request: SignedIn, pk: int) -> HttpResponse:
    said = _("Noted: the session was held. The panel judges next.")
    return _to_booking(request, pk, "asked", Form({}), actions.hold, said)


@require_POST
def absence(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.get_booking(request.user, pk, at=clock.now())
    people = [(one.person_id, one.person.name) for one in found.places.all()]
    form = Missed(request.POST, people=people, prefix="missed")
    said = _("Noted. The program owner decides what follows.")
    return _to_booking(request, pk, "missed", form, actions.report_absence, said)


@require_POST
def decision(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    found = queries.get_absence(by, pk, at=at)
    form = Settle(request.POST, prefix="settle")
    return _done(
        request, found.booking.submission_id, "settle", form,
        lambda: actions.settle_absence(absence=found, **form.cleaned_data, by=by, at=at),
        _("Decided, and the candidate is told."),
    )  # fmt: skip
