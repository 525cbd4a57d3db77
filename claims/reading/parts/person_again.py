"""The person whom a text names once and then calls "the 52-year-old" or "the accountant"."""

from collections.abc import Iterable

from claims.english.trees import Tree
from claims.reading.parts.introductions import Introduction, is_bare
from claims.reading.parts.nouns import AS_OBJECT, AS_SUBJECT, Noun

AGE_WORDS = 6  # "the 52-year-old", as the tokenizer cuts it
# Nobody is "the accountant" at first mention, as somebody may be "the mayor".
_TRADES = frozenset(
    "singer actor actress novelist poet painter sculptor composer pianist violinist cellist footballer swimmer runner golfer boxer businessman"
    " businesswoman entrepreneur accountant farmer nurse teacher engineer lawyer student pensioner politician scientist biologist physicist chemist"
    " historian economist journalist photographer chef architect surgeon athlete".split()
)


def is_aged(tree: Tree, word: int) -> bool:
    """Whether "the 52-year-old" begins at a word and stands for somebody."""
    last = word + AGE_WORDS - 1
    texts = [tree.lower(number) for number in range(word, min(last + 1, len(tree.words)))]
    is_age = len(texts) == AGE_WORDS and texts[0] == "the" and texts[2:] == ["-", "year", "-", "old"]
    return is_age and tree.words[last].role in (*AS_SUBJECT, *AS_OBJECT, "poss")


def is_at_work(tree: Tree, word: int, introduced: Iterable[Introduction]) -> bool:
    """Whether "the accountant" begins at a word, as a subject that nothing introduces."""
    noun = word + 1
    if noun >= len(tree.words) or tree.lower(noun) not in _TRADES or tree.words[noun].role not in AS_SUBJECT:
        return False
    return is_bare(tree, noun) and not any(known.kind == tree.lower(noun) for known in introduced)


def only_person(nouns: Iterable[Noun], word: int) -> str | None:
    """The only person that the text names before a word; None if it names several."""
    named = {
        (noun.words, noun.is_many)
        for noun in nouns
        if noun.at < word and noun.is_name and noun.is_person is not False and (noun.is_many or len(noun.words.split()) > 1)
    }
    words, is_many = named.pop() if len(named) == 1 else (None, None)
    return None if is_many else words
