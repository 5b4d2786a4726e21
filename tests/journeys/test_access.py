"""Who may do what, in a real browser: a long matrix that stays readable while one scrolls."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_roles_stay_in_view_above_the_matrix(opened, priya, width, scheme):
    page = opened(priya, "/access/")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    matrix, role = page.locator(".matrix-wrap"), page.locator(".matrix thead th").nth(1)
    matrix.evaluate("wrap => { wrap.scrollIntoView(); wrap.scrollTop = 400; }")
    assert matrix.evaluate("wrap => wrap.scrollTop") == 400
    frame, seen = matrix.bounding_box(), role.bounding_box()
    assert abs(seen["y"] - frame["y"]) <= 2
    assert role.evaluate("th => getComputedStyle(th).backgroundColor") == page.evaluate(
        "() => getComputedStyle(document.querySelector('.matrix tbody th[scope=row]')).backgroundColor"
    )
