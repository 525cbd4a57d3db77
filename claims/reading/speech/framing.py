"""Who says something, by the grammar of the sentence and with any verb: "“It sank,” the sexton recalls", "Her rival grumbles that she cheats"."""

import re
from collections.abc import Sequence

from claims.english import grammar
from claims.english.trees import Tree
from claims.reading.speech.saying import MASK, SHOUTS
from claims.reading.speech.statements import Statement
from claims.reading.speech.subjects import subject_after

_QUOTED = re.compile(f"{MASK}+")
_INVERTED = re.compile(f"[^\\w{MASK}]*{MASK}+,?\\s[a-z]+(?:ed|s)\\s(?=[A-Z]|the |a |an |his |her )")  # "…”, mocked Ulf Dahl"
# "“…,” councillor Ana Reyes listed, “…”"
_NAME_FIRST = re.compile(
    f"[^\\w{MASK}]*{MASK}+,?\\s(?P<who>(?:(?:the |its |her |his )?(?:[a-z]+ ){{0,3}})[A-Z][\\w’'-]+(?: [A-Z][\\w’'-]+){{1,3}}) [a-z]{{2,}}(?:ed|s)\\b"
)
_STAND_IN = "“It rained,”"  # a sentence in place of a quotation, so that the rest reads as it would
# What follows "that" after these is not what their subject says.
_NOT_SAID = frozenset(
    "know knows knew learn learns learned learnt realised realized realises realizes discovered discovers heard hears forgot forgets saw sees hope hopes hoped fear"
    " is are was were has have had fears feared regret regrets regretted wish wishes wished doubt doubts doubted require requires required ensure ensures ensured mean means meant prove proves proved".split()
)
_OPINING = frozenset(
    "called calls call dubbed put puts blamed blames blame branded brands described describes considers considered deems".split()
)
MAY_SAY = re.compile(rf"\bthat\b|\b(?:{'|'.join(sorted(_OPINING))})\b")
_LEFT_OUT = ("relcl", "acl", "punct", "cc", "conj", "preconj")
_LONGEST_FRAME = 30  # words around a quotation that still only tell who says it


def frames(own_words: Sequence[str]) -> list[str | None]:
    """For each sentence's own words, with its quotations masked: the words that name the speaker of the quotation; None if the grammar names nobody."""
    texts = [_QUOTED.sub(_STAND_IN, words) for words in own_words]
    return [_framing_subject(Tree(text, words), masked) for text, words, masked in zip(texts, grammar.read(texts), own_words, strict=True)]


def said_that(sentences: Sequence[str]) -> list[Statement | None]:
    """For each sentence, who says what with a verb and "that"; None if nobody says anything."""
    return [_with_that(Tree(text, words)) for text, words in zip(sentences, grammar.read(sentences), strict=True)]


def _framing_subject(tree: Tree, masked: str) -> str | None:
    if len(tree.words) > _LONGEST_FRAME:
        return None
    leads_up = masked[: masked.find(MASK)].rstrip()[-1:] in (":", ",")
    if not leads_up and masked.lstrip()[:1] != MASK:
        return None
    if named := _NAME_FIRST.match(masked):
        return named["who"]
    if inverted := _INVERTED.match(masked):
        return subject_after(masked[inverted.end() :])
    verbs = [word for word in range(len(tree.words)) if tree.is_verb(word) and not tree.is_quoted(word) and tree.is_finite(word)]
    quote = next((word for word in range(len(tree.words)) if tree.is_quoted(word)), 0)
    nearest = (
        sorted(verbs, key=lambda word: (word < quote, word)) if not leads_up else sorted(verbs, key=lambda word: (word > quote, -word))
    )
    for verb in nearest:
        subject = tree.subject(verb)
        if subject is not None and not tree.is_quoted(subject) and tree.words[subject].text not in "“”":
            return _words_of(tree, subject)
    return None


def _with_that(tree: Tree) -> Statement | None:
    for root in tree.roots():
        subject = tree.subject(root)
        if subject is None or not _may_tell(tree, root) or tree.has_quotes():
            continue
        is_known = tree.words[subject].tag != "PRP" or tree.lower(subject) in ("he", "she")
        if _opines(tree, root) and (is_known or (tree.lower(subject) == "it" and tree.lower(root) in ("put", "puts"))):
            return Statement(_words_of(tree, subject), tree.text)
    for verb in sorted(range(len(tree.words)), key=lambda word: (tree.words[word].head != word, word)):
        if tree.is_verb(verb) and not tree.is_quoted(verb) and _may_tell(tree, verb):
            subject = _teller(tree, verb)
            clause = _clause(tree, verb) if subject is not None and tree.lower(subject) not in ("i", "we", "you") else None
            if subject is not None and clause is not None:
                return Statement(_words_of(tree, subject), tree.text[clause:].strip(), is_sure=tree.lower(verb) in SHOUTS)
    return None


def _may_tell(tree: Tree, verb: int) -> bool:
    return (
        tree.lower(verb) not in _NOT_SAID
        and not tree.hanging(verb, "neg", "auxpass")
        and tree.words[verb].tag in ("VBD", "VBZ", "VBP", "VBN")
    )


def _teller(tree: Tree, verb: int) -> int | None:
    """The subject of a verb; of "the skipper, who shrugged that …" the skipper, of "took one look and said" whoever took it."""
    subject = tree.subject(verb)
    if subject is None and tree.words[verb].role == "conj":
        subject = tree.subject(tree.words[verb].head)
    if subject is not None and tree.lower(subject) == "who":
        return tree.words[verb].head if tree.words[verb].role == "relcl" else None
    return subject


def _clause(tree: Tree, verb: int) -> int | None:
    """Where the clause begins that a verb has after "that"; None without "that"."""
    marks = [mark for said in tree.hanging(verb, "ccomp") for mark in tree.hanging(said, "mark")]
    return next((tree.words[mark].end for mark in marks if tree.lower(mark) == "that" and mark > verb), None)


def _opines(tree: Tree, verb: int) -> bool:
    """ "Called the sale a scandal", "put the cost at 40 million", "blames the weather"; not "called an ambulance"."""
    low = tree.lower(verb)
    if low not in _OPINING:
        return False
    if low in ("put", "puts"):
        return any(
            tree.lower(word) == "at" and any(tree.words[figure].tag == "CD" for figure in tree.under(word))
            for word in tree.hanging(verb, "prep")
        )
    if low in ("blamed", "blames", "blame"):
        return bool(tree.hanging(verb, "dobj"))
    return bool(tree.hanging(verb, "oprd", "ccomp"))


def _words_of(tree: Tree, subject: int) -> str:
    """The words of a subject; of "a man called Sven Dahl" the name."""
    beside = tree.hanging(subject, "appos")
    named = [
        word for noun in (subject, *beside) for word in tree.hanging(noun, "acl") if tree.lower(word) in ("called", "named", "nicknamed")
    ]
    names = [word for head in named for word in tree.under(head) if tree.words[word].tag == "NNP"]
    if not names and tree.words[subject].tag in ("NN", "NNS"):  # "her rival, the retired judge Abel Fonseca,"
        names = [part for word in beside if tree.words[word].tag == "NNP" for part in tree.under(word, tree.hanging(word, *_LEFT_OUT))]
    return tree.wording(names or tree.under(subject, tree.hanging(subject, *_LEFT_OUT))).strip(" ,")
