"""Why two texts matched, in words for a journalist."""

import re
from collections.abc import Sequence

from claims.matching.search.index import texts_of
from claims.matching.search.terms import distinct, is_common, stem
from claims.model import KnownClaim

_MOST = 5  # words in one reason
_READ = 5_000  # characters of a text that are looked at
_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:[’'][^\W_]+)*")
_SHARED = re.compile(r"both have the (name|number|word)s? (.+)", re.DOTALL)
_NEARLY = 0.75  # cosine; 70 of 100 pairs of the CheckThat! 2020 training set above it are the same claim
_CLOSE = 0.55


def reasons(ours: str, claim: KnownClaim, shared: Sequence[str], features: dict[str, float]) -> tuple[str, ...]:
    """What both texts share: names, numbers, content words, meaning; the strongest first. ``shared`` are stems, rarest first."""
    telling = {term: rank for rank, term in enumerate(shared)}
    words = [word for text in texts_of(claim) for word in _WORD.findall(text[:_READ]) if stem(word) in telling]
    theirs = sorted(distinct(words), key=lambda word: telling[stem(word)])
    once = list({stem(word): word for word in reversed(theirs)}.values())[::-1]
    numbers = [word for word in once if word[0].isdigit()]
    capital = {word for word in _WORD.findall(ours[:_READ]) if word[0].isupper()}
    names = [word for word in once if word[0].isupper() and word in capital and not is_common(stem(word))]
    rest = [word.lower() for word in once if word not in names and word not in numbers and not is_common(stem(word))]
    lines = [_line("names", names), _line("numbers", numbers), _line("words", rest)]
    cosine = features.get("cosine", 0.0)
    if cosine >= _CLOSE:
        lines.append("they say nearly the same" if cosine >= _NEARLY else "they are about the same thing")
    return tuple(line for line in lines if line)


def labelled(why: Sequence[str]) -> list[tuple[str, str]]:
    """The results of ``reasons``, each with its label: ("Names in both", "Tarnmouth, Vellmark")."""
    matches = [_SHARED.fullmatch(reason) for reason in why]
    return [
        (f"{match[1].capitalize()}s in both", match[2]) if match else ("Meaning", reason)
        for match, reason in zip(matches, why, strict=True)
    ]


def _line(kind: str, words: Sequence[str]) -> str:
    shown = ", ".join(words[:_MOST])
    if not shown:
        return ""
    return f"both have the {kind[:-1] if len(words) == 1 else kind} {shown}"
