"""Where a quotation is in a text, stored so that it can be found again after the text has changed.

As the selectors of the W3C Web Annotation Data Model: the exact quote, a little text before and after it, and a
position. https://www.w3.org/TR/annotation-model/#selectors
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from claims.letters import LIGATURES
from claims.model import Whereabouts

AROUND = 32  # code points of prefix and suffix; https://www.w3.org/TR/annotation-model/ leaves the length open
_ALIKE = 82.0  # per cent, rapidfuzz ratio: below it a passage is a different one, not an edited one
_SHORTEST_EDITED = 12  # code points; shorter quotes are only searched word for word
_LONGEST_EDITED = 2000  # code points; longer ones too, because aligning takes time in proportion to the square of the length
_RAREST = 6  # words of the quote from which the search for an edited quote starts
_MOST_PLACES = 60  # positions that are compared; more means that the quote's words are everywhere in the text
_LEFT_OUT = re.compile(r"[\[(]?(?:\u2026|\.{3}|\. \. \.)[\])]?")
_LEFT_OUT_MOST = 400  # code points from the end of one piece to the end of the next
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u301d\u301e\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]"
)  # Thai, Lao, kana, Chinese: no spaces, so each character counts as a word
_WORD = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})\w)+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote was found; ``quote == text[start:end]``, and all three are None if it is gone."""

    status: Whereabouts
    start: int | None = None
    end: int | None = None
    quote: str | None = None


def anchor(text: str, start: int, end: int) -> tuple[str, str]:
    """The 32 code points before and after a quote, fewer at the ends of the text."""
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


def find(text: str, quote: str, prefix: str = "", suffix: str = "", start: int | None = None) -> Place:
    """The best match for a quote in a text that may have changed since it was anchored, or for a quote that a person typed.

    Word for word at ``start`` is present. Word for word elsewhere is moved, or present when no ``start`` is known; of several
    places the one with the most alike surroundings, then the nearest to ``start``. Spaces, ligatures and kinds of quotation marks,
    apostrophes and dashes do not count, and "…" stands for up to 400 code points that the quote leaves out: the passage is then
    found whole. Otherwise a passage at least 82 per cent alike is changed, unless it is what stood beside the quote, and nothing is gone.
    """
    if not quote.strip():
        return Place(Whereabouts.GONE)
    if start is not None and text.startswith(quote, start) and _same_around(text, start, start + len(quote), prefix, suffix):
        return Place(Whereabouts.PRESENT, start, start + len(quote), quote)
    exact = [(match.start(), match.end()) for match in _spaced(quote).finditer(text)] or _folded_spans(text, quote)
    if exact:
        begin, end = max(exact, key=lambda span: (_alike_around(text, span[0], span[1], prefix, suffix), -abs(span[0] - (start or 0))))
        status = Whereabouts.PRESENT if start is None or begin == start else Whereabouts.MOVED
        return Place(status, begin, end, text[begin:end])
    return _edited(text, quote, prefix, suffix)


def _spaced(quote: str) -> re.Pattern[str]:
    """A pattern of the quote in which any white space matches any other, since pages and typists break lines differently."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def _folded_spans(text: str, quote: str) -> list[tuple[int, int]]:
    """Where the quote is if ligatures and kinds of marks do not count, and "…" stands for omitted words."""
    plain, places = _folded(text)
    pieces = [piece for piece in _LEFT_OUT.split(_folded(quote)[0]) if _WORD.search(piece)]
    if not pieces or (len(pieces) > 1 and (min(map(len, map(str.strip, pieces))) < 3 or sum(map(len, pieces)) < _SHORTEST_EDITED)):
        return []
    patterns = [_spaced(piece) for piece in pieces]
    spans = []
    for first in islice(patterns[0].finditer(plain), _MOST_PLACES):
        end: int | None = first.end()
        for pattern in patterns[1:]:
            following = pattern.search(plain, end, end + _LEFT_OUT_MOST) if end is not None else None
            end = following.end() if following else None
        if end is not None:
            spans.append((places[first.start()], places[end - 1] + 1))
    return spans


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text with plain marks and split ligatures, and for each of its letters the position of the original one."""
    plain = text.translate(_MARKS)
    if not any(sign in LIGATURES for sign in set(plain)):
        return plain, range(len(plain))
    letters = [LIGATURES.get(sign, sign) for sign in plain]
    return "".join(letters), [position for position, written in enumerate(letters) for _ in written]


def _same_around(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    return text[max(0, start - len(prefix)) : start] == prefix and text[end : end + len(suffix)] == suffix


def _alike_around(text: str, start: int, end: int, prefix: str, suffix: str) -> float:
    before = text[max(0, start - len(prefix)) : start]
    after = text[end : end + len(suffix)]
    return fuzz.ratio(before, prefix) + fuzz.ratio(after, suffix)


def _edited(text: str, quote: str, prefix: str, suffix: str) -> Place:
    if not _SHORTEST_EDITED <= len(quote) <= _LONGEST_EDITED:
        return Place(Whereabouts.GONE)
    best: tuple[float, float, int, int] | None = None
    for near in _likely_places(text, quote):
        low, high = max(0, near - len(quote) // 4 - 20), min(len(text), near + len(quote) + len(quote) // 4 + 20)
        alignment = fuzz.partial_ratio_alignment(quote, text[low:high], score_cutoff=_ALIKE - 10)
        if alignment is None:
            continue
        begin, end = _to_words(text, low + alignment.dest_start, low + alignment.dest_end, quote)
        if _stood_beside(text, begin, end, quote, prefix, suffix):
            continue
        alike = fuzz.ratio(quote, text[begin:end])
        candidate = (alike, _alike_around(text, begin, end, prefix, suffix), begin, end)
        if alike >= _ALIKE and (best is None or candidate > best):
            best = candidate
    if best is None:
        return Place(Whereabouts.GONE)
    return Place(Whereabouts.CHANGED, best[2], best[3], text[best[2] : best[3]])


def _stood_beside(text: str, start: int, end: int, quote: str, prefix: str, suffix: str) -> bool:
    """Whether a passage is the text before or after the quote, not the quote itself: it begins like the suffix or ends like the prefix."""
    before, after = prefix.strip(), suffix.strip()
    follows = len(after) >= _SHORTEST_EDITED and text.startswith(after, start) and not quote.startswith(after)
    return follows or (len(before) >= _SHORTEST_EDITED and text.endswith(before, 0, end) and not quote.endswith(before))


def _likely_places(text: str, quote: str) -> list[int]:
    """Where the quote would begin if one of its rarest words were in its usual position; positions close together count as one."""
    places: dict[str, list[int]] = {}
    offsets_in_quote = {match[0].lower(): match.start() for match in reversed(list(_WORD.finditer(quote)))}
    for match in _WORD.finditer(text):
        if (word := match[0].lower()) in offsets_in_quote:
            places.setdefault(word, []).append(match.start() - offsets_in_quote[word])
    rarest = sorted(places, key=lambda word: len(places[word]))[:_RAREST]
    starts = sorted(max(0, at) for word in rarest for at in places[word][:_MOST_PLACES])
    apart = max(8, len(quote) // 4)
    counts: list[list[int]] = []
    for at in starts:
        if counts and at - counts[-1][0] <= apart:
            counts[-1][1] += 1
        else:
            counts.append([at, 1])
    return [at for at, _ in sorted(counts, key=lambda vote: -vote[1])[:_MOST_PLACES]]


def _to_words(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """The stretch widened or narrowed to whole words, whichever is most alike; of two as alike, the longer."""
    pairs = [(low, high) for low in _word_edges(text, start) for high in _word_edges(text, end) if low < high]
    return min(pairs, key=lambda pair: (Levenshtein.distance(quote, text[pair[0] : pair[1]]), pair[0] - pair[1]), default=(start, end))


def _word_edges(text: str, at: int) -> list[int]:
    """The five word boundaries nearest to a position, with marks after a word counted apart; in a script without spaces, the position itself."""
    if _UNSPACED.search(text[max(0, at - 1) : at + 1]):
        return [at]
    low, high = max(0, at - AROUND), at + AROUND
    words = [(low + match.start(), low + match.end()) for match in re.finditer(r"\S+", text[low:high])]
    edges = sorted({edge for start, end in words for edge in (start, end, end - 1)}, key=lambda edge: abs(edge - at))[:5]
    return edges or [at]
