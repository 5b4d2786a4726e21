"""What every full page needs to know about its reader: theme, language, hats, navigation, unread notifications."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from guildmark.kernel import clock
from guildmark.portal import queries
from guildmark.portal.navigation import BY_CODE, Hat, current, hat_for, hats_of, stands

THEMES = ("light", "dark")
THEME_COOKIE = "guildmark_theme"
HAT_COOKIE = "guildmark_hat"


class Shell:
    """Everything is worked out when the page asks for it: a fragment asks for nothing and costs nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE
        self.languages = settings.LANGUAGES_IN_THEIR_OWN_WORDS

    @cached_property
    def person(self) -> Any:
        return getattr(self.request, "user", None)

    @cached_property
    def signed_in(self) -> bool:
        return bool(self.person and self.person.is_authenticated)

    @property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else ""

    @property
    def shortcuts(self) -> bool:
        return self.signed_in and self.person.single_key_shortcuts

    @cached_property
    def at(self) -> datetime:
        return clock.now()

    @cached_property
    def today(self) -> date:
        return localtime(self.at).date()

    @property
    def initials(self) -> str:
        names = self.person.name.split()
        return "".join(name[0] for name in (names[:1] + names[-1:] if len(names) > 1 else names)).upper()

    @cached_property
    def unread(self) -> int:
        return queries.unread_count(self.person) if self.signed_in else 0

    @cached_property
    def hats(self) -> tuple[Hat, ...]:
        roles = frozenset(held.role for held in self.person.roles_held(self.at))
        return hats_of(roles, leads=self.person.leads_anyone(self.at))

    @cached_property
    def hat(self) -> Hat:
        """A page that can be seen under several hats may say under which, by setting `request.hat` to its code."""
        said = BY_CODE.get(getattr(self.request, "hat", ""))
        if said in self.hats:
            return said
        return hat_for(self.request.path, self.hats, self.request.COOKIES.get(HAT_COOKIE, ""))

    @property
    def beginnings(self) -> list[Hat]:
        """The hats whose first steps lead to different places, the one worn now first."""
        by_place: dict[str, Hat] = {}
        for hat in (self.hat, *self.hats):
            by_place.setdefault(hat.first.url, hat)
        return list(by_place.values())

    @property
    def navigation(self) -> SafeString:
        entry = current(self.request.path, self.hat)
        return _navigation(
            tuple(hat.code for hat in self.hats), self.hat.code, entry.url if entry else "", self.language
        )


@cache
def _navigation(hats: tuple[str, ...], code: str, url: str, language: str) -> SafeString:
    """The bar of hat and entries. It holds nothing of the person, so each combination is rendered once a process."""
    hat = BY_CODE[code]
    return render_to_string(
        "portal/navigation.html",
        {
            "hat": hat,
            "hats": [BY_CODE[one] for one in hats],
            "entries": [e for e in hat.entries if stands(e.url)],
            "url": url,
        },
    )


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}
