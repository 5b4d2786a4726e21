"""Promises that a constraint can't make, kept by triggers on SQLite and PostgreSQL alike: used in migrations."""

from collections.abc import Iterable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def refuse(table: str, name: str, events: str, when: str, sentence: str) -> migrations.RunPython:
    """A migration step: from now on `table` refuses these events (`UPDATE`, `DELETE`, `INSERT`, space-separated)
    wherever the condition `when` holds. The condition speaks of NEW and OLD and is the same on both databases."""

    def create(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        for event in events.split():
            for statement in _statements(
                editor.connection.vendor, table, f"{name}_{event.lower()}", event, when, sentence
            ):
                editor.execute(statement, params=None)

    def drop(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        for event in events.split():
            trigger = f"{name}_{event.lower()}"
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on}", params=None)
            if on:
                editor.execute(f"DROP TRIGGER IF EXISTS {trigger}_all{on}", params=None)

    return migrations.RunPython(create, drop)


_aside: dict[str, list[tuple[str, str]]] = {}


def set_aside() -> migrations.RunPython:
    """A migration step before tables with triggers are altered. SQLite alters a table by making it anew, without its
    triggers, and stops at triggers that speak of a table which is being made. `put_back` is the step after."""
    return migrations.RunPython(_set_aside, _put_back)


def put_back() -> migrations.RunPython:
    """A migration step: every trigger that `set_aside` took away holds again."""
    return migrations.RunPython(_put_back, _set_aside)


def _set_aside(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "sqlite":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = cursor.fetchall()
    _aside[editor.connection.alias] = found
    for name, _sql in found:
        editor.execute(f"DROP TRIGGER {name}", params=None)


def _put_back(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for _name, sql in _aside.pop(editor.connection.alias, []):
        editor.execute(sql, params=None)


def append_only(table: str) -> migrations.RunPython:
    """A migration step: rows of `table` can be added, never changed or deleted, by any road."""
    return refuse(table, f"{table}_append_only", "UPDATE DELETE", "TRUE", f"{table} is append-only")


def lifted(promises: Iterable[migrations.RunPython]) -> list[migrations.RunPython]:
    """Migration steps: these promises are taken back, for a table that SQLite makes anew. Make them again afterwards."""
    return [
        migrations.RunPython(made.reverse_code, made.code)
        for made in promises
        if isinstance(made, migrations.RunPython) and made.reverse_code
    ]


def _statements(vendor: str, table: str, trigger: str, event: str, when: str, sentence: str) -> list[str]:
    text = sentence.replace("'", "''")
    if vendor == "sqlite":
        condition = when.replace("TRUE", "1")
        return [
            (
                f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
            )
        ]
    returned = "OLD" if event == "DELETE" else "NEW"
    function = (
        f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {returned}; END $$"
    )
    each = f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
    return [function, each, *(_truncation(table, trigger, text) if event == "DELETE" else [])]


def _truncation(table: str, trigger: str, text: str) -> list[str]:
    """TRUNCATE passes row triggers by, so a table that refuses to lose some rows refuses to lose all of them at once."""
    function = (
        f"CREATE OR REPLACE FUNCTION {trigger}_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        f"CREATE TRIGGER {trigger}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {trigger}_all()",
    ]
