"""The nouns of a sentence that a pronoun can mean: their words, whether they are persons, one or several."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claims.english.offices import is_organisation, is_title
from claims.english.trees import Tree

KINDS = frozenset(
    "country nation state republic kingdom city town village island region company firm group agency ministry party club union bank team"
    " university hospital school museum airline charity newspaper council government army court committee developer maker operator duo pair line book film building".split()
)  # "the country" after a name means the bearer of the name
OF_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
    " year month week day hour minute decade century time spring summer autumn winter night morning evening percent share".split()
)
_LEFT_OUT = ("relcl", "acl", "appos", "punct", "cc", "conj", "preconj")
NOUNS = ("NN", "NNS", "NNP", "NNPS")
AS_SUBJECT = ("nsubj", "nsubjpass")
AS_OBJECT = ("dobj", "pobj", "dative")
_OF_PLACE = frozenset("in at to near from of off across through around outside into".split())
_LONGEST_NAME = 8  # words


@dataclass(frozen=True, slots=True)
class Noun:
    """Something that a pronoun can mean: ``at`` is its word's number, -1 in the sentence before. ``is_person`` is None for a name of either kind."""

    at: int
    words: str
    is_person: bool | None
    is_many: bool | None  # None: a name like "Lund Foods"
    is_name: bool
    role: str


def subjects_of(before: Tree) -> Iterator[Noun]:
    """What the sentence before is about: its subject, and the name that owns it ("Stelland’s army") or is beside it ("the broadcaster KTV")."""
    subjects = {before.subject(root) for root in before.roots()} - {None}
    named = {
        word for subject in subjects if subject is not None for word in before.hanging(subject, "appos") if before.words[word].tag == "NNP"
    }
    for noun in nouns(before, named):
        is_owner = noun.role == "poss" and before.words[noun.at].head in subjects
        is_described = noun.at in subjects and any(before.words[name].head == noun.at for name in named)
        if (noun.at in subjects and not is_described) or is_owner or noun.at in named:
            yield noun


def nouns(tree: Tree, named: Collection[int] = ()) -> Iterator[Noun]:
    for number, word in enumerate(tree.words):
        if (
            word.tag not in NOUNS
            or word.text[0].isdigit()
            or (word.role not in (*AS_SUBJECT, *AS_OBJECT, "poss", "attr") and number not in named)
        ):
            continue
        words = tree.wording(phrase(tree, number))
        if word.text.lower() in OF_TIME or len(words.split()) > _LONGEST_NAME or (word.role == "pobj" and word.tag in ("NN", "NNS")):
            continue
        is_many = bool(tree.hanging(number, "conj")) or (None if word.tag == "NNPS" else word.tag == "NNS")
        if words.split()[0].lower() in ("a", "an"):
            words = "the " + words.split(maxsplit=1)[-1]
        role = "nsubj" if number in named else word.role
        is_name = word.tag.startswith("NNP")
        yield Noun(number, _lowered(words, is_name=is_name), _is_person(tree, number, words), is_many, is_name, role)


def phrase(tree: Tree, noun: int) -> list[int]:
    left_out = [word for word in tree.hanging(noun, *_LEFT_OUT, "case") if tree.words[word].text != "-"]
    words = tree.under(noun, left_out)
    return [word for word in words if word <= noun or tree.words[noun].tag in ("NN", "NNS")]


def _lowered(words: str, *, is_name: bool) -> str:
    return words if is_name and not words.lower().startswith("the ") else words[:1].lower() + words[1:]


def _is_person(tree: Tree, noun: int, words: str) -> bool | None:
    """Whether a noun is a person; None for a name that may be a person's or a place's."""
    tag = tree.words[noun].tag
    names = words.split()
    if is_title(tree.words[noun].text) or (tag == "NNP" and any(map(is_title, names))):
        return True
    if tag in ("NN", "NNS") or is_organisation(tuple(names)) or names[0].lower() == "the":
        return False
    at = tree.words[noun]
    is_place = at.role == "pobj" and tree.lower(at.head) in _OF_PLACE
    return False if is_place else None


def counted_object(before: Tree) -> str | None:
    """The things that the sentence before counts as its only object."""
    counted = [thing for thing in counted_things(before) if before.words[thing].role == "dobj"]
    return counted_words(before, counted[0]) if len(counted) == 1 else None


def counted_things(tree: Tree) -> list[int]:
    """The plural nouns that are fully described."""
    return [
        number
        for number, word in enumerate(tree.words)
        if word.tag == "NNS"
        and word.role in (*AS_SUBJECT, "dobj")
        and word.text.lower() not in OF_TIME
        and not tree.hanging(number, "relcl", "acl")
    ]


def counted_words(tree: Tree, thing: int) -> str:
    """The things of "has 41 planes": "the 41 planes" says which."""
    words = tree.wording([word for word in tree.under(thing) if word <= thing])
    return words if words.lower().startswith(("the ", "its ", "their ")) else f"the {words[:1].lower()}{words[1:]}"
