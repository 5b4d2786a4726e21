"""The demo's film, made of numbers: a real browser plays it, jumps in it and shows its captions."""

import pytest
from playwright.sync_api import expect

from guildmark.assessment.models import Evidence
from guildmark.programs.models import Task
from simulation import filming
from tests import builders
from tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(ines, priya, marguerite):
    version = builders.a_draft_version(priya)
    Task.objects.filter(version=version).update(formats=["text", "mp4"])
    return builders.a_draft(builders.a_candidacy(ines, builders.published(version, marguerite)))


def test_it_plays_jumps_and_has_captions(opened, ines, draft):
    filming.hand_over(draft, by=ines, at=NOW)
    piece = Evidence.objects.get(kind="file")
    page = opened(ines, f"/submissions/{draft.pk}/")
    page.get_by_text("Play", exact=False).first.click()
    video = page.locator("video")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    assert video.evaluate("v => [v.videoWidth, v.videoHeight, v.duration]") == [320, 192, 28]
    expect(page.locator("[data-clock]")).to_contain_text("0:28")
    assert video.get_attribute("poster") == f"/evidence/{piece.pk}/poster/"
    page.evaluate(
        f"() => {{ const b = Object.assign(document.createElement('button'), {{ type: 'button', id: 'jump' }});"
        f" b.dataset.seek = '13.5'; b.dataset.evidence = '{piece.pk}'; b.textContent = 'jump';"
        " document.querySelector('[data-player]').after(b); }"
    )
    page.locator("#jump").click()
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 13.5) < 0.1")
    page.wait_for_function("() => document.querySelector('video').textTracks[0].activeCues?.length === 1")
    spoken = video.evaluate("v => v.textTracks[0].activeCues[0].text")
    assert spoken == filming.SPOKEN[3]
    page.get_by_label("Speed").select_option("1.5")
    assert video.evaluate("v => v.playbackRate") == 1.5
    page.get_by_role("button", name="10 seconds back").click()
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 3.5) < 0.1")
    page.evaluate("() => document.querySelector('video').play()")
    page.wait_for_function("() => document.querySelector('video').currentTime > 4.5")
    lit = page.evaluate(
        "() => { const v = document.querySelector('video'); const c = document.createElement('canvas');"
        " c.width = 320; c.height = 192; const p = c.getContext('2d'); p.drawImage(v, 0, 0);"
        " return p.getImageData(34, 150, 1, 1).data[0]; }"
    )
    assert lit > 180, "the bar is lit: the picture is really decoded"
