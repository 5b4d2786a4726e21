"""Links as evidence: what they led to is kept, however the page changes or vanishes afterwards."""

import pytest

from guildmark.assessment import actions, jobs
from guildmark.assessment.domain.manifest import digest_of
from guildmark.assessment.domain.snapshots import said_by
from guildmark.assessment.integrity import altered_snapshots
from guildmark.assessment.models import Snapshot
from guildmark.kernel import fetching
from guildmark.kernel.models import OutboxMessage
from tests import builders
from tests.assessment.pages import workspace
from tests.assessment.test_submit import filled

pytestmark = pytest.mark.usefixtures("story_time")
URL = "https://wiki.example/log"
HOSTILE = (
    b"<html><head><title>The log\n of 12 March</title><script>steal()</script></head><body onload='x()'><h1>Isolated</h1>"
    b"<p>At 09:10 &lt;both&gt; feeds.</p><script>alert(1)</script><style>p{}</style><iframe>x</iframe>"
    b"<img src=x onerror=alert(2)></body></html>"
)


def a_page(content=HOSTILE, media_type="text/html", status=200):
    return fetching.Page(f"{URL}?seen", status, media_type, "utf-8", content, False)


@pytest.fixture
def world(monkeypatch):
    """What the outside world answers."""

    def answers(page):
        def fetch(url):
            if isinstance(page, Exception):
                raise page
            return page

        monkeypatch.setattr(fetching, "fetch", fetch)

    return answers


@pytest.fixture
def link(draft, ines, at):
    return actions.attach_link(submission=draft, url=URL, title="Log", by=ines, at=at)


def looked_at(link):
    jobs.snapshot_link({"evidence_id": link.pk})
    return Snapshot.objects.get(evidence=link)


def test_its_title_and_text_are_kept_with_their_digest_and_nothing_that_runs(world, link, at):
    world(a_page())
    kept = looked_at(link)
    assert kept.title == "The log of 12 March"
    assert kept.text == "Isolated\n\nAt 09:10 <both> feeds."
    assert kept.sha256 == digest_of(f"{kept.title}\n{kept.text}")
    assert (kept.url, kept.taken_at) == (f"{URL}?seen", at)


def test_it_is_asked_for_when_added_and_anew_when_handed_in(link, draft, ines, at):
    filled(draft, ines, at)
    actions.submit(submission=draft, identity=True, original=True, by=ines, at=at.replace(hour=9))
    asked = OutboxMessage.objects.filter(kind="assessment.snapshot_link", payload__evidence_id=link.pk)
    assert asked.count() == 2


def test_a_page_that_is_gone_later_does_not_take_it_away(world, link):
    world(a_page())
    before = looked_at(link).sha256
    world(fetching.Unreachable("it does not answer"))
    assert looked_at(link).sha256 == before
    world(a_page(b"<title>Changed</title>"))
    assert looked_at(link).title == "Changed"


def test_what_cannot_be_kept_is_said(world, link, browse, ines, draft):
    world(fetching.Unreachable("its address is not on the public internet"))
    assert looked_at(link).problem == "its address is not on the public internet"
    page = browse(ines).get(workspace(draft)).content.decode()
    assert "it could not be kept: its address is not on the public internet." in page
    world(a_page(status=404))
    assert looked_at(link).problem == "it does not answer"


def test_the_assessor_reads_it_beside_the_link_as_text(world, link, draft, ines, tomasz, browse, at):
    world(a_page(b"<title>&lt;script&gt;alert(3)&lt;/script&gt;</title><p>Feeds &lt;img src=x onerror=y()&gt;</p>"))
    looked_at(link)
    filled(draft, ines, at)
    [seat] = builders.a_panel(actions.submit(submission=draft, identity=True, original=True, by=ines, at=at), tomasz)
    actions.start_seat(seat=seat, by=tomasz, at=at)
    page = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
    assert "As it was on <time" in page
    assert "&lt;script&gt;alert(3)" in page
    assert "<script>alert(3)" not in page
    assert "<img src=x onerror" not in page


def test_pictures_and_programs_leave_no_text(world, link):
    world(a_page(b"\x89PNG", "image/png"))
    kept = looked_at(link)
    assert (kept.title, kept.text) == ("", "")


def test_odd_encodings_and_endless_tags_are_read_all_the_same():
    assert said_by("Zürich".encode("latin-1"), "text/plain", "latin-1").text == "Zürich"
    assert said_by(b"abc", "text/plain", "no-such-charset").text == "abc"
    assert said_by(b"<div>" * 50_000 + b"deep", "text/html", "utf-8").text == "deep"
    assert len(said_by(b"word " * 100_000, "text/plain", "").text) == 100_000


def test_a_copy_that_was_altered_is_found(world, link):
    world(a_page())
    looked_at(link)
    assert not list(altered_snapshots())
    Snapshot.objects.update(text="Something else.")
    assert len(list(altered_snapshots())) == 1


def test_only_the_installation_keeps_them(link, ines, at):
    from guildmark.kernel.access import Refused

    with pytest.raises(Refused):
        actions.keep_snapshot(
            link=link, url=URL, said=said_by(b"", "text/plain", ""), cut=False, problem="", by=ines, at=at
        )
