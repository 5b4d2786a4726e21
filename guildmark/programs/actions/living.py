"""The life of a version: consult, reopen, approve, publish, close."""

from datetime import datetime

from django.db import transaction

from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs import queries
from guildmark.programs.domain.document import digests
from guildmark.programs.facts import (
    VersionApproved,
    VersionClosed,
    VersionPublished,
    VersionPutToConsultation,
    VersionReopened,
    VersionSuperseded,
    WordingAnswered,
)
from guildmark.programs.lifecycle import APPROVE, CLOSE, CONSULT, PUBLISH, REOPEN, SUPERSEDE
from guildmark.programs.models import ProgramVersion, State

DIGESTS = ("digest", "structure_digest", "text_digest")


@transaction.atomic
def consult(*, version: ProgramVersion, by: Actor, at: datetime) -> ProgramVersion:
    """Put a draft to consultation. Its text stands still while others read it."""
    version = lock(version, "program")
    ensure(CONSULT.decide(version, by, at=at))
    version.state = CONSULT.target
    version.save(update_fields=["state"])
    announce(VersionPutToConsultation(version.program_id, version.pk), by=by, at=at)
    return version


@transaction.atomic
def reopen(*, version: ProgramVersion, by: Actor, at: datetime) -> ProgramVersion:
    """Make it a draft again. An approval that it had is gone, since it may now change; so is what was declared of it."""
    version = lock(version, "program")
    ensure(REOPEN.decide(version, by, at=at))
    version.state = REOPEN.target
    version.approved_at = version.approved_by = None
    version.digest = version.structure_digest = version.text_digest = ""
    version.save(update_fields=["state", "approved_at", "approved_by", *DIGESTS])
    version.rewordings.all().delete()
    announce(VersionReopened(version.program_id, version.pk), by=by, at=at)
    return version


@transaction.atomic
def approve(*, version: ProgramVersion, wording_only: bool | None = None, by: Actor, at: datetime) -> ProgramVersion:
    """Approve the criteria as they stand. From now on nothing in them changes; their digests say what they are.

    Where an author declared that only the wording changed, `wording_only` is the approver's own answer to that.
    """
    version = lock(version, "program")
    ensure(queries.decide(APPROVE, version, by, at=at))
    ensure(queries.may_answer_wording(version, wording_only))
    if wording_only is not None:
        version.rewordings.update(agreed=wording_only, answered_at=at, answered_by_id=by.pk)
        announce(WordingAnswered(version.program_id, version.pk, wording_only), by=by, at=at)
    found = digests(queries.document_of(version))
    version.digest, version.structure_digest, version.text_digest = found.whole, found.structure, found.text
    version.state = APPROVE.target
    version.approved_at = at
    version.approved_by_id = by.pk
    version.save(update_fields=["state", "approved_at", "approved_by", *DIGESTS])
    announce(VersionApproved(version.program_id, version.pk, version.digest), by=by, at=at)
    return version


@transaction.atomic
def publish(*, version: ProgramVersion, by: Actor, at: datetime) -> ProgramVersion:
    """Open an approved version to applications. The one published before it is superseded; who is on the way stays."""
    program = lock(version.program)
    version = lock(version, "program")
    ensure(queries.decide(PUBLISH, version, by, at=at))
    for earlier in program.versions.filter(state=State.PUBLISHED):
        ensure(SUPERSEDE.decide(earlier, by, at=at))
        earlier.state = SUPERSEDE.target
        earlier.save(update_fields=["state"])
        announce(VersionSuperseded(program.pk, earlier.pk, version.pk), by=by, at=at)
    version.state = PUBLISH.target
    version.published_at = at
    version.published_by_id = by.pk
    version.save(update_fields=["state", "published_at", "published_by"])
    announce(VersionPublished(program.pk, version.pk, version.digest), by=by, at=at)
    return version


@transaction.atomic
def close(*, version: ProgramVersion, by: Actor, at: datetime) -> ProgramVersion:
    """Close a version. Nobody can apply under it any more; who is on the way stays."""
    version = lock(version, "program")
    ensure(CLOSE.decide(version, by, at=at))
    version.state = CLOSE.target
    version.save(update_fields=["state"])
    announce(VersionClosed(version.program_id, version.pk), by=by, at=at)
    return version
