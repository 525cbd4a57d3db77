"""How far a statement reaches where the rest is the same: first in the country or in the world, before an event or since."""

from difflib import SequenceMatcher

from claims.matching.differences.comparable import Wording, pair_of
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
    """Two superlatives of the same within different bounds, or two sides of the same event. At most one; the other words must agree."""
    aligned = SequenceMatcher(None, [word.root for word in ours.words], [word.root for word in theirs.words], autojunk=False)
    exchanged = [block[1:] for block in aligned.get_opcodes() if block[0] == "replace"]
    if len(exchanged) != 1:
        return []
    ours_from, ours_to, theirs_from, theirs_to = exchanged[0]
    our_words = [word for word in ours.words[ours_from:ours_to] if word.form not in _BESIDE]
    their_words = [word for word in theirs.words[theirs_from:theirs_to] if word.form not in _BESIDE]
    if len(our_words) != 1 or len(their_words) != 1:
        return []
    for table, kind in ((_LEVELS, DifferenceKind.SCOPE), (_SIDES, DifferenceKind.DIRECTION)):
        sides = {table.get(our_words[0].form), table.get(their_words[0].form)}
        if len(sides) == 2 and None not in sides and (table is _SIDES or (_is_superlative(ours) and _is_superlative(theirs))):
            return [pair_of(kind, our_words[0], their_words[0])]
    return []


def _is_superlative(text: Wording) -> bool:
    return any(word.form in _RANKS or (word.form.endswith("est") and word.form not in _NO_SUPERLATIVE) for word in text.words)
