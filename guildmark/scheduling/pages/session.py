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
    at, by = clock.now(), request.user
    found = queries.get_booking(by, pk, at=at)
    form = ChooseSlot(request.POST)
    return _done(
        request, found.submission_id, "slot", form,
        lambda: actions.move(booking=found, starts_at=form.cleaned_data["starts_at"], by=by, at=at),
        _("Moved. Everybody gets a new invitation."),
    )  # fmt: skip


@require_POST
def cancellation(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    found = queries.get_booking(by, pk, at=at)
    form = Cancel(request.POST, prefix="cancel")
    return _done(
        request, found.submission_id, "cancel", form,
        lambda: actions.cancel(booking=found, reason=form.cleaned_data["reason"], by=by, at=at),
        _("Cancelled, and everybody is told. Another time can be booked."),
    )  # fmt: skip


@require_POST
def link(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    found = queries.get_booking(by, pk, at=at)
    form = MeetingLink(request.POST)
    return _done(
        request, found.submission_id, "link", form,
        lambda: actions.set_meeting_link(booking=found, url=form.cleaned_data["url"], by=by, at=at),
        _("Saved. Everybody gets a new invitation with it."),
    )  # fmt: skip


@require_POST
def holding(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    found = queries.get_booking(by, pk, at=at)
    said = _("Noted: the session was held. The panel judges next.")
    return _done(
        request, found.submission_id, "asked", Form({}), lambda: actions.hold(booking=found, by=by, at=at), said
    )


@require_POST
def absence(request: SignedIn, pk: int) -> HttpResponse:
    at, by = clock.now(), request.user
    found = queries.get_booking(by, pk, at=at)
    people = [(one.person_id, one.person.name) for one in found.places.all()]
    form = Missed(request.POST, people=people, prefix="missed")
    return _done(
        request, found.submission_id, "missed", form,
        lambda: actions.report_absence(booking=found, **form.cleaned_data, by=by, at=at),
        _("Noted. The program owner decides what follows."),
    )  # fmt: skip


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
