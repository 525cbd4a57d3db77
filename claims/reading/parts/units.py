"""The units of figures: what "90,000 passengers … barely 8,000" counts the second time."""

from collections.abc import Collection

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


def unit_of(tree: Tree, figure: int, words: Collection[int | str]) -> str | None:
    """The unit that a bare figure shares with one before it: "90,000 passengers a day … barely 8,000", "cost 90 million dollars … 55 million"."""
    bare = tree.words[figure]
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
