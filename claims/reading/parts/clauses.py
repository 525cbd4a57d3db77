"""Which clauses of a sentence state a fact of their own, and what each borrows from the others: a subject, a verb's helper, a name.

Clauses joined by "and", "but", ";" or "while", those after ", which", those in "owned by …," or ", the mayor of …," between commas. Not the
ones after "if" or "that": they are not stated by themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.english.inflection import past_of
from claims.english.trees import Tree
from claims.reading.parts.appositions import be, between_commas
from claims.reading.parts.joints import (
    SPEECH,
    follows_comma,
    is_comma,
    is_conditional,
    is_set_in,
    makes_clause,
    noun_of,
    only_links,
    opening_participles,
    relative_of,
    spliced,
    states_fact_beside,
    trimmed,
)

_LED_TO = frozenset("making bringing taking meaning giving leaving forcing causing killing injuring wounding including following".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """A fact: the words that are its own, and, before them, what it borrows. ``words`` are numbers of words, or text that stands between them."""

    words: tuple[int | str, ...]
    own: tuple[int, ...]
    subject: int | None  # the word that the fact is told of, where it is one of the clause's own


def clauses(tree: Tree) -> list[Clause]:
    """The facts of a sentence in the order of their verbs."""
    stated: list[tuple[int, Clause]] = []
    for root in tree.roots():
        reported = _said(tree, root)
        stated += _facts(tree, reported, (), ())
        if reported != root:  # "said the mine was flooded, adding that eleven men were missing"
            stated += [fact for word in _added(tree, root) for fact in _facts(tree, word, (), ())]
    return [clause for _, clause in sorted(stated, key=lambda pair: pair[0])]


def _said(tree: Tree, root: int) -> int:
    """The verb of what somebody said, where the sentence reports it; else the root itself."""
    if tree.lower(root) in SPEECH and not tree.hanging(root, "conj"):
        for verb in tree.hanging(root, "ccomp"):
            if tree.is_finite(verb) and not tree.is_quoted(verb):
                return verb
    return root


def _added(tree: Tree, root: int) -> list[int]:
    saying = [word for word in tree.hanging(root, "advcl") if tree.lower(word) in ("adding", "saying", "noting", "warning", "claiming")]
    return [verb for word in saying for verb in tree.hanging(word, "ccomp") if tree.is_finite(verb)]


def _facts(tree: Tree, verb: int, borrowed: tuple[int | str, ...], shared: tuple[int, ...]) -> Iterator[tuple[int, Clause]]:
    """The clause of a verb, then those joined to it or set into it. ``borrowed`` comes before the clause's own words."""
    doing = [word for word in tree.hanging(verb, "advcl") if tree.words[word].tag == "VBG" and follows_comma(tree, word) and word > verb]
    doing += [word for first in doing for word in tree.hanging(first, "conj") if tree.words[word].tag == "VBG" and not tree.is_finite(word)]
    joined = [
        word for head in (verb, *doing) for word in tree.hanging(head, "conj") if word not in doing and makes_clause(tree, word, verb)
    ]
    if is_conditional(tree, verb):  # "If the dam breaks, the town floods and the road is lost": nothing of it is stated alone
        joined = []
    beside = [word for word in tree.hanging(verb, "advcl", "ccomp", "parataxis") if states_fact_beside(tree, word, verb)]
    joined += [word for word in spliced(tree, verb) if word not in joined]
    if tree.subject(verb) is None and not borrowed:
        joined = [word for word in joined if tree.subject(word) is not None]
    opening = opening_participles(tree, verb)
    inner = tree.under(verb, [*joined, *beside, *doing, *opening])
    set_in = [word for number in inner for word in tree.below[number] if word in inner and is_set_in(tree, word)]
    left_out = [*joined, *beside, *doing, *set_in, *opening]
    commas = {edge for word in set_in for edge in (tree.under(word)[0] - 1, tree.under(word)[-1] + 1)}
    own = trimmed(
        tree,
        [word for word in tree.under(verb, left_out) if not only_links(tree, word, verb, left_out) and not is_comma(tree, word, commas)],
    )
    if joined and own and own[-1] == verb and tree.words[min(verb + 1, len(tree.words) - 1)].tag == "CC":  # "owns and manages the hotel"
        own += [word for part in tree.hanging(joined[0], "dobj", "prep") if part > joined[0] for word in tree.under(part)]
    subject = tree.subject(verb)
    described = between_commas(tree, subject, verb) if subject is not None else None
    if subject is not None and described is not None and not set(range(*described)) - set(own):
        name = [word for word in own if word < described[0] - 1]
        aside = tuple(range(*described))
        own = trimmed(tree, [word for word in own if not described[0] - 1 <= word <= described[1]])
        yield described[0], Clause((*name, be(tree, subject, verb, described[0]), *aside), aside, None)
    yield verb, Clause((*borrowed, *own), tuple(own), subject if not borrowed else None)
    frame = _frame(tree, verb, own, borrowed)
    for word in joined:
        if tree.subject(word) is not None:
            yield from _facts(tree, word, (), ())
        else:
            helpers = _helpers(tree, word, verb) if tree.words[word].role == "conj" else []
            yield from _facts(tree, word, (*frame, *helpers), shared)
    for word in beside:
        yield from _facts(tree, word, (), ())
    for word in doing:
        whole = trimmed(
            tree,
            [
                number
                for number in tree.under(word, [*joined, *(other for other in doing if other > word)])
                if not only_links(tree, number, word, left_out)
            ],
        )
        past = _past_of_doing(tree, word, verb, whole)
        yield word, Clause((*frame, past, *whole[1:]) if past and frame else (*borrowed, *own, ",", *whole), tuple(whole), None)
    for word in opening:
        yield word, _opened(tree, word, verb, frame)
    for word in set_in:
        noun = noun_of(tree, word)
        if noun is not None:
            yield from _told_of(tree, word, noun, left_out, verb)


def _past_of_doing(tree: Tree, doing: int, verb: int, whole: list[int]) -> str | None:
    """ "Flooded" of "burst its banks, flooding 200 houses": what the subject did; None for what its act led to, and where "it" has to be told."""
    plain = tree.words[verb].tag == "VBD" and bool(tree.hanging(verb, "dobj")) and whole[0] == doing and tree.lower(doing) not in _LED_TO
    return past_of(tree.lower(doing)) if plain and not any(tree.words[word].tag == "PRP" for word in whole) else None


def _opened(tree: Tree, word: int, verb: int, frame: tuple[int | str, ...]) -> Clause:
    """What an opening participle says of the subject: it was founded, it had lost."""
    having = [helper for helper in tree.hanging(word, "aux") if tree.lower(helper) == "having"]
    many = tree.words[tree.subject(verb) or 0].tag in ("NNS", "NNPS")
    own = trimmed(tree, tree.under(word, having))
    passive = ("were" if many else "was") if not having else "had"
    first = tree.words[own[0]]
    start = first.text if first.tag.startswith("NNP") else tree.lower(own[0])
    return Clause((*frame, passive, start, *own[1:]), tuple(trimmed(tree, tree.under(word))), None)


def _told_of(tree: Tree, word: int, noun: int, left_out: list[int], main: int) -> Iterator[tuple[int, Clause]]:
    """The fact that something set between commas tells of a noun."""
    name: list[int | str] = list(
        trimmed(tree, [number for number in tree.under(noun, left_out) if number <= noun or _within(tree, number, noun)])
    )
    if tree.words[word].role == "relcl":
        yield from _relative(tree, word, name)
        return
    whole = tree.under(word)
    dated = any(tree.words[number].tag == "CD" for number in whole)
    past = tree.words[main].tag in ("VBD", "VBN") or (tree.words[word].role == "acl" and dated)
    since = tree.words[word].role == "acl" and any(tree.lower(number) == "since" for number in whole)
    many = tree.words[noun].tag in ("NNS", "NNPS") or bool(tree.hanging(noun, "conj"))
    verb_of_being = {(True, True): "were", (True, False): "was", (False, True): "are", (False, False): "is"}[past, many]
    verb_of_being = ("have been" if many else "has been") if since else verb_of_being
    joined = [number for number in tree.hanging(word, "conj") if tree.words[number].tag == "VBN" and tree.words[word].tag == "VBN"]
    deeper = [number for number in whole if number != word and is_set_in(tree, number)]
    for part in (word, *joined):
        own = trimmed(
            tree,
            [
                number
                for number in tree.under(part, [*deeper, *(n for n in joined if n != part)])
                if not only_links(tree, number, part, joined)
            ],
        )
        yield part, Clause((*name, verb_of_being, *own), tuple(own), None)


def _within(tree: Tree, number: int, noun: int) -> bool:
    """Whether a word after a noun belongs to its name: "the port of Avel"."""
    while tree.words[number].head not in (noun, number):
        number = tree.words[number].head
    return tree.words[number].role in ("prep", "case", "flat", "compound", "nummod")


def _relative(tree: Tree, verb: int, name: list[int | str]) -> Iterator[tuple[int, Clause]]:
    """ ", which Serbia does not recognise" of Kosovo: "Serbia does not recognise Kosovo"."""
    word = relative_of(tree, verb)
    if word is None:
        return
    role, head = tree.words[word].role, tree.words[word].head
    if role in ("nsubj", "nsubjpass") and head == verb:
        rest = list(_facts_without(tree, verb, word, name))
        yield from rest
        return
    own = [number for number in tree.under(verb) if number != word]
    if role == "poss":
        whole: tuple[int | str, ...] = (*name, _possessive(tree, name), *trimmed(tree, own))
    elif role == "pobj":
        phrase = [number for number in tree.under(head) if number != word]
        counted = tree.words[head].head
        if tree.lower(head) == "of" and counted in own and counted < verb:  # "of which 130 have never left"
            kept = trimmed(tree, [number for number in own if number not in phrase])
            bare = name[1:] if isinstance(name[0], int) and tree.words[name[0]].tag == "DT" else name
            split_at = kept.index(counted) + 1
            yield verb, Clause((*kept[:split_at], "of the", *bare, *kept[split_at:]), tuple(trimmed(tree, tree.under(verb))), None)
            return
        kept = trimmed(tree, [number for number in own if number not in phrase])
        whole = (*kept, *phrase, *name)
    elif role == "dobj":
        after = max([verb, *tree.hanging(verb, "prt")])
        kept = trimmed(tree, own)
        whole = (*[number for number in kept if number <= after], *name, *[number for number in kept if number > after])
    elif role == "advmod" and (tree.lower(word) == "where") == (tree.words[name[-1]].tag != "CD" if isinstance(name[-1], int) else False):
        whole = (*trimmed(tree, own), "in", *name)
    else:
        return
    yield verb, Clause(whole, tuple(trimmed(tree, tree.under(verb))), tree.subject(verb) if role == "advmod" else None)


def _facts_without(tree: Tree, verb: int, word: int, name: list[int | str]) -> Iterator[tuple[int, Clause]]:
    for number, clause in _facts(tree, verb, (), ()):
        if word in clause.words:
            at = clause.words.index(word)
            yield number, Clause((*clause.words[:at], *name, *clause.words[at + 1 :]), clause.own, None)
        else:
            yield number, clause


def _possessive(tree: Tree, name: list[int | str]) -> str:
    last = name[-1]
    return "’" if isinstance(last, int) and tree.words[last].text.endswith("s") and tree.words[last].tag == "NNS" else "’s"


def _frame(tree: Tree, verb: int, own: list[int], borrowed: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """What a clause joined to this verb shares with it: the subject, and a time or place set before it."""
    subject = tree.subject(verb)
    if subject is None:
        helpers = set(tree.hanging(verb, "aux", "auxpass", "neg"))
        return tuple(word for word in borrowed if word not in helpers)
    name = trimmed(tree, [word for word in tree.under(subject) if word in own])
    lead = [word for opener in tree.hanging(verb, "prep", "npadvmod") if opener < subject for word in tree.under(opener) if word in own]
    return (*lead, *name) if any(tree.words[word].tag == "CD" for word in lead) else tuple(name)


def _helpers(tree: Tree, verb: int, main: int) -> list[int]:
    """The helping verbs that a joined verb takes over: "was built and (was) closed", "will build and (will) sell"."""
    has = [word for word in tree.hanging(main, "aux") if tree.lower(word) in ("has", "have", "had") and word < main]
    if tree.words[verb].tag == "VBD" and has and tree.words[main].tag == "VBN" and not tree.hanging(verb, "aux", "auxpass"):
        return has  # "has doubled its exports and halved its debt"
    if tree.is_finite(verb):
        return []
    kinds = ("aux", "auxpass", "neg") if tree.words[verb].tag == "VB" else ("aux", "auxpass")
    return [word for word in tree.hanging(main, *kinds) if word < main]
