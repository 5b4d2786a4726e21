"""What tests on a really committed database need: a flush that append-only tables do not refuse, and simultaneity."""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper as Postgres
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

Doing = Callable[[], Any]


def let_flush_pass_triggers() -> None:
    """From now on, emptying the test database sets triggers aside first; they stand again afterwards."""
    SQLite.ops_class.execute_sql_flush = _flush_sqlite
    Postgres.ops_class.execute_sql_flush = _flush_postgres


def _flush_sqlite(self, statements):
    with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            cursor.execute(statement)
        for _name, sql in triggers:
            cursor.execute(sql)


def _flush_postgres(self, statements):
    with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)


def at_once(*doings: Doing) -> list[Any]:
    """Do all of these at the same moment, each on a connection of its own; what each returned or raised, in order."""
    together = threading.Barrier(len(doings), timeout=20)
    outcomes: list[Any] = [None] * len(doings)

    def run(number: int, doing: Doing) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            outcomes[number] = doing()
        except Exception as raised:  # noqa: BLE001 whatever it raised is its outcome
            outcomes[number] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=40)
    return outcomes


def without_notifications(monkeypatch) -> None:
    """Take the portal's reactions out of the kernel's table until the test has ended."""
    from guildmark.kernel import facts

    quiet = {
        fact: [one for one in reactions if not one.__module__.startswith("guildmark.portal.reactions")]
        for fact, reactions in facts._reactions.items()
    }
    monkeypatch.setattr(facts, "_reactions", defaultdict(list, quiet))
