"""Numbers in the database are exact: kept as scaled integers, never rounded."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from guildmark.kernel.fields import ExactField

two_places = ExactField(places=2)


@pytest.mark.parametrize(
    ("given", "kept"), [("2.80", 280), (Decimal("2.8"), 280), (3, 300), ("-0.01", -1), (None, None)]
)
def test_a_decimal_is_kept_as_a_scaled_integer(given, kept):
    assert two_places.get_prep_value(given) == kept


def test_it_comes_back_as_it_was():
    assert two_places.from_db_value(280, None, None) == Decimal("2.80")
    assert two_places.from_db_value(None, None, None) is None


@pytest.mark.parametrize("given", ["2.805", Decimal("0.001"), "NaN", "Infinity"])
def test_what_would_need_rounding_is_refused(given):
    with pytest.raises(ValidationError):
        two_places.to_python(given)


def test_floating_point_is_refused():
    with pytest.raises(ValidationError, match="exact decimal"):
        two_places.to_python(2.8)


def test_both_databases_keep_and_compare_exactly(ines, priya):
    from tests.builders import a_published_version

    version = a_published_version(ines, priya)
    from guildmark.programs.models import Rubric

    assert Rubric.objects.get(version=version, cut__gte=Decimal("2.8")).cut == Decimal("2.8")
    assert not Rubric.objects.filter(version=version, cut__gt=Decimal("2.8")).exists()
    assert Fraction(Rubric.objects.get(version=version).cut) == Fraction(14, 5)
