"""Who tells what with a verb of communicating, by the grammar of the sentence: "Her rival grumbles that she cheats"."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.english import grammar
from claims.english.trees import Tree
from claims.reading.speech import communicating
from claims.reading.speech.saying import SHOUTS
from claims.reading.speech.statements import Statement

# What follows "that" after these is not what their subject says.
_NOT_SAID = frozenset(
    "know knows knew learn learns learned learnt realised realized realises realizes discovered discovers heard hears forgot forgets saw sees hope hopes hoped"
    " is are was were has have had wish wishes wished require requires required ensure ensures ensured mean means meant prove proves proved".split()
)
_SAYING = frozenset(
    "saying arguing claiming adding warning insisting noting stating explaining stressing alleging conceding admitting".split()
)
_TO_SAY = frozenset("say tell announce complain insist warn declare confirm argue claim".split())
_COLON_SOON = 9  # words
_SHOWING = frozenset(
    "show shows showed shown suggest suggests suggested indicate indicates indicated reveal reveals revealed imply implies implied demonstrate demonstrates demonstrated".split()
)
_FIGURING = frozenset("put puts give gives gave estimate estimates estimated rate rates rated value values valued".split())
_FINDS = frozenset("find finds found show shows showed shown see sees saw".split())
_ACCUSING = frozenset("accuse accuses accused".split())
_BLAMING = frozenset("blame blames blamed".split())
_WITH_OBJECT = _BLAMING | frozenset("attribute attributes attributed ascribe ascribes ascribed credit credits credited".split())
_GOES_ON = frozenset(
    "goes went go gone seem seems seemed appear appears appeared continues continued heard wrote written writes rang called phoned came took takes taken like likes liked used quick".split()
)
_LEFT_OUT = ("relcl", "appos", "cc", "conj", "preconj")
_BREAKS = frozenset((",", "(", ")", ";", ":", "“", "”", '"', "—", "–"))
_CALLED = frozenset(("called", "named", "nicknamed"))


def said_that(sentences: Sequence[str]) -> list[Statement | None]:
    """For each sentence, who says what with a verb and "that"; None if nobody says anything."""
    return [_with_that(Tree(text, words)) for text, words in zip(sentences, grammar.read(sentences), strict=True)]


@dataclass(frozen=True, slots=True)
class _Report:
    """A verb that tells what its subject says; ``begins`` is where the clause begins in the sentence, 0 if all of it is needed."""

    verb: int
    subject: int
    top: int  # the word that the clause hangs on
    begins: int


def _with_that(tree: Tree) -> Statement | None:
    """The statement of the verb nearest to the root, and who else says something outside of it."""
    reports = _reports(tree)
    if not reports:
        return None
    report = reports[0]
    inside = set(tree.under(report.top))
    beside = next((rival for rival in reports[1:] if rival.verb not in inside or rival.verb in tree.hanging(report.verb, "conj")), None)
    return Statement(
        words_of(tree, report.subject),
        _what_is_said(tree, report, inside),
        second=words_of(tree, beside.subject) if beside and not _may_be_same(tree, report.subject, beside.subject) else None,
        is_sure=tree.lower(report.verb) in SHOUTS,
        is_aside=_is_aside(tree, report.verb),
        is_telling=_is_telling(tree, report),
    )


def _may_be_same(tree: Tree, subject: int, beside: int) -> bool:
    """Whether two subjects of a sentence may be one: "Ana Reyes hoped … but she did not believe …"; not "he said … she said"."""
    pronouns = ("he", "she", "it", "they")
    is_another_pronoun = tree.lower(subject) in pronouns and tree.lower(subject) != tree.lower(beside)
    return beside == subject or (tree.lower(beside) in pronouns and not is_another_pronoun)


def _what_is_said(tree: Tree, report: _Report, inside: set[int]) -> str:
    """The clause after the verb, or the words before it ("It sank, the sexton recalls"); the whole sentence if neither can be cut out."""
    if report.begins:
        return tree.text[report.begins :].strip()
    if report.top < report.verb and report.subject > min(inside):
        last = max(word for word in inside if word < min(report.verb, report.subject))
        return tree.text[: tree.words[last].end]
    return tree.text


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether a verb is not what its sentence tells first: "fell after the firm warned that …", "a phrase which her office refused"."""
    is_participle = (
        tree.words[verb].tag in ("VBG", "VB") and tree.words[verb].role == "advcl"
    )  # "waved it aside, saying …", "rang to say …"
    above = tree.words[verb].head if is_participle else verb
    while tree.words[above].head != above:
        head = tree.words[above].head
        head = tree.words[head].head if tree.words[head].role == "appos" else head
        is_cleft = tree.words[above].role == "relcl" and tree.lower(tree.words[head].head) in ("is", "was")  # "It was the dean who told"
        if tree.words[above].role in ("advcl", "relcl", "acl", "pcomp") and not is_cleft:
            return True
        above = tree.words[above].head
    return False


def _is_telling(tree: Tree, report: _Report) -> bool:
    """Whether a verb of communicating makes a speaker of its subject, a noun with an article or an owner, though no word list knows it."""
    is_noun = tree.words[report.subject].tag in ("NN", "NNS")
    is_known = tree.words[report.verb].role != "auxpass" and communicating.takes_clause(tree.lower(report.verb))
    return is_noun and is_known and tree.lower(report.verb) not in _SHOWING and bool(tree.hanging(report.subject, "det", "poss"))


def _reports(tree: Tree) -> list[_Report]:
    """What is said in a sentence, the verbs nearest to its root first."""
    depths = _depths(tree)
    verbs = [word for word in range(len(tree.words)) if tree.is_verb(word) and not tree.is_quoted(word)]
    reports = [report for verb in sorted(verbs, key=lambda verb: (depths[verb], verb)) if (report := _report(tree, verb))]
    return [report for report in reports if tree.lower(report.subject) not in ("i", "we", "you")]


def _depths(tree: Tree) -> list[int]:
    depths = [0] * len(tree.words)
    waiting = [word for word in range(len(tree.words)) if tree.words[word].head == word]
    while waiting:
        word = waiting.pop()
        for below in tree.below[word]:
            depths[below] = depths[word] + 1
            waiting.append(below)
    return depths


def _report(tree: Tree, verb: int) -> _Report | None:
    form = tree.lower(verb)
    if form in _NOT_SAID or (tree.hanging(verb, "neg") and not communicating.takes_stance(form)):
        return None
    if tree.hanging(verb, "auxpass"):
        agent = _agent(tree, verb)
        is_known = communicating.takes_clause(form) or communicating.takes_judgement(form)
        return _Report(verb, agent, verb, 0) if agent is not None and is_known and tree.words[verb].role in ("ROOT", "conj") else None
    subject = _teller(tree, verb)
    if subject is None or (tree.lower(subject) == "it" and not tree.hanging(verb, "ccomp") and form not in _FIGURING):
        return None
    clause = _clause(tree, verb)
    if clause is not None:
        return _Report(verb, subject, *clause)
    if communicating.takes_clause(form) and tree.words[verb].role in ("parataxis", "ccomp") and _is_set_between(tree, verb):
        return _Report(verb, subject, verb, 0)
    if communicating.takes_clause(form) and (before := _clause_before(tree, verb)) is not None:
        return _Report(verb, subject, before, 0)
    if _opines(tree, verb) or _acts(tree, verb) or _takes_a_stance(tree, verb):
        return _Report(verb, subject, verb, 0)
    colon = _colon_after(tree, verb)
    return _Report(verb, subject, verb, colon) if colon and communicating.communicates(form) else None


def _colon_after(tree: Tree, verb: int) -> int:
    """Where a clause begins that a colon after the verb leads up to: "The chairman contradicts her: they sprayed after dark"; 0 without one."""
    colon = next((word for word in range(verb + 1, min(len(tree.words), verb + _COLON_SOON)) if tree.words[word].text == ":"), None)
    if colon is None or colon + 1 >= len(tree.words) or tree.words[verb].role not in ("ROOT", "ccomp", "conj", "parataxis"):
        return 0
    has_clause = any(tree.is_verb(word) and tree.is_finite(word) for word in range(colon + 1, len(tree.words)))
    return tree.words[colon + 1].start if has_clause and not tree.has_quotes() else 0


def _agent(tree: Tree, verb: int) -> int | None:
    """Whom a passive verb names after "by"."""
    return next((noun for by in tree.hanging(verb, "agent") for noun in tree.hanging(by, "pobj")), None)


def _is_set_between(tree: Tree, verb: int) -> bool:
    """Whether a verb and its subject stand between two commas: "Copper, he notes, turns water blue"."""
    span = [word for word in tree.under(verb) if tree.words[word].role != "punct"]
    before, after = span[0] - 1, span[-1] + 1
    return before >= 0 and after < len(tree.words) and tree.words[before].text == "," and tree.words[after].text == ","


def _teller(tree: Tree, verb: int) -> int | None:
    """The subject of a verb; of "the skipper, who shrugged that …" the skipper, of "took one look and said" whoever took it."""
    subject = tree.subject(verb)
    role, head = tree.words[verb].role, tree.words[verb].head
    if subject is None and role == "conj":
        return _teller(tree, head)
    if subject is None and tree.words[verb].tag == "VB" and role in ("xcomp", "advcl") and tree.lower(head) in _GOES_ON:
        return tree.subject(head)  # "goes on to complain that", "rang back to say that"
    if subject is None and tree.words[verb].tag == "VB" and role == "advcl" and tree.lower(verb) in _TO_SAY:
        return tree.subject(head)  # "appeared on the steps to say that"
    is_told = communicating.communicates(tree.lower(head)) or tree.lower(verb) in _SAYING
    if subject is None and tree.words[verb].tag == "VBG" and role == "advcl" and is_told:
        return tree.subject(head)  # "welcomed the decision, describing it as …", "waved it aside, saying that …"
    if subject is not None and tree.lower(subject) in ("who", "which", "that"):  # not "The airport, which says it is busy, grew"
        is_last = role == "relcl" and not any(root > head and tree.subject(root) == head for root in tree.roots())
        return head if is_last else None
    return subject if subject is not None and tree.words[subject].role != "expl" else None


def _clause(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The head of the clause that a verb has after it, and where the clause begins: after "that", or without it after a verb of communicating."""
    for clause in tree.hanging(verb, "ccomp"):
        marks = [mark for mark in tree.hanging(clause, "mark") if mark > verb]
        if any(tree.lower(mark) == "that" for mark in marks):
            return clause, tree.words[marks[0]].end
        is_known = communicating.takes_clause(tree.lower(verb)) and tree.lower(verb) not in _FINDS
        if is_known and clause > verb and not marks and tree.subject(clause) is not None and tree.is_finite(clause):
            first = min(tree.under(clause))
            if first > verb:
                return clause, tree.words[first].start
    return None


def _clause_before(tree: Tree, verb: int) -> int | None:
    """The head of what is said before its verb: "It sank, the sexton recalls"."""
    return next(
        (
            clause
            for clause in tree.hanging(verb, "ccomp")
            if clause < verb and tree.is_finite(clause) and any(tree.words[word].text == "," for word in range(clause, verb))
        ),
        None,
    )


def _opines(tree: Tree, verb: int) -> bool:
    """ "Called the sale a scandal", "put the cost at 40 million", "blames the weather"; not "called an ambulance"."""
    low = tree.lower(verb)
    if not communicating.takes_judgement(low):
        return False
    if low in _ACCUSING:
        return any(tree.lower(word) == "of" for word in range(verb + 1, len(tree.words)))
    if low in _FIGURING:
        return any(
            tree.lower(word) in ("at", "on", "as") and any(tree.words[figure].tag == "CD" for figure in tree.under(word))
            for word in tree.hanging(verb, "prep")
        )
    has_object = bool(tree.hanging(verb, "dobj"))
    if low in _WITH_OBJECT:
        return has_object and (low in _BLAMING or bool(tree.hanging(verb, "prep", "dative")))
    if tree.hanging(verb, "oprd", "ccomp"):
        return True
    return has_object and any(tree.lower(word) == "as" for word in tree.hanging(verb, "prep"))


def _takes_a_stance(tree: Tree, verb: int) -> bool:
    """ "Denies the charge", "rejected any talk of negligence", "did not accept the figure": what stands after the verb is what is denied."""
    low = tree.lower(verb)
    return bool(communicating.denies(low) and tree.hanging(verb, "dobj")) or bool(
        communicating.takes_stance(low) and tree.hanging(verb, "ccomp", "xcomp")
    )


def _acts(tree: Tree, verb: int) -> bool:
    """ "Denied poisoning the horse", "promises to go", "counted sixty bodies"."""
    if not communicating.takes_act(tree.lower(verb)):
        return False
    return bool(tree.hanging(verb, "xcomp", "ccomp"))


def words_of(tree: Tree, subject: int) -> str:
    """The words of a subject; of "a man called Sven Dahl" and "her rival, the retired judge Abel Fonseca" the name."""
    beside = tree.hanging(subject, "appos")
    nouns = (subject, *beside)
    for called in (word for noun in nouns for word in tree.hanging(noun, "acl") if tree.lower(word) in _CALLED):
        if names := [word for word in tree.under(called) if tree.words[word].tag == "NNP"]:
            return tree.text[tree.words[names[0]].start : tree.words[names[-1]].end]
    if tree.words[subject].tag in ("NN", "NNS"):
        for noun in beside:
            if tree.words[noun].tag == "NNP":
                return _run(tree, noun)
    return _run(tree, subject)


def _run(tree: Tree, noun: int) -> str:
    """The words of a noun without a break: as far as the first comma, "who" or "and" after it."""
    whole = tree.under(noun, tree.hanging(noun, *_LEFT_OUT))
    stop = next((word for word in range(noun + 1, whole[-1] + 1) if _ends_run(tree, word) or word not in whole), whole[-1] + 1)
    first = noun
    while first - 1 in whole and tree.words[first - 1].text not in _BREAKS:
        first -= 1
    return tree.text[tree.words[first].start : tree.words[stop - 1].end].strip(" ,")


def _ends_run(tree: Tree, word: int) -> bool:
    """Whether a word is a break, or the "of" of "accused by the police of breaking it"."""
    return tree.words[word].text in _BREAKS or (
        tree.lower(word) == "of" and tree.words[word + 1 : word + 2] != [] and tree.words[word + 1].tag == "VBG"
    )
