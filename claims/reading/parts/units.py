"""The units of figures: what "90,000 passengers … barely 8,000" counts the second time."""

import re
from collections.abc import Sequence

from claims.english.trees import Tree
from claims.reading.parts.doers import verb_of
from claims.reading.parts.nouns import AS_OBJECT, NOUNS

LARGE = frozenset(("million", "billion", "trillion"))
_MONEY = frozenset(
    "dollars euros pounds crowns marks francs pesos rupees yen yuan krona kronor kroner lira dinars shillings cents pence guilders florins".split()
)
_SMALL = frozenset(
    "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty".split()
)
_NEAR = 5  # words
_TIME = re.compile(
    r"(?i)\b(?:last|this|next) (?:year|month|week|season|quarter|spring|summer|autumn|winter)\b|\b(?:in|during|since) (?:1[0-9]{3}|20[0-9]{2})\b"
)


def unit_of(tree: Tree, figure: int, words: Sequence[int | str]) -> str | None:
    """The unit that a bare figure shares with one before it: "90,000 passengers a day … barely 8,000", "cost 90 million dollars … 55 million"."""
    bare = tree.words[figure]
    if (noun := _unit_replaced(tree, figure, words)) is not None:
        return tree.words[noun].text
    if tree.lower(bare.head) in ("over", "under", "aged"):
        return None  # "35 were over 65"
    if bare.role not in (*AS_OBJECT, "conj") or any(
        tree.words[word].tag in NOUNS or tree.words[word].text in "$€£%" for word in (figure - 1, figure + 1) if 0 <= word < len(tree.words)
    ):
        return None
    if bare.text.isdigit() and int(bare.text) in range(1000, 2200):
        return None
    verb = verb_of(tree, figure)
    for number in range(figure - 1, -1, -1):
        noun = tree.words[number].head
        if tree.words[number].tag == "CD" and tree.words[number].role == "nummod" and tree.words[noun].tag in NOUNS and noun == number + 1:
            own = verb_of(tree, number)
            is_alike = bare.head == noun or (  # "costs 6 crowns for adults and 2.50 for children"
                verb is not None and own is not None and tree.lower(verb) == tree.lower(own) and tree.words[noun].role == bare.role
            )
            is_money = tree.lower(noun) in _MONEY
            return (
                tree.wording([noun, *(part for after in tree.hanging(noun, "npadvmod") if after > noun for part in tree.under(after))])
                if (is_alike or is_money) and noun not in words
                else None
            )
    return None


def _unit_replaced(tree: Tree, figure: int, words: Sequence[int | str]) -> int | None:
    """The unit of the figure whose place a figure takes in a part: "Turnout was 54" of "turnout was 68 percent in Orm, 54 in Avel"."""
    ahead = [word for word in words[: words.index(figure)] if isinstance(word, int)] if figure in words else []
    if ahead[-1:] == [figure - 1] and tree.words[figure - 1].tag == "RB":  # "only 31"
        ahead.pop()
    verb = ahead[-1] if ahead else None
    if verb is None or verb + 2 >= figure or not tree.is_verb(verb) or [word.tag for word in tree.words[figure + 1 : figure + 2]] != ["IN"]:
        return None
    earlier, noun = verb + 1, verb + 2
    is_counted = tree.words[earlier].tag == "CD" and tree.words[earlier].head == noun and tree.words[noun].tag in NOUNS
    return noun if is_counted and noun not in words else None


def lacks_time(tree: Tree, words: Sequence[int | str], own: Sequence[int]) -> bool:
    """Whether a part that takes its unit from a figure before it lacks the time of that figure: "spent 7 million crowns last year and received 5 million"."""
    figures = [word for word in words if isinstance(word, int) and tree.words[word].tag == "CD" and unit_of(tree, word, words)]
    return bool(figures) and not _TIME.search(tree.wording(own)) and bool(_TIME.search(tree.text, 0, tree.words[figures[0]].start))


def shares_unit(part: Tree, figure: int) -> bool:
    """Whether a bare figure is of the things counted right before it: "by six votes to two", "from nine years to six", "one patient out of nine"."""
    return part.lower(part.words[figure].head) in ("to", "of") and any(
        part.words[word].tag == "CD" and part.words[word].role == "nummod" for word in range(max(0, figure - _NEAR), figure)
    )


def is_age(part: Tree, figure: int) -> bool:
    """Whether a bare figure says how old somebody is: "at fifteen", "by the age of nine", "turned 90"."""
    head, low = part.words[figure].head, part.lower(figure)
    if part.lower(head).startswith("turn") and head != figure - 1:
        return False  # "turned away 73"
    is_young = low in _SMALL or (low.isdigit() and int(low) < 100)
    is_so = part.lower(head) in ("aged", "at", "turned", "turns", "under", "over", "to", "from", "of")
    return is_young and is_so and (part.lower(head) != "of" or not low.isalpha() or part.lower(part.words[head].head) == "age")


def harms(part: Tree, figure: int) -> bool:
    """Whether a bare figure counts victims: "killing forty"."""
    return part.lower(part.words[figure].head).startswith(("kill", "injur", "wound", "drown", "evacuat", "arrest", "age"))
