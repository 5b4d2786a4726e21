"""A walk through the product by its links, under every hat: each named page once, audited wide and narrow, light and dark."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from playwright.sync_api import Page, Route

from tests.journeys.axe import findings, overflow

LOOKS = [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]  # in the dark only colours can differ
HEIGHT = 900
OF_A_KIND = 2  # addresses of one name that each person looks at, since what they link to may differ


@dataclass
class Walk:
    """What was seen: the address of each named page, and what was wrong there."""

    reached: dict[str, str] = field(default_factory=dict)
    inaccessible: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def through(self, page: Page, who: str, *starts: str) -> None:
        """Follow this person's links; look closely at each page whose name is new, and at where they start."""
        waiting, known, looked_at = list(starts), set(starts), Counter[str]()
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if looked_at[name] >= OF_A_KIND:
                continue
            looked_at[name] += 1
            html, whole = self._read(page, address, who)
            fresh = [link for link in links(html, address) if link not in known and name_of(link)]
            known.update(fresh)
            waiting += fresh
            if whole and (name not in self.reached or address in starts):
                self._audit(page, address, who)
            if html is not None:
                self.reached.setdefault(name, address)

    def _read(self, page: Page, address: str, who: str) -> tuple[str | None, bool]:
        """What the address answers, empty for a file; and whether that is a whole page, not a part of one."""
        answer = page.request.get(address)
        if not answer.ok:
            self.broken.append(f"{who}: {address} answers {answer.status}")
            return None, False
        if "text/html" not in answer.headers.get("content-type", ""):
            return "", False
        html = answer.text()
        return html, "<html" in html

    def _audit(self, page: Page, address: str, who: str) -> None:
        _turn(page, *LOOKS[0])
        with sandbox_opened(page, address):
            page.goto(address)
        for scheme, width in LOOKS:
            _turn(page, scheme, width)
            look = f"{who} at {address} ({scheme}, {width} px)"
            self.inaccessible += [f"{look}: {finding}" for finding in findings(page, colours_only=scheme == "dark")]
            if width == 320 and (by := overflow(page)):
                self.too_wide.append(f"{look}: {by} px too wide")


@contextmanager
def sandbox_opened(page: Page, address: str) -> Iterator[None]:
    """A document in a sandbox runs no script, not even the audit's, which would wait for ever: load it without one."""

    def answer(route: Route) -> None:
        given = route.fetch()
        policy = given.headers.get("content-security-policy", "")
        route.fulfill(response=given, headers={**given.headers, "content-security-policy": without_sandbox(policy)})

    pattern = f"**{address}"
    page.route(pattern, answer)
    yield
    page.unroute(pattern)


def without_sandbox(policy: str) -> str:
    return ";".join(one for one in policy.split(";") if one.split()[:1] != ["sandbox"])


def _turn(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [value for name in ("href", "src", "hx-get") if (value := given.get(name))]
        if tag == "form" and (given.get("method") or "get").lower() == "get" and given.get("action"):
            self.found.append(given["action"] or "")


def links(html: str | None, address: str) -> list[str]:
    """The addresses within the site that a page leads to or loads parts from, static files left out."""
    parser = _Links()
    parser.feed(html or "")
    addresses = [urljoin(address, link).partition("#")[0] for link in parser.found]
    return [one for one in addresses if one.startswith("/") and not one.startswith(("//", "/static/"))]


def name_of(address: str) -> str:
    """The name of the page at an address, `room:page`; empty where no page is."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def named_pages(answers: Callable[[str], int]) -> dict[str, str]:
    """Every named route that takes GET, with an address of its form. `answers` gives the status of a GET."""
    found = dict(routes(get_resolver()))
    return {name: address for name, address in found.items() if answers(address) != 405}


SAMPLES = {"int": 1, "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-4000-8000-000000000000"}


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}", reverse(f"{space}{one.name}", kwargs=samples(one))


def samples(pattern: URLPattern) -> dict[str, object]:
    converters = pattern.pattern.converters.items()
    return {name: SAMPLES.get(type(one).__name__.removesuffix("Converter").lower(), "x") for name, one in converters}
