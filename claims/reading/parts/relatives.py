"""The noun that a "which", "who" or "where" is about."""

from claims.english.calendar_words import DAYS_AND_MONTHS
from claims.english.trees import Tree

_DAYS = DAYS_AND_MONTHS | frozenset("year month week day hour minute night morning evening spring summer autumn winter".split())
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_OF_PERSON = frozenset("of from at for in with".split())
_CONTAINING = frozenset("in at on to into through across from".split())


def noun_of(tree: Tree, word: int) -> int | None:
    """The noun that a phrase between commas is about; of "to Dubai in 2019, where …" the place, not the year. None if it is unclear."""
    head, relative = tree.words[word].head, relative_of(tree, word)
    if relative is not None and tree.lower(relative) in ("who", "whose", "whom") and tree.lower(tree.words[head].head) in _OF_PERSON:
        bearer = tree.words[tree.words[head].head].head  # "Ola Brun of the Green Party, who …" is about him
        if tree.words[bearer].tag.startswith("NN"):
            return bearer if tree.words[bearer].tag == "NNP" else None
    if relative is None or tree.lower(relative) != "where" or not is_time(tree, head):
        return head
    places = [noun for noun in range(head) if tree.words[noun].role == "pobj" and tree.words[noun].tag in ("NN", "NNP")]
    return places[-1] if places and not is_time(tree, places[-1]) else None


def stands_before(tree: Tree, verb: int, noun: int) -> bool:
    """Whether no noun comes between a noun and its ", which …" that may be meant just as well: not "a bus at the depots, which …", "a lake below the plateau, where …"."""
    relative = relative_of(tree, verb)
    pronoun = tree.lower(relative) if relative is not None else ""
    outer, link = _last_noun(tree, tree.under(verb)[0] - 2, noun), ""
    while outer != noun:
        word = tree.words[outer]
        if word.head == outer or word.role == "conj":
            return False
        link = tree.lower(outer) if word.role == "prep" else link
        outer = word.head
    if pronoun == "where":
        return not link and (tree.words[noun].role != "pobj" or tree.lower(tree.words[noun].head) in _CONTAINING)
    return not link or pronoun != "which" or link in _CONTAINING


def _last_noun(tree: Tree, word: int, first: int) -> int:
    """The last noun from a word back to ``first``, without an age and the time after it: "Yun Brandt, 34,", "Dubai in 2019,"."""
    while word > first:
        is_sign = tree.words[word].text in (",", ")", "”") or tree.words[word].tag == "POS"
        if not is_sign and not is_time(tree, word) and not (tree.words[word].role == "prep" and is_time(tree, word + 1)):
            break
        word -= 1
    return word


def is_time(tree: Tree, word: int) -> bool:
    """Whether a word is a number, such as a year, or names a time."""
    return tree.words[word].tag == "CD" or tree.lower(word) in _DAYS


def relative_of(tree: Tree, verb: int) -> int | None:
    """The "which", "who" or "where" of a relative clause."""
    return next((word for word in tree.under(verb) if tree.words[word].tag in _RELATIVE and word < verb), None)
