"""Team work, and evidence that is kept to certain people."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guildmark.assessment.facts import EvidenceRestricted, RestrictionLifted, TeamNamed
from guildmark.assessment.lifecycle.opening import may_name_team, may_restrict
from guildmark.assessment.models import CoAuthor, Evidence, EvidenceKind, Restriction, Submission
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person

ALONG = ("candidacy__person", "candidacy__version", "task")


@transaction.atomic
def name_team(
    *, submission: Submission, people: Collection[Person], statement: str, by: Actor, at: datetime
) -> Evidence | None:
    """These people made it together with the candidate, whose own part is stated. Nobody named: it is theirs alone."""
    submission = lock(submission, *ALONG)
    ensure(may_name_team(submission, people, statement, by, at=at))
    submission.evidence.filter(kind=EvidenceKind.TEAM).delete()
    team = None
    if people:
        named = sorted(people, key=lambda person: (person.name, person.pk))
        team = Evidence.objects.create(
            submission=submission, kind=EvidenceKind.TEAM, title=", ".join(one.name for one in named)[:255],
            text=statement.strip(), round=1, added_at=at, changed_at=at,
        )  # fmt: skip
        CoAuthor.objects.bulk_create(CoAuthor(evidence=team, person=one) for one in named)
    announce(TeamNamed(submission.pk, tuple(sorted(person.pk for person in people))), by=by, at=at)
    return team


@transaction.atomic
def restrict(*, piece: Evidence, viewers: Collection[Person], reason: str, by: Actor, at: datetime) -> Restriction:
    """Of those who may read the submission, only these open the piece; everybody sees that it is so, and why."""
    lock(piece.submission)
    ensure(may_restrict(piece, reason, by, at))
    said = {"reason": reason.strip()[:300], "set_at": at, "set_by_id": by.pk}
    restriction, _new = Restriction.objects.update_or_create(evidence=piece, defaults=said)
    restriction.viewers.set(viewers)
    announce(EvidenceRestricted(piece.submission_id, piece.pk, tuple(sorted(p.pk for p in viewers))), by=by, at=at)
    return restriction


@transaction.atomic
def lift_restriction(*, piece: Evidence, by: Actor, at: datetime) -> None:
    """Whoever may read the submission opens the piece."""
    lock(piece.submission)
    ensure(may_restrict(piece, "lifted", by, at))
    gone, _rows = Restriction.objects.filter(evidence=piece).delete()
    if gone:
        announce(RestrictionLifted(piece.submission_id, piece.pk), by=by, at=at)
