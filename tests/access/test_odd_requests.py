"""Every route, asked with numbers that no key reaches, letters, zero bytes, addresses without an end: never a 500."""

from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.access.routes import CAST, ROUTES, Route
from tests.access.visitor import Visitor

pytestmark = pytest.mark.django_db
GIANT = "99999999999999999999"
ODD = (GIANT, "-1", "letters", "a\0b", "²", "a" * 3000)
QUERIES = (
    f"page=-1&unit={GIANT}&function={GIANT}&site={GIANT}&person={GIANT}&q=SUB-{GIANT}&text=CAN-{GIANT}",
    "page=letters&q=%00x&text=%00x&sort=%00&program=%00&role=%00&under=%00&place=%00",
    f"page={GIANT}&q=%ED%A0%80&text=%FF&sort=%FF&under=letters&type=%25&state=letters&standing=letters",
    f"format=csv&sort=letters&show=letters&role=letters&unit=letters&q={'a' * 5000}&text={'a ' * 900}",
)


def odd_addresses(name: str, route: Route, company: SimpleNamespace) -> Iterator[str]:
    """The route’s address with each odd part in place of its own, and with each odd query after it."""
    args = [str(one) for one in route.args(company)]
    url = reverse(name, args=args)
    yield from (f"{url}?{query}" for query in QUERIES)
    for odd in ODD if args else ():
        yield "/".join(quote(odd, safe="") if part in args else part for part in url.split("/"))


def odd_words(route: Route, company: SimpleNamespace) -> Iterator[dict[str, str]]:
    words = dict(route.words(company))
    for odd in ODD:
        yield dict.fromkeys(words, odd)
    yield from ({**words, name: "a\0b"} for name in words if len(words) > 1)


def insider(route: Route) -> str:
    """Somebody whom the route lets in: the further in, the more there is to break."""
    return next((who for who in reversed(CAST) if who in (route.acts or route.reads)), "ines")


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name in ROUTES}))
def test_whatever_is_asked_there_is_an_answer(room, company):
    visitors = {who: Visitor(getattr(company.cast, who, None)) for who in CAST}
    for name, route in ROUTES.items():
        if not name.startswith(f"{room}:"):
            continue
        visitor = visitors[insider(route)]
        for url in odd_addresses(name, route, company):
            assert visitor.asks("GET", url, {}).status < 500, url
            assert visitor.asks("POST", url, {}).status < 500, url
        url = reverse(name, args=route.args(company))
        for words in odd_words(route, company):
            assert visitor.asks("POST", url, words).status < 500, (url, words)
