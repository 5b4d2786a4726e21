"""My plan, the way in and the answer, in a real browser: from applying to the first task; nothing serious in the way."""

import pytest

from guildmark.candidacy.actions import admit
from guildmark.candidacy.models import Candidacy
from tests import builders, cast
from tests.journeys.axe import findings, overflow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(served, priya, marguerite):
    return builders.a_published_version(priya, marguerite, tasks=2).program


def seen_through(page):
    """No serious finding wide and narrow, light and dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert not findings(page), (page.url, scheme, width)
            assert not overflow(page), (page.url, scheme, width)


def test_from_applying_to_the_first_task(program, opened, ines, priya):
    candidate = opened(ines, f"/candidacies/for/{program.slug}/")
    candidate.get_by_label("Why this program").fill("I lead two sites.")
    candidate.get_by_role("button", name="Apply").dblclick()
    candidate.get_by_role("heading", name="Your application is being read").wait_for()
    candidacy = Candidacy.objects.get()

    owner = opened(priya, "/applications/?state=applied")
    seen_through(owner)
    owner.get_by_role("link", name="Answer").click()
    seen_through(owner)
    owner.get_by_role("button", name="Admit", exact=True).click()
    owner.get_by_text("is admitted and has been told").wait_for()

    candidate.reload()
    candidate.get_by_role("button", name="Begin").click()
    candidate.get_by_role("heading", name="Next: Site project 1").wait_for()
    seen_through(candidate)
    candidate.locator(".card-next").get_by_role("button", name="Begin").click()
    candidate.wait_for_url("**/submissions/*/")
    assert candidacy.submissions.get().task.key == "task-1"


def test_the_way_in_stands_in_nobodys_way(program, opened, ines, nadia, priya):
    seen_through(opened(ines, f"/candidacies/for/{program.slug}/"))
    seen_through(opened(nadia, "/candidacies/"))
    admitted = builders.a_candidacy(ines, program.versions.get(), state="applied")
    admit(candidacy=admitted, by=priya, at=cast.NOW)
    seen_through(opened(ines, f"/candidacies/{admitted.pk}/"))
