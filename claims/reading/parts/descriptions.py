"""Phrases beside a noun that state a fact about it: ", 34,", ", home to 40 vineyards,", ", which Serbia does not recognise,", "Founded in 1921, …"."""

import re
from collections.abc import Iterator

from claims.english.trees import Tree
from claims.reading.parts.joints import SPEECH, WITHOUT_OBJECT, follows_somebody, is_set_in, only_links, trimmed

_Words = tuple[int | str, ...]

_AT_ALL_TIMES = frozenset("former home located based one".split())
_LASTING = frozenset("known called nicknamed named based located owned situated married".split())
_HOLDING = frozenset("led headed chaired run governed ruled backed supported staffed managed".split())
_OVER = frozenset("died closed burned burnt sank drowned collapsed demolished destroyed dissolved abolished shut ended sold killed".split())
_LEFT = frozenset("resigned quit retired stepped dismissed sacked".split())  # an office
_LIVING = 1930  # a year; of what is told from before it, nothing need hold today
_HAS_DIED = re.compile(r"\(\d{4}\s?[–-]\s?\d{4}\)|\bburied\b")
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
_AT_PLACE = frozenset(("in", "at", "on"))

_STATE_OPENERS = frozenset("now once still formerly long already currently".split())
_DESCRIBING = ("VBN", "VBD", "JJ", "JJS", "DT", "NN", "NNS")
_COMMAS = (",", "—", "–", "(")


def between_commas(tree: Tree, subject: int, verb: int) -> tuple[int, int] | None:
    """The first word and the end (exclusive) of such a phrase, without its commas; None if there is none."""
    first_of_verb = min([verb, *(word for word in tree.hanging(verb, "aux", "auxpass", "neg", "advmod") if word > subject)])
    end = first_of_verb - 1
    if end <= subject or tree.words[end].text not in (",", "—", "–", ")"):
        return None
    comma = next((word for word in range(subject + 1, end) if tree.words[word].text in _COMMAS), None)
    if comma is None or end - comma < 2 or not _describes(tree, comma + 1, end, subject) or follows_somebody(tree, comma):
        return None
    return comma + 1, end


def _describes(tree: Tree, start: int, end: int, subject: int) -> bool:
    words = tree.words[start:end]
    if len(words) == 1:  # ", 34,"
        return words[0].tag == "CD" and words[0].text.isdigit() and int(words[0].text) < 120 and tree.words[subject].tag == "NNP"
    if any(word.tag in ("VBZ", "VBP", "MD", "WDT", "WP", "WP$", "WRB") for word in words) or tree.is_quoted(start):
        return False
    return words[0].tag in _DESCRIBING or words[0].text.lower() in _STATE_OPENERS


def be(tree: Tree, subject: int, verb: int, first: int) -> str:
    """The "is" or "was" that the phrase needs: "was" after a participle and for what no longer exists."""
    many = tree.words[subject].tag in ("NNS", "NNPS") or any(word < first for word in tree.hanging(subject, "conj"))
    if any(tree.lower(word) == "since" for word in range(first, verb)):  # ", silent since the fire,", ", head of the school since 2016,"
        return "have been" if many else "has been"
    return _being(is_past=_is_past(tree, verb, first), many=many)


def _being(*, is_past: bool, many: bool) -> str:
    return {(True, True): "were", (True, False): "was", (False, True): "are", (False, False): "is"}[is_past, many]


def is_tense_unsure(tree: Tree, verb: int, first: int) -> bool:
    """Whether nothing says if a description still holds: "founded Nuvia, a maker of pumps, in 2016". It then stays with its clause."""
    is_time_told = any(tree.lower(word) in ("since", "still", "now", "once", "formerly") for word in tree.under(first))
    is_long_ago = any(int(year[0]) < _LIVING for year in _YEAR.finditer(tree.text))
    is_over = is_long_ago or any(word.text.lower() in _OVER | _LEFT for word in tree.words) or bool(_HAS_DIED.search(tree.text))
    return not is_time_told and not is_over and tree.words[first].tag not in ("VBN", "VBD") and _is_past(tree, verb, first)


def _is_past(tree: Tree, verb: int, first: int) -> bool:
    described = [tree.lower(word) for word in range(first, min(first + 4, len(tree.words)))]
    if _HAS_DIED.search(tree.text):
        return True
    if described[0] in _LASTING and tree.lower(verb) not in _OVER:
        return False
    if described[0] in ("once", "formerly") or tree.words[first].tag in ("VBN", "VBD"):
        return True
    if tree.words[first].tag == "CD" or described[0] in ("now", "still"):
        return False
    lasts = _AT_ALL_TIMES & set(described) or any(word.tag in ("JJS", "RBS") for word in tree.words[first : first + 4])
    helpers = [tree.words[word].tag for word in tree.hanging(verb, "aux", "auxpass")]
    is_told_in_past = tree.words[verb].tag == "VBD" or "VBD" in helpers
    if tree.lower(verb) in SPEECH:  # "said Ada Lind, head of the school in Avel": she is
        return False
    # What happened lately leaves people as they are: "Ada Lind, a nurse from Orm, was elected on Saturday".
    is_history = _YEAR.search(tree.text) is not None or any(word.text.lower() in _OVER for word in tree.words)
    is_history |= tree.lower(verb) in ("was", "were")
    return is_told_in_past and is_history and (not lasts or tree.lower(verb) in _OVER)


def name_of(tree: Tree, noun: int, left_out: list[int]) -> list[int | str]:
    """The words of the noun that the fact is about: "the port of Avel", without the phrases beside it."""
    return list(trimmed(tree, [word for word in tree.under(noun, left_out) if word <= noun or _is_of_name(tree, word, noun)]))


def _is_of_name(tree: Tree, word: int, noun: int) -> bool:
    while tree.words[word].head not in (noun, word):
        word = tree.words[word].head
    is_close = tree.words[word].role == "acl" and tree.words[min(tree.under(word)) - 1].text != ","  # "a tooth found at Avel in 2015"
    return is_close or tree.words[word].role in ("prep", "case", "flat", "compound", "nummod")


def opened(tree: Tree, word: int, verb: int, frame: _Words) -> tuple[_Words, tuple[int, ...]]:
    """What an opening participle says about the subject: it was founded, it had lost. The words of the fact, and those of the sentence in it."""
    having = [helper for helper in tree.hanging(word, "aux") if tree.lower(helper) == "having"]
    many = tree.words[tree.subject(verb) or 0].tag in ("NNS", "NNPS")
    own = trimmed(tree, tree.under(word, having))
    first = tree.words[own[0]]
    start = first.text if first.tag.startswith("NNP") else tree.lower(own[0])
    helper = "had" if having else _being(is_past=True, many=many)
    return (*frame, helper, start, *own[1:]), tuple(trimmed(tree, tree.under(word)))


def told_of(tree: Tree, word: int, noun: int, name: list[int | str], main: int) -> Iterator[tuple[int, _Words, tuple[int, ...]]]:
    """The facts of ", owned by Dray since 2009," and ", the mayor of Avel,": the word of each, its words, and those of the sentence in it."""
    is_participle = tree.words[word].role == "acl"
    many = tree.words[noun].tag in ("NNS", "NNPS") or bool(tree.hanging(noun, "conj"))
    whole = tree.under(word)
    being = _being(is_past=is_participle or _is_past(tree, main, whole[0]), many=many)
    if any(tree.lower(number) == "since" for number in tree.under(word, [deep for deep in whole if tree.words[deep].role == "relcl"])):
        being = "have been" if many else "has been"
    row = tree.hanging(word, "conj") if is_participle and tree.hanging(word, "cc") else []
    joined = [number for number in row if tree.words[number].tag in ("VBN", "VBD")]
    deeper = [number for number in whole if number != word and is_set_in(tree, number)]
    for part in (word, *joined):
        aside = _without_time(tree, tree.under(part, [*deeper, *(number for number in joined if number != part)]))
        lasts = [number for number in aside if tree.lower(number) in ("still", "now")]
        own = tuple(trimmed(tree, [number for number in aside if number in lasts or not only_links(tree, number, part, joined)]))
        lasts += [
            number
            for number in own[:2]
            if tree.lower(number) in _LASTING and tree.lower(main) not in _OVER and not _HAS_DIED.search(tree.text)
        ]
        lasts += [number for number in own[:1] if tree.lower(number) in _HOLDING and _is_told_in_present(tree, main)]
        being = _being(is_past=False, many=many) if lasts and being in ("was", "were") else being
        is_act = is_participle and tree.lower(part) in WITHOUT_OBJECT  # ", reopened in May"
        yield part, (*name, *(() if is_act else (being,)), *own), own


def _is_told_in_present(tree: Tree, verb: int) -> bool:
    """Whether a sentence tells of today: "Orm Tools, led by Ada Lind, has sold a mill"."""
    return tree.words[verb].tag in ("VBZ", "VBP") or any(
        tree.words[word].tag in ("VBZ", "VBP") for word in tree.hanging(verb, "aux", "auxpass")
    )


def _without_time(tree: Tree, aside: list[int]) -> list[int]:
    """A phrase without what goes on after its comma: ", its oldest ship, in 2027"."""
    comma = next((word for word in aside[1:-1] if tree.words[word].text == "," and tree.words[word + 1].role == "prep"), None)
    return aside if comma is None else [word for word in aside if word < comma]


def relative(tree: Tree, verb: int, word: int, name: list[int | str]) -> _Words | None:
    """ ", which Serbia does not recognise" of Kosovo: "Serbia does not recognise Kosovo". ``word`` is the "which"; None if it is unclear."""
    role, head = tree.words[word].role, tree.words[word].head
    own = [number for number in tree.under(verb) if number != word]
    if role == "poss":
        return (*name, _possessive(tree, name), *trimmed(tree, own))
    if role == "pobj" and head != verb:
        return _after_preposition(tree, verb, head, word, name)
    if role == "dobj" and not tree.hanging(verb, "oprd", "ccomp", "xcomp"):
        after = max([verb, *tree.hanging(verb, "prt")])
        kept = trimmed(tree, own)
        return (*[number for number in kept if number <= after], *name, *[number for number in kept if number > after])
    last = name[-1]
    if own and tree.words[own[-1]].tag == "NN" and [tree.lower(number) for number in tree.below[own[-1]]] == ["the"]:
        return None  # "where divers will inspect the hull" of some ship
    if role == "advmod" and tree.lower(word) == "where" and isinstance(last, int) and tree.words[last].tag.startswith("NN"):
        before = next(
            (number for number in (tree.words[noun].head for noun in name if isinstance(noun, int)) if tree.words[number].tag == "IN"), None
        )
        return (*trimmed(tree, own), tree.lower(before) if before is not None and tree.lower(before) in _AT_PLACE else "in", *name)
    return None


def _after_preposition(tree: Tree, verb: int, preposition: int, word: int, name: list[int | str]) -> _Words:
    """ "Of which 130 never left" of the 400 buses: "130 of the 400 buses never left"."""
    phrase = [number for number in tree.under(preposition) if number != word]
    kept = trimmed(tree, [number for number in tree.under(verb) if number != word and number not in phrase])
    counted = tree.words[preposition].head if tree.words[preposition].head != verb else tree.subject(verb)
    if tree.lower(preposition) == "of" and counted in kept and counted < verb:
        bare = name[1:] if isinstance(name[0], int) and tree.words[name[0]].tag == "DT" else name
        end = kept.index(counted) + 1
        return (*kept[:end], "of the", *bare, *kept[end:])
    return (*kept, *phrase, *name)


def _possessive(tree: Tree, name: list[int | str]) -> str:
    last = name[-1]
    return "’" if isinstance(last, int) and tree.words[last].text.endswith("s") and tree.words[last].tag == "NNS" else "’s"
