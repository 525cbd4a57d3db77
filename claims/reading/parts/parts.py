"""The separate facts in one sentence, for a person to pick from. Made for English; other sentences come back whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.english import grammar
from claims.english.trees import Tree
from claims.model import Span
from claims.reading.parts.clauses import Clause, clauses
from claims.reading.parts.parallels import apart
from claims.reading.parts.referring import Names

_LONGEST_SENTENCE = 1500  # code points; a longer one is no sentence
_SHORTEST = 2  # words
_MOST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One fact: where it stands, and its wording as a sentence of its own, with the subject that it borrows."""

    span: Span
    wording: str


def parts(sentence: Span, before: str = "") -> list[Part]:
    """The facts of a sentence in order, with offsets into the same text; a sentence with one fact gives one part, the whole.

    Each part lies within the sentence; one that is set into another lies within that one's stretch. ``before`` is the sentence before,
    which may name what "the country" is.
    """
    (facts,) = parts_of_many([(sentence, before)])
    return facts


def parts_of_many(sentences: Sequence[tuple[Span, str]]) -> list[list[Part]]:
    """The facts of each sentence, given with the sentence before it; the grammar of all is read at once, which is faster."""
    texts = [text if len(text) <= _LONGEST_SENTENCE else "" for span, before in sentences for text in (span.text, before)]
    trees = [Tree(text, words) for text, words in zip(texts, grammar.read(texts), strict=True)]
    return [_of(span, trees[2 * at], trees[2 * at + 1]) for at, (span, _) in enumerate(sentences)]


def _of(sentence: Span, tree: Tree, before: Tree) -> list[Part]:
    whole = [Part(sentence, sentence.text)]
    facts = [fact for clause in clauses(tree) for fact in apart(tree, clause)] if not sentence.text.rstrip().endswith("?") else []
    if not 2 <= len(facts) <= _MOST:
        return whole
    names = Names(tree, before, facts)
    stated = [Part(_span(sentence, tree, fact), _sentence(names.wording(fact))) for fact in facts if fact.own and _has_verb(tree, fact)]
    kept = [part for part in stated if len(part.wording.split()) >= _SHORTEST]
    return kept if len(kept) > 1 else whole


def _has_verb(tree: Tree, fact: Clause) -> bool:
    return any(isinstance(word, str) or tree.is_verb(word) or tree.words[word].tag == "MD" for word in fact.words)


def _span(sentence: Span, tree: Tree, fact: Clause) -> Span:
    start, end = tree.words[fact.own[0]].start, tree.words[fact.own[-1]].end
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])


def _sentence(words: str) -> str:
    """A wording with one space between words, none before a comma, a capital at the start and a full stop at the end."""
    words = re.sub(r"\s+([,.;:!?’])", r"\1", " ".join(words.split()))
    words = re.sub(r"(?:,\s*)+,", ",", words).strip(" ,;:")
    return words[:1].upper() + words[1:] + ("" if words[-1:] in '.!?…"”’' else ".")
