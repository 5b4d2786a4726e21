"""Ways to change a dossier, as somebody without the issuer’s key, or with it."""

import json

import pytest

from guildmark.credentials import issuer
from guildmark.credentials.domain import eddsa_jcs_2022 as suite
from guildmark.credentials.domain.dossier import Unheld, check, pack
from guildmark.credentials.domain.dossier.signing import described, written


def wrong(content, **given):
    """What doesn't hold, in words; the issuer's keys are known from elsewhere."""
    with pytest.raises(Unheld) as why:
        check(content, **{"described": issuer.did_document()} | given)
    return str(why.value)


def signed_again(members, key, method):
    """By somebody who has a key: the manifest told anew over what the members are now."""
    manifest = json.loads(members["manifest.json"])
    proof = manifest.pop("proof")
    manifest["members"] = [described(name, content) for name, content in members.items() if name != "manifest.json"]
    again = suite.sign(manifest, key=key, created=proof["created"], method=method)
    return pack({**members, "manifest.json": written(again)})
