"""Pages of somebody signed in are theirs: no cache on the way keeps them, and signing out clears the browser’s."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/me/", "/candidacies/?all", "/credentials/", "/nothing/like/this/"])
def test_no_cache_on_the_way_keeps_a_page(client, ines, address):
    client.force_login(ines)
    kept = client.get(address).headers["Cache-Control"]
    assert "private" in kept and "no-cache" in kept


def test_after_signing_out_one_goes_back_to_nothing(client, ines):
    client.force_login(ines)
    assert client.post("/sign-out/").headers["Clear-Site-Data"] == '"cache"'
