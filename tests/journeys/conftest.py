"""Fixtures of the browser journeys: a running site, a browser, and anyone of the cast signed in.

A journey fails when a page breaks a script, breaks the content policy, answers 500, or asks a stranger for anything.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from scripts.machine import found
from tests import cast
from tests.journeys.site import ROOT, Site, shared_site

HERE = Path(__file__).parent
PICTURES = ROOT / ".artifacts" / "journeys"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """The demo company, served as in production, for all journeys of this run."""
    own = tmp_path_factory.getbasetemp()
    with shared_site(own if worker_id == "master" else own.parent) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    path = found("chromium")
    assert path, "Chromium is missing: run `make machine`, which installs it or says how."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop in this thread makes Django refuse its database
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visitor:
    """Somebody at a browser of their own, watched for what a person would not notice at once."""

    def __init__(self, browser: Browser, site: Site, name: str, **options: object) -> None:
        self.name = name
        self.site = site
        self.troubles: list[str] = []
        self.context: BrowserContext = browser.new_context(base_url=site.address, **options)  # type: ignore[arg-type]
        self.context.set_default_timeout(10_000)
        self.context.on("request", self._watch_request)
        self.context.on("response", lambda r: r.status >= 500 and self._note(f"{r.status} at {r.url}"))
        self.context.on("weberror", lambda error: self._note(f"script error: {error.error}"))
        self.context.on("console", lambda m: "Content Security Policy" in m.text and self._note(m.text))
        self.page: Page = self.context.new_page()

    def _note(self, trouble: str) -> None:
        self.troubles.append(f"{self.name}: {trouble}")

    def _watch_request(self, request: Request) -> None:
        if not request.url.startswith((self.site.address, "data:", "blob:", "about:")):
            self._note(f"asked a stranger for {request.url}")

    def sign_in(self) -> None:
        self.page.goto("/sign-in/")
        self.page.locator(f'form[action="/sign-in/as/{self.name}/"] button').first.click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.fixture
def visitors(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser for a visitor, signed in when a username is given; options go to the browser context."""
    opened: list[Visitor] = []

    def visit(username: str = "", **options: object) -> Visitor:
        visitor = Visitor(browser, site, username or "stranger", **options)
        opened.append(visitor)
        if username:
            visitor.sign_in()
        return visitor

    yield visit
    failed = getattr(request.node, "journey_failed", False)
    for visitor in opened:
        if failed:
            PICTURES.mkdir(parents=True, exist_ok=True)
            visitor.page.screenshot(path=PICTURES / f"{request.node.name}-{visitor.name}.png", full_page=True)
        visitor.context.close()
    troubles = [trouble for visitor in opened for trouble in visitor.troubles]
    assert failed or not troubles, "\n".join(troubles)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    report = (yield).get_result()  # type: ignore[misc]
    if report.when == "call":
        item.journey_failed = report.failed  # type: ignore[attr-defined]


@pytest.fixture
def as_person(visitors: Callable[..., Visitor]) -> Callable[..., Page]:
    """`as_person("ines")`: a page on which she is signed in, in a browser of its own."""
    return lambda username, **options: visitors(username, **options).page


@pytest.fixture
def stranger(visitors: Callable[..., Visitor]) -> Page:
    """A page of somebody who is not signed in."""
    return visitors().page


@pytest.fixture
def served(live_server, monkeypatch):
    """The pages, served by this process at story time, so that a story set up here is what the browser meets."""
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: cast.NOW)
    return live_server


@pytest.fixture
def opened(browser: Browser, served) -> Iterator[Callable[..., Page]]:
    """Opens a page of `served`, signed in as somebody; fails on a script error or a breach of the content policy."""
    contexts, troubles = [], []

    def opened(person, path, **options):
        client = Client()
        client.force_login(person)
        context = browser.new_context(base_url=served.url, **options)
        session = client.cookies["guildmark_session"].value
        context.add_cookies([{"name": "guildmark_session", "value": session, "url": served.url}])
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        context.on("console", lambda m: "Content Security Policy" in m.text and troubles.append(m.text))
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles
