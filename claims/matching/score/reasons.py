"""What two matched texts share."""

import re
from collections.abc import Sequence

from claims.matching.search.index import texts_of
from claims.matching.search.terms import distinct, is_common, stem
from claims.model import KnownClaim, Shared, SharedKind

_MOST = 5  # words in one reason
_READ = 5_000  # characters of a text that are looked at
_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:[’'][^\W_]+)*")
_NEARLY = 0.75  # cosine; 70 of 100 pairs of the CheckThat! 2020 training set above it are the same claim
_CLOSE = 0.55


def reasons(ours: str, claim: KnownClaim, shared: Sequence[str], features: dict[str, float]) -> tuple[Shared, ...]:
    """Names, numbers, content words and meaning that both texts share, the strongest first. ``shared`` are stems, rarest first."""
    telling = {term: rank for rank, term in enumerate(shared)}
    words = [word for text in texts_of(claim) for word in _WORD.findall(text[:_READ]) if stem(word) in telling]
    theirs = sorted(distinct(words), key=lambda word: telling[stem(word)])
    once = list({stem(word): word for word in reversed(theirs)}.values())[::-1]
    numbers = [word for word in once if word[0].isdigit()]
    capital = {word for word in _WORD.findall(ours[:_READ]) if word[0].isupper()}
    names = [word for word in once if word[0].isupper() and word in capital and not is_common(stem(word))]
    rest = [word.lower() for word in once if word not in names and word not in numbers and not is_common(stem(word))]
    kinds = ((SharedKind.NAMES, names), (SharedKind.NUMBERS, numbers), (SharedKind.WORDS, rest))
    why = [Shared(kind, tuple(words_shared[:_MOST])) for kind, words_shared in kinds if words_shared]
    cosine = features.get("cosine", 0.0)
    if cosine >= _CLOSE:
        why.append(Shared(SharedKind.MEANING if cosine >= _NEARLY else SharedKind.SUBJECT))
    return tuple(why)
