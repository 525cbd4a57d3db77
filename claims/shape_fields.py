"""The fields of the JSON that scripts read. A shape names its fields once: it makes the answer, and it documents it in the API."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

import marshmallow as ma
from marshmallow.validate import OneOf, Range

__all__ = [
    "Answer", "Moment", "Range", "Shape", "Share", "counts", "ma", "many", "maybe", "maybe_moment", "maybe_nested", "maybe_whole", "moment",
    "nested", "numbers", "one_of", "share", "text", "texts", "told", "told_texts", "whole", "yes_or_no",
]  # fmt: skip

Answer = dict[str, Any]


class Shape(ma.Schema):
    """An answer. Each field is read from the attribute of its name, or from ``attribute``, which may be a path ("claim.id").

    A path that ends early because something on it is None gives null.
    """

    ONLY_IF_FILLED: ClassVar[frozenset[str]] = frozenset()
    """The fields that are left out while they are empty."""

    WITHIN: ClassVar[str | None] = None
    """The attribute of a row in which to look for what the row itself lacks."""

    @classmethod
    def of(cls, row: object) -> Answer:
        """The answer for a row of the domain."""
        return dict(_instance(cls).dump(row))

    @classmethod
    def of_all(cls, rows: Iterable[object]) -> list[Answer]:
        """The answers for several rows."""
        return [cls.of(row) for row in rows]

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read a field of a row; marshmallow calls this."""
        if self.WITHIN and not hasattr(obj, attr.split(".")[0]):
            obj = getattr(obj, self.WITHIN)
        return super().get_attribute(obj, attr, default)

    @ma.post_dump
    def _leave_out_empty(self, answer: Answer, **_: object) -> Answer:
        missing = [name for name in self.fields if name not in answer and name not in self.ONLY_IF_FILLED]
        if missing:  # marshmallow passes over what it does not find
            raise AttributeError(f"{type(self).__name__}: the row lacks {missing}")
        return {name: value for name, value in answer.items() if value or name not in self.ONLY_IF_FILLED}


@cache
def _instance(shape: type[Shape]) -> Shape:
    # Making a shape copies all its fields, which takes longer than using it.
    return shape()


class Moment(ma.fields.DateTime):
    """A moment, as ISO 8601; ``timespec`` is what ``datetime.isoformat`` takes."""

    def __init__(self, *, timespec: str = "auto", **known: Any) -> None:
        super().__init__(format="iso", **known)
        self._timespec = timespec

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return value.isoformat(timespec=self._timespec) if value else None


class Share(ma.fields.Float):
    """A number from 0 to 1, rounded to ``digits`` decimal places."""

    def __init__(self, *, digits: int = 4, **known: Any) -> None:
        super().__init__(**known)
        self._digits = digits

    def _serialize(self, value: float | None, attr: str | None, obj: Any, **kwargs: Any) -> float | None:
        return None if value is None else round(value, self._digits)


class Told(ma.fields.String):
    """What ``words`` makes of the value: data inside, words outside."""

    def __init__(self, words: Callable[[Any], str], **known: Any) -> None:
        super().__init__(dump_only=True, **known)
        self._words = words

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return self._words(value)


class ToldTexts(ma.fields.List[str]):
    """Several texts, which ``words`` makes of the value."""

    def __init__(self, words: Callable[[Any], list[str]], **known: Any) -> None:
        super().__init__(ma.fields.String(), dump_only=True, **known)
        self._words = words

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[str]:
        return self._words(value)


def whole(**known: Any) -> ma.fields.Integer:
    """A whole number."""
    return ma.fields.Integer(required=True, **known)


def maybe_whole(**known: Any) -> ma.fields.Integer:
    """A whole number, or null."""
    return ma.fields.Integer(required=True, allow_none=True, dump_default=None, **known)


def text(**known: Any) -> ma.fields.String:
    """Text."""
    return ma.fields.String(required=True, **known)


def maybe(**known: Any) -> ma.fields.String:
    """Text, or null."""
    return ma.fields.String(required=True, allow_none=True, dump_default=None, **known)


def texts(**known: Any) -> ma.fields.List[str]:
    """Several texts."""
    return ma.fields.List(ma.fields.String(), required=True, **known)


def numbers(**known: Any) -> ma.fields.List[int]:
    """Several whole numbers."""
    return ma.fields.List(ma.fields.Integer(), required=True, **known)


def told(words: Callable[[Any], str], **known: Any) -> Told:
    """Text that a function makes of the value."""
    return Told(words, required=True, **known)


def told_texts(words: Callable[[Any], list[str]], **known: Any) -> ToldTexts:
    """Several texts that a function makes of the value."""
    return ToldTexts(words, required=True, **known)


def yes_or_no(**known: Any) -> ma.fields.Boolean:
    """True or false."""
    return ma.fields.Boolean(required=True, **known)


def moment(**known: Any) -> Moment:
    """A moment."""
    return Moment(required=True, **known)


def maybe_moment(**known: Any) -> Moment:
    """A moment, or null."""
    return Moment(required=True, allow_none=True, dump_default=None, **known)


def share(**known: Any) -> Share:
    """A number from 0 to 1."""
    return Share(required=True, **known)


def one_of(among: Iterable[object], *, none: bool = False, **known: Any) -> ma.fields.String:
    """One of a fixed set of words; with ``none``, or null."""
    names = [str(choice) for choice in among]
    if none:
        known |= {"dump_default": None}
    return ma.fields.String(validate=OneOf([*names, None] if none else names), allow_none=none, **known)


def nested(shape: type[ma.Schema], **known: Any) -> ma.fields.Nested:
    """A part with a shape of its own."""
    return ma.fields.Nested(shape, required=True, **known)


def maybe_nested(shape: type[ma.Schema], **known: Any) -> ma.fields.Nested:
    """A part with a shape of its own, or null."""
    return ma.fields.Nested(shape, required=True, allow_none=True, dump_default=None, **known)


def many(shape: type[ma.Schema], **known: Any) -> ma.fields.List[Any]:
    """Several parts of one shape."""
    return ma.fields.List(ma.fields.Nested(shape), required=True, **known)


def counts(**known: Any) -> ma.fields.Dict:
    """How many of each."""
    return ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True, **known)
