"""What strangers see: the credential's own address, its files, the issuer's document and the status list."""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guildmark.credentials import issuer, queries
from guildmark.credentials.badge_art import Kind
from guildmark.credentials.badge_art.baked import baked
from guildmark.credentials.certificate import certificate
from guildmark.credentials.qr import qr_svg
from guildmark.kernel import clock


@login_not_required
@require_safe
def credential(request: HttpRequest, ref: str) -> HttpResponse:
    shown = queries.public_by_ref(request.user, ref, at=clock.now())
    if shown is None:
        return _private(request)
    if shown.credential.ref != ref:
        return redirect("credentials:public", shown.credential.ref)
    context = {"shown": shown, "credential": shown.credential, "address": issuer_address(shown)}
    return _not_kept(render(request, "credentials/public.html", context))


def issuer_address(shown: queries.Shown) -> str:
    return f"{issuer.profile().base}/c/{shown.credential.ref}"


def _private(request: HttpRequest) -> HttpResponse:
    return _not_kept(render(request, "credentials/private.html", status=403))


def _not_kept(response: HttpResponse) -> HttpResponse:
    """Nobody keeps a copy: what the holder takes back, or a former name, must not linger in a cache."""
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def document(request: HttpRequest, ref: str) -> HttpResponse:
    """The exact signed document."""
    shown = queries.public_by_ref(request.user, ref, at=clock.now())
    if shown is None:
        return _json({"private": _("This credential is private. Ask its holder for it.")}, status=403)
    response = HttpResponse(shown.credential.document.encode(), content_type="application/vc")
    response["Content-Disposition"] = f'inline; filename="{shown.credential.ref}.json"'
    return _not_kept(_open_to_all(response))


@login_not_required
@require_safe
def jwt(request: HttpRequest, ref: str) -> HttpResponse:
    """The same credential as a JWT."""
    shown = queries.public_by_ref(request.user, ref, at=clock.now())
    if shown is None:
        return _json({"private": _("This credential is private. Ask its holder for it.")}, status=403)
    response = HttpResponse(issuer.as_jwt(shown.credential.document), content_type="application/vc+jwt")
    response["Content-Disposition"] = f'inline; filename="{shown.credential.ref}.jwt"'
    return _not_kept(_open_to_all(response))


@login_not_required
@require_safe
def badge(request: HttpRequest, ref: str, kind: Kind) -> HttpResponse:
    """The badge of its program, with the signed document within."""
    shown = queries.public_by_ref(request.user, ref, at=clock.now())
    if shown is None:
        return _private(request)
    kept = shown.credential
    picture = baked(kept.document, f"{issuer.profile().base}/programs/{kept.program.slug}", kind)
    response = HttpResponse(picture, content_type={"png": "image/png", "svg": "image/svg+xml"}[kind])
    response["Content-Disposition"] = f'inline; filename="{kept.ref}.{kind}"'
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return _not_kept(response)


@login_not_required
@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    shown = queries.public_by_ref(request.user, ref, at=clock.now())
    if shown is None:
        return _private(request)
    response = HttpResponse(certificate(shown, issuer_address(shown)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.credential.ref}.pdf"'
    return _not_kept(response)


@login_not_required
@require_safe
def qr(request: HttpRequest, ref: str) -> HttpResponse:
    shown = queries.public_by_ref(request.user, ref, at=clock.now())
    if shown is None:
        return _private(request)
    return _not_kept(HttpResponse(qr_svg(issuer_address(shown)), content_type="image/svg+xml"))


@login_not_required
@require_safe
def did_document(request: HttpRequest) -> HttpResponse:
    described = _json(issuer.did_document(), content_type="application/did+json")
    return _kept_for(request, described, seconds=300)


@login_not_required
@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    listed = queries.status_list(number, at=clock.now())
    return _kept_for(request, HttpResponse(listed.encode(), content_type="application/vc"), seconds=60)


def _kept_for(request: HttpRequest, response: HttpResponse, *, seconds: int) -> HttpResponse:
    """Anyone may keep it for so long, and ask afterwards whether it is still the same (RFC 9110, section 13.1.2)."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Cache-Control"], response["ETag"] = f"public, max-age={seconds}", etag
    answer = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(answer, HttpResponse)
    return _open_to_all(answer)


def _json(content: dict, *, status: int = 200, content_type: str = "application/json") -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False).encode(), content_type=content_type, status=status)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Checkers that run in somebody's browser may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
