"""Only the wording changed: the author declares it, the approver agrees or not."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Actor, Decision, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs import queries
from guildmark.programs.facts import WordingDeclarationWithdrawn, WordingDeclared
from guildmark.programs.lifecycle import may_write
from guildmark.programs.models import ProgramVersion, Rewording


@transaction.atomic
def declare_wording_only(*, version: ProgramVersion, by: Actor, at: datetime) -> Rewording:
    """Declare that the draft differs from the version before it in its wording only; the approver is asked too."""
    version = lock(version, "program")
    found = queries.comparison(version)
    ensure(queries.may_declare_wording(version, found, by, at=at))
    assert found and by.pk is not None
    declared = Rewording.objects.create(
        version=version, key="rewording", since=found.since, declared_at=at, declared_by_id=by.pk
    )
    announce(WordingDeclared(version.program_id, version.pk), by=by, at=at)
    return declared


@transaction.atomic
def withdraw_wording_only(*, version: ProgramVersion, by: Actor, at: datetime) -> ProgramVersion:
    """Take the declaration back. The draft counts as one that may demand something new."""
    version = lock(version, "program")
    ensure(may_write(version, by, at=at))
    ensure(_is_declared(version))
    version.rewordings.all().delete()
    announce(WordingDeclarationWithdrawn(version.program_id, version.pk), by=by, at=at)
    return version


def _is_declared(version: ProgramVersion) -> Decision:
    return YES if version.rewordings.exists() else Decision(_("Nobody declared that only the wording changed."))
