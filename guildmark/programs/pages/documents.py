"""Programs as documents: take one over, hand one out; start a program, draft its next version."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn
from guildmark.programs import actions, forms, queries
from guildmark.programs.domain.document import canonical, parse, write
from guildmark.programs.pages.versions import version_page
from guildmark.programs.permissions import Can

DISCARDED = "discarded-draft"


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """The version as a document: handed out, or put in place of the draft."""
    at = clock.now()
    version = queries.get_version(request.user, slug, number, at=at)
    if request.method != "POST":
        return _handed_out(request, version)
    ensure(may(request.user, Can.WRITE, version, at=at))
    upload = forms.DocumentUpload(request.POST, request.FILES)
    if upload.is_valid():
        try:
            actions.replace_draft(version=version, document=upload.checked.document, by=request.user, at=at)  # type: ignore[arg-type]
            messages.success(request, _("The draft now says what the document says."))
            return redirect("programs:version", slug, number)
        except Refused as refusal:
            upload.add_error(None, str(refusal))
    return version_page(request, version, upload=upload)


def _handed_out(request: SignedIn, version: Any) -> HttpResponse:
    """As YAML for people; `?format=json` gives the canonical bytes that the digest covers."""
    found = queries.document_of(version)
    ensure(queries.may_take_document(version, request.user, at=clock.now()))
    if request.GET.get("format") == "json":
        response = HttpResponse(canonical(found), content_type="application/json")
        ending = "json"
    else:
        response = HttpResponse(write(found), content_type="application/yaml; charset=utf-8")
        ending = "yaml"
    name = f"{version.program.slug}-{version.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def new(request: SignedIn) -> HttpResponse:
    """Start a program with an empty draft, or from a document."""
    at = clock.now()
    ensure(may(request.user, Can.START, at=at))
    form = forms.NewProgram(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.start_program(**form.cleaned_data, by=request.user, at=at)
            return redirect("programs:version", version.program.slug, version.number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _new_page(request, form=form)


@require_POST
def brought_in(request: SignedIn) -> HttpResponse:
    """Make a document a draft, of a new program or of one that is here."""
    at = clock.now()
    ensure(may(request.user, Can.START, at=at))
    upload = forms.DocumentUpload(request.POST, request.FILES)
    if upload.is_valid():
        try:
            version = actions.import_document(document=upload.checked.document, by=request.user, at=at)  # type: ignore[arg-type]
            messages.success(request, _("The document is here as a draft."))
            return redirect("programs:version", version.program.slug, version.number)
        except Refused as refusal:
            upload.add_error(None, str(refusal))
    return _new_page(request, upload=upload)


def _new_page(
    request: SignedIn, *, form: forms.NewProgram | None = None, upload: forms.DocumentUpload | None = None
) -> HttpResponse:
    shown = {"form": form or forms.NewProgram(), "upload": upload or forms.DocumentUpload()}
    wrong = any(one.errors for one in shown.values())
    return render(request, "programs/new.html", shown, status=422 if wrong else 200)


@require_POST
def next_version(request: SignedIn, slug: str) -> HttpResponse:
    """Draft a version that begins as a copy of the latest."""
    at = clock.now()
    program = queries.get_program(request.user, slug, at=at)
    ensure(may(request.user, Can.WRITE, program, at=at))
    form = forms.NextVersion(request.POST)
    refused = ""
    if form.is_valid():
        try:
            version = actions.draft_version(program=program, **form.cleaned_data, by=request.user, at=at)
            return redirect("programs:version", slug, version.number)
        except Refused as refusal:
            refused = str(refusal)
    latest = queries.versions_of(program, request.user, at=at)[0]
    return version_page(request, latest, refused=refused or str(form.errors["number"][0]))


@require_POST
def discard(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """Discard a draft. What it said is kept in the session, so that it can be put back."""
    version = queries.get_version(request.user, slug, number, at=(at := clock.now()))
    try:
        gone = actions.discard_draft(version=version, by=request.user, at=at)
    except Refused as refusal:
        return version_page(request, version, refused=str(refusal))
    request.session[DISCARDED] = {"title": f"{gone.title} {gone.version}", "text": write(gone)}
    return redirect("programs:catalogue")


@require_POST
def put_back(request: SignedIn) -> HttpResponse:
    """Make a draft again of the one discarded last."""
    kept = request.session.get(DISCARDED)
    if kept is None or (document := parse(kept["text"]).document) is None:
        messages.info(request, _("There is nothing to put back any more."))
        return redirect("programs:catalogue")
    version = actions.import_document(document=document, by=request.user, at=clock.now())
    del request.session[DISCARDED]
    messages.success(request, _("The draft is back."))
    return redirect("programs:version", version.program.slug, version.number)
