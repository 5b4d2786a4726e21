"""Who holds what: asked by other rooms."""

from datetime import date

from guildmark.credentials.models import Credential, State


def holds(person_id: int, program_id: int, day: date) -> bool:
    """Whether the person holds a credential of that program which is in force on that day. Grace doesn't count."""
    held = Credential.objects.filter(holder_id=person_id, program_id=program_id, state=State.ACTIVE)
    return held.filter(valid_from__lte=day, valid_until__gte=day).exists()
