"""The link to a profile elsewhere says what the certificate says."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from guildmark.credentials import actions
from guildmark.credentials.domain.profiles import linkedin


@pytest.mark.parametrize(("first", "last", "months"), [((2026, 1, 31), (2027, 12, 31), ("1", "12")), ((2025, 12, 1), (2027, 1, 1), ("12", "1"))])  # fmt: skip
def test_months_are_counted_from_one(first, last, months):
    address = linkedin(
        name="Lead & more", issuer="A&Q", address="https://a.example/c/X", ref="X", first=date(*first), last=date(*last)
    )
    said = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
    assert (said["issueMonth"], said["expirationMonth"]) == months
    assert (said["name"], said["organizationName"], said["certUrl"]) == ("Lead & more", "A&Q", "https://a.example/c/X")


@pytest.mark.django_db
def test_it_is_offered_for_what_strangers_may_see(credential, ines, client, at, monkeypatch):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)
    client.force_login(ines)
    page = f"/credentials/{credential.ref}/"
    assert "linkedin.com" not in client.get(page).content.decode()
    actions.make_public(credential=credential, by=ines, at=at)
    text = client.get(page).content.decode()
    assert "linkedin.com/profile/add" in text and 'rel="noopener noreferrer"' in text
