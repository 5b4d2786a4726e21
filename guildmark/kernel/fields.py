"""Exact numbers in the database."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExactField(models.BigIntegerField):
    """A decimal kept as a scaled integer, since SQLite keeps decimals as floating point.

    `ExactField(places=2)` holds 2.80 as 280 and gives back `Decimal("2.80")`. A value with more places is refused,
    never rounded.
    """

    _pyi_private_set_type: Decimal | int | str | None  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def __init__(self, *args: Any, places: int = 2, **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, float):
            raise ValidationError(_("Give an exact decimal, not a floating-point number."))
        exact = Decimal(value)
        if not exact.is_finite() or exact.scaleb(self.places) % 1:
            raise ValidationError(_("Give at most %(places)d decimal places."), params={"places": self.places})
        return exact

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        exact = self.to_python(value)
        return None if exact is None else int(exact.scaleb(self.places))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.DecimalField(
            decimal_places=self.places,
            required=not self.blank,
            label=self.verbose_name,
            **{k: v for k, v in kwargs.items() if k in {"widget", "help_text", "initial", "min_value", "max_value"}},
        )
