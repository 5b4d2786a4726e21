"""What a request hears whose session has ended, and in which language signed-in people are answered."""


def test_a_page_leads_to_the_door_and_back(client, db):
    assert client.get("/me/").headers["Location"] == "/sign-in/?next=/me/"


def test_a_form_leads_back_to_the_page_it_was_on(client, db):
    answer = client.post("/me/", headers={"Referer": "http://testserver/me/"})
    assert answer.headers["Location"] == "/sign-in/?next=/me/"
    assert "that step was not taken" in client.get("/sign-in/?next=/me/").content.decode()
    elsewhere = client.post("/me/", headers={"Referer": "https://evil.example/me/"})
    assert elsewhere.headers["Location"] == "/sign-in/?next=/"


def test_a_fragment_is_told_in_place(client, db):
    answer = client.post("/me/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["X-Guildmark-Session"]) == (401, "over")


def test_people_are_answered_in_their_language(client, ines):
    ines.language = "nl"
    ines.save()
    client.force_login(ines)
    answer = client.get("/me/", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "nl"


def test_preferences_are_saved_or_shown_with_what_is_wrong(client, ines):
    client.force_login(ines)
    assert client.post("/me/", {"language": "nl", "time_zone": "Asia/Kolkata"}).status_code == 302
    ines.refresh_from_db()
    assert (ines.language, ines.time_zone, ines.single_key_shortcuts) == ("nl", "Asia/Kolkata", False)
    assert client.post("/me/", {"language": "xx", "time_zone": "Asia/Kolkata"}).status_code == 422
