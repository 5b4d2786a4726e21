"""The owner's board of panels: who judges what, what can't be filled and why, who is late."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.judging import Reason
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

PER_PAGE = 25
SHOWS = ("live", "unfilled", "late", "decided")


def panels(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(queries.sees_panels(request.user, at=at))
    show = request.GET.get("show", "live")
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "sort")}
    found = queries.panels(request.user, at=at, show=show, **asked)
    if request.GET.get("format") == "csv":
        return _csv(queries.panel_rows(list(found), at=at))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "assessment/panels.html",
        {
            "page": page,
            "rows": queries.panel_rows(list(page.object_list), at=at),
            "show": show if show in SHOWS else "live",
            **asked,
            "counts": queries.board_counts(request.user, at=at),
            "programs": queries.programs_overseen(request.user, at=at),
            "waiting": queries.waiting_programs(request.user, at=at) if show == "unfilled" else [],
        },
    )


def _csv(rows: list[queries.PanelRow]) -> HttpResponse:
    header = ("reference", "program", "task", "candidate", "state", "called", "free seats", "assessor", "seat", "due")
    return csv_file("panels", header, [line for row in rows for line in _lines(row)])


def _lines(row: queries.PanelRow) -> list[tuple[object, ...]]:
    """A line a seat; one without, where nobody is seated."""
    start = (row.ref, row.program, row.task, row.candidate, row.state, row.since.isoformat(), row.free)
    seats = [(seat.assessor, seat.state, seat.due.isoformat()) for seat in row.seats]
    return [(*start, *seat) for seat in seats or [("", "", "")]]


def panel(request: SignedIn, pk: int, form: Reason | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_panel(request.user, pk, at=at)
    return render(
        request,
        "assessment/panel.html",
        {
            "detail": queries.panel_detail(found, request.user, at=at),
            "pieces": queries.pieces_to_restrict(found.submission),
            "submission": found.submission,
            "form": form,
            "reason": Reason(),
        },
        status=422 if form and form.errors else 200,
    )


@require_POST
def forming(request: SignedIn) -> HttpResponse:
    """Form all panels of a program that wait, together."""
    at = clock.now()
    program = queries.get_program_overseen(request.user, request.POST.get("program", "").replace("\0", ""), at=at)
    tried = actions.form_waiting_panels(program=program, by=request.user, at=at)
    full = sum(panel.formed_at is not None for panel in tried)
    if not tried:
        messages.success(request, _("No panel of this program waits for anybody."))
    elif full == len(tried):
        messages.success(request, _("Every seat is taken."))
    else:
        told = _("{full} of {all} could be filled. Below each other stands why not.")
        messages.warning(request, told.format(full=full, all=len(tried)))
    return redirect(f"{reverse('assessment:panels')}?show={'live' if full == len(tried) else 'unfilled'}")


@require_POST
def attempt(request: SignedIn, pk: int) -> HttpResponse:
    """Try again to fill the free seats."""
    at = clock.now()
    found = queries.get_panel(request.user, pk, at=at)
    tried = actions.form_panel(submission=found.submission, by=request.user, at=at)
    if tried.formed_at:
        messages.success(request, _("Every seat is taken."))
    else:
        messages.warning(request, _("It still can’t be filled; the reasons are below."))
    return redirect("assessment:panel", pk)


@require_POST
def replacement(request: SignedIn, pk: int) -> HttpResponse:
    """Give a seat to somebody else."""
    at = clock.now()
    seat = queries.get_panel_seat(request.user, pk, at=at)
    submission_id = seat.panel.submission_id
    form = Reason(request.POST)
    if form.is_valid():
        try:
            actions.replace_seat(seat=seat, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("The seat was taken back and offered to somebody else."))
            return redirect("assessment:panel", submission_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return panel(request, submission_id, form)


@require_POST
def waiver(request: SignedIn, pk: int) -> HttpResponse:
    """Go on without the further assessor who can't be found."""
    at = clock.now()
    found = queries.get_panel(request.user, pk, at=at)
    form = Reason(request.POST)
    if form.is_valid():
        try:
            actions.waive_further_assessor(panel=found, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("The panel goes on without a further assessor; your reason is on record."))
            return redirect("assessment:panel", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return panel(request, pk, form)
