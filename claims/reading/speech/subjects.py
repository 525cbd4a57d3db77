"""The words before or after a verb of speech that name who speaks: where they begin and where they end."""

import re

from claims.english.offices import is_title
from claims.english.verbs import VERB
from claims.reading.capitals import runs
from claims.reading.speech import saying
from claims.reading.speech.saying import MASK

_CONNECTIVES = re.compile(
    r"^(?:but|and|yet|however|meanwhile|while|as|although|though|because|still|so|then|(?:later|earlier)(?: (?:this|last) (?:year|week|month))?|also|indeed|instead|overall"
    r"|separately|nevertheless|or so|for (?:his|her|its) part|in turn)\b,?\s*",
    re.IGNORECASE,
)
STOPS = re.compile(
    rf"[,;:!?()—–{MASK}\"“”]|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|Lt|St)\.)(?<!\b(?:Mrs|Sen|Rep|Gov|Col|Gen|Sgt"
    rf"|Rev)\.)(?<!\bProf\.)(?<!\b(?:Capt|Supt)\.)"
)
_CUTS = re.compile(
    r"\s(?:who|whose|when|while|as|after|before|during|in (?:a|an|the|his|her|their)|at (?:a|an|the)|on (?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|yesterday|today|earlier|last|this|adding|referring|speaking|yesterday|and)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|will|would|could|can|may|might|must|should|fell|rose|grew|went|came|took|became|began|gave|drew|knew)\b"
)
BRACKETS = re.compile(r"\s\([^()]{1,30}\)")
_TAG = re.compile(r"[DRI]-[A-Z][\w.]*|MPs?|MEP|MSP|TD|KC|QC|SC|MD|PhD|Ph\.D\.|Jr\.?|Sr\.?|CEO|OBE|MBE|[0-9]{1,3}")  # set after a name
_CLEFT = re.compile(r"\b[Ii]t (?:is|was)(?: also| then)? (?P<who>[^;:.]{3,80}?),? who$")
_WHO_SAYS = re.compile(r"(?:^|[.;:—–] |, (?:and|but) )(?P<who>(?:[A-Z][\w.’'-]*|the|my|our|his|her) ?(?:[\w.’'-]+ ?){1,4}), who$")
_SHARED = re.compile(r"(?:,|\s)(?:and|but|then|yet)(?:\s(?:then|also|later))?$")
# "Her opponent, the retired judge Abelard Fonseca,"
_OF_SOMEBODY = re.compile(r"(?:[Hh]er|[Hh]is|[Ii]ts|[Tt]heir|[Tt]he|[Aa]n?)(?: own)? [a-z-]+(?: of [a-z-]+)?$")
_NAMED_LAST = re.compile(r"(?:the|an?) (?:[a-z-]+ ){1,4}[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}")
_WHOSE = re.compile(r"['’]s?\s[a-z]")
_DASHES = re.compile(r"\s?[—–]\s?")
_DENIES = re.compile(r"\b(?:deny|denies|denied|doubts?|doubted)\b")  # what follows is not what they say
_COMMA = re.compile(r",(?![0-9])")  # not that of "40,000"
_LONGEST_SUBJECT = 16  # words


def subject_before(before: str) -> str | None:
    """The words before a verb of speech that name who speaks, back to where the clause begins."""
    shared = _SHARED.search(saying.without_adverbs(before)) is not None
    left = saying.without_adverbs(BRACKETS.sub("", before if shared else before[before.rfind(MASK) + 1 :]))
    if told_of := _WHO_SAYS.search(left):  # "Chef Baptiste, who says"
        left = told_of["who"]
    if cleft := _CLEFT.search(left):  # "It was the mayor, Ben Rask, who said"
        left = cleft["who"] + ","
    if left.rstrip().endswith(("—", "–")):  # "Gunnar Sand — the party's spokesman — said"
        left = _DASHES.sub(", ", left)
    if shared:  # "The ministry denied it and said": the subject is the first verb's
        verb = VERB.search(left)
        left = left[: verb.start()] if verb else ""
    pieces = [part.strip() for part in _COMMA.split(left.rstrip(" ,"))]
    parts = [part for part in pieces if not _TAG.fullmatch(part)] or pieces
    if not left.rstrip().endswith(","):
        return _subject_at_end(parts[-1])
    if len(pieces) == 1:  # "It sank in May, said …": no name that is set between commas
        return None
    at = _named_between_commas(parts)
    return parts[at] if _follows_office(parts, at) else _subject_at_end(parts[at])


def _named_between_commas(parts: list[str]) -> int:
    """Which of the parts between commas names the speaker: "Jon Marek, the minister," or "The minister, Jon Marek,"."""
    at = len(parts) - 1
    while at > 0 and (not begins_with_name(parts[at]) or _WHOSE.search(parts[at])):  # "Hugh Lantry, Labour's candidate,"
        at -= 1
    if begins_with_name(parts[at]) or len(parts) == 1:
        return at
    is_named_last = _NAMED_LAST.fullmatch(parts[-1]) is not None and _OF_SOMEBODY.match(parts[0]) is not None
    return len(parts) - 1 if is_named_last else len(parts) - 2


def _follows_office(parts: list[str], at: int) -> bool:
    """Whether the last part is a name, and the one before it that person's office: "the mayor, Ben Rask,"."""
    if at == 0 or at < len(parts) - 1 or not begins_with_name(parts[at]) or _WHOSE.search(parts[at]):
        return False
    office = parts[at - 1]
    return re.match(r"(?:the|a|an|its|their)\s", office, re.IGNORECASE) is not None and any(map(is_title, office.split()))


def _subject_at_end(words_before: str) -> str | None:
    """The subject of the clause with which the words end; None where they have a verb of their own or end in a question."""
    for mark in (" that ", "; ", ": ", "— ", "– ", "-- "):
        words_before = words_before.rsplit(mark, 1)[-1]
    subject = _CONNECTIVES.sub("", words_before)
    clauses = re.split(r"\s(?:and|but)\s", subject)
    if len(clauses) > 1 and _FINITE.search(" ".join(clauses[:-1])):
        subject = clauses[-1]
    words = subject.split()
    if (
        not words
        or len(words) > _LONGEST_SUBJECT
        or _FINITE.search(subject)
        or _DENIES.search(subject)
        or (words[0] != "WHO" and words[0].lower() in ("which", "who", "whom", "where", "whose", "what", "if", "when", "to"))
    ):
        return None
    return subject


def begins_with_name(part: str) -> bool:
    first = next(iter(runs(part)), None)
    return first is not None and first.start < 2


def subject_after(after: str) -> str | None:
    """The words after an inverted verb ("said Jon Marek, who …") that name who speaks."""
    right = BRACKETS.sub("", after).lstrip()
    stop = STOPS.search(right)
    subject = right[: stop.start()] if stop else right
    cut = _CUTS.search(subject)
    subject = (subject[: cut.start()] if cut else subject).strip()
    words = subject.split()
    if not words or len(words) > _LONGEST_SUBJECT or _FINITE.search(subject) or (len(words) > 1 and words[0] in ("he", "she")):
        return None
    first = words[0].lower()
    whose = first in ("the", "its", "their", "his", "her", "my", "our") or (_WHOSE.search(subject) is not None and is_title(words[-1]))
    if stop and stop[0] == "," and whose and (not begins_with_name(subject) or _WHOSE.search(subject)):
        name = right[stop.end() :].strip()
        following = STOPS.search(name)
        if begins_with_name(name):  # "said the lead author, Piet Vos"
            return name[: following.start()] if following else name
    named = any(word[:1].isupper() for word in words)
    return (
        subject
        if first in ("he", "she")
        or first in ("a", "an", "the", "one", "another", "someone", "officials", "police", "her", "his", "its", "their", "my", "our")
        or named
        or is_title(words[0])
        else None
    )
