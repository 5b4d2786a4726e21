"""Evidence kept to one person, walked for as everybody else: every address there is, and neither its name nor what is in
it is found. The program’s owner, who may say to whom it is kept, knows its name and nothing in it."""

import pytest
from django.core import mail
from django.urls import reverse

from guildmark.assessment.models import Evidence
from guildmark.kernel import outbox
from guildmark.kernel.models import JournalEntry, OutboxMessage
from guildmark.portal.models import Notification
from tests.access.company import KEPT
from tests.access.more import MORE
from tests.access.routes import CAST, ROUTES
from tests.access.visitor import Visitor
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PART = KEPT[1:-1]  # what is searched for, since what one typed comes back
KNOWING = {"ines", "tomasz"}
NAMES_TO_THE_OWNER = {"assessment:panel", "assessment:viewers"}
LISTS = (
    "/",
    "/queue/",
    "/panels/",
    "/docket/",
    "/matches/",
    "/candidacies/",
    "/applications/",
    "/credentials/register/",
)
OF_A_PIECE = ("file/", "file/?show", "preview/", "poster/", "viewers/")
OF_A_SUBMISSION = ("/submissions/{}/", "/submissions/{}/result/", "/adjudications/{}/", "/panels/{}/",
                   "/history/submission/{}/")  # fmt: skip


def addresses(company):
    """Every route as it is asked for in the company; then each list as a file, each piece, each submission, a search."""
    for name, route in [*ROUTES.items(), *MORE]:
        yield name, reverse(name, args=route.args(company)) + route.query
    for address in LISTS:
        yield "list", f"{address}?text={PART}"
        yield "list", f"{address}?format=csv"
    yield "search", f"/search/?q={PART}"
    for piece in Evidence.objects.filter(restriction__isnull=False):
        yield from (("piece", f"/evidence/{piece.pk}/{door}") for door in OF_A_PIECE)
    for piece in Evidence.objects.filter(about__restriction__isnull=False):
        yield "captions", f"/evidence/{piece.pk}/file/"
    for work in ("handed_in", "judged", "contested", "returned", "decided"):
        pk = getattr(company, work).pk
        yield from (("submission", door.format(pk)) for door in OF_A_SUBMISSION)
        yield from (("seat", f"/seats/{seat.pk}/") for seat in getattr(company, work).panel.seats.all())


def told(who, name, url, answer):
    """Whether this answer gives it away."""
    text = answer.everything
    if who == "priya" and (name in NAMES_TO_THE_OWNER or "/panels/" in url or "/viewers/" in url):
        return "Inside, " in text or "On it, " in text or "Said there, " in text or "WEBVTT" in text
    return KEPT in text


@pytest.mark.parametrize("who", sorted(set(CAST) - KNOWING))
def test_whoever_is_not_on_the_list_finds_neither_name_nor_content(who, company):
    visitor = Visitor(getattr(company.cast, who, None))
    asked = list(addresses(company))
    found = [url for name, url in asked if told(who, name, url, visitor.asks("GET", url, {}))]
    assert not found, "\n".join(found)


def test_whoever_is_on_it_does(company):
    """So the walk passes where it is to be met."""
    visitor = Visitor(company.cast.tomasz)
    found = [url for name, url in addresses(company) if told("tomasz", name, url, visitor.asks("GET", url, {}))]
    assert len(found) > 10


def test_no_mail_no_notice_and_no_journal_names_it(company):
    outbox.deliver_due(at=NOW)
    assert not [one.subject for one in mail.outbox if KEPT in f"{one.subject}{one.body}{one.alternatives}"]
    for model, told_in in ((Notification, "params"), (OutboxMessage, "payload"), (JournalEntry, "body")):
        assert not [row.pk for row in model.objects.all() if KEPT in str(getattr(row, told_in))]
