"""How far a statement reaches where the rest of it is the same: first in the country or in the world, before an event or since."""

from claims.matching.differences.comparable import Wording, replaced
from claims.model import Difference, DifferenceKind

_LEVELS = {
    word: level
    for level, words in enumerate(
        (
            "world globe planet earth worldwide globally",
            "continent europe europeanunion asia africa",
            "country nation nationwide nationally",
            "county region province district",
            "city town village",
        )
    )
    for word in words.split()
}
_SIDES = {word: side for side, words in enumerate(("before until", "after since following under")) for word in words.split()}
_BESIDE = frozenset("in on of the its all our whole entire across anywhere".split())  # "worldwide", "in the whole country"
_NO_SUPERLATIVE = frozenset("west east forest interest protest request test rest honest guest harvest arrest invest".split())
_RANKS = frozenset("most least first last only best worst".split())


def scope_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Two superlatives of the same within other bounds, or two sides of the same event. At most one; no other words may be exchanged."""
    blocks = replaced(ours, theirs)
    if len(blocks) != 1:
        return []
    left, right = (
        [place for place in places if text.form(place) not in _BESIDE] for places, text in zip(blocks[0], (ours, theirs), strict=True)
    )
    if len(left) != 1 or len(right) != 1:
        return []
    one, other = ours.words[left[0]], theirs.words[right[0]]
    for table, kind in ((_LEVELS, DifferenceKind.SCOPE), (_SIDES, DifferenceKind.DIRECTION)):
        sides = {table.get(one.form), table.get(other.form)}
        if len(sides) == 2 and None not in sides and (table is _SIDES or (_is_superlative(ours) and _is_superlative(theirs))):
            return [Difference(kind, one.raw, other.raw, (one.start, one.end), (other.start, other.end))]
    return []


def _is_superlative(text: Wording) -> bool:
    return any(word.form in _RANKS or (word.form.endswith("est") and word.form not in _NO_SUPERLATIVE) for word in text.words)
