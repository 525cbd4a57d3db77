"""The separate facts in one sentence, for a person to pick from. Made for English; other sentences come back whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.model import Span
from claims.reading.verbs import VERB, VERB_FORM

_LINKS = re.compile(
    rf"""
      (?P<joined>,?\s+(?:and|but|yet|while|whereas|although|though|because|so)\s+|;\s+|\s+[–—]\s+)
      (?=(?P<verb>(?:[a-z]+ly\s+|never\s+|later\s+|then\s+)?{VERB_FORM}\b)?)
    | ,\s+(?P<relative>which|who)\s+
    | ,\s+(?P<doing>(?=(?!(?:includ|accord|dur|regard|follow|say|add|concern|exclud|even|morn)ing\b)[a-z]{{3,}}ing\s+\S))
    """,
    re.VERBOSE,
)
_OWN_SUBJECT = re.compile(
    r"(?:the|a|an|its|his|her|their|our|my|it|he|she|they|we|this|these|those|there|nobody|no|some|many|most|all|both|about|more"
    r"|[0-9$£€]|[A-Z])|(?!that\b)[a-z]+(?:\s[a-z]+)?\s" + VERB_FORM + r"\b"
)
_OPENING = re.compile(r"(?:[A-Z][a-z]+ing|Having [a-z]+)\s[^,]{1,80},\s")
_PASSIVE = re.compile(
    r"\b(was|were|is|are|has been|have been|had been) (?:[a-z]+ed|built|sold|made|held|found|shot|paid|taken|given|hit|struck|set)\b"
)
# "was built in 1971, inspected twice and closed in 2004": not "was arrested and admitted the theft".
_GOES_ON_PASSIVE = re.compile(
    r"(?:[a-z]+ed|built|sold|made|held|found|shot|paid)(?:\s(?:in|on|at|by|for|from|to|with|after|before|during|twice|again|[a-z]+ly)\b|[.!?]?$)"
)
_LONGEST_SENTENCE = 3000  # code points
_LONGEST_SUBJECT = 9  # words
_SHORTEST = 3  # words
_MOST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One fact: where it stands, and its wording as a sentence of its own, with the subject that it borrows."""

    span: Span
    wording: str


def parts(sentence: Span) -> list[Part]:
    """The facts of a sentence in order, with offsets into the same text; a sentence with one fact gives one part, the whole.

    The parts lie within the sentence and do not overlap. A wording uses only the sentence's own words, in their order.
    """
    text = sentence.text
    pieces = list(_pieces(text)) if len(text) <= _LONGEST_SENTENCE else []
    if len(pieces) < 2:
        return [Part(sentence, text)]
    first, end, link = pieces[0]
    subject = text[:first].split(", ")[0].strip() if link == "relative" else _subject(text[first:end])
    found: list[Part] = []
    for start, end, link in pieces:
        bare = text[start:end].strip(" ,;–—")
        begin = start + text[start:end].find(bare)
        span = Span(sentence.start + begin, sentence.start + begin + len(bare), bare)
        found.append(Part(span, _sentence(_wording(bare, link, subject, text[:begin]))))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches that hold a verb each, and what joins each to the one before: "", "joined", "verb", "doing", "relative", "main"."""
    start, link = 0, ""
    for found in [found for found in _LINKS.finditer(text) if not _within_quotation(text, found.start())][:_MOST]:
        if found.start() < start:
            continue
        if found["relative"]:
            inner = list(_relative(text, start, link, found))
            yield from inner[:-1]
            start, end, link = inner[-1]
            if link != "main":
                yield start, end, link
                return
            continue
        rest = text[found.end() :]
        if found["doing"] is not None and _stands(text[start : found.start()]):
            yield start, found.start(), link
            start, link = found.end(), "doing"
            continue
        splits = found["verb"] or (found["joined"] and _OWN_SUBJECT.match(rest))
        shortest = 2 if ";" in found[0] else _SHORTEST
        if splits and (link in ("doing", "main") or _stands(text[start : found.start()], shortest)) and _stands(rest, shortest):
            yield start, found.start(), link
            start, link = found.end(), "verb" if found["verb"] else "joined"
    yield start, len(text), link


def _relative(text: str, start: int, link: str, found: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """ "X, which did A, did B": the clause set between commas, then the rest; or the clause at the sentence's end."""
    end = text.find(", ", found.end())
    main = text[end + 2 :] if end > 0 else ""
    if _stands(text[start : found.start()]):  # the sentence before the comma is whole: the clause tells of its last word
        yield start, found.start(), link
        yield found.end(), len(text), "relative"
    elif re.match(rf"(?:[a-z]+ly\s+|also\s+|never\s+)?{VERB_FORM}\b", main):
        yield found.end(), end, "relative"
        yield end + 2, len(text), "main"
    else:
        yield start, len(text), link


def _wording(bare: str, link: str, subject: str, before: str) -> str:
    if link == "relative":
        return f"{_last_named(before)} {bare}"
    if link == "main":
        return f"{before.split(', ')[0].strip()} {bare}"
    if link == "doing":
        return f"{before.strip(' ,')}, {bare}"
    if link == "verb" and subject:
        passive = _PASSIVE.search(before) if _GOES_ON_PASSIVE.match(bare) else None
        return f"{subject} {passive[1]} {bare}" if passive else f"{subject} {bare}"
    return bare


def _subject(clause: str) -> str:
    """The words before the first verb, when they are few enough to be a subject; not an opening like "Having lost two elections,"."""
    if opening := _OPENING.match(clause):
        clause = clause[opening.end() :]
    verb = VERB.search(clause)
    words = clause[: verb.start()].rstrip(" ,").split() if verb else []
    return " ".join(words) if 0 < len(words) <= _LONGEST_SUBJECT else ""


def _last_named(before: str) -> str:
    """What a "which" after these words tells of: the name, else the words from the last article on."""
    before = re.sub(r",?\s*(?:which|who)?\s*$", "", before)
    name = re.search(r"(?:[A-Z][\w.’'-]*\s?)+$", before[-80:])
    thing = re.search(r"\b(?:the|a|an|its|his|her|their|The|A|An)\s(?:(?!\b(?:the|a|an|its|his|her|their)\s).)*$", before[-80:])
    chosen = name or thing
    return chosen[0].strip() if chosen else before.split(" ")[-1]


def _stands(words: str, shortest: int = _SHORTEST) -> bool:
    return len(words.split()) >= shortest and VERB.search(words) is not None


def _within_quotation(words: str, at: int) -> bool:
    return words.count("“", 0, at) > words.count("”", 0, at) or words.count('"', 0, at) % 2 == 1


def _sentence(words: str) -> str:
    words = " ".join(words.split()).rstrip(" ,;:")
    return words[:1].upper() + words[1:] + ("" if words[-1:] in '.!?…"”’' else ".")
