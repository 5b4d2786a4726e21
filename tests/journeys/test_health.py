def test_the_site_is_alive_and_ready(site, stranger):
    assert stranger.goto("/healthz").json() == {"status": "ok"}
    assert stranger.goto("/readyz").status == 200
