"""The speaker of each line of a transcript or an interview, from the label before the words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.english.offices import bare, is_title
from claims.english.word_lists import words
from claims.model import Span
from claims.reading.capitals import person_in, runs
from claims.reading.named_people import People
from claims.reading.speech.credits import presented

# "[00:01:12] Roth:", ">> ROTH:", "@dunmore:", "MR. VANCE, counsel:", "Speaker 1 (Hanne Lind):", "Q.", "Secretary HUANG."
_LABEL = re.compile(
    r"(?:[▸▶•*>-]{1,2}\s?|[^\w\s\x00-\xff“”‘’«»„–—…]{1,3}\s|Q?[0-9]{1,4}\.?\s(?=[A-Z]))?(?P<stamp>[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?[\])]?\s+(?:[—–-]\s)?)?(?P<turn>>>+\s*)?"
    r"(?:(?P<name>(?:@|u/)[\w.-]{1,40}|\[[A-Z][\w ]{2,30}\]|[a-z][\w.-]{2,30}(?=: )|[^\W\d_a-z][\w.’'-]*(?:[ \u00a0][\w.’'&-]+){0,5}?)(?:, [^:\n]{2,40}| \((?P<beside>[^()\n]{1,40})\))?\*{0,2}:\*{0,2}\s+"
    r"|(?P<letter>[QA])\.\s+|(?P<capitals>(?:[A-Z][\w’'-]*\.? ){0,2}[A-Z][A-Z’'-]{2,})\.\s+)(?:\[[^\[\]\n]{1,40}\]\s*)?(?=\S)"
)
_NUMBERED = re.compile(r"(?:speaker|participant|voice|respondent|interviewee) [0-9A-Z]{1,2}", re.IGNORECASE)
_SAID_FIRST = re.compile(r"(?:Said|Says|Asked|Added|Wrote)\b")
_FIRST_PERSON = re.compile(r"(?<![\w’'])(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Mm]y|[Oo]ur|us)(?![\w’'])")
_NO_NAMES = words(
    "update watch note correction breaking exclusive fact claim verdict source sources photo video editor's tip warning location when where why how"
    " what who population area jobs date time price cost address phone email subject re to from cc"
)
_VOCATIVE = re.compile(
    r"\W*((?:Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Gov|Rep|Minister|Mayor|General|Colonel|Captain|Professor|Doctor|President|Senator|Governor|Judge|Frau|Herr|Lord|Lady|Sir|Dame|Bishop|Father|Sister)\.? (?:(?:van|von|de|der|den|al|el|bin|la|di) )*[A-Z][\w’'-]+),"
)
_ROLES = words(
    "anchor expert caller host presenter newsreader reporter voiceover moderator interviewer narrator guest witness chair speaker panellist auctioneer commentator"
)
_BESIDE = re.compile(r"(?:[^\W\d_][\w.’'-]*\.? ){1,3}[^\W\d_][\w’'-]+")  # a name of several words
_INITIALS = re.compile(r"[A-Z]{2,4}")
_INITIAL = re.compile(r"\b[^\W\d_a-z](?=[\w’'.-]*)")
_SENTENCE_END = '.!?…”"»)'
_FEWEST_LABELS = 2
_FEWEST_SPEAKERS = 3
_MOST = 0.8  # share of the lines of a debate in which nobody speaks twice
_SHARE_OF_REPEATED = 0.3  # where labels come back, between lines that nobody's name stands before
_SHARE = 0.5  # share of lines that must have a label


@dataclass(frozen=True, slots=True)
class Label:
    """Where the words after a label begin, and who says them; None for an unnamed interviewer."""

    words_from: int
    speaker: str | None


def labels(paragraphs: list[list[Span]], text: str, cast: People) -> dict[int, Label]:
    """The labels of a text by the offset of the line they begin; empty for a text that is not a transcript."""
    marks = {lines[0].start: mark for lines in paragraphs if (mark := _LABEL.match(text, lines[0].start, lines[-1].end))}
    marks = {start: mark for start, mark in marks.items() if mark["stamp"] or mark["turn"] or _plain(_label(mark)) not in _NO_NAMES}
    names = [_label(mark) for mark in marks.values()]
    plainly = any(mark["stamp"] or mark["turn"] or _label(mark)[0] == "@" for mark in marks.values())
    opening = marks.get(paragraphs[0][0].start) if paragraphs else None
    is_speech = opening is not None and opening["name"] and not _SAID_FIRST.match(text, opening.end("name") - len(opening["name"]))
    if (
        len(marks) == 1
        and opening
        and is_speech
        and _is_name(names[0])
        and _FIRST_PERSON.search(text)
        and text[opening.end()] not in '“"«„‘'
        and text[paragraphs[0][-1].end - 1] in _SENTENCE_END  # "THE BIG DRY: two minutes with Ana Reyes" is a heading
    ):
        return _running_on(opening, paragraphs, _speaker(names[0], cast, None))
    if len(marks) < _FEWEST_LABELS and not (plainly and marks):
        return {}
    marks, names = _repeated(marks)
    repeats = len(set(names)) < len(names) or all(map(_is_name, names))
    is_debate = len(marks) >= _FEWEST_SPEAKERS and len(marks) >= _MOST * len(paragraphs) and 2 * sum(map(_is_name, names)) >= len(names)
    share = _SHARE if not repeats or len(names) - len(set(names)) < _FEWEST_LABELS else _SHARE_OF_REPEATED
    if not plainly and (len(marks) < share * len(paragraphs) or not (repeats or is_debate)):
        return {}
    answering = _answering(paragraphs, text, marks, cast)
    holders = _holders(marks.values())
    return {
        start: Label(mark.end(), _speaker(holders.get(_plain(_label(mark)), _label(mark)), cast, answering, names))
        for start, mark in marks.items()
    }


def _repeated(marks: dict[int, re.Match[str]]) -> tuple[dict[int, re.Match[str]], list[str]]:
    """The labels without words in small letters that stand only once: "listen: it sank" is no label, two lines of "kelpie: …" are."""
    names = [_label(mark) for mark in marks.values()]
    kept = {
        start: mark
        for start, mark in marks.items()
        if not _label(mark)[0].islower() or _label(mark)[:2] == "u/" or names.count(_label(mark)) > 1
    }
    return kept, [_label(mark) for mark in kept.values()]


def _label(mark: re.Match[str]) -> str:
    """The name in a label: "Hanne Lind" of "Speaker 1 (Hanne Lind):" and of "REPORTER (Hanne Lind):"."""
    if (
        mark["name"]
        and mark["beside"]
        and (_NUMBERED.fullmatch(mark["name"]) or (_is_role(mark["name"]) and _BESIDE.fullmatch(mark["beside"])))
    ):
        return mark["beside"]
    return mark["name"] or mark["letter"] or mark["capitals"]


def _is_role(label: str) -> bool:
    """Whether a label is an office or a part ("The Minister for Works", "ANCHOR"), which says no name."""
    return any(is_title(word) or bare(word) in _ROLES for word in label.split()) and next(
        (False for run in runs(label) if " " in (person_in(run, label) or "")), True
    )


def _holders(marks: Iterable[re.Match[str]]) -> dict[str, str]:
    """Whom the labels name for an office or a part, which later labels only call by that."""
    named: dict[str, set[str]] = {}
    for mark in marks:
        if mark["name"] and _label(mark) == mark["beside"]:
            named.setdefault(_plain(mark["name"]), set()).add(mark["beside"])
    return {role: names.pop() for role, names in named.items() if len(names) == 1}


def _running_on(mark: re.Match[str], paragraphs: list[list[Span]], speaker: str | None) -> dict[int, Label]:
    return {lines[0].start: Label(mark.end() if lines is paragraphs[0] else lines[0].start, speaker) for lines in paragraphs}


def _speaker(label: str, cast: People, answering: str | None, labelled: Iterable[str] = ()) -> str | None:
    """Whom a label means; ``labelled`` are the labels of the text, of which one may be called by its initials later."""
    if label in ("Q", "A"):
        return answering if label == "A" else None
    label = label.removeprefix("@")
    if label.startswith("u/") or label[0] in "[" or label[0].islower():
        return label.strip("[]")
    if _INITIALS.fullmatch(label):
        called = {name.lower(): name for name in (*cast.full_names.values(), *labelled) if _INITIAL.findall(name) == list(label)}
        return next(iter(called.values())) if len(called) == 1 else label
    run = next(iter(runs(label)), None)
    name = person_in(run, label) if run else None
    if name and name.isupper():
        return cast.full_names.get(name.split()[-1].lower(), name)
    return cast.full(name) if name else label


def _answering(paragraphs: list[list[Span]], text: str, marks: dict[int, re.Match[str]], cast: People) -> str | None:
    """Who the "A" of an interview is: whom a question addresses, or the one person named before the first question."""
    first = next((start for start, mark in marks.items() if _label(mark) in ("Q", "A")), None)
    if first is None:
        return None
    for mark in marks.values():
        if _label(mark) == "Q" and (spoken := _VOCATIVE.match(text, mark.end())):
            run = next(iter(runs(spoken[1])), None)
            return (person_in(run, spoken[1]) if run else None) or spoken[1]
    before = text[:first]
    named = [
        cast.full(name)
        for run in runs(before)
        if (name := person_in(run, before)) and " " in name and (cast.is_person(name) or name in cast.full_names.values())
    ]
    if named:  # whom the lines before the first question tell of: the first, where it is no place
        return named[0] if cast.is_person(named[0]) or len(set(named)) == 1 or text.count(named[0].split()[-1]) > 1 else None
    if presented_before := next((name for line in before.split("\n") if (name := presented(line, cast))), None):
        return presented_before
    answers = [text[mark.end() :].split("\n", 1)[0].strip(" .") for mark in marks.values() if _label(mark) == "A"]
    return next((answer for answer in answers[:1] if _is_name(answer) and len(answer.split()) < 4), None)  # "State your name." "Ana Reyes."


def _is_name(label: str) -> bool:
    return (
        label.startswith(("@", "u/", "["))
        or label[0].islower()
        or label.isupper()
        or (" " in label and all(word[:1].isupper() for word in label.split()))
    )


def _plain(label: str) -> str:
    return label.lower().strip(".")
