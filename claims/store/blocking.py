"""Finds words in any spelling and replaces them with blocks."""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from claims.errors import Refused

BLOCK = "█"

_SAME = str.maketrans(
    {**dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−﹣－", "-")}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
"""Replaces characters that look alike to a reader, and removes invisible ones."""

_WORD = re.compile(r"\w+")

_BETWEEN = r"(?:[\s_+-]|%20)+"
"""What may separate two words: spaces in a text, other characters in an address."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to search for: in upper or lower case, composed or decomposed, with any white space and any kind of apostrophe or dash."""

    pattern: "re.Pattern[str]"
    folded: str

    @classmethod
    def of(cls, words: str) -> "Words":
        """Make the search for these words. Raise Refused for fewer than three letters."""
        parts = _folded(words).split()
        if sum(len(part) for part in parts) < 3:
            raise Refused("the words are too short: give at least three letters, or much more would go than you mean.")
        return cls(re.compile(_BETWEEN.join(re.escape(part) for part in parts)), " ".join(parts))

    def stand_in(self, text: str) -> bool:
        """Whether a reader would find the words in this text, as it is or decoded from markup, an address or JSON."""
        return any(self.pattern.search(_folded(form)) for form in _forms(text))

    def blocked(self, text: str) -> str:
        """The text with each letter of the words replaced by a block. If they cannot be cut out exactly, the whole text is blocked."""
        if not self.stand_in(text):
            return text
        cut = list(text)
        folded, places = _folded_with_places(text)
        for match in self.pattern.finditer(folded):
            for position in range(places[match.start()], places[match.end() - 1] + 1):
                cut[position] = cut[position] if cut[position].isspace() else BLOCK
        made = "".join(cut)
        return made if not self.stand_in(made) else _all_blocked(text)

    def blocked_json(self, text: str) -> str:
        """The same for every string in a JSON text. The salt that kept the text from being guessed from its hash is removed too."""
        if not self.stand_in(text):
            return text
        return blocked_strings(text, self.blocked)

    def parts(self, names: Iterable[str], left: str) -> set[str]:
        """The names that are part of the words and do not occur in ``left``, what remains of the text that they come from."""
        standing = f" {' '.join(_WORD.findall(_folded(left)))} "
        phrase = f" {' '.join(_WORD.findall(self.folded))} "
        spelled = {name: f" {' '.join(_WORD.findall(_folded(name)))} " for name in names}
        return {name for name, spelling in spelled.items() if spelling.strip() and spelling in phrase and spelling not in standing}

    @staticmethod
    def blocked_part(part: str) -> str:
        """The part of the words with each letter replaced by a block."""
        return re.sub(r"\S", BLOCK, part)


def blocked_strings(text: str, change: Callable[[str], str]) -> str:
    """A JSON text with ``change`` applied to every string. If a string changed, the salt (see ``Words.blocked_json``) is removed."""
    content = json.loads(text)
    walked = _walked(content, change)
    if walked == content:
        return text
    if isinstance(walked, dict):
        walked.pop("salt", None)
    return json.dumps(walked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    pieces = [_folded(letter) for letter in text]
    return "".join(pieces), [position for position, piece in enumerate(pieces) for _ in piece]


def _forms(text: str) -> Iterator[str]:
    yield text
    if text.startswith(("{", "[")):
        with suppress(ValueError):
            yield "\n".join(_strings(json.loads(text)))
    if "&" in text or "<" in text:
        yield html.unescape(text)
        yield html.unescape(re.sub(r"<[^>]*>", "", text))
    if "%" in text:
        yield unquote(text)


def _all_blocked(text: str) -> str:
    start = re.match(r"https?://", text)
    kept = start[0] if start else ""
    return kept + re.sub(r"\S", BLOCK, text[len(kept) :])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(name): _walked(part, change) for name, part in value.items()}
    if isinstance(value, list):
        return [_walked(part, change) for part in value]
    return value
