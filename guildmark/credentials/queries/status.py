"""The published status list: which credentials don't count at present, without saying whose they are."""

from datetime import UTC, datetime
from functools import lru_cache

from django.http import Http404

from guildmark.credentials import issuer
from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from guildmark.credentials.domain import status_list as lists
from guildmark.credentials.domain.signing import Signer, sealed
from guildmark.credentials.models import Credential, State


def status_list(number: int, *, at: datetime) -> str:
    """The signed list of this number, as it is today; a 404 where no credential points to it."""
    first, past = (number - 1) * lists.LENGTH, number * lists.LENGTH
    listed = Credential.objects.filter(status_index__gte=first, status_index__lt=past)
    if number != 1 and not listed.exists():
        raise Http404
    taken_back = listed.exclude(state=State.ACTIVE).values_list("status_index", flat=True)
    signer = issuer.signer()
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return _signed(number, frozenset(index - first for index in taken_back), signer, f"{day:%Y-%m-%dT%H:%M:%SZ}")


@lru_cache(maxsize=8)
def _signed(number: int, bits: frozenset[int], signer: Signer, moment: str) -> str:
    listed = lists.status_credential(
        address=f"{signer.issuer.base}/status/{number}", issuer=signer.issuer.did, bits=bits, valid_from=moment
    )
    return sealed(suite.sign(listed, key=signer.key, created=moment, method=signer.method)).document
