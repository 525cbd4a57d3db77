"""Texts for people that a client can put into another language: they keep their template and what fills it."""

from collections.abc import Mapping


class Wording(str):
    """An English text that remembers its ``template``, such as "{name} is in use", and the ``values`` that fill it."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> "Wording":
        """The template, filled."""
        wording = super().__new__(cls, template.format(**values))
        wording.template = template
        wording.values = values
        return wording


def text(template: str, /, **values: object) -> str:
    """A text for people: English here, and translated where a client shows it.

    Always call it with a literal: the catalogues of the translations are collected from these calls. Values that are such texts are
    translated, too.
    """
    return Wording(template, values) if values else template
