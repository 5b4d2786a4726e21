"""Throwing away a draft that nobody else was asked to read."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from guildmark.kernel.access import Actor, Refused, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs import queries
from guildmark.programs.domain.document import Document, digests
from guildmark.programs.facts import VersionDiscarded
from guildmark.programs.models import Program, ProgramVersion


@transaction.atomic
def discard_draft(*, version: ProgramVersion, by: Actor, at: datetime) -> Document:
    """Discard a draft; a program that had nothing else goes with it. What it said is returned, to be put back."""
    program = lock(version.program)
    version = lock(version, "program")
    ensure(queries.may_discard(version, by, at=at))
    is_last = not program.versions.exclude(pk=version.pk).exists()
    if is_last:
        ensure(queries.may_discard_program(program))
    document = queries.document_of(version)
    fact = VersionDiscarded(program.pk, version.pk, digests(document).whole)
    _remove(version, program if is_last else None)
    announce(fact, by=by, at=at)
    return document


def _remove(version: ProgramVersion, program: Program | None) -> None:
    try:
        version.delete()
        if program is not None:
            program.delete()
    except ProtectedError as error:
        raise Refused(_("Something else refers to it already, so it stays.")) from error
