"""How a text introduced what it later calls "the bridge" or "the depot": the fuller phrase, which holds a name, that can stand for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.english.offices import BEFORE_TITLE, is_title
from claims.english.trees import Tree
from claims.reading.parts.joints import SPEECH
from claims.reading.parts.nouns import KNOWN, NOUNS, OF_TIME, ONLY_ONE, names, phrase

_A_NEW = frozenset("a an another second third one two three several other".split())
_ARTICLES = frozenset("a an the its his her their our".split())
_COUNTRY = dict.fromkeys(("republic", "kingdom", "nation", "state"), "country")
_BARE = frozenset(("the", "this", "that"))
_NO_ROLE = ("compound", "amod", "nmod", "npadvmod")
_VESSELS = frozenset("ferry tanker trawler yacht freighter barge lifeboat ship boat vessel steamer sailboat schooner".split())
_BUILDINGS = frozenset(
    "house church school hall museum mill convent prison hotel theatre barn granary castle hospital library station temple mosque villa palace".split()
)
_USERS = frozenset("library school hospital museum theatre hotel station".split())  # a body moves out of its building
_PLANES = frozenset("plane jet airliner aircraft helicopter glider".split())
_ANIMALS = frozenset(
    "species frog bird fish antelope lion wolf bear tiger elephant seal whale dog horse octopus snake turtle lizard".split()
)
# What a text may call something after its first name for it: "a ferry … the vessel".
_CLASSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("vessel", "ship", "boat"), _VESSELS),
    "building": _BUILDINGS,
    **dict.fromkeys(("plane", "aircraft"), _PLANES),
    "animal": _ANIMALS,
    "vehicle": frozenset("bus lorry truck van car tram coach".split()),
    "structure": frozenset("bridge dam tower pier viaduct".split()),
    "drug": frozenset("vaccine medicine pill".split()),
    "site": frozenset("barracks factory mine quarry airfield refinery landfill".split()),
    "factory": frozenset(("plant",)),
    "plant": frozenset(("factory", "refinery")),
}
SITES = frozenset(_CLASSES) | _BUILDINGS | {"site", "land", "grounds", "plot"}  # what "there" may mean
_LONGEST = 12  # words
_LONGEST_DEED = 20  # words
_OPENS_DEED = ("VBD", "VBZ", "MD", "RB")
_PEOPLE = frozenset("man woman boy girl child teenager person".split())


@dataclass(frozen=True, slots=True)
class Introduction:
    """A noun phrase: ``at`` is its word's number, -1 in the text before; ``words`` is "" for one without a name ("a second bridge")."""

    at: int
    kind: str
    words: str


def introductions(tree: Tree, *, is_before: bool = False) -> Iterator[Introduction]:
    """The phrases that say which bridge or depot is meant, and those that bring another one into the text."""
    named = set(names(tree))
    deeds = told_by_deed(tree) if is_before else {}
    for number, word in enumerate(tree.words):
        if word.tag not in NOUNS or word.role in _NO_ROLE or word.text.lower() in OF_TIME or tree.is_quoted(number):
            continue
        whole = _whole(tree, number, named)
        kind = _COUNTRY.get(word.text.lower(), word.text.lower())
        has_name = bool(named & {*whole} - {number}) or (word.tag == "NNP" and len(whole) > 1)
        if word.tag == "NNP" and (ahead := _kind_ahead(tree, number)):
            yield Introduction(-1 if is_before else number, ahead, _definite(tree.wording(whole)))
        openers = {tree.lower(part) for part in whole if part < number}
        if is_before and number in deeds:
            yield Introduction(-1, kind, deeds[number])
        elif has_name and len(whole) <= _LONGEST:
            yield Introduction(-1 if is_before else number, kind, _definite(tree.wording(whole)))
        elif openers & _A_NEW or word.tag == "NNS":
            yield Introduction(-1 if is_before else number, kind.removesuffix("s") if word.tag == "NNS" else kind, "")


def _kind_ahead(tree: Tree, name: int) -> str | None:
    """The "mayor" of "Mayor Ada Lind", the "pianist" of "the pianist Ada Lind"; not of "Deputy Mayor Ada Lind"."""
    ahead = [word for word in tree.hanging(name, "compound") if word < name]
    kinds = [tree.lower(word) for word in ahead if is_title(tree.words[word].text) or tree.words[word].tag == "NN"]
    return kinds[-1] if kinds and not BEFORE_TITLE & {tree.lower(word) for word in ahead} else None


def told_by_deed(tree: Tree) -> dict[int, str]:
    """What a text said first of a subject without a name, as words that say which it is: "the tanker that ran aground off Cape Orm on Monday"."""
    named = set(names(tree))
    told: dict[int, str] = {}
    for verb in tree.roots():
        subject = tree.subject(verb)
        if subject is None or not tree.is_finite(verb) or tree.is_quoted(verb) or tree.lower(verb) in SPEECH:
            continue
        noun, whole = tree.words[subject], phrase(tree, subject)
        opener = tree.lower(whole[0])
        is_one = noun.tag == "NN" and opener in ("a", "an", "the") and not {noun.text.lower()} & (ONLY_ONE | KNOWN | OF_TIME)
        if not is_one or named & set(whole) or (opener == "the" and is_title(noun.text)) or tree.hanging(subject, "relcl", "conj", "appos"):
            continue
        joined = tree.hanging(verb, "conj", "cc", "advcl", "parataxis", "ccomp", "xcomp", "punct", "mark")
        deed = [word for word in tree.under(verb, [subject, *joined]) if word > subject]
        is_close = (
            bool(deed) and all(run == [*range(run[0], run[-1] + 1)] for run in (whole, deed)) and tree.words[deed[0]].tag in _OPENS_DEED
        )
        is_plain = is_close and not any(tree.words[word].tag in ("PRP", "PRP$", ":", "``", "''") for word in deed)
        comma = "," if "," in [tree.words[word].text for word in deed] else ""
        if is_plain and named & set(deed) and len(deed) <= _LONGEST_DEED:
            told[subject] = (
                f"{_definite(tree.wording(whole))} {'who' if is_title(noun.text) or noun.text.lower() in _PEOPLE else 'that'} {tree.wording(deed)}{comma}".replace(
                    "The ", "the ", 1
                )
            )
    return told


def introduced_as(known: list[Introduction], kind: str, before: int) -> str | None:
    """The only fuller phrase for "the …" ahead of a word; None if there is none, or more than one may be meant."""
    ahead = [introduction for introduction in known if introduction.at < before]
    kinds = {kind} if any(introduction.kind == kind for introduction in ahead) else _CLASSES.get(kind, {kind})
    fitting = {
        f"the building of {introduction.words}"
        if kind == "building" and introduction.kind in _USERS and introduction.words
        else introduction.words
        for introduction in ahead
        if introduction.kind in kinds
    }
    return fitting.pop() if len(fitting) == 1 and "" not in fitting else None


def is_bare(tree: Tree, noun: int) -> bool:
    """Whether a noun has nothing but "the" with it; a clause after it does not say which it is, a name set beside it does."""
    beside = tree.hanging(noun, "relcl", "acl", "punct", "cc", "conj", "case")
    words = [tree.lower(word) for word in tree.under(noun, beside)]
    return tree.words[noun].tag in ("NN", "NNS") and len(words) == 2 and words[0] in _BARE


def named_kind(tree: Tree, name: int) -> list[int]:
    """The words of "the landlord," before a name set beside it by commas, and the comma after: the name alone says who it is."""
    noun, under = tree.words[name].head, tree.under(name)
    first, after = under[0], under[-1] + 1
    if (
        tree.words[name].role != "appos"
        or tree.words[name].tag != "NNP"
        or not tree.words[first].text[:1].isupper()
        or first != noun + 2
        or tree.words[noun + 1].text != ","
        or after >= len(tree.words)
        or tree.words[after].text != ","
        or [tree.lower(word) for word in range(max(0, noun - 1), noun)] != ["the"]
        or tree.words[noun].tag != "NN"
    ):
        return []
    return [noun - 1, noun, noun + 1, after]


def _whole(tree: Tree, noun: int, named: set[int]) -> list[int]:
    """A noun with what tells which it is: "the Tolmen Bridge", "a furniture depot on the edge of Tessmark"."""
    whole = {*phrase(tree, noun)}
    for link in tree.hanging(noun, "prep"):
        under = tree.under(link)
        if link > noun and named & set(under):
            whole |= {*under}
    return sorted(whole)


def _definite(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"the {rest}" if first.lower() in _ARTICLES else words
