"""The nouns of a sentence that a pronoun can mean: their words, whether they are persons, one or several."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claims.english.calendar_words import DAYS_AND_MONTHS
from claims.english.given_names import MEN, WOMEN
from claims.english.offices import bare, is_organisation, is_title
from claims.english.trees import Tree
from claims.reading.hyphens import is_word
from claims.reading.speech.voices import is_human

# "The country" after a name means the bearer of the name.
KINDS = frozenset(
    "country nation state republic kingdom city town village island region company firm group agency ministry party club union bank team"
    " university hospital school museum airline charity newspaper council government army court committee developer maker operator duo pair studio insurer retailer carmaker drugmaker brewery publisher broadcaster chain".split()
)
PLACES = frozenset("country nation state republic kingdom city town village island region".split())
OF_TIME = DAYS_AND_MONTHS | frozenset(
    "easter christmas year month week day hour minute decade century time spring summer autumn winter night morning evening percent share".split()
)
COMPANIES = frozenset("company firm group operator developer maker duo studio insurer retailer".split())
# What a company runs: "the company" after "the Port of Avel" is its operator.
FACILITIES = frozenset(
    "port airport harbour station mine stadium bridge museum hospital school zoo hotel prison lighthouse library theatre".split()
)
# Things of which a place has one.
ONLY_ONE = frozenset(
    "government army navy court courts council parliament senate congress president king queen police opposition state public press exchange economy deficit"
    " budget population weather".split()
)
# Things that everybody knows by "the" alone.
KNOWN = frozenset(
    "sun moon earth sea sky world internet climate air ground eye public media north south east west poor rich elderly coast".split()
)
_LEFT_OUT = ("relcl", "acl", "appos", "punct", "cc", "conj", "preconj")
NOUNS = ("NN", "NNS", "NNP", "NNPS")
AS_SUBJECT = ("nsubj", "nsubjpass")
AS_OBJECT = ("dobj", "pobj", "dative")
_OF_PLACE = frozenset("in at to near from of off across through around outside into".split())
_LONGEST_NAME = 12  # words


@dataclass(frozen=True, slots=True)
class Noun:
    """Something that a pronoun can mean: ``at`` is its word's number, -1 in the text before. ``is_person`` is None for a name of either kind."""

    at: int
    words: str
    is_person: bool | None
    is_many: bool | None  # None: a name like "Lund Foods"
    is_name: bool
    role: str
    kind: str  # "museum" of "the Ilmstad Museum"


def subjects_of(before: Tree) -> Iterator[Noun]:
    """What the text before is about: its subjects, and the name that owns it ("Stelland’s army") or is set beside it ("the broadcaster, KTV,")."""
    subjects = {before.subject(root) for root in before.roots()} - {None}
    named = {
        word
        for subject in subjects
        if subject is not None
        for word in before.hanging(subject, "appos")
        if before.words[word].tag in ("NNP", "NNPS") and word not in _name_beside(before, subject)
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
        words = tree.wording(_with_joined(tree, number))
        if word.text.lower() in OF_TIME or len(words.split()) > _LONGEST_NAME or (word.role == "pobj" and word.tag in ("NN", "NNS")):
            continue
        named_so = is_name(tree, number)
        is_many = bool(tree.hanging(number, "conj")) or (None if named_so and word.tag in ("NNPS", "NNS") else word.tag == "NNS")
        if words.split()[0].lower() in ("a", "an"):
            words = "the " + words.split(maxsplit=1)[-1]
        role = "nsubj" if number in named else word.role
        yield Noun(number, _lowered(words, is_name=named_so), _is_person(tree, number, words), is_many, named_so, role, word.text.lower())


def names(tree: Tree) -> list[int]:
    """The words that belong to names, or are made of one ("Ostrian"); not days, months and offices."""
    return [
        number
        for number, word in enumerate(tree.words)
        if word.text[:1].isupper()
        and (word.tag in ("NNP", "NNPS") or (number > 0 and word.tag in ("JJ", "NN", "NNS")))
        and not {word.text.lower(), word.text.lower().removesuffix("s")} & (OF_TIME | ONLY_ONE | KNOWN)
        and not is_title(word.text)
        and bare(word.text) != "no"
        and not (
            number == 0 and word.role == "compound" and tree.words[word.head].tag == "NNS" and is_word(word.text.lower())
        )  # "Visitor numbers"
    ]


def phrase(tree: Tree, noun: int) -> list[int]:
    left_out = [word for word in tree.hanging(noun, *_LEFT_OUT, "case") if tree.words[word].text != "-"]
    words = tree.under(noun, left_out)
    links = {word: tree.hanging(word, "pobj") for word in tree.hanging(noun, "prep")}
    # "The Harbour Choir of Lunde", "the Weir Bridge in Onslade"
    ofs = {
        word
        for link, objects in links.items()
        if tree.lower(link) == "of"
        or (tree.lower(link) in ("in", "at") and any(tree.words[place].tag == "NNP" for place in objects))
        or (
            tree.lower(link) == "for"
            and tree.words[noun].tag == "NNP"
            and any(tree.words[field].tag in ("NNP", "NNPS") for field in objects)
        )
        for word in tree.under(link)
    }
    beside = _name_beside(tree, noun)
    return sorted({word for word in words if word <= noun or word in ofs or tree.words[noun].tag in ("NN", "NNS")} | {*beside})


def _with_joined(tree: Tree, noun: int) -> list[int]:
    """The phrase of a noun with those that "and" joins to it: "Ada Lind and Ola Brun"."""
    joined = tree.hanging(noun, "conj")
    ahead = phrase(tree, noun)
    return (
        sorted({*ahead, *tree.hanging(noun, "cc", "punct"), *(word for next_noun in joined for word in _with_joined(tree, next_noun))})
        if joined
        else ahead
    )


def _name_beside(tree: Tree, noun: int) -> list[int]:
    """The name of "the painter Rufina Holt", which stands beside the noun without a comma."""
    for name in tree.hanging(noun, "appos"):
        words = tree.under(name)
        if tree.words[name].tag == "NNP" and words[0] == noun + 1:
            return [word for word in words if word <= name]
    return []


def is_name(tree: Tree, noun: int) -> bool:
    """Whether a noun is a name, also one of plain words ("Hargrove Seeds") or one that stands beside its kind ("the painter Rufina Holt")."""
    word = tree.words[noun]
    is_capital = word.text[:1].isupper() and any(tree.words[part].tag == "NNP" for part in tree.hanging(noun, "compound"))
    return word.tag.startswith("NNP") or is_capital or bool(_name_beside(tree, noun))


def _lowered(words: str, *, is_name: bool) -> str:
    return words if is_name and not words.lower().startswith("the ") else words[:1].lower() + words[1:]


def _is_person(tree: Tree, noun: int, words: str) -> bool | None:
    """Whether a noun is a person; None for a name that may be a person's or a place's."""
    tag = tree.words[noun].tag
    names = words.split(" for ")[0].split()  # "the Office for Roads"
    if len(_name_beside(tree, noun)) == 1:  # "the broadcaster KTV", unlike "the painter Rufina Holt"
        return None
    if is_title(tree.words[noun].text) or (tag == "NNP" and any(is_title(name) or (name.islower() and is_human(name)) for name in names)):
        return True
    if tag in ("NN", "NNS") or is_organisation(tuple(names)) or names[0].lower() == "the":
        return False
    if len(names) > 1 and bare(names[0]) in WOMEN | MEN:
        return True
    at = tree.words[noun]
    is_place = at.role == "pobj" and tree.lower(at.head) in _OF_PLACE
    return False if is_place else None


def acts_on_thing(tree: Tree, word: int) -> bool:
    """Whether a word is a single thing that something is done to, which an "it" of the next sentence can mean as well as the subject: "The museum bought the painting."."""
    noun = tree.words[word]
    has_article = any(tree.words[part].role == "det" for part in tree.below[word])
    return (
        noun.role == "dobj"
        and (noun.tag == "NNP" or (noun.tag == "NN" and has_article))
        and noun.text.lower() not in OF_TIME
        and not is_human(noun.text)
    )


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
    """The things of "has 41 planes": "the 41 planes" says which; of "glaciers in the Morn range" all of it."""
    beside = [word for link in tree.hanging(thing, "prep") for word in tree.under(link) if set(names(tree)) & set(tree.under(link))]
    words = tree.wording(sorted({word for word in tree.under(thing) if word <= thing} | {*beside}))
    return words if words.lower().startswith(("the ", "its ", "their ")) else f"the {words[:1].lower()}{words[1:]}"


def possessive(noun: Noun) -> str:
    return noun.words + ("’" if noun.words.endswith("s") and (noun.is_many or (noun.is_name and noun.is_person is not True)) else "’s")
