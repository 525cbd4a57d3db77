"""The signs in a sentence that make it checkable or not, as data; the desk puts them into words. Made for English.

A sign quotes the words that show it and must be true of this sentence: a verb counts as one only where the grammar says so.
"""

import re
from collections.abc import Iterator, Sequence

from claims.english.grammar import Word
from claims.english.trees import Tree
from claims.figures import quantities
from claims.figures.quantity import CURRENCIES
from claims.model import Sign
from claims.reading.furniture import is_furniture
from claims.reading.spotting.forecasts import answered, overtaken
from claims.reading.spotting.sign_rules import RULES

STRENGTH = "rumour event since figure comparison record cause document answered overtaken date when deed denial rule general state statement".split()
"""The signs for, the strongest first."""
AGAINST = "furniture,question,no answer,vague,framing,prediction,opinion,feeling,command,hedge,value,fragment,nothing".split(",")
"""The signs against, the strongest first."""
COUNTED = frozenset(
    "figure,percent,money,date,when,comparison,record,cause,document,denial,prediction,opinion,value,hedge,framing,answered,overtaken"
    ",no answer,furniture,feeling,event,deed,rule,general,state,fragment,command".split(",")
)
"""The signs that the model counts."""
_SMALL = frozenset("one two three four five six seven eight nine ten first second third fourth fifth once twice half a an".split())
_NAME = re.compile(r"[0-9]+[A-Z]\b")  # "5G", "A4"
_PART_OF_NAME = re.compile(r"[\w.-]")
_SINCE = re.compile(
    r"\b(?:since|from|between|after) (?:[A-Z][a-z]+ )?(?:1[5-9]|20)[0-9]{2}\b|\b(?:compared (?:with|to)|than in) (?:1[5-9]|20)[0-9]{2}\b"
)
_PERMITS = re.compile(
    r"\b(?:may|must|cannot|can|shall)\b(?: not)?|\b(?:is|are) (?:not )?(?:allowed|required|forbidden|banned|obliged)\b|\bby law\b",
    re.IGNORECASE,
)
_LONGEST_WORDS = 60  # code points of the sentence that a sign quotes
_LONGEST_READ = 2000  # code points of a sentence that are looked at


_REFERENCE = re.compile(
    r"\b(?:pp?\. ?\d+(?:[-–]\d+)?|vol\. ?\d+|ibid\.|op\. cit\.|(?:letter|minutes|memo|e-?mail|interview|report|decision|answer) of \d{1,2} [A-Z]\w+ \d{4})"
)
_VAGUE = frozenset(
    "thing things something someone somebody more lot lots moment moments reason reasons way ways question questions feeling feelings"
    " sense side sides limit limits aspect aspects truth truths lesson lessons story stories word words those some many others".split()
)
"""Nouns that name nothing anybody could look for."""
_VAGUE_SUBJECTS = frozenset("thing things something".split())
_GENERAL_VERBS = frozenset(
    "is are was were be been being come comes came go goes went gone happen happens happened change changes changed".split()
)
_CHECKABLE = frozenset("figure date when record".split())
_VERBS = frozenset(("VBD", "VBZ", "MD"))  # not "VBP": "report" is one as often as a noun


def signs(sentence: str, words: Sequence[Word]) -> list[Sign]:
    """All signs in a sentence, for and against, in no particular order. ``words`` are its grammar."""
    text = sentence[:_LONGEST_READ].strip()
    if is_furniture(text) or _is_reference(text, words):
        return [Sign("furniture", text[:_LONGEST_WORDS])]
    gathered = [Sign(rule.name, _quoted(match[0])) for rule in RULES if (match := rule.pattern.search(text))]
    figures = list(_figures(text))
    gathered += figures
    if figures and (who := answered(text)):
        gathered.append(Sign("answered", _quoted(who)))
    if overtaken(text):
        gathered.append(Sign("overtaken"))
    return [*gathered, *_by_grammar(Tree(sentence, words), gathered)]


def _is_reference(text: str, words: Sequence[Word]) -> bool:
    """Whether the sentence is only a reference: "Audit report 2021, p. 14." It has no verb, so it states nothing."""
    return _REFERENCE.search(text) is not None and not any(word.tag in _VERBS for word in words)


def shown(gathered: Sequence[Sign], *, proposed: bool, most: int = 3) -> tuple[Sign, ...]:
    """The signs shown to people: at most three, strongest first, those for the decision before the others."""
    by_name = {sign.name: sign for sign in gathered}
    if "event" in by_name or "since" in by_name:  # they say the date themselves
        by_name = {name: sign for name, sign in by_name.items() if name not in ("date", "when", "deed")}
    order = [*STRENGTH, *AGAINST] if proposed else [*AGAINST, *STRENGTH]
    chosen = [by_name[name] for name in order if name in by_name]
    strong = [sign for sign in chosen if sign.name not in ("deed", "general", "state", "statement")]
    chosen = strong or chosen[:1] or [Sign("statement" if proposed else "nothing")]
    return tuple(chosen[:most])


def _by_grammar(tree: Tree, gathered: Sequence[Sign]) -> Iterator[Sign]:
    names = {sign.name: sign.words for sign in gathered}
    for verb in tree.roots()[:1]:
        subject = tree.subject(verb)
        if subject is not None and not names.keys() & _CHECKABLE and _is_vague(tree, verb, subject):
            yield Sign("vague")
        tag = tree.words[verb].tag
        if not any(
            word.tag in ("VBD", "VBZ", "VBP", "MD") or (word.tag == "VBN" and number == verb) for number, word in enumerate(tree.words)
        ):
            if tag == "VB" and subject is None:
                yield Sign("command")
            elif "figure" not in names:
                yield Sign("fragment")
            return
        if tag == "VB" and subject is None and not tree.hanging(verb, "aux"):
            yield Sign("command")
            return
        if subject is None:
            return
        yield from _main_clause(tree, verb, subject, names)


def _is_vague(tree: Tree, verb: int, subject: int) -> bool:
    """Whether a sentence without a figure or a day says only that something exists or happened: "There are things that nobody sees"."""
    if any(word.tag in ("NNP", "NNPS") for word in tree.words):
        return False
    if tree.words[subject].role == "expl":
        nouns = tree.hanging(verb, "attr", "dobj", "nsubj")
        denied = any(tree.lower(word) == "no" for noun in nouns for word in tree.below[noun])
        return bool(nouns) and tree.lower(nouns[0]) in _VAGUE and not denied
    return tree.lower(subject) in _VAGUE_SUBJECTS and tree.lower(verb) in _GENERAL_VERBS


def _main_clause(tree: Tree, verb: int, subject: int, names: dict[str, str]) -> Iterator[Sign]:
    """The signs of the main clause: an event with its date, an action, a rule, a state."""
    past = tree.words[verb].tag == "VBD" or any(
        tree.words[word].tag == "VBD" or tree.lower(word) in ("has", "have") for word in tree.hanging(verb, "aux", "auxpass")
    )
    who = tree.words[subject]
    deed = _quoted(tree.wording(_short_name(tree, subject)) + " … " + tree.wording([*tree.hanging(verb, "aux", "auxpass", "neg"), verb]))
    being = tree.lower(verb) in ("is", "are", "was", "were", "has", "have", "had", "be", "been")
    since = _SINCE.search(tree.text)
    if since and ("comparison" in names or _changes(tree, verb)):
        yield Sign("since", _quoted(since[0]))
    if past and not being and who.tag not in ("DT",):
        name = next((word.text for word in tree.words[1:] if word.tag == "NNP"), None)
        if "date" in names and name and re.search(r"[0-9]{4}", names["date"]):
            yield Sign("event", _quoted(tree.words[verb].text + ", " + names["date"]))
        elif who.tag != "PRP" or who.text.lower() not in ("it",):
            yield Sign("deed", deed)
    permits = _PERMITS.search(tree.text)
    if (
        permits
        and who.text.lower() not in ("i", "we", "you")
        and any(tree.lower(word) in permits[0].lower() for word in (verb, *tree.hanging(verb, "aux", "auxpass")))
    ):
        yield Sign("rule", permits[0].lower())
    if tree.words[verb].tag in ("VBZ", "VBP") and who.tag in ("NNS", "NN", "NNP", "NNPS"):
        yield Sign("state" if being else "general", deed)


def _changes(tree: Tree, verb: int) -> bool:
    return tree.lower(verb) in frozenset(
        "rose risen fell fallen grew grown doubled tripled halved dropped declined increased decreased climbed soared shrank shrunk lost gained cut".split()
    )


def _short_name(tree: Tree, subject: int) -> list[int]:
    """A subject with its article and the words before it, not those after it."""
    return [word for word in tree.under(subject) if word <= subject][-4:]


def _quoted(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;")
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def _figures(words: str) -> Iterator[Sign]:
    """Numbers that measure or count something: not years, not "one of", not "two countries", not the 19 in COVID-19."""
    counts = [
        figure
        for figure in quantities.find(words)
        if (figure.unit or figure.text.lower().split(" ")[0] not in _SMALL)
        and not _PART_OF_NAME.search(words[max(0, figure.start - 1) : figure.start])
        and not _NAME.match(words, figure.start)
    ]
    if counts:
        figure = max(counts, key=lambda figure: (bool(figure.unit), -figure.start))
        counted = f" {figure.of}" if not figure.unit and figure.of else ""
        yield Sign("figure", _quoted(figure.text) + counted)
    if any(figure.unit == "%" for figure in counts):
        yield Sign("percent")
    if any(figure.unit in CURRENCIES for figure in counts):
        yield Sign("money")
