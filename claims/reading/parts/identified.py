"""Whether a part says which storm, firm or driver it means: alone, "The driver broke an arm" could be about anyone.

Every "the …" and "this …" of a part, wherever it stands, must be explained by the part itself: by a name, by what follows it ("the price of salt"), or by
everybody's knowledge ("the sun"). A part is not offered when that is unsure.
"""

import re
from collections.abc import Iterable

from claims.english.trees import Tree
from claims.english.word_lists import words
from claims.reading.parts.clauses import Clause
from claims.reading.parts.complements import lacks_complement
from claims.reading.parts.nouns import KNOWN, NOUNS, OF_TIME, ONLY_ONE, names
from claims.reading.parts.units import LARGE, harms, is_age, lacks_time, shares_unit
from claims.reading.speech.voices import is_human

_POINTING = frozenset(("the", "this", "that", "these", "those"))
_FIRST_PERSON = frozenset("i me my mine we us our ours myself ourselves".split())
_ONLY_ONE_SUCH = frozenset((("prime", "minister"), ("central", "bank"), ("death", "penalty")))
# "The price of salt"; "blamed the closures on a shortage" is no phrase.
_TELLING = frozenset("of against between about among behind".split())
_NEXT = frozenset("of in at near the".split())
_SUPERLATIVE = frozenset("first last only most least".split())
_ORDINAL = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last next following same previous".split())
_SENT = frozenset("ambassador ambassadors envoy envoys consul consuls".split())
_NOT_COMPARED = frozenset("older younger elder lower upper".split())  # "older people"
_OF_A_BODY = words(
    "chairman chairwoman chair treasurer secretary president vice-president director head leader captain coach speaker chancellor chief"
)
_CHANGES = words(
    "fell rose dropped grew climbed sank shrank increased decreased declined jumped slipped fallen risen dropped grown climbed stood stands"
)
_MONEY_OR_PERCENT = frozenset("$ € £ % percent".split())


def says_which(tree: Tree, fact: Clause, part: Tree, before: Tree) -> bool:
    """Whether everything that tells what a part is about is in the part. ``part`` is the tree of its wording, ``before`` that of the text before."""
    is_about_us = bool(before.words) and any(part.lower(word) in _FIRST_PERSON for word in _spoken(part))
    return (
        not is_about_us
        and not any(_lacks_body(part, word) for word in range(len(part.words)))
        and all(_is_told(part, word) and not _is_bare_figure(part, word) and not _is_compared(part, word) for word in _spoken(part))
        and _says_where(tree, fact, part, before)
        and not _leans_on_earlier(tree, fact, part, before)
        and not any(lacks_complement(part, word) or _is_short_form(part, word, (tree, before)) for word in _spoken(part))
        and not lacks_time(tree, fact.words, fact.own)
    )


def _spoken(part: Tree) -> list[int]:
    """The words that are not in quotation marks, which are somebody else's."""
    return [word for word in range(len(part.words)) if not part.is_quoted(word)]


def _says_where(tree: Tree, fact: Clause, part: Tree, before: Tree) -> bool:
    """Whether a part names anybody or any place; if not, no text before it and no rest of its sentence may."""
    if any(part.words[word].text in tree.text + before.text for word in names(part)):  # not "Records" of "since records began"
        return True
    return not before.words and set(names(tree)) <= {*fact.words, *fact.reporter}


def _leans_on_earlier(tree: Tree, fact: Clause, part: Tree, before: Tree) -> bool:
    """Whether a clause about somebody new says no name of those before it: "Orm School closed, but head teacher Ada Lind said pupils …"."""
    subject = tree.subject(fact.opener)
    if (
        fact.reporter
        or tree.words[fact.opener].role != "conj"
        or subject is None
        or subject not in fact.own
        or tree.words[subject].tag not in NOUNS
    ):
        return False
    earlier = {tree.words[word].text for word in names(tree) if word < fact.own[0]}
    if not earlier and tree.words[subject].tag in ("NN", "NNS"):  # "[Orm is an island.] It has no doctor, and patients are flown to Avel."
        earlier = {before.words[word].text for word in names(before)}
    return bool(earlier) and not earlier & {word.text for word in part.words}


def _is_short_form(part: Tree, word: int, texts: Iterable[Tree]) -> bool:
    """Whether "the Office" is short for a name that the text has in full and the part does not: "the Office for Rural Roads"."""
    if part.words[word].tag != "NNP" or part.lower(word - 1) != "the" or part.hanging(word, "compound", "prep", "appos", "poss"):
        return False
    if part.words[word].role == "compound" or (part.words[word + 1 : word + 2][-1:] and part.words[word + 1].tag in NOUNS):
        return False
    same = [(text, number) for text in texts for number, name in enumerate(text.words) if name.text == part.words[word].text]
    return any(_has_full_name(text, number) for text, number in same)


def _has_full_name(text: Tree, number: int) -> bool:
    links = [link for link in text.hanging(number, "prep") if text.lower(link) in ("of", "for")]
    return any(text.words[name].tag in ("NNP", "NNPS") for link in links for name in text.hanging(link, "pobj"))


def _lacks_body(part: Tree, word: int) -> bool:
    """Whether somebody becomes chairman or brewmaster, or is an ambassador, and the part does not say of what or to whom."""
    if part.words[word].tag == "NN" and part.lower(word) in _SENT and not part.hanging(word, "amod", "compound"):
        return not part.hanging(word, "prep")
    if _is_bare_office(part, word):
        return True
    if part.lower(word) not in _OF_A_BODY or part.words[word].tag != "NN":
        return False
    links = [link for link in part.hanging(word, "prep") if part.lower(link) in ("of", "at", "for", "in", "to")]
    is_of = any(part.lower(thing) != "staff" for link in links for thing in part.hanging(link, "pobj"))
    is_role = part.words[word].role in ("attr", "oprd") or (part.words[word].role == "pobj" and part.lower(part.words[word].head) == "as")
    return is_role and not is_of and not part.hanging(word, "poss", "compound")


def _is_bare_office(part: Tree, word: int) -> bool:
    """Whether somebody acts "as brewmaster", and nothing says where."""
    link = part.words[word].head
    if part.words[word].tag != "NN" or part.words[word].role != "pobj" or part.lower(link) != "as" or word != link + 1:
        return False
    verb = part.words[link].head
    follows = [near for near in part.hanging(verb, "prep") if near > word]
    is_placed = any(part.lower(near) in ("of", "at", "in", "for", "to") and names(part) for near in (*part.hanging(word, "prep"), *follows))
    return part.is_verb(verb) and verb < link and is_human(part.lower(word)) and not is_placed and not part.hanging(word, "prep")


def _is_told(part: Tree, noun: int) -> bool:
    """Whether a noun after "the" or "this" says which one it is; any other word does."""
    pointing = [part.lower(word) for word in part.hanging(noun, "det") if part.lower(word) in _POINTING]
    pointing += ["the" for word in part.hanging(noun, "poss") if part.lower(word) in OF_TIME]  # "this year's production": whose?
    if not pointing or part.words[noun].role in ("mark", "advmod"):
        return True
    if part.lower(noun) == "old" and any(part.lower(word) == "year" for word in part.below[noun]):
        return any(word < noun for word in names(part))  # "Ola Brun won when the 14-year-old …"
    low, phrase = part.lower(noun), part.under(noun)
    if set(names(part)) & (set(phrase) - set(_after_comma(part, noun)) | _named_next(part, noun)):
        return True
    if low in ("women", "men") and part.words[noun].role == "poss":
        return True  # "the women's marathon"
    if low in OF_TIME or low == "time":
        return low in ("century", "time") or not any(_is_ordinal(part, word) for word in part.below[noun])  # "the 58th minute": of what?
    if pointing[0] != "the":
        return False
    if low in KNOWN or (low == "end" and part.lower(part.words[noun].head) == "in"):
        return True
    is_of_place = low in ONLY_ONE or (noun > 0 and (part.lower(noun - 1), low) in _ONLY_ONE_SUCH)
    return (is_of_place and bool(names(part))) or _is_described(part, noun)


def _is_described(part: Tree, noun: int) -> bool:
    """Whether what follows a noun says which: "the homes built in May", "the price of salt", "the oldest on the coast"."""
    is_top = part.words[noun].tag == "JJS" or any(
        part.words[word].tag in ("JJS", "RBS") or part.lower(word) in _SUPERLATIVE for word in part.hanging(noun, "amod")
    )
    if is_top and part.hanging(noun, "prep", "relcl", "acl", "npadvmod"):
        return True
    # "The duty on diesel"; but "blamed the closures on a shortage".
    is_on = any(
        part.lower(word) == "on" and not any(part.hanging(thing, "det", "poss") for thing in part.hanging(word, "pobj"))
        for word in part.hanging(noun, "prep")
    )
    is_acted_on = is_on or any(part.words[word].tag in ("VBN", "VBG") for word in part.hanging(noun, "acl"))
    return (
        is_acted_on
        or bool(part.hanging(noun, "relcl"))
        or any(part.lower(word) in _TELLING for word in part.hanging(noun, "prep"))
        or any(_is_owner(part, word) for word in part.hanging(noun, "poss"))
    )


def _is_owner(part: Tree, word: int) -> bool:
    return part.words[word].tag in NOUNS and not part.hanging(word, "det")


def _after_comma(part: Tree, noun: int) -> list[int]:
    """A name set beside a noun by a comma: "the operator, Dray Rail" does not say what it operates."""
    beside = [part.under(word) for word in part.hanging(noun, "appos")]
    return [word for phrase in beside if part.words[phrase[0] - 1].text in (",", "–", "—") for word in phrase]


def _named_next(part: Tree, noun: int) -> set[int]:
    """What comes right after "the fee in", "the probe", wherever the parser attaches it."""
    after = noun + 1
    while part.words[after : after + 1] and part.lower(after) in _NEXT:
        after += 1
    return {after}


def _is_ordinal(part: Tree, word: int) -> bool:
    low = part.lower(word)
    return low in _ORDINAL or (low[:1].isdigit() and low.endswith(("st", "nd", "rd", "th")))


def _is_bare_figure(part: Tree, word: int) -> bool:
    """Whether a figure counts something that the part does not tell: "Avel lost 350", "started work on 26,900"."""
    figure = part.words[word]
    # "Turned away 73" is read like "waited 20 days".
    counts_nothing = figure.role == "npadvmod" and part.is_verb(figure.head) and figure.head < word
    if (
        figure.tag != "CD"
        or not (figure.role in ("dobj", "pobj") or counts_nothing)
        or part.hanging(word, "prep")
        or _is_money(part, word)
        or harms(part, word)
        or shares_unit(part, word)
    ):
        return False
    following = part.words[word + 1 : word + 2]
    if part.lower(word) in LARGE or re.search(r"[:–-]", figure.text):
        return False  # "for 240 million": of money, as its sentence says; "2:24:11", "3–1"
    if part.lower(figure.head) in ("from", "to", "at", "by") and _is_measured(part):
        return False
    is_year = figure.text.isdigit() and int(figure.text) in range(1000, 2200)
    is_unit = bool(following) and (following[0].tag in NOUNS or following[0].text in _MONEY_OR_PERCENT)
    return not (is_year or is_unit or is_age(part, word) or part.lower(figure.head) == "voted")


def _is_measured(part: Tree) -> bool:
    """Whether the subject is a number that changes: "visitor numbers fell from 48,000 to 19,000"."""
    return any(part.lower(root) in _CHANGES and part.subject(root) is not None for root in part.roots())


def _is_money(part: Tree, figure: int) -> bool:
    return any(part.words[word].text in _MONEY_OR_PERCENT for word in (*part.below[figure], figure - 1) if word >= 0)


def _is_compared(part: Tree, word: int) -> bool:
    """Whether "higher" of "higher fees" and "are a third lower" leaves out than what."""
    is_more = part.words[word].tag == "JJR" and part.words[word].role in ("amod", "acomp", "attr")
    is_kind = part.words[word].role == "amod" and part.lower(word) in _NOT_COMPARED
    return is_more and not is_kind and "than" not in part.text.lower().split()
