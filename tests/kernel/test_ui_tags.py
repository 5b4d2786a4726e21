"""Icons, moments, days and durations, as they read on a page."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from guildmark.kernel.access import YES, Decision
from guildmark.kernel.templatetags.ui import duration
from tests.cast import NOW


def rendered(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_an_icon_is_a_reference_into_the_sprite():
    assert 'href="/static/vendor/icons.svg#search"' in rendered('{% icon "search" %}')


def test_an_icon_that_is_not_in_the_list_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="unicorn"):
        rendered('{% icon "unicorn" %}')


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Amsterdam", "16 April 2026, 09:00 CEST"),
        ("America/Monterrey", "16 April 2026, 01:00 CST"),
        ("Asia/Kolkata", "16 April 2026, 12:30 IST"),
        ("America/Sao_Paulo", "16 April 2026, 04:00 UTC-03"),
    ],
)
def test_a_moment_is_shown_in_the_readers_zone_with_its_name(zone, shown):
    with timezone.override(ZoneInfo(zone)):
        assert shown in rendered("{{ at|when }}", at=NOW)


def test_a_day_is_written_out_in_the_readers_language():
    assert "16 April 2026" in rendered("{{ on|day }}", on=date(2026, 4, 16))
    with translation.override("nl"):
        assert "16 april 2026" in rendered("{{ on|day }}", on=date(2026, 4, 16))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=2, minutes=30), "2 h 30 min"),
        (timedelta(days=12, hours=5), "12 days"),
        (Decimal("2.50"), "2.5 hours"),
        (Decimal("1.00"), "1 hour"),
        (40, "40 hours"),
        (None, ""),
    ],
)
def test_a_duration_reads_as_people_say_it(value, words):
    assert duration(value) == words


def test_a_refusal_shows_its_sentence_and_a_yes_shows_nothing():
    assert rendered("{% refusal no %}{% refusal yes %}", no=Decision("Only <others> may."), yes=YES).count("<p") == 1
    assert "Only &lt;others&gt; may." in rendered("{% refusal no %}", no=Decision("Only <others> may."))
