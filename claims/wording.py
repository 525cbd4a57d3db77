"""Texts for people that a client can put into another language: they keep their template and what fills it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any


class Wording(str):
    """An English text that remembers its ``template``, such as "{name} is in use", and the ``values`` that fill it.

    ``is_capital`` says that it begins a sentence, so its first letter, which may be that of a value, is a capital in every language.
    """

    __slots__ = ("is_capital", "number", "plural", "template", "values")

    template: str
    values: Mapping[str, object]
    is_capital: bool
    plural: str | None  # the template of the plural, where ``number`` decides between the two
    number: int

    def __new__(
        cls, template: str, values: Mapping[str, object], *, is_capital: bool = False, plural: str | None = None, number: int = 1
    ) -> "Wording":
        """The template, filled."""
        english = template if plural is None or number == 1 else plural
        filled = english.format(**{name: _spoken(value) for name, value in values.items()})
        wording = super().__new__(cls, filled[:1].upper() + filled[1:] if is_capital else filled)
        wording.template = template
        wording.values = values
        wording.is_capital = is_capital
        wording.plural = plural
        wording.number = number
        return wording

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled and copied as the plain text."""
        return str, (str(self),)


def phrase(template: str, /, **values: object) -> str:
    """A text for people: English here, and translated where a client shows it.

    Always call it with a literal: the catalogues of the translations are collected from these calls. Values that are such texts are
    translated, too; a date is written as a day, a datetime as day and time, in the zone it has.
    """
    return Wording(template, values) if values else template


def counted_phrase(singular: str, plural: str, count: int, /, **values: object) -> str:
    """A text whose form depends on a number, in English or in another language: "checked" is "verificada" or "verificadas".

    Call it with literals, as ``phrase``. The number itself is not filled in: a text that shows it has it among its ``values``.
    """
    return Wording(singular, values, plural=plural, number=count)


def capital(words: str) -> str:
    """The words with a capital first letter, otherwise unchanged."""
    if isinstance(words, Wording):
        return Wording(words.template, words.values, is_capital=True, plural=words.plural, number=words.number)
    return words[:1].upper() + words[1:]


def joined(words: Sequence[str], between: str = " ") -> str:
    """Several texts one after the other, as one text that can still be translated."""
    if len(words) < 2:
        return words[0] if words else ""
    names = [f"part{number}" for number in range(len(words))]
    return Wording(between.join(f"{{{name}}}" for name in names), dict(zip(names, words, strict=True)))


_TEMPLATE = "wording"
"""The key under which ``as_plain`` writes a template."""


def as_plain(value: object) -> object:
    """A value with the texts inside it as JSON can keep them, so that they can be translated when they are read again."""
    if isinstance(value, Wording):
        filling = {name: _spoken(filled) if isinstance(filled, date) else as_plain(filled) for name, filled in value.values.items()}
        return {_TEMPLATE: value.template, "values": filling, "is_capital": value.is_capital}
    if isinstance(value, Mapping):
        return {name: as_plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    return value


def from_plain(value: dict[str, Any]) -> object:
    """A text that ``as_plain`` wrote, or the dictionary as it is: an ``object_hook`` of json."""
    if value.keys() == {_TEMPLATE, "values", "is_capital"}:
        return Wording(value[_TEMPLATE], value["values"], is_capital=value["is_capital"])
    return value


def day(at: date) -> str:
    """A day as people write it: "3 May 2026"."""
    return f"{at.day} {at:%B} {at.year}"


def day_and_time(at: datetime) -> str:
    """A moment as people write it, "13 October 2026, 15:10", in the time zone of ``at``."""
    return f"{day(at)}, {at:%H:%M}"


def _spoken(value: object) -> object:
    if isinstance(value, datetime):
        return day_and_time(value)
    return day(value) if isinstance(value, date) else value
