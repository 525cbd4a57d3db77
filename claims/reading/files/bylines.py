"""The names in a byline."""

import re

from claims.reading.files.details import clean

NOT_NAMES = re.compile(
    r"https?:|www\.|@|^(?:admin|administrator|editor|editors|staff|editorial staff|newsroom|article by|author|by|guest|unknown|none|null)$",
    re.IGNORECASE,
)
_NAME_WORD = r"[A-Z][\w.'’-]*"
BY = re.compile(
    r"(?:(?:[Aa]rticle|[Ss]tory|[Ww]ritten|[Ww]ords|[Rr]eport(?:ing|ed)?) )?(?:[Bb]y|BY):? +|(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]oor) +(?=[A-Z])"
)
_A_NAME = re.compile(
    rf"({_NAME_WORD}(?: (?:(?:de|del|la|van|der|von|bin|al) )*(?!Published|Updated|Posted|[A-Z][a-z]+day\b){_NAME_WORD}){{1,4}})"
)
_BETWEEN_NAMES = re.compile(r" *(?:, *and|,? and|&|,|;|\||/|\bund\b|\bet\b|\by\b) +(?=[A-Z])|,? and +(?=[A-Z])")
_AFTER_NAMES = re.compile(r"[|,•·@–-]|[A-Z][a-z]+day\b|[0-9]|(?:Published|Updated|Posted|in|for|at)\b")


def person_name(text: str | None) -> str | None:
    """A person's name in a byline; None for addresses and placeholders."""
    text = re.sub(r"^by:? ", "", clean(text), flags=re.IGNORECASE)
    return None if not text or NOT_NAMES.search(text) else text


def names_in(line: str) -> list[str]:
    """The names that a byline begins with ("By ADA LIND, Ben Rask and Carl Roth in Avel"); empty if it begins with anything else."""
    opening = BY.match(line)
    names: list[str] = []
    at = opening.end() if opening else 0
    while (name := _A_NAME.match(line, at)) and (kept := person_name(name[1])):
        names.append(kept)
        at = name.end()
        if (between := _BETWEEN_NAMES.match(line, at)) is None:
            break
        at = between.end()
    rest = line[at:].strip(" .,|•·@–-")
    return names if opening or not rest or _AFTER_NAMES.match(rest) else []
