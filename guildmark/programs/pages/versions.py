"""For those who make programs: a version's state, what is missing, what would read better, and its moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, may
from guildmark.kernel.lifecycle import Move
from guildmark.people.requests import SignedIn
from guildmark.programs import actions, forms, queries
from guildmark.programs.lifecycle import APPROVE, CLOSE, CONSULT, PUBLISH, REOPEN, may_write
from guildmark.programs.permissions import Can


@dataclass(frozen=True)
class Step:
    """A move as a noun in the address, its verb, and its words on the page."""

    noun: str
    move: Move
    act: Callable[..., Any]
    label: Promise
    done: Promise
    meaning: Promise


STEPS = (
    Step(
        "publication", PUBLISH, actions.publish, _("Publish"), _("Published. Applications are open."),
        _("Opens it to applications. The version published before it is superseded; who is on the way stays."),
    ),
    Step(
        "approval", APPROVE, actions.approve, _("Approve"), _("Approved. From now on nothing in it changes."),
        _("Freezes every word and number under a digest."),
    ),
    Step(
        "consultation", CONSULT, actions.consult, _("Put to consultation"), _("In consultation. Its text stands still."),
        _("Its text stands still while others read it."),
    ),
    Step(
        "reopening", REOPEN, actions.reopen, _("Reopen as a draft"), _("Open again. An approval it had is gone."),
        _("Lets you change it; an approval that it has is gone."),
    ),
    Step(
        "closure", CLOSE, actions.close, _("Close"), _("Closed. Nobody can apply any more."),
        _("Nobody can apply any more; who is on the way stays. It can’t be opened again."),
    ),
)  # fmt: skip
BY_NOUN = {step.noun: step for step in STEPS}


@require_safe
def version(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """A version, for those with a hand in it; everybody else reads its criteria."""
    at = clock.now()
    found = queries.get_version(request.user, slug, number, at=at)
    if not may(request.user, Can.READ_DRAFTS, found, at=at):
        return redirect("programs:criteria", slug, number)
    return version_page(request, found)


def version_page(
    request: SignedIn, version: Any, *, upload: forms.DocumentUpload | None = None, refused: str = ""
) -> HttpResponse:
    """The page of one version, with what was typed and why it was refused; the sentence alone, for whom it isn’t."""
    at, person = clock.now(), request.user
    if not (reads := may(person, Can.READ_DRAFTS, version, at=at)):
        raise Refused(refused or str(reads.refusal))
    compared = queries.comparison(version)
    ready = queries.readiness(version, at=at)
    offered = ready.moves(version, person, at=at)
    moves = sorted(((step, offered[step.move]) for step in STEPS if step.move in offered), key=lambda one: not one[1])
    return render(
        request,
        "programs/version.html",
        {
            "version": version,
            "ready": ready,
            "cautions": () if version.published_at else queries.cautions(ready.document),
            "life": queries.life_of(version),
            "moves": moves,
            "first": next((step for step, decision in moves if decision and step.move is not CLOSE), None),
            "may_write": may_write(version, person, at=at),
            "may_discard": queries.may_discard(version, person, at=at),
            "comparison": compared,
            "may_declare": queries.may_declare_wording(version, compared, person, at=at),
            "versions": queries.versions_of(version.program, person, at=at),
            "owners": queries.owners(version.program, at=at),
            "upload": upload or forms.DocumentUpload(),
            "next": forms.NextVersion(),
            "may_draft": may(person, Can.WRITE, version.program, at=at),
            "refused": refused,
        },
        status=422 if refused or (upload and upload.errors) else 200,
    )


@require_safe
def beside(request: SignedIn, slug: str, number: str, since: str) -> HttpResponse:
    """Two versions side by side, for whoever may read both."""
    at = clock.now()
    earlier, later = queries.get_pair(request.user, slug, number, since, at=at)
    found = queries.beside(earlier, later)
    same = next(before == after for name, before, after in found.digests if name == "structure")
    versions = queries.versions_of(later.program, request.user, at=at)
    shown = {"version": later, "since": earlier, "beside": found, "same_demands": same, "versions": versions}
    return render(request, "programs/versions_beside.html", shown)


@require_POST
def step(request: SignedIn, slug: str, number: str, noun: str) -> HttpResponse:
    """Take a move with a version."""
    at = clock.now()
    found = queries.get_version(request.user, slug, number, at=at)
    if (chosen := BY_NOUN.get(noun)) is None:
        raise Http404
    try:
        chosen.act(version=found, **_answers(chosen, request), by=request.user, at=at)
    except Refused as refusal:
        return version_page(request, found, refused=str(refusal))
    messages.success(request, str(chosen.done))
    return redirect("programs:version", slug, number)


def _answers(chosen: Step, request: SignedIn) -> dict[str, bool]:
    """What an approver says to an author's declaration, if one was asked for."""
    said = request.POST.get("wording_only")
    return {"wording_only": said == "yes"} if chosen.move is APPROVE and said in ("yes", "no") else {}


@require_POST
def wording(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """Declare that only the wording changed, or take that back."""
    at = clock.now()
    found = queries.get_version(request.user, slug, number, at=at)
    is_over = request.POST.get("end")
    verb = actions.withdraw_wording_only if is_over else actions.declare_wording_only
    try:
        verb(version=found, by=request.user, at=at)
    except Refused as refusal:
        return version_page(request, found, refused=str(refusal))
    messages.success(request, _("Taken back.") if is_over else _("Declared. The approver will be asked too."))
    return redirect(f"{reverse('programs:version', args=[slug, number])}#wording")
