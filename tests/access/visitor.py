"""Somebody who asks for addresses, and what they are answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.test import Client

from guildmark.kernel.models import JournalEntry

REFUSALS = {401, 403, 404, 405, 410}
WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"(?!django_session|people_signintally)', re.IGNORECASE)


class Visitor:
    """Somebody who asks for every address; what they do is undone after each answer."""

    def __init__(self, person: Any) -> None:
        self.client = Client()
        if person:
            self.client.force_login(person)
        self.cookies = self.client.cookies.output(header="")
        self.written: list[str] = []

    def asks(self, method: str, url: str, words: Mapping[str, Any]) -> "Answer":
        self.client.cookies, self.written = SimpleCookie(self.cookies), []
        with transaction.atomic(), connection.execute_wrapper(self._notice):
            before = JournalEntry.objects.count()
            response = self.client.generic(method, url) if method == "GET" else self.client.post(url, words)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            grown = JournalEntry.objects.count() - before
            transaction.set_rollback(True)
        return Answer(response.status_code, response.headers, body.decode("utf-8", "replace"), self.written, grown)

    def _notice(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(sql, params, many, context)
        if WRITES.match(sql) and context["cursor"].rowcount:
            self.written.append(sql)
        return done


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str
    written: list[str]
    told: int

    @property
    def opens(self) -> bool:
        to_the_door = self.status == 302 and self.headers["Location"].startswith("/sign-in/")
        return self.status not in REFUSALS and not to_the_door

    @property
    def changes_something(self) -> bool:
        return bool(self.written or self.told)

    @property
    def everything(self) -> str:
        return f"{self.body}{dict(self.headers)}"
