"""Links: what they led to is kept, since pages change and vanish."""

from datetime import datetime

from django.db import transaction

from guildmark.assessment.domain.manifest import digest_of
from guildmark.assessment.domain.snapshots import Said
from guildmark.assessment.facts import LinkSnapshotted
from guildmark.assessment.lifecycle.media import may_describe
from guildmark.assessment.models import Evidence, Snapshot
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def keep_snapshot(
    *, link: Evidence, url: str, said: Said, cut: bool, problem: str, by: Actor, at: datetime
) -> Snapshot:
    """What the link led to is kept. One that leads nowhere now keeps what it led to before."""
    link = lock(link)
    ensure(may_describe(by))
    earlier = Snapshot.objects.filter(evidence=link).first()
    if problem and earlier and not earlier.problem:
        return earlier
    digest = "" if problem else digest_of(f"{said.title}\n{said.text}")
    kept = {"url": url[:2000], "title": said.title, "text": said.text, "sha256": digest, "cut": cut}
    snapshot, _new = Snapshot.objects.update_or_create(
        evidence=link, defaults={**kept, "problem": problem[:100], "taken_at": at}
    )
    announce(LinkSnapshotted(link.submission_id, link.pk, digest), by=by, at=at)
    return snapshot
