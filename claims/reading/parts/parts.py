"""The separate facts in one sentence, for a person to pick from. Made for English; other sentences come back whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.english import grammar
from claims.english.trees import Tree
from claims.model import Span
from claims.reading.parts.clauses import Clause, clauses
from claims.reading.parts.identified import says_which
from claims.reading.parts.joints import is_spliced
from claims.reading.parts.nouns import AS_SUBJECT, NOUNS, names
from claims.reading.parts.parallels import apart
from claims.reading.parts.referring import Referents
from claims.reading.parts.standing_alone import is_anchored, is_clear_alone
from claims.reading.parts.whole_sentences import is_whole_sentence, is_whole_text

_LONGEST_SENTENCE = 1500  # code points; anything longer is not a sentence
_MOST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One fact: where it stands, its wording as a sentence of its own with the subject that it borrows, and who says it, if the sentence reports it."""

    span: Span
    wording: str
    speaker: str | None = None


def parts(sentence: Span, before: str = "") -> list[Part]:
    """The facts of a sentence in order, with offsets into the same text; a sentence with one fact, or one that cannot be divided safely, gives the whole.

    Only the facts that can stand alone are given, even if that is one of several.

    Each part lies within the sentence; an embedded part lies within the stretch of the part around it. ``before`` is the text before,
    which may name what "the country" is.
    """
    (facts,) = parts_of_many([(sentence, before)])
    return facts


def parts_of_many(sentences: Sequence[tuple[Span, str]]) -> list[list[Part]]:
    """The facts of each sentence, given with the text before it; the grammar of all is parsed at once, which is faster."""
    grammar.read([stretch.text for span, _ in sentences for stretch in _stretches(span)])
    pieces = [_pieces(span, before) for span, before in sentences]
    texts = [text if len(text) <= _LONGEST_SENTENCE else "" for piece in pieces for span, before in piece for text in (span.text, before)]
    trees = iter(_trees(texts))
    groups = [[_Parted(span, next(trees), next(trees), least=1 if len(piece) > 1 else 2) for span, _ in piece] for piece in pieces]
    unsettled = [parted for group in groups for parted in group]
    for _ in range(_MOST):
        wordings = [part.wording for sentence in unsettled for part in sentence.offered]
        if not wordings:
            break
        trees_read = iter(_trees(wordings))
        read = [[next(trees_read) for _ in sentence.offered] for sentence in unsettled]
        grammar.read([wording for sentence, parts_read in zip(unsettled, read, strict=True) for wording in sentence.plain(parts_read)])
        unsettled = [sentence for sentence, parts_read in zip(unsettled, read, strict=True) if not sentence.settle(parts_read)]
    return [_offered(group) or [Part(span, span.text)] for group, (span, _) in zip(groups, sentences, strict=True)]


def _offered(group: Sequence["_Parted"]) -> list[Part]:
    """The parts of a sentence. A single one must name somebody or something: "Two patients had died" says too little by itself."""
    offered = [part for parted in group for part in parted.offered]
    return offered if len(offered) > 1 or any(parted.names_something for parted in group if parted.offered) else []


def _pieces(sentence: Span, before: str) -> list[tuple[Span, str]]:
    """The sentence, or its statements between semicolons, which a parser reads better apart; each with the text before it."""
    stretches = _stretches(sentence)
    read = _trees([stretch.text for stretch in stretches])
    if len(stretches) < 2 or not all(
        any(tree.subject(root) is not None and tree.is_finite(root) for root in tree.roots()) for tree in read
    ):
        return [(sentence, before)]
    is_about_somebody = bool(before) or any(names(tree) for tree in read)
    ahead = [sentence.text[: stretch.start - sentence.start].rstrip(" ;") if is_about_somebody else "" for stretch in stretches]
    return [(stretch, f"{before} {text}".strip()) for stretch, text in zip(stretches, ahead, strict=True)]


def _stretches(sentence: Span) -> list[Span]:
    """What stands between the semicolons of a sentence; nothing if there are none, or quotation marks and brackets may hold them."""
    cuts = [match.end() for match in re.finditer(r";\s", sentence.text[:_LONGEST_SENTENCE])]
    if not cuts or len(sentence.text) > _LONGEST_SENTENCE or re.search(r"[“”\"«»()]", sentence.text):
        return []
    return [
        Span(sentence.start + start, sentence.start + end, sentence.text[start:end].rstrip(" ;"))
        for start, end in zip([0, *cuts], [*cuts, len(sentence.text)], strict=True)
    ]


def _trees(texts: Sequence[str]) -> list[Tree]:
    return [Tree(text, words) for text, words in zip(texts, grammar.read(texts), strict=True)]


class _Parted:
    """A sentence and the parts offered of it. A clause that cannot stand alone is merged into the one it depends on, until all remaining parts can."""

    def __init__(self, span: Span, tree: Tree, before: Tree, *, least: int) -> None:
        self.span = span
        self._least = least  # facts that are worth offering
        self.offered: list[Part] = []
        self.names_something = False
        self._tree, self._before, self._referents = tree, before, Referents(tree, before)
        self._together: set[int] = set()
        self._facts: list[Clause] = []
        has_label = any(word.text == ":" for word in tree.words[1:5])  # "About Lund Foods: The company …"
        if not span.text.rstrip().endswith("?") and not has_label and not _is_misread(tree):
            self._part()

    def settle(self, read: Sequence[Tree]) -> bool:
        """Whether each part, of which ``read`` has the grammar, is a sentence; if one is not, divide the sentence again with that one left in."""
        facts = [*zip(self._facts, read, strict=True)]
        broken = {
            fact.opener for fact, part in facts if not is_whole_sentence(self._tree, fact, part) and not self._is_whole_plainly(fact, part)
        }
        unsure = broken | {fact.opener for fact, part in facts if not is_anchored(part)}
        # A clause that only a comma joins cannot be merged: "The pipeline leaks, the regulator knows it."
        is_stuck = unsure <= self._together or any(is_spliced(self._tree, opener) for opener in unsure)
        if unsure and not is_stuck:
            self._together |= unsure
            self._part()
            return False
        if broken:
            self.offered = []
        else:
            self._leave_unclear_out(read)
        return True

    def _leave_unclear_out(self, read: Sequence[Tree]) -> None:
        """Offer only the facts that say what they are about; the sentence itself can still be marked as a claim."""
        clear = [
            offered
            for fact, offered, part in zip(self._facts, self.offered, read, strict=True)
            if is_clear_alone(part) and says_which(self._tree, fact, part, self._before)
        ]
        self.names_something = len(clear) > 1 or any(names(part) for part in read if part.text in [fact.wording for fact in clear])
        self.offered = clear

    def _part(self) -> None:
        tree = self._tree
        facts = [
            fact
            for clause in clauses(tree, self._together)
            for fact in ([clause] if clause.opener in self._together else apart(tree, clause))
            if fact.own and any(isinstance(word, str) or tree.is_verb(word) or tree.words[word].tag == "MD" for word in fact.words)
        ]
        facts = [fact for at, fact in enumerate(facts) if fact.own not in [earlier.own for earlier in facts[:at]]]
        speakers = [self._speaker(fact) for fact in facts]
        is_offered = self._least <= len(facts) <= _MOST and not any(
            fact.reporter and not name for fact, name in zip(facts, speakers, strict=True)
        )
        self._facts = facts if is_offered else []
        self.offered = [
            Part(self._stretch(fact), _sentence(self._referents.wording(fact)), name)
            for fact, name in zip(self._facts, speakers, strict=False)
        ]

    def _speaker(self, fact: Clause) -> str | None:
        """Who says a fact that the sentence reports; None if only a pronoun names them."""
        words = self._referents.wording(Clause(fact.reporter, fact.reporter, fact.opener))
        is_pronoun = (
            len(fact.reporter) == 1 and self._tree.words[fact.reporter[0]].tag == "PRP" and words == self._tree.wording(fact.reporter)
        )
        words = re.sub(r"^(?:The|A|An) ", lambda article: article[0].lower(), words)
        return None if is_pronoun else words or None

    def plain(self, read: Sequence[Tree]) -> Iterator[str]:
        """The other wordings of the facts that their first reading leaves in doubt, so that the caller reads all at once."""
        for fact, part in zip(self._facts, read, strict=True):
            if is_whole_text(part) and not is_whole_sentence(self._tree, fact, part):
                yield from self._plainly(fact)

    def _plainly(self, fact: Clause) -> list[str]:
        """A fact with its own pronouns, and with "it" for its subject: a parser reads these better than "Ola Brun’s instrument"."""
        return [*dict.fromkeys(_sentence(self._tree.wording_of(words)) for words in (fact.words, self._with_pronoun(fact)))]

    def _is_whole_plainly(self, fact: Clause, read: Tree) -> bool:
        """Whether a fact is a sentence in one of its other wordings."""
        return is_whole_text(read) and any(is_whole_sentence(self._tree, fact, part) for part in _trees(self._plainly(fact)))

    def _with_pronoun(self, fact: Clause) -> tuple[int | str, ...]:
        """The words of a fact with "it" or "they" for its subject."""
        tree = self._tree
        subject = next((word for word in fact.words if isinstance(word, int) and tree.words[word].role in AS_SUBJECT), None)
        if subject is None or tree.words[subject].tag not in NOUNS:
            return fact.words
        whole = set(tree.under(subject)) & set(fact.words)
        if fact.opener in whole:  # it describes the subject
            return fact.words
        is_many = tree.words[subject].tag in ("NNS", "NNPS") or bool(whole & {*tree.hanging(subject, "conj")})
        pronoun = "they" if is_many else "it"
        return tuple(pronoun if word == subject else word for word in fact.words if word == subject or word not in whole)

    def _stretch(self, fact: Clause) -> Span:
        start, end = self._tree.words[fact.own[0]].start, self._tree.words[fact.own[-1]].end
        return Span(self.span.start + start, self.span.start + end, self.span.text[start:end])


def _is_misread(tree: Tree) -> bool:
    """Whether the parser took a name of an opening phrase for the subject: "Designed by Ola Brun, the hall opens"."""
    comma = next((at for at, word in enumerate(tree.words) if word.text == ","), 0)
    opens_with_participle = bool(tree.words) and tree.words[0].tag in ("VBN", "VBG") and tree.words[0].role != "ROOT"
    return opens_with_participle and any((subject := tree.subject(root)) is not None and subject < comma for root in tree.roots())


def _sentence(words: str) -> str:
    """A wording with one space between words, none before a comma, a capital at the start and a full stop at the end."""
    words = re.sub(r"\s+([,.;:!?’])", r"\1", " ".join(words.split()))
    # "Ada Lind, 29, won", whose second comma went with "who lives in Orm".
    words = re.sub(r"(\b[A-Z][\w’'-]*), ([1-9][0-9]?) (?=[a-z])", r"\1, \2, ", words)
    words = re.sub(r"(?:,\s*)+,", ",", words).strip(" ,;:")
    return words[:1].upper() + words[1:] + ("" if words[-1:] in '.!?…"”’' else ".")
