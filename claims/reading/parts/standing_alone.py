"""Whether the words of a part all mean something without the rest of its sentence. If that is unsure, they do not."""

import re

from claims.english.calendar_words import DAYS, MONTHS
from claims.english.given_names import MEN, WOMEN
from claims.english.offices import bare, is_title
from claims.english.trees import Tree
from claims.reading.parts.nouns import NOUNS, OF_TIME
from claims.reading.parts.units import LARGE, harms, is_age, shares_unit
from claims.reading.speech.voices import is_human

_PERSONS = frozenset(("he", "she", "him", "his", "her", "hers", "himself", "herself"))
_THINGS = frozenset(("it", "its", "itself"))
_SEVERAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_NEEDS_MORE = frozenset(
    "you your yours one another ones others latter rest remainder same such this that these those which whom whose".split()
)
# Counts or sorts something that is not named: "some turned up", "three have been seized", "half of them".
_QUANTITIES = frozenset(
    "some many most few all none neither both each several half more less fewer any every either others another much enough".split()
)
_FRACTIONS = frozenset("third quarter fifth sixth tenth majority minority".split())
_TIMES = (
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|decades?|mornings?|evenings?|nights?|springs?|summers?|autumns?|winters?|seasons?)"
)
_UNANCHORED = re.compile(
    r"(?i)\b(?:since then|by then|until then|back then|at the time|that (?:day|week|month|year|time)|afterwards|thereafter|instead|the other|by contrast"
    r"|in turn|likewise|half as \w+|twice as \w+|as well|for doing so|does so|did so|in (?:his|her|its|their) (?:place|stead))\b(?! (?:than|of|as))"
)
_LATER = re.compile(
    rf"(?i)\b{_TIMES} (?:(?:later|earlier|afterwards)\b(?! than)|(?:before|after)(?=\W*$|,))|\bthe (?:next|following|same|previous) {_TIMES}\b"
)
_COMPARED = re.compile(r"\b(?:from|than|with|against|on) (?:[\w$€£.,]+ ){0,4}an? $")  # "up from 27 million a year earlier"
_TIME = re.compile(rf"\b[12][0-9]{{3}}\b|(?i:\b(?:{'|'.join((*DAYS, *MONTHS))}|yesterday|after|when|last|ago)\b)")
_NOBODY = frozenset("nobody none nothing everyone everybody everything someone somebody something anyone anybody anything".split())
_OF_PLACE = frozenset("in at to near from off across through around outside into".split())


def is_anchored(part: Tree) -> bool:
    """Whether "six years later" has the time in its part from which it counts, or compares figures ("from 27 million a year earlier")."""
    return all(
        _TIME.search(part.text, 0, later.start()) or _COMPARED.search(part.text[: later.start()]) for later in _LATER.finditer(part.text)
    )


def is_clear_alone(part: Tree) -> bool:
    """Whether no word of a part points to something before it: no "she" without a name, no "instead"."""
    return not _UNANCHORED.search(part.text) and is_anchored(part) and all(_is_clear(part, word) for word in range(len(part.words)))


def _is_clear(part: Tree, word: int) -> bool:
    """Whether a word means something without the rest of the sentence."""
    low, tag, role = part.lower(word), part.words[word].tag, part.words[word].role
    if part.is_quoted(word):
        return True
    if low in _PERSONS | _THINGS | _SEVERAL and tag in ("PRP", "PRP$"):
        is_counted = low == "them" and part.lower(part.words[word].head) == "of"  # "lead in 87 of them"
        is_second = low == "it" and any(part.lower(part.subject(verb) or 0) == "it" for verb in _acts_on(part, word))
        return role == "expl" or (_is_named_before(part, word) and not is_counted and not is_second)
    if low == "here" or (low == "there" and part.is_place(word)):
        return False
    if low == "one" and _is_the_one(part, word):
        return any(noun.tag in ("NN", "NNS") for noun in part.words[:word])
    if low == "then" and word == 0:  # "since then", without its "since"
        return False
    if low in _NEEDS_MORE:
        return (
            _is_conjunction(part, word)
            or (low == "rest" and role == "compound")
            or (low == "those" and _is_those_who(part, word))
            or (role == "det" and low in ("this", "these", "another"))
            or (low == "one" and (role == "nummod" or bool(part.hanging(word, "prep", "relcl"))))  # not "the old one"
        )
    if low == "both" and role in ("det", "predet"):  # "Both countries claim the lake"
        return any(part.words[name].tag == "NNP" and part.hanging(name, "conj") for name in range(len(part.words)))
    if low == "half" and part.lower(part.words[word].head) == "by":
        return True
    if low in _QUANTITIES and role in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return bool(part.hanging(word, "prep", "relcl", "det", "amod", "nummod"))
    if low in _NOBODY and role in ("nsubj", "nsubjpass"):  # "nobody died": where?
        return len(part.below[part.words[word].head]) > 4 or bool(part.below[word])
    if low in _FRACTIONS and role in ("nsubj", "nsubjpass") and part.hanging(word, "det"):  # "a third was lost": of what?
        return bool(part.hanging(word, "prep"))
    if tag == "JJS" and part.hanging(word, "det") and not part.hanging(word, "prep", "relcl", "acl", "npadvmod"):  # "Kolm is the largest"
        return False
    if (
        role == "pobj" and low in ("first", "second", "third") and not (low == "third" and part.hanging(word, "det"))
    ):  # "in its second"; "by a third"
        return False
    if tag == "CD" and role in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return (
            bool(part.hanging(word, "prep"))
            or shares_unit(part, word)
            or (role == "pobj" and is_age(part, word))
            or (role in ("nsubj", "nsubjpass") and part.lower(0) == "of" and "," in [part.words[at].text for at in range(word)])
            or (role in ("dobj", "pobj") and (not low.isalpha() or low in LARGE or harms(part, word)))
        )
    return not (low == "since" and role == "advmod")


def _is_the_one(part: Tree, word: int) -> bool:
    """Whether "the one in Avel" stands for a thing of a kind that was named before."""
    return any(part.lower(before) == "the" for before in part.hanging(word, "det")) and not part.hanging(word, "amod", "compound")


def _is_those_who(part: Tree, those: int) -> bool:
    """Whether "those" are people of a kind ("those who voted", "those with a ticket"), or things that the part names before: "fees in Avel and those in Lerum"."""
    is_of_place = any(part.lower(link) in ("of", *_OF_PLACE) for link in part.hanging(those, "prep"))
    if is_of_place:
        return any(part.words[noun].tag in ("NNS", "NNPS") for noun in range(those))
    return bool(part.hanging(those, "prep", "relcl", "acl"))


def _is_conjunction(part: Tree, word: int) -> bool:
    """Whether "that" or "which" opens a clause within the part, with its noun before it."""
    low, role = part.lower(word), part.words[word].role
    if low == "that":
        return role == "mark" or (role in ("nsubj", "nsubjpass", "dobj") and part.words[word].tag == "WDT")
    if low in ("which", "whom", "whose"):
        return _is_in_relative(part, word) and any(part.words[number].tag in NOUNS for number in range(word))
    return low == "such" and role == "amod"


def _is_in_relative(part: Tree, word: int) -> bool:
    while part.words[word].head != word:
        if part.words[word].role in ("relcl", "ccomp", "pcomp"):
            return True
        word = part.words[word].head
    return False


def _is_named_before(part: Tree, pronoun: int) -> bool:
    """Whether a noun before a pronoun within the part can be what it means; the object of a verb is not its subject."""
    low, acts = part.lower(pronoun), _acts_on(part, pronoun)
    is_of_time = part.words[pronoun].role == "poss" and part.lower(part.words[pronoun].head) in OF_TIME
    for number in range(pronoun):
        word = part.words[number]
        if word.tag not in NOUNS or word.role in ("compound", "npadvmod", "punct") or part.lower(number) in OF_TIME:
            continue
        is_own_subject = word.head in acts and word.role in ("nsubj", "nsubjpass")
        if is_of_time and word.role not in ("nsubj", "nsubjpass", "dobj"):  # "went up in Avel in its first year": the law's
            continue
        is_place = word.role == "pobj" and part.lower(word.head) in _OF_PLACE
        is_many = word.tag in ("NNS", "NNPS")
        fits_many = is_many or bool(part.hanging(number, "conj"))
        fits = fits_many if low in _SEVERAL else (not is_many or (word.tag == "NNPS" and low in _THINGS))
        is_person = low in _THINGS and (
            is_title(word.text) or any(is_title(part.words[near].text) for near in part.hanging(number, "compound"))
        )
        sex = WOMEN if low in ("he", "him", "his") else MEN if low in ("she", "her") else ()
        is_person |= any(bare(part.words[near].text) in sex for near in (number, *part.hanging(number, "compound")))
        is_body = low in _PERSONS and word.tag.startswith("NNP") and bool(part.hanging(number, "det"))  # "the Green League"
        is_around = (
            low == "it" and word.role != "nsubj" and part.words[pronoun].role == "dobj" and (is_place or pronoun in part.under(number))
        )
        if (
            fits
            and not is_own_subject
            and not is_person
            and not is_around
            and not (low in _PERSONS and (is_place or is_body or _is_thing(part, number)))
        ):
            return True
    return False


def _acts_on(part: Tree, pronoun: int) -> list[int]:
    """The verbs whose subject a pronoun cannot mean, which would be "itself": "paid" of "Avel paid for it", "wants to lower" of "wants to lower it"."""
    word = part.words[pronoun]
    if word.role not in ("dobj", "dative", "pobj") or (word.role == "pobj" and part.lower(word.head) not in ("for", "to", "of", "about")):
        return []  # but "took with him" does
    verb = part.words[word.head].head if word.role == "pobj" else word.head
    verbs = [verb]
    while part.words[verb].role == "xcomp" and part.words[verb].head not in verbs:
        verb = part.words[verb].head
        verbs.append(verb)
    return verbs


def _is_thing(part: Tree, noun: int) -> bool:
    """Whether a noun is not a person: a common noun that is not an office, trade or relative."""
    return part.words[noun].tag == "NN" and not is_human(part.lower(noun))
