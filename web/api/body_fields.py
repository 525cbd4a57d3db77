"""The fields of what comes in: they check it and describe it. What goes out is in claims.shape_fields."""

from typing import Any

import marshmallow as ma
from marshmallow.validate import Length, Range

from claims.desk.typed_fields import BIGGEST, MAX_LINE, is_text


class Whole(ma.fields.Integer):
    """A whole number as JSON Schema means it: 1 and 1.0, but neither 1.5 nor "1" nor true."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


WITHOUT_NUL = "^[^\\u0000]*$"
"""The pattern that the API's description gives for every text. Halves of surrogate pairs cannot be excluded in a pattern that every client reads."""


class Text(ma.fields.String):
    """Text that can be stored and sent: without NUL and without halves of surrogate pairs."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not is_text(text):
            raise ma.ValidationError("It holds characters that are no text (NUL or half a surrogate pair).")
        return text


def words(most: int = MAX_LINE, *, least: int = 0, **known: Any) -> ma.fields.String:
    """Incoming text; ``most`` and ``least`` are in characters."""
    return Text(validate=Length(least, most), metadata={"pattern": WITHOUT_NUL}, **known)


def number(**known: Any) -> ma.fields.Integer:
    """The number of a row."""
    return Whole(validate=Range(1, BIGGEST), **known)


class Asked(ma.Schema):
    """A request body. Fields that are not named here are refused, so that a typing error is noticed."""

    class Meta:
        unknown = ma.RAISE
