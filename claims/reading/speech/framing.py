"""Who says a quotation, by the grammar of the words around it and with any verb: "“It sank,” the sexton recalls"."""

import re
from collections.abc import Sequence

from claims.english import grammar
from claims.english.trees import Tree
from claims.reading.speech import communicating
from claims.reading.speech.saying import MASK
from claims.reading.speech.subjects import subject_after
from claims.reading.speech.telling import words_of

_QUOTED = re.compile(f"{MASK}+")
_INVERTED = re.compile(f"[^\\w{MASK}]*{MASK}+,?\\s[a-z]+(?:ed|s)\\s(?=[A-Z]|the |a |an |his |her )")  # "…”, mocked Ulf Dahl"
# "“…,” councillor Ana Reyes listed, “…”"
_NAME_FIRST = re.compile(
    f"[^\\w{MASK}]*{MASK}+,?\\s(?P<who>(?:(?:the |its |her |his )?(?:[a-z]+ ){{0,3}})[A-Z][\\w’'-]+(?: [A-Z][\\w’'-]+){{1,3}}) [a-z]{{2,}}(?:ed|s)\\b"
)
_STAND_IN = "“It rained,”"  # a sentence in place of a quotation, so that the rest reads as it would
LONGEST_READ = 600
"""Code points of a sentence whose grammar is read."""

_SHORT_FRAME = 18  # words with those of the stand-in; around a quotation, any verb tells who says it
_LONGEST_FRAME = 30  # words around a quotation that still only tell who says it


def frames(own_words: Sequence[str]) -> list[str | None]:
    """For each sentence's own words, with its quotations masked: the words that name the speaker of the quotation; None if the grammar names nobody."""
    return [_framing_subject(tree, masked) for tree, masked in zip(trees(own_words), own_words, strict=True)]


def owner_within(own_words: str) -> str | None:
    """Whose some quoted words in a sentence are, by the verb that they hang on: "The club thanked him for “eight years”"."""
    return _of_words_within(trees([own_words])[0]) if len(own_words) <= LONGEST_READ else None


def trees(own_words: Sequence[str]) -> list[Tree]:
    """The grammar of sentences whose quotations are masked, with a short sentence in place of each quotation."""
    texts = [_QUOTED.sub(_STAND_IN, words) for words in own_words]
    return [Tree(text, words) for text, words in zip(texts, grammar.read(texts), strict=True)]


def _framing_subject(tree: Tree, masked: str) -> str | None:
    if len(tree.words) > _LONGEST_FRAME:
        return None
    leads_up = masked[: masked.find(MASK)].rstrip()[-1:] in (":", ",")
    if not leads_up and masked.lstrip()[:1] != MASK:
        return None
    if named := _NAME_FIRST.match(masked):
        return named["who"]
    if inverted := _INVERTED.match(masked):
        return subject_after(masked[inverted.end() :])
    verbs = [word for word in range(len(tree.words)) if tree.is_verb(word) and not tree.is_quoted(word) and tree.is_finite(word)]
    quote = next((word for word in range(len(tree.words)) if tree.is_quoted(word)), 0)
    nearest = (
        sorted(verbs, key=lambda word: (word < quote, word)) if not leads_up else sorted(verbs, key=lambda word: (word > quote, -word))
    )
    is_short = len(tree.words) <= _SHORT_FRAME
    for verb in nearest:
        if tree.hanging(verb, "auxpass") or (not is_short and not communicating.communicates(tree.lower(verb))):
            continue
        subject = tree.subject(verb)
        if subject is not None and not tree.is_quoted(subject) and tree.words[subject].text not in "“”":
            return words_of(tree, subject)
    return None


def _of_words_within(tree: Tree) -> str | None:
    """The subject of the verb that quoted words hang on, if it is one of communicating."""
    quote = next((word for word in range(len(tree.words)) if tree.is_quoted(word)), 0)
    for verb in range(quote - 1, -1, -1):
        if not (tree.is_verb(verb) and tree.is_finite(verb) and quote in tree.under(verb)):
            continue
        subject = tree.subject(verb)
        is_told = communicating.communicates(tree.lower(verb)) and not tree.hanging(verb, "auxpass", "neg")
        return words_of(tree, subject) if subject is not None and is_told and tree.words[subject].role != "expl" else None
    return None
