"""What every full page needs to know about its reader: theme, language, hats, navigation, unread notifications."""

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from guildmark.kernel import clock
from guildmark.portal import queries
from guildmark.portal.navigation import BY_CODE, Hat, current, hat_for, hats_of, stands

THEMES = ("light", "dark")
THEME_COOKIE = "guildmark_theme"
HAT_COOKIE = "guildmark_hat"
GAP = re.compile("\ue000([a-z]+)\ue001")


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
    def masthead(self) -> SafeString:
        """The bar on top: what it holds of the person and of the request is filled into its gaps."""
        filled = {
            "name": self.person.name,
            "email": self.person.email,
            "initials": self.initials,
            "path": self.request.get_full_path(),
            "token": get_token(self.request),
            "navigation": self.navigation,
        }
        unread = "99+" if self.unread > 99 else str(self.unread or "")
        bar = _masthead(self.language, self.theme, self.shortcuts, unread)
        return mark_safe(GAP.sub(lambda gap: conditional_escape(filled[gap[1]]), bar))

    @property
    def navigation(self) -> SafeString:
        entry = current(self.request.path, self.hat)
        return _navigation(
            tuple(hat.code for hat in self.hats), self.hat.code, entry.url if entry else "", self.language
        )


@lru_cache(maxsize=1024)
def _masthead(language: str, theme: str, shortcuts: bool, unread: str) -> str:
    """The bar with gaps. It holds nothing of the person, so each combination is rendered once a process."""
    gap = {name: f"\ue000{name}\ue001" for name in ("name", "email", "initials", "path", "token", "navigation")}
    shown = {
        "language": language,
        "languages": settings.LANGUAGES_IN_THEIR_OWN_WORDS,
        "theme": theme,
        "shortcuts": shortcuts,
        "unread": unread,
        "initials": gap["initials"],
        "navigation": gap["navigation"],
    }
    said = {"shell": shown, "user": gap, "request": {"get_full_path": gap["path"]}, "csrf_token": gap["token"]}
    return render_to_string("ui/masthead.html", said)


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
