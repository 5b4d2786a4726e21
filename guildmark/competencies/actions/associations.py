"""Associating items, and taking associations back."""

from datetime import datetime

from django.db import transaction

from guildmark.competencies.domain.package import edge_identifier
from guildmark.competencies.facts import ItemsAssociated, ItemsDissociated
from guildmark.competencies.lifecycle import may_be_associated
from guildmark.competencies.models import Association, Item
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def associate(*, origin: Item, association_type: str, destination: Item, by: Actor, at: datetime) -> Association:
    """Associate one item with another of the same framework. Asking twice returns the same association."""
    framework = lock(origin.framework)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_be_associated(origin, association_type, destination))
    ends = str(origin.identifier), str(destination.identifier)
    association, made = Association.objects.get_or_create(
        framework=framework,
        association_type=association_type,
        origin_item=origin,
        destination_item=destination,
        defaults={
            "identifier": edge_identifier(framework.identifier, ends[0], association_type, ends[1]),
            "origin": ends[0],
            "destination": ends[1],
            "last_change": at.isoformat(),
            "made_here": True,
        },
    )
    if made:
        announce(ItemsAssociated(framework.pk, association.pk, association_type), by=by, at=at)
    return association


@transaction.atomic
def dissociate(*, association: Association, by: Actor, at: datetime) -> None:
    """Take an association back. Both items stay."""
    lock(association.framework)
    ensure(may(by, Can.EDIT, at=at))
    deleted, _ = Association.objects.filter(pk=association.pk).delete()
    if deleted:
        fact = ItemsDissociated(association.framework_id, association.pk, association.association_type)
        announce(fact, by=by, at=at)
