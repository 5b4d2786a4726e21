"""Who could judge and why not; that a soft conflict need not count; and the policy behind both."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.conflicts import AskWaiver, SetPolicy
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def people(request: SignedIn, pk: int, form: AskWaiver | None = None) -> HttpResponse:
    at = clock.now()
    panel = queries.get_panel(request.user, pk, at=at)
    rows = queries.eligibility(panel, at=at)
    return render(
        request,
        "assessment/panel_people.html",
        {"panel": panel, "submission": panel.submission, "rows": rows, "form": form,
         "free": sum(row.free for row in rows)},
        status=422 if form and form.errors else 200,
    )  # fmt: skip


@require_POST
def waivers(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that a soft conflict shall not keep somebody from this submission."""
    at = clock.now()
    panel = queries.get_panel(request.user, pk, at=at)
    form = AskWaiver(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        assessor = queries.get_assessor_of(panel, given.pop("assessor"), at=at)
        try:
            actions.ask_waiver(submission=panel.submission, assessor=assessor, **given, by=request.user, at=at)
            messages.success(request, _("Asked. It counts once somebody else has agreed."))
            return redirect("assessment:panel_people", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return people(request, pk, form)


def waiver(request: SignedIn, pk: int, refusal: str = "") -> HttpResponse:
    at = clock.now()
    found = queries.get_waiver(request.user, pk, at=at)
    return render(
        request,
        "assessment/conflict_waiver.html",
        {"waiver": found, "submission": found.submission, "tie": queries.tie_of(found, at=at), "refusal": refusal,
         "mine": found.asked_by_id == request.user.pk},
        status=403 if refusal else 200,
    )  # fmt: skip


@require_POST
def agreement(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_waiver(request.user, pk, at=at)
    try:
        actions.agree_waiver(waiver=found, by=request.user, at=at)
    except Refused as refusal:
        return waiver(request, pk, str(refusal))
    messages.success(request, _("Agreed. For this submission the conflict does not count."))
    return redirect("assessment:conflict_waiver", pk)


def policy(request: SignedIn, form: SetPolicy | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.conflict_policy(request.user, at=at)
    rules = [(queries.KIND_WORDS[kind], found.policy.of(kind)) for kind in queries.KIND_WORDS]
    rows = [(words, queries.FORCE_WORDS[rule.force], rule.months) for words, rule in rules]
    return render(
        request,
        "assessment/conflict_policy.html",
        {"rows": rows, "versions": found.versions, "may_set": found.may_set,
         "form": form or (_form(request) if found.may_set else None)},
        status=422 if form and form.errors else 200,
    )  # fmt: skip


def _form(request: SignedIn) -> SetPolicy:
    now = queries.conflict_policy(request.user, at=clock.now()).policy
    data = request.POST if request.method == "POST" else None
    return SetPolicy(data, policy=now, kinds=queries.KIND_WORDS, forces=queries.FORCE_WORDS)


@require_POST
def policy_versions(request: SignedIn) -> HttpResponse:
    form = _form(request)
    if form.is_valid():
        try:
            actions.set_conflict_policy(
                rules=form.rules(), reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
            messages.success(request, _("The policy holds from now on. Open seats were looked at again."))
            return redirect("assessment:conflict_policy")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return policy(request, form)
