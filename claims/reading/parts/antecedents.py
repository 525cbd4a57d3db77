"""Whom "he", "its" and "they" mean in a sentence: the only person, thing or group before them that can be meant; nobody where two can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.english.offices import is_organisation, is_title
from claims.english.trees import Tree

# Whether the pronoun means a person (None: either), and whether it means several.
_MEANS: dict[str, tuple[bool | None, bool]] = {
    **dict.fromkeys(("he", "she", "him", "his", "her"), (True, False)),
    **dict.fromkeys(("it", "its"), (False, False)),
    **dict.fromkeys(("they", "them", "their"), (None, True)),
}
_OF_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
    " year month week day hour minute decade century time spring summer autumn winter night morning evening percent share".split()
)
_UNCLEAR = frozenset("his her its their my our your not he she it they".split())  # "its crew" is as unclear as "its"
_LEFT_OUT = ("relcl", "acl", "appos", "punct", "cc", "conj", "preconj")
_AS_SUBJECT = ("nsubj", "nsubjpass")
_AS_OBJECT = ("dobj", "pobj", "dative")
_LONGEST_NAME = 8  # words


@dataclass(frozen=True, slots=True)
class _Noun:
    """Something that a pronoun can mean: ``at`` is its word's number, less than 0 in the sentence before."""

    at: int
    words: str
    is_person: bool | None
    is_many: bool
    role: str


class Antecedents:
    """The nouns of a sentence and of the subject of the sentence before."""

    def __init__(self, tree: Tree, before: Tree) -> None:
        self._tree = tree
        self._nouns = [*(_Noun(-1, noun.words, noun.is_person, noun.is_many, noun.role) for noun in _told_of(before)), *_nouns(tree)]

    def wording(self, word: int, fact: Sequence[int | str], text_before: str) -> str | None:
        """The words for a pronoun, "’s" after them where it is possessive; None for any other word, and where two can be meant.

        ``fact`` are the words of the part, ``text_before`` its wording so far: what they name already, the pronoun may stand for.
        """
        tree = self._tree
        low, role = tree.lower(word), tree.words[word].role
        if (
            low not in _MEANS
            or tree.words[word].tag not in ("PRP", "PRP$")
            or tree.is_quoted(word)
            or tree.lower(tree.words[word].head) == "of"
        ):
            return None
        noun = self._meant(word, *_MEANS[low])
        if noun is None or _UNCLEAR & set(noun.words.lower().split()) or noun.at in fact or noun.words.lower() in text_before.lower():
            return None
        return noun.words + ("’" if noun.words.endswith("s") and noun.is_many else "’s") if role == "poss" else noun.words

    def _meant(self, word: int, is_person: bool | None, is_many: bool) -> _Noun | None:
        tree = self._tree
        clause = self._verb_of(word)
        subject = tree.subject(clause) if clause is not None else None
        fitting = [
            noun
            for noun in self._nouns
            if noun.is_many == is_many
            and (None in (is_person, noun.is_person) or noun.is_person == is_person)
            and not self._holds(noun, word)
        ]
        if tree.words[word].role == "poss" and any(noun.at == subject for noun in fitting):
            return None  # "The mill doubled its output" says whose
        if tree.words[word].role != "poss":  # "Varna’s bakers", but nobody returns Varna of "a chapel in Varna"
            fitting = [noun for noun in fitting if not (noun.role == "pobj" and noun.is_person is False)]
        fitting = [noun for noun in fitting if noun.at != subject or word == subject]
        # "Fined the hospital because it had hidden …" may mean either.
        is_beside = clause is not None and tree.words[clause].role == "advcl"
        return _only([noun for noun in fitting if noun.at < word], "" if is_beside else tree.words[word].role) or _only(
            [noun for noun in fitting if noun.at > word and noun.role in _AS_SUBJECT], ""
        )

    def _verb_of(self, word: int) -> int | None:
        tree = self._tree
        while not tree.is_verb(word):
            if tree.words[word].head == word:
                return None
            word = tree.words[word].head
        return word

    def _holds(self, noun: _Noun, word: int) -> bool:
        return noun.at >= 0 and word in self._tree.under(noun.at)


def _only(nouns: list[_Noun], role: str) -> _Noun | None:
    """The one noun of these; of two, the one in the pronoun's own role."""
    if len({noun.words for noun in nouns}) > 1:
        same = _AS_SUBJECT if role in _AS_SUBJECT else _AS_OBJECT if role in _AS_OBJECT else ()
        nouns = [noun for noun in nouns if noun.role in same]
    return nouns[-1] if len({noun.words for noun in nouns}) == 1 else None


def _told_of(before: Tree) -> Iterator[_Noun]:
    """What the sentence before tells of: its subject, and the name that owns it ("Stelland’s army")."""
    subjects = {before.subject(root) for root in before.roots()} - {None}
    for noun in _nouns(before):
        is_owner = noun.role == "poss" and before.words[noun.at].head in subjects
        if noun.at in subjects or is_owner:
            yield noun


def _nouns(tree: Tree) -> Iterator[_Noun]:
    for number, word in enumerate(tree.words):
        if word.tag not in ("NN", "NNS", "NNP", "NNPS") or word.role not in (*_AS_SUBJECT, *_AS_OBJECT, "poss", "attr"):
            continue
        phrase = _phrase(tree, number)
        words = tree.wording(phrase)
        if word.text.lower() in _OF_TIME or len(words.split()) > _LONGEST_NAME or (word.role == "pobj" and word.tag in ("NN", "NNS")):
            continue
        is_many = word.tag in ("NNS", "NNPS") or bool(tree.hanging(number, "conj"))
        if words.split()[0].lower() in ("a", "an"):
            words = "the " + words.split(maxsplit=1)[-1]
        yield _Noun(number, _lowered(words, word.tag), _is_person(tree, number, words), is_many, word.role)


def _phrase(tree: Tree, noun: int) -> list[int]:
    words = tree.under(noun, tree.hanging(noun, *_LEFT_OUT, "case"))
    return [word for word in words if word <= noun or tree.words[noun].tag in ("NN", "NNS")]


def _lowered(words: str, tag: str) -> str:
    return words if tag.startswith("NNP") and not words.lower().startswith("the ") else words[:1].lower() + words[1:]


def _is_person(tree: Tree, noun: int, words: str) -> bool | None:
    """Whether a noun is a person; None for a name that may be a person's or a place's."""
    tag = tree.words[noun].tag
    names = words.split()
    if is_title(tree.words[noun].text) or (tag == "NNP" and any(map(is_title, names))):
        return True
    if tag in ("NN", "NNS") or is_organisation(tuple(names)) or names[0].lower() == "the":
        return False
    at = tree.words[noun]
    is_place = at.role == "pobj" and tree.lower(at.head) in ("in", "at", "to", "near")
    return False if is_place else None
