"""Every route × every role: another person's things, by their address, read and acted upon."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.company import DRAFT, NAME, NOTE, SECRET
from tests.access.more import MORE
from tests.access.routes import CAST, DRAFT_READERS, ROUTES, Route
from tests.access.visitor import Answer, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
UNINVOLVED = frozenset(CAST) - {"ines", "tomasz", "kwame", "priya", "marguerite"}
"""Whom nothing of what Ines wrote, or was written about her, concerns; her line manager too."""


def routes(resolver: URLResolver, room: str = "") -> Iterator[str]:
    """The name of every route of the site, rooms and all; the same page under two addresses has one name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, f"{pattern.namespace}:")
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{room}{pattern.name}"


def test_every_route_says_who_may():
    assert set(routes(get_resolver())) == set(ROUTES)


OWN_NOTES = frozenset({"assessment:seat", "assessment:marks", "assessment:bank"})  # to whoever made them


@dataclass(frozen=True)
class Step:
    """One route, asked by one person: `known` are those who may know what it holds."""

    who: str
    name: str
    route: Route
    known: frozenset[str]
    answer: Answer

    def wrongs(self) -> Iterator[str]:
        """What was said to whom it should not be, a line each."""
        text = self.answer.everything
        if self.answer.status >= 500:
            yield f"{self.answer.status}"
        if self.who not in self.known | {"ines"} and (NAME in text or SECRET in text):
            yield "refused, yet told what is Ines’s"
        if self.who in UNINVOLVED and SECRET in text:
            yield "told the secret"
        if NOTE in text and not (self.name in OWN_NOTES and self.who in self.route.reads | self.route.acts):
            yield "told what an assessor noted"
        if DRAFT in text and self.who not in DRAFT_READERS:
            yield "told of criteria in the making"


class Reading(Step):
    def wrongs(self) -> Iterator[str]:
        yield from super().wrongs()
        if self.answer.opens != (self.who in self.route.reads):
            yield f"{self.answer.status}"
        if self.answer.changes_something and (self.who, self.name) != ("ines", "portal:notification"):
            yield "changed something"


class Acting(Step):
    def wrongs(self) -> Iterator[str]:
        yield from super().wrongs()
        answer = self.answer
        if answer.changes_something != (self.who in self.route.acts):
            yield f"{answer.status}, {len(answer.written)} rows written, {answer.told} facts"
        if answer.opens and self.who not in self.known:
            yield f"{answer.status}, neither refused nor done"


def wrongs(who: str, name: str, route: Route, company: SimpleNamespace, visitor: Visitor) -> Iterator[str]:
    url = reverse(name, args=route.args(company)) + route.query
    read = Reading(who, name, route, route.reads, visitor.asks("GET", url, {}))
    known = route.reads | route.acts | route.sees
    acted = Acting(who, name, route, known, visitor.asks("POST", url, route.words(company)))
    yield from (f"{who}: GET {url} ({name}): {wrong}" for wrong in read.wrongs())
    yield from (f"{who}: POST {url} ({name}): {wrong}" for wrong in acted.wrongs())


@pytest.mark.parametrize("who", CAST)
def test_who_may_read_and_who_may_act(who, company):
    visitor = Visitor(getattr(company.cast, who, None))
    asked = [*ROUTES.items(), *MORE]
    found = [wrong for name, route in asked for wrong in wrongs(who, name, route, company, visitor)]
    assert not found, "\n".join(found)
