"""Which clauses of a sentence state a fact of their own, and what each borrows from the others: a subject, a verb's helper, a name.

Clauses joined by "and", "but", ";" or "while", those after ", which", those in "owned by …," or ", the mayor of …," between commas. Not the
ones after "if" or "that": they are not stated by themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.english.inflection import past_of
from claims.english.trees import Tree
from claims.reading.parts.appositions import be, between_commas

_APART = frozenset(
    "while whereas although though because since after as when where but and whilst".split()
)  # a clause they open is a fact, too
_SPEECH = frozenset(
    "said says say told added adds announced stated confirmed reported reports claimed claims argued insisted warned noted found finds"
    " showed shows told tells revealed acknowledged admitted wrote writes testified explained estimates estimated concluded concludes noted say tell claim report warn".split()
)
_LED_TO = frozenset("making bringing taking meaning giving leaving forcing causing killing injuring wounding including following".split())
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_COMMAS = frozenset((",", "—", "–", "(", "--"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A fact: the words that are its own, and, before them, what it borrows. ``words`` are numbers of words, or text that stands between them."""

    words: tuple[int | str, ...]
    own: tuple[int, ...]
    subject: int | None  # the word that the fact is told of, where it is one of the clause's own


def clauses(tree: Tree) -> list[Clause]:
    """The facts of a sentence in the order of their verbs."""
    found: list[tuple[int, Clause]] = []
    for root in tree.roots():
        reported = _said(tree, root)
        found += _facts(tree, reported, (), ())
        if reported != root:  # "said the mine was flooded, adding that eleven men were missing"
            found += [fact for word in _added(tree, root) for fact in _facts(tree, word, (), ())]
    return [clause for _, clause in sorted(found, key=lambda pair: pair[0])]


def _said(tree: Tree, root: int) -> int:
    """The verb of what somebody said, where the sentence reports it; else the root itself."""
    if tree.lower(root) in _SPEECH and not tree.hanging(root, "conj"):
        for verb in tree.hanging(root, "ccomp"):
            if tree.is_finite(verb) and not tree.is_quoted(verb):
                return verb
    return root


def _added(tree: Tree, root: int) -> list[int]:
    saying = [word for word in tree.hanging(root, "advcl") if tree.lower(word) in ("adding", "saying", "noting", "warning", "claiming")]
    return [verb for word in saying for verb in tree.hanging(word, "ccomp") if tree.is_finite(verb)]


def _facts(tree: Tree, verb: int, borrowed: tuple[int | str, ...], shared: tuple[int, ...]) -> Iterator[tuple[int, Clause]]:
    """The clause of a verb, then those joined to it or set into it. ``borrowed`` comes before the clause's own words."""
    doing = [word for word in tree.hanging(verb, "advcl") if tree.words[word].tag == "VBG" and _after_comma(tree, word) and word > verb]
    doing += [word for first in doing for word in tree.hanging(first, "conj") if tree.words[word].tag == "VBG" and not tree.is_finite(word)]
    joined = [word for head in (verb, *doing) for word in tree.hanging(head, "conj") if word not in doing and _stands(tree, word, verb)]
    if _is_conditional(tree, verb):  # "If the dam breaks, the town floods and the road is lost": nothing of it is stated alone
        joined = []
    beside = [word for word in tree.hanging(verb, "advcl", "ccomp", "parataxis") if _stands_beside(tree, word, verb)]
    joined += [word for word in _spliced(tree, verb) if word not in joined]
    if tree.subject(verb) is None and not borrowed:
        joined = [word for word in joined if tree.subject(word) is not None]
    opening = _opening(tree, verb)
    inner = tree.under(verb, [*joined, *beside, *doing, *opening])
    set_in = [word for number in inner for word in tree.below[number] if word in inner and _set_in(tree, word)]
    left_out = [*joined, *beside, *doing, *set_in, *opening]
    commas = {edge for word in set_in for edge in (tree.under(word)[0] - 1, tree.under(word)[-1] + 1)}
    own = _trimmed(
        tree, [word for word in tree.under(verb, left_out) if not _links(tree, word, verb, left_out) and not _is_comma(tree, word, commas)]
    )
    if joined and own and own[-1] == verb and tree.words[min(verb + 1, len(tree.words) - 1)].tag == "CC":  # "owns and manages the hotel"
        own += [word for part in tree.hanging(joined[0], "dobj", "prep") if part > joined[0] for word in tree.under(part)]
    subject = tree.subject(verb)
    described = between_commas(tree, subject, verb) if subject is not None else None
    if subject is not None and described is not None and not set(range(*described)) - set(own):
        name = [word for word in own if word < described[0] - 1]
        aside = tuple(range(*described))
        own = _trimmed(tree, [word for word in own if not described[0] - 1 <= word <= described[1]])
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
        whole = _trimmed(
            tree,
            [
                number
                for number in tree.under(word, [*joined, *(other for other in doing if other > word)])
                if not _links(tree, number, word, left_out)
            ],
        )
        past = _past_of_doing(tree, word, verb, whole)
        yield word, Clause((*frame, past, *whole[1:]) if past and frame else (*borrowed, *own, ",", *whole), tuple(whole), None)
    for word in opening:
        yield word, _opened(tree, word, verb, frame)
    for word in set_in:
        noun = _noun_of(tree, word)
        if noun is not None:
            yield from _told_of(tree, word, noun, left_out, verb)


def _past_of_doing(tree: Tree, doing: int, verb: int, whole: list[int]) -> str | None:
    """ "Flooded" of "burst its banks, flooding 200 houses": what the subject did; None for what its act led to, and where "it" has to be told."""
    plain = tree.words[verb].tag == "VBD" and bool(tree.hanging(verb, "dobj")) and whole[0] == doing and tree.lower(doing) not in _LED_TO
    return past_of(tree.lower(doing)) if plain and not any(tree.words[word].tag == "PRP" for word in whole) else None


def _stands(tree: Tree, verb: int, main: int) -> bool:
    """Whether a joined word makes a clause: a verb that says when, by itself or by the helper of the verb it is joined to."""
    if tree.is_quoted(verb) or (tree.subject(verb) is None and len(tree.under(verb)) < 2):
        return False
    if tree.is_finite(verb):
        return True
    tag, head = tree.words[verb].tag, tree.words[main].tag
    # "Sales fell but recovered": a past form that the tagger took for a participle, as no helper stands before either.
    past = tag == "VBN" and head == "VBD" and not tree.hanging(verb, "aux", "auxpass")
    return past or (tag == head and tag in ("VBN", "VB", "VBG") and tree.is_finite(main))


def _spliced(tree: Tree, verb: int) -> list[int]:
    """Verbs that a comma alone joins to this one, which the parser hangs elsewhere: "was born in Tarrow, studied in Lund and moved"."""
    found = []
    for word in tree.hanging(verb, "dep", "advcl", "amod", "acl"):
        past = tree.words[word].tag == "VBD" or (tree.words[word].tag == "VBN" and bool(tree.hanging(word, "conj")))
        if (
            word > verb
            and past
            and _after_comma(tree, word)
            and not tree.hanging(word, "mark", "aux", "auxpass")
            and not tree.is_quoted(word)
        ):
            found.append(word)
    return found


def _opening(tree: Tree, verb: int) -> list[int]:
    """A participle set before the subject: "Founded in 1921, Harlow Tools …", "Having lost twice, the party …"."""
    subject = tree.subject(verb)
    return [
        word
        for word in tree.hanging(verb, "advcl")
        if subject is not None
        and word < subject
        and tree.words[word].tag == "VBN"
        and tree.subject(word) is None
        and len(tree.under(word)) > 2
        and not tree.hanging(word, "mark")
        and tree.under(word)[0] == min(word, *tree.hanging(word, "aux"), word)
        and not _is_conditional(tree, verb)
    ]


def _opened(tree: Tree, word: int, verb: int, frame: tuple[int | str, ...]) -> Clause:
    """What an opening participle says of the subject: it was founded, it had lost."""
    having = [helper for helper in tree.hanging(word, "aux") if tree.lower(helper) == "having"]
    many = tree.words[tree.subject(verb) or 0].tag in ("NNS", "NNPS")
    own = _trimmed(tree, tree.under(word, having))
    passive = ("were" if many else "was") if not having else "had"
    first = tree.words[own[0]]
    start = first.text if first.tag.startswith("NNP") else tree.lower(own[0])
    return Clause((*frame, passive, start, *own[1:]), tuple(_trimmed(tree, tree.under(word))), None)


def _is_conditional(tree: Tree, verb: int) -> bool:
    clauses_beside = tree.hanging(verb, "advcl")
    return any(tree.lower(mark) in ("if", "unless") for clause in clauses_beside for mark in tree.hanging(clause, "mark"))


def _stands_beside(tree: Tree, verb: int, main: int) -> bool:
    """Whether a clause at a verb's side states a fact of its own: "while wages rose", "; rents doubled", not "if it rains"."""
    if not tree.is_finite(verb) or tree.subject(verb) is None or tree.is_quoted(verb):
        return False
    openers = [word for word in tree.hanging(verb, "mark", "advmod") if word < verb and word == tree.under(verb)[0]]
    if tree.words[verb].role == "advcl":
        if openers and tree.lower(openers[0]) == "that":  # the second of "said that A, that B and that C"
            return any(tree.lower(mark) == "that" for mark in tree.hanging(main, "mark"))
        is_span = (
            bool(openers)
            and tree.lower(openers[0]) == "since"
            and any(tree.lower(word) in ("has", "have") for word in tree.hanging(main, "aux"))
        )
        names_fact = any(tree.lower(word) in _APART for word in openers) and not (
            tree.lower(verb) in ("do", "does", "did") and len(tree.under(verb)) < 5
        )
        return names_fact and not is_span
    edge = tree.under(verb)[-1] + 1 if verb < main else tree.under(verb)[0] - 1
    sign = tree.words[edge].text if 0 <= edge < len(tree.words) else ""
    spliced = sign == "," and tree.words[verb].role in ("ccomp", "parataxis") and verb < main and tree.subject(main) is not None
    return not openers and (spliced or sign in (";", ":", "—", "–")) and tree.lower(main) not in _SPEECH


def _set_in(tree: Tree, word: int) -> bool:
    """Whether a word opens something set between commas that tells a fact of the noun before it."""
    role, tag = tree.words[word].role, tree.words[word].tag
    if tree.is_quoted(word) or not _after_comma(tree, word):
        return False
    if role == "relcl":
        return tree.is_finite(word) and _relative_of(tree, word) is not None and _noun_of(tree, word) is not None
    if role == "acl":  # but "was designed by Fonti, built in two years and opened by the king" is a row of verbs
        is_row = bool(tree.hanging(word, "conj")) and tree.under(word)[-1] >= len(tree.words) - 2
        return tag == "VBN" and len(tree.under(word)) > 2 and not is_row
    if role == "appos":
        head = tree.words[tree.words[word].head]
        described = any(tree.words[number].role in ("det", "poss", "prep") for number in tree.below[word])
        return head.tag in ("NNP", "NNPS") and tag in ("NN", "NNS", "NNP") and described and not tree.hanging(word, "conj")
    return False


def _noun_of(tree: Tree, word: int) -> int | None:
    """The noun that something set between commas tells of; of "to Dubai in 2019, where …" the place, not the year."""
    head, relative = tree.words[word].head, _relative_of(tree, word)
    if relative is None or tree.lower(relative) != "where" or tree.words[head].tag != "CD":
        return head
    return next((noun for noun in range(head, -1, -1) if tree.words[noun].role == "pobj" and tree.words[noun].tag in ("NN", "NNP")), None)


def _is_comma(tree: Tree, word: int, places: set[int]) -> bool:
    return word in places and tree.words[word].text in (*_COMMAS, ")")


def _after_comma(tree: Tree, word: int) -> bool:
    first = tree.under(word)[0]
    return first > 0 and tree.words[first - 1].text in _COMMAS


def _relative_of(tree: Tree, verb: int) -> int | None:
    """The "which", "who" or "where" of a relative clause."""
    return next((word for word in tree.under(verb) if tree.words[word].tag in _RELATIVE and word < verb), None)


def _told_of(tree: Tree, word: int, noun: int, left_out: list[int], main: int) -> Iterator[tuple[int, Clause]]:
    """The fact that something set between commas tells of a noun."""
    name: list[int | str] = list(
        _trimmed(tree, [number for number in tree.under(noun, left_out) if number <= noun or _within(tree, number, noun)])
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
    deeper = [number for number in whole if number != word and _set_in(tree, number)]
    for part in (word, *joined):
        own = _trimmed(
            tree,
            [number for number in tree.under(part, [*deeper, *(n for n in joined if n != part)]) if not _links(tree, number, part, joined)],
        )
        yield part, Clause((*name, verb_of_being, *own), tuple(own), None)


def _within(tree: Tree, number: int, noun: int) -> bool:
    """Whether a word after a noun belongs to its name: "the port of Avel"."""
    while tree.words[number].head not in (noun, number):
        number = tree.words[number].head
    return tree.words[number].role in ("prep", "case", "flat", "compound", "nummod")


def _relative(tree: Tree, verb: int, name: list[int | str]) -> Iterator[tuple[int, Clause]]:
    """ ", which Serbia does not recognise" of Kosovo: "Serbia does not recognise Kosovo"."""
    word = _relative_of(tree, verb)
    if word is None:
        return
    role, head = tree.words[word].role, tree.words[word].head
    if role in ("nsubj", "nsubjpass") and head == verb:
        rest = list(_facts_without(tree, verb, word, name))
        yield from rest
        return
    own = [number for number in tree.under(verb) if number != word]
    if role == "poss":
        whole: tuple[int | str, ...] = (*name, _possessive(tree, name), *_trimmed(tree, own))
    elif role == "pobj":
        phrase = [number for number in tree.under(head) if number != word]
        counted = tree.words[head].head
        if tree.lower(head) == "of" and counted in own and counted < verb:  # "of which 130 have never left"
            kept = _trimmed(tree, [number for number in own if number not in phrase])
            bare = name[1:] if isinstance(name[0], int) and tree.words[name[0]].tag == "DT" else name
            split_at = kept.index(counted) + 1
            yield verb, Clause((*kept[:split_at], "of the", *bare, *kept[split_at:]), tuple(_trimmed(tree, tree.under(verb))), None)
            return
        kept = _trimmed(tree, [number for number in own if number not in phrase])
        whole = (*kept, *phrase, *name)
    elif role == "dobj":
        after = max([verb, *tree.hanging(verb, "prt")])
        kept = _trimmed(tree, own)
        whole = (*[number for number in kept if number <= after], *name, *[number for number in kept if number > after])
    elif role == "advmod" and (tree.lower(word) == "where") == (tree.words[name[-1]].tag != "CD" if isinstance(name[-1], int) else False):
        whole = (*_trimmed(tree, own), "in", *name)
    else:
        return
    yield verb, Clause(whole, tuple(_trimmed(tree, tree.under(verb))), tree.subject(verb) if role == "advmod" else None)


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
    name = _trimmed(tree, [word for word in tree.under(subject) if word in own])
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


def _links(tree: Tree, word: int, verb: int, left_out: list[int]) -> bool:
    """Whether a word only joins the clause to another: the "and" between them, the "while" that opens it, "However,"."""
    role = tree.words[word].role
    if role == "cc":
        following = [number for number in left_out if tree.words[number].head == tree.words[word].head and number > word]
        return word == tree.under(tree.words[word].head)[0] or (bool(following) and tree.words[following[0]].role == "conj")
    if (
        role == "mark"
        and tree.lower(word) == "that"
        and word < verb
        and tree.words[word].head in (verb, *tree.hanging(verb, "aux", "auxpass"))
    ):
        return True
    if tree.words[word].head != verb or word > verb:
        return False
    if role in ("mark", "advmod") and word == tree.under(verb)[0]:
        return tree.lower(word) in _APART or tree.lower(word) in ("however", "meanwhile", "still", "yet", "also")
    return False


def _trimmed(tree: Tree, numbers: list[int]) -> list[int]:
    """Words without the commas, dashes and full stops at either end, and without a comma beside another."""
    signs = {",", ";", ":", "—", "–", "-", ".", "--", "!"}
    while numbers and (tree.words[numbers[-1]].tag == "CC" or tree.words[numbers[-1]].text in signs):
        numbers = numbers[:-1]
    while numbers and tree.words[numbers[0]].text in signs:
        numbers = numbers[1:]
    return numbers
