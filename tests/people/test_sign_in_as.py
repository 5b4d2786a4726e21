import json

import pytest
from django.urls import Resolver404, resolve


@pytest.fixture
def demo(settings, tmp_path, ines, tomasz):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    settings.ROOT_URLCONF = "tests.people.demo_urls"
    cast = [{"username": "tomasz", "line": "Assesses."}, {"username": "ines", "line": "Wants her certificate."}]
    (tmp_path / "cast.json").write_text(json.dumps([*cast, {"username": "gone", "line": "Left."}]))


def test_one_click_and_one_is_in(demo, client, ines, facts_of):
    assert client.post("/sign-in/as/ines/", {"next": "/me/"}).headers["Location"] == "/me/"
    assert client.session["_auth_user_id"] == str(ines.pk)
    assert facts_of("PersonSignedIn") == [{"person_id": ines.pk, "way": "demo"}]


def test_a_click_not_a_link(demo, client):
    assert client.get("/sign-in/as/ines/").status_code == 405


@pytest.mark.parametrize("name", ["henrik", "gone", "nobody"])
def test_only_the_cast(demo, client, name):
    assert client.post(f"/sign-in/as/{name}/").status_code == 404


def test_outside_demo_mode_there_is_no_such_route(client, ines):
    assert client.post("/sign-in/as/ines/").status_code == 404
    with pytest.raises(Resolver404):
        resolve("/sign-in/as/ines/")


def test_nor_does_it_open_where_only_the_route_leaked(demo, client, settings):
    settings.DEMO = False
    assert client.post("/sign-in/as/ines/").status_code == 404
