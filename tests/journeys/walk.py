"""A walk through the product by its links, under every hat: each named page once, audited wide and narrow, light and dark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from playwright.sync_api import Page

from tests.journeys.axe import findings, overflow

LOOKS = [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]
HEIGHT = 900


@dataclass
class Walk:
    """What was seen: the address of each named page, and what was wrong there."""

    reached: dict[str, str] = field(default_factory=dict)
    inaccessible: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def through(self, page: Page, who: str, start: str = "/") -> None:
        """Follow every link to a page whose name is new."""
        waiting, known = [start], {start}
        while waiting:
            address = waiting.pop(0)
            if not self._is_page(page, address, who):
                continue
            page.goto(address)
            for link in links(page):
                seen = {"", *self.reached, *map(name_of, waiting)}
                if link not in known and name_of(link) not in seen:
                    known.add(link)
                    waiting.append(link)
            name = name_of(address)
            if name not in self.reached or address == start:
                self.reached.setdefault(name, address)
                self._audit(page, f"{who} at {address}")

    def _is_page(self, page: Page, address: str, who: str) -> bool:
        """Whether the address answers with a page; what answers with a file is noted as reached and left."""
        answer = page.request.get(address)
        if not answer.ok:
            self.broken.append(f"{who}: {address} answers {answer.status}")
            return False
        if "text/html" not in answer.headers.get("content-type", ""):
            self.reached.setdefault(name_of(address), address)
            return False
        return True

    def _audit(self, page: Page, where: str) -> None:
        for scheme, width in LOOKS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            look = f"{where} ({scheme}, {width} px)"
            self.inaccessible += [f"{look}: {finding}" for finding in findings(page)]
            if width == 320 and scheme == "light" and (by := overflow(page)):
                self.too_wide.append(f"{look}: {by} px too wide")


def links(page: Page) -> list[str]:
    """The addresses within the site that this page links to."""
    hrefs: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    return [href.partition("#")[0] for href in hrefs if href.startswith("/") and not href.startswith("//")]


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
