"""The holder's own credentials, and the register."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.credentials import actions, forms, issuer, queries, words
from guildmark.credentials.domain.profiles import linkedin
from guildmark.credentials.pages.changes import offered_changes
from guildmark.credentials.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import may
from guildmark.kernel.exports import csv_file
from guildmark.kernel.listing import headings
from guildmark.people.requests import SignedIn

PER_PAGE = 50


def mine(request: SignedIn) -> HttpResponse:
    at = clock.now()
    return render(
        request,
        "credentials/mine.html",
        {
            "held": queries.of_holder(request.user, at=at),
            "sees_register": bool(may(request.user, Can.SEE_REGISTER, at=at)),
        },
    )


def credential(request: SignedIn, ref: str, form: forms.Answer | None = None) -> HttpResponse:
    shown = queries.get_shown(request.user, ref, at=(at := clock.now()))
    hearing = queries.open_hearing(shown.credential)
    told = bool(may(request.user, Can.READ_DECISION, shown.credential, at=at))
    return render(
        request,
        "credentials/credential.html",
        {
            "shown": shown,
            "credential": shown.credential,
            "decision": shown.credential.decision if told else None,
            "changes": queries.changes_of(shown.credential) if told else [],
            "hearing": hearing if told else None,
            "form": form or forms.Answer(initial={"statement": hearing.statement if hearing else ""}),
            "dossier": queries.form_for(request.user, shown.credential.decision.candidacy, at=at),
            "renewal": queries.renewal_of(shown, request.user, at=at),
            "leave": queries.leave_of(shown),
            "chain": queries.chain_of(shown),
            "offered": offered_changes(shown, request.user, at),
            "address": request.build_absolute_uri(f"/c/{shown.credential.ref}"),
            "profile": _profile_link(shown) if shown.by_holder and shown.credential.public else "",
        },
        status=422 if form and form.errors else 200,
    )


def _profile_link(shown: queries.Shown) -> str:
    kept, who = shown.credential, issuer.profile()
    return linkedin(
        name=shown.reading.name, issuer=who.name, address=f"{who.base}/c/{kept.ref}", ref=kept.ref,
        first=kept.valid_from, last=kept.valid_until,
    )  # fmt: skip


@require_POST
def visibility(request: SignedIn, ref: str) -> HttpResponse:
    own = queries.get_own(request.user, ref, at=(at := clock.now()))
    verb = actions.make_public if request.POST.get("public") == "yes" else actions.make_private
    verb(credential=own, by=request.user, at=at)
    return redirect("credentials:credential", own.ref)


def register(request: SignedIn) -> HttpResponse:
    at = clock.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "standing")}
    sort = request.GET.get("sort", "").strip() or "-from"
    found = queries.register(request.user, **asked, sort=sort, at=at)
    if request.GET.get("format") == "csv":
        return _csv(queries.rows(list(found), at=at))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "credentials/register.html",
        {
            "page": page,
            "rows": queries.rows(list(page.object_list), at=at),
            "programs": queries.programs_in_register(request.user, at=at),
            "standings": [(one.value, name) for one, name in words.NAMES.items()],
            "narrowed": any(asked.values()),
            "sort": sort,
            "headings": headings(
                request, sort, holder=_("Holder"), program=_("Program"), **{"from": _("From"), "until": _("Until")}
            ),
            **asked,
        },
    )


def _csv(rows: list[queries.Row]) -> HttpResponse:
    head = ["reference", "holder", "program", "version", "valid from", "valid until", "standing", "public"]
    lines = (
        [
            row.ref,
            row.holder,
            row.program,
            row.version,
            row.valid_from.isoformat(),
            row.valid_until.isoformat(),
            row.standing_name,
            "yes" if row.public else "no",
        ]
        for row in rows
    )
    return csv_file("credentials", head, lines)
