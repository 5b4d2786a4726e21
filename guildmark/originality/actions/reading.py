"""What a document says, kept once."""

from datetime import datetime

from django.db import transaction

from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.kernel.models import Blob
from guildmark.kernel.reading import Text
from guildmark.originality.facts import FileRead
from guildmark.originality.lifecycle import may_keep_text
from guildmark.originality.models import FileText, Fingerprint


@transaction.atomic
def keep_text(*, blob: Blob, found: Text, by: Actor, at: datetime) -> FileText:
    """It is known what a file says, for comparing; read already, that stays. Work it belongs to is signed anew when it
    is next compared."""
    blob = lock(blob)
    ensure(may_keep_text(by))
    read = {"text": found.said, "cut": found.cut, "problem": found.problem, "read_at": at}
    kept, new = FileText.objects.get_or_create(blob=blob, defaults=read)
    if new:
        Fingerprint.objects.filter(submission__evidence__blob=blob).delete()
        announce(FileRead(blob.pk, found.problem), by=by, at=at)
    return kept
