"""A round of validation, as the program’s owner leads it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.db import transaction

from guildmark.consultation import lifecycle
from guildmark.consultation.domain.asked import asked_of, packed
from guildmark.consultation.facts import CommentsAnswered, RatersAsked, ValidationClosed, ValidationOpened
from guildmark.consultation.models import Rater, Rating, Reply, ValidationRound
from guildmark.consultation.queries.figures import figures_of
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.models import ProgramVersion
from guildmark.programs.queries import document_of

ALONG = ("version__program", "opened_by")


@transaction.atomic
def open_round(
    *, version: ProgramVersion, people: Sequence[Person], purpose: str, last_day: date, by: Actor, at: datetime
) -> ValidationRound:
    """These people are asked about every indicator that the version’s criteria are tied to, until that day."""
    version = lock(version, "program")
    document = document_of(version)
    people = _once(people)
    ensure(lifecycle.may_open(version, document, people, purpose, last_day, by, at))
    found = ValidationRound.objects.create(
        version=version,
        items=packed(asked_of(document)),
        purpose=purpose.strip(),
        last_day=last_day,
        opened_at=at,
        opened_by_id=cast(int, by.pk),
    )
    Rater.objects.bulk_create(_rater(found, one, by, at) for one in people)
    announce(ValidationOpened(found.pk, version.program_id, version.pk, tuple(one.pk for one in people)), by=by, at=at)
    return found


def _once(people: Sequence[Person]) -> list[Person]:
    return list({one.pk: one for one in people}.values())


def _rater(found: ValidationRound, person: Person, by: Actor, at: datetime) -> Rater:
    return Rater(
        round=found, person=person, function_id=person.job_function_id, site_id=person.site_id,
        asked_at=at, asked_by_id=cast(int, by.pk),
    )  # fmt: skip


@transaction.atomic
def ask_more(*, round: ValidationRound, people: Sequence[Person], by: Actor, at: datetime) -> ValidationRound:
    """More people are asked, until the same day."""
    round = lock(round, *ALONG)
    people = _once(people)
    ensure(lifecycle.may_ask_more(round, people, by, at))
    Rater.objects.bulk_create(_rater(round, one, by, at) for one in people)
    announce(RatersAsked(round.pk, tuple(one.pk for one in people)), by=by, at=at)
    return round


@transaction.atomic
def close_round(*, round: ValidationRound, by: Actor, at: datetime) -> ValidationRound:
    """What was handed in counts; what came of it is kept, and comments wait to be answered."""
    round = lock(round, *ALONG)
    ensure(lifecycle.may_close(round, by, at))
    round.figures = figures_of(round)
    round.closed_at, round.closed_by_id = at, by.pk
    round.save(update_fields=["figures", "closed_at", "closed_by"])
    handed_in = round.raters.filter(handed_in_at__isnull=False).count()
    announce(ValidationClosed(round.pk, round.version.program_id, round.version_id, handed_in), by=by, at=at)
    return round


@transaction.atomic
def reply(*, round: ValidationRound, item: str, outcome: str, text: str, by: Actor, at: datetime) -> Reply:
    """The comments on one indicator have an answer: what was changed, or why it is kept. A later one replaces it."""
    round = lock(round, *ALONG)
    comments = Rating.objects.filter(rater__round=round, rater__handed_in_at__isnull=False, item=item).exclude(
        comment=""
    )
    ensure(lifecycle.may_reply(round, item, outcome, text, comments.exists(), by, at))
    said = {"outcome": outcome, "text": text.strip(), "said_at": at, "said_by_id": cast(int, by.pk)}
    found, _made = Reply.objects.update_or_create(round=round, item=item, defaults=said)
    announce(CommentsAnswered(round.pk, outcome), by=by, at=at)
    return found
