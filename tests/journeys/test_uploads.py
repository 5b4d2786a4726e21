"""A large film on a bad line, across a browser restart: it arrives, byte by byte the same."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.machine import found
from tests.journeys.breaking import line_to

MB = 1024**2


def a_film(path: Path, size: int) -> str:
    """A file that begins like a film and goes on at random; its SHA-256."""
    with path.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")
        while (left := size - file.tell()) > 0:
            file.write(os.urandom(min(MB, left)))
    return _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def opened(browser: Browser, folder: Path, port: int) -> BrowserContext:
    """Chromium with a profile that stays: cookies and what pages keep survive its restart."""
    return browser.browser_type.launch_persistent_context(
        folder, executable_path=found("chromium"), base_url=f"http://localhost:{port}",
        args=["--no-sandbox", "--disable-dev-shm-usage"],
    )  # fmt: skip


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.locator('form[action="/sign-in/as/nadia/"] button').first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def to_the_draft(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Continue").first.click()
    expect(page.locator("trix-editor")).to_be_visible()


def choose(page: Page, film: Path) -> None:
    page.locator("#file-input").set_input_files(film)


def interrupted_and_resumed(browser: Browser, site, tmp_path: Path, size: int, patience: int) -> tuple[int, float]:
    film, profile = tmp_path / "second-call.mp4", tmp_path / "profile"
    sha256 = a_film(film, size)
    with line_to(site.port, size // 5, size // 2, size * 3 // 4) as line:
        before = opened(browser, profile, line.port)
        page = before.new_page()
        sign_in(page)
        to_the_draft(page)
        begun = time.monotonic()
        choose(page, film)
        row = page.locator(".piece", has_text="second-call.mp4")
        expect(row.locator("progress")).to_be_visible()
        page.wait_for_function(
            f"() => document.querySelector('.piece progress')?.value > {size * 3 // 10}", timeout=patience * 1000
        )
        assert line.breaks >= 1
        before.close()

        after = opened(browser, profile, line.port)
        page = after.new_page()
        to_the_draft(page)
        waiting = page.locator("[data-unfinished]")
        expect(waiting).to_contain_text("Choose the same file again and it goes on from there")
        choose(page, film)
        expect(waiting).to_have_count(0)
        done = page.locator("[data-piece]", has_text="second-call.mp4")
        expect(done).to_be_visible(timeout=patience * 1000)
        seconds, sent = time.monotonic() - begun, line.sent
        assert line.breaks == 3
        address = done.get_by_role("link").first.get_attribute("href").split("?")[0]
        with page.expect_download() as download:
            page.evaluate("address => { location.href = address; }", address)
        assert _digest(download.value.path()) == sha256
        done.get_by_role("button").click()
        expect(done).to_have_count(0)
        after.close()
    return sent, seconds


def test_a_film_broken_off_three_times_and_by_a_restart_arrives_the_same(browser, site, tmp_path):
    size = 60 * MB
    sent, _seconds = interrupted_and_resumed(browser, site, tmp_path, size, patience=60)
    assert sent < size * 1.7, "each break costs a part, never the whole file"


@pytest.mark.long
def test_two_gigabytes_broken_off_three_times_and_by_a_restart_arrive_the_same(browser, site, tmp_path):
    size = 2 * 1024 * MB
    sent, seconds = interrupted_and_resumed(browser, site, tmp_path, size, patience=600)
    print(f"2 GB: {seconds:.0f} s, {sent / MB:.0f} MB sent")
    assert sent < size * 1.2
