"""A sentence as a tree of words, with the questions that callers ask about it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from claims.english.grammar import Word

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_OPEN, _CLOSE = "“«", "”»"


class Tree:
    """The words of a sentence and the dependents of each, from left to right."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text, self.words = text, words
        self.below: list[list[int]] = [[] for _ in words]
        for number, word in enumerate(words):
            if word.head != number:
                self.below[word.head].append(number)
        self._quoted = _quoted(words)

    def roots(self) -> list[int]:
        return [number for number, word in enumerate(self.words) if word.head == number and word.tag[0].isalpha()]

    def under(self, top: int, without: Iterable[int] = ()) -> list[int]:
        """A word and everything that depends on it, in sentence order, without the words of ``without`` and their dependents."""
        left_out, waiting, whole = set(without), [top], []
        while waiting:
            word = waiting.pop()
            if word not in left_out:
                whole.append(word)
                waiting += self.below[word]
        return sorted(whole)

    def hanging(self, top: int, *roles: str) -> list[int]:
        """The dependents of a word in any of these roles."""
        return [word for word in self.below[top] if self.words[word].role in roles]

    def subject(self, verb: int) -> int | None:
        """The subject of a verb; "there" only if there is no other."""
        near = [word for owner in (verb, *self.hanging(verb, "aux", "auxpass")) for word in self.below[owner]]
        subjects = sorted((self.words[word].role == "expl", word) for word in near if self.words[word].role in SUBJECT)
        if not subjects and self.words[verb].tag in (
            "VBZ",
            "VBP",
            "VBD",
        ):  # "the stadium seats 48,000", with "stadium seats" read as one noun
            subjects = [(False, word) for word in self.hanging(verb, "compound", "nmod") if word == verb - 1 and self.below[word] == []]
        return subjects[0][1] if subjects else None

    def is_paired(self, verb: int) -> bool:
        """Whether "neither … nor" or "either … or" holds the verb and those joined to it together."""
        return any(self.lower(word) in ("neither", "either", "nor") for word in self.hanging(verb, "preconj", "cc", "advmod", "det"))

    def is_place(self, there: int) -> bool:
        """Whether "there" tells where ("schools there will close"), not that something is ("there are two schools")."""
        following = self.words[there + 1].tag if there + 1 < len(self.words) else ""
        is_after_noun = there > 0 and self.words[there - 1].tag.startswith("NN")
        return self.words[there].role != "expl" or is_after_noun or not following.startswith(("V", "MD", "RB", "TO"))

    def is_verb(self, word: int) -> bool:
        return self.words[word].tag in _VERBS

    def has_quotes(self) -> bool:
        return any(self._quoted)

    def is_finite(self, verb: int) -> bool:
        """Whether a verb has a tense: "sank", "has sunk", "will sink"; not "sinking" or "to sink" alone."""
        helpers = self.hanging(verb, "aux", "auxpass")
        if not helpers and self.words[verb].tag == "VB":  # "cost" and "put" have the same form in the past; a command has no subject
            return self.subject(verb) is not None
        return any(self.words[word].tag in FINITE for word in (verb, *helpers))

    def is_quoted(self, word: int) -> bool:
        return self._quoted[word]

    def lower(self, word: int) -> str:
        return self.words[word].text.lower()

    def wording_of(self, words: Iterable[int | str]) -> str:
        """The text of words of the sentence, given by number, and of texts between them."""
        pieces = [[*group] for _, group in groupby(words, key=lambda word: isinstance(word, int))]
        return " ".join(
            self.wording([word for word in piece if isinstance(word, int)])
            if isinstance(piece[0], int)
            else " ".join(str(word) for word in piece)
            for piece in pieces
        )

    def wording(self, numbers: Iterable[int]) -> str:
        """The text of these words in order; words that are adjacent in the sentence keep the space between them."""
        pieces: list[str] = []
        last = -2
        for number in numbers:
            word = self.words[number]
            gap = self.text[self.words[last].end : word.start] if number == last + 1 else " "
            pieces.append((gap if pieces else "") + word.text)
            last = number
        return "".join(pieces)


def _quoted(words: Sequence[Word]) -> list[bool]:
    inside, flags = False, []
    for word in words:
        if word.text in _OPEN:
            inside = True
        elif word.text in _CLOSE:
            inside = False
        elif word.text == '"':
            inside = not inside
        flags.append(inside)
    return flags
