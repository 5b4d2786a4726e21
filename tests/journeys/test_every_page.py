"""Every page, found by its links: nobody is lost, nothing is out of reach of a keyboard, a screen reader or a phone."""

import json

import pytest

from tests.journeys.walk import Walk, named_pages

HATS = ("ines", "tomasz", "priya", "marguerite", "weiling", "henrik", "daniel")  # each role that has pages of its own
# Pages that no link of the demo company leads to, each with its reason.
NOT_WALKED: dict[str, str] = {
    "kernel:healthz": "for machines",
    "kernel:readyz": "for machines",
    "credentials:status": "named in credentials, asked for by verifiers",
    "people:password_by_link": "sent by mail, works once",
    "people:signed_in": "where one lands who signs in again in a new tab",
    "competencies:loose": "only a framework with parts outside its tree has it; the imported ones in tests/competencies",
    "competencies:priority": "only for one who edits priorities in use; tests/competencies",
    "programs:editor-indicators": "a part of a task’s page in the editor; of its parts two are looked at",
    "people:suggestions": "no page: asked for while one types where a person is chosen",
    "assessment:attempts": "linked from the docket where a candidacy is not complete; the demo company’s are",
    "assessment:bank": "a part of the desk, asked for by its script from a data-url",
    "assessment:conflict_waiver": "where Home’s turn line leads the second person while a waiver waits; tests/assessment/test_waivers.py",
    "assessment:observation": "linked from the desk of a live task; on the demo’s live sessions nobody walked here sits",
    "assessment:observations": "linked from a judged task that was done live; those of the demo are not among the walked",
    "assessment:poster": "a picture, named in the poster attribute of the player once it is made",
    "assessment:recording": "linked from a workspace whose task takes recordings; tests/journeys/test_recording.py",
    "calibration:examples": "a part of the desk, asked for by its script from a data-url",
    "calibration:founding": "only for a program that nobody may assess yet; those of the demo company have their assessors",
    "calibration:set": "linked from the program’s page and My calibration of who was given one; of those walked nobody",
    "originality:wordings": "linked from the page of a version that has several wordings; the demo company has none",
    "scheduling:card": "a part, asked for by hx-get on what was handed in for a live task, for its own candidate",
    "portal:kit": "the components, for who builds pages; tests/journeys/test_shell.py looks at it",
}


@pytest.fixture(scope="module")
def walk(browser, site) -> Walk:
    from tests.journeys.conftest import Visitor

    walked = Walk()
    public = [f"/c/{one['ref']}" for one in json.loads(site.guildmark("credential", "list", "--public", "--json"))]
    for who in ("", *HATS):
        visitor = Visitor(browser, site, who or "stranger")
        if who:
            visitor.sign_in()
        starts = ["/"] if who else ["/sign-in/", "/.well-known/did.json", *public[:1]]
        walked.through(visitor.page, who or "stranger", *starts)
        walked.broken += visitor.troubles
        visitor.context.close()
    return walked


def test_no_link_leads_astray_and_no_page_breaks(walk):
    assert not walk.broken, "\n".join(walk.broken)


def test_no_page_has_a_grave_accessibility_finding(walk):
    assert not walk.inaccessible, f"{len(walk.inaccessible)} findings:\n" + "\n".join(walk.inaccessible)


def test_no_page_needs_scrolling_sideways_on_a_phone(walk):
    assert not walk.too_wide, "\n".join(walk.too_wide)


def test_every_page_can_be_reached_by_links(walk, visitors):
    ask = visitors("weiling").page.request
    missed = set(named_pages(lambda address: ask.get(address, max_redirects=0).status)) - walk.reached.keys()
    missed = {name for name in missed if name not in NOT_WALKED}
    assert not missed, f"no link leads to {sorted(missed)}; reached {sorted(walk.reached)}"
