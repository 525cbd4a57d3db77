"""Who speaks a whole text, or a stretch of it: the orator of a speech, the author of a letter, the one who is interviewed.

A reporter's byline is not: what a report states is the article's own word.
"""

import re

from claims.english.offices import is_organisation, is_place
from claims.model import Span
from claims.reading.named_people import People, by_given_name
from claims.reading.speech import interviews
from claims.reading.speech.credits import presented
from claims.reading.speech.narrating import FIRST_PERSON, QUOTE, Narrator, is_prose, names_in, speaker_in, stretches

_KIND = r"(?:remarks|speech|address|statement|keynote|lecture|sermon|toast|testimony|eulogy|tribute|oration|column|op-ed|open letter|letter|thread|post|posts|diary|talk|words|welcome|greeting)"
# "Remarks by Premier Ana Reyes at the opening", "Eulogy for Jon Marek, read by his son, Karl Marek"
_HEADED = re.compile(
    rf"\W*(?:[\w’'-]+ ){{0,3}}?{_KIND}\b(?:[^.!?\n]{{0,60}}?,)??[^.!?\n]{{0,25}}?\b(?:by|of|from)\s+(?:(?:his|her|their|the)\s[\w -]{{2,30}}, )?(?P<who>@?(?:(?:Dr|Mrs?|Ms|Prof|Rev|Sen|Gov|Rep|Gen)\. )?[^\n.!?]{{3,80}})",
    re.IGNORECASE,
)
# "Ministry of Culture – press notice"
_NOTICE = re.compile(
    r"(?P<who>[A-Z][^\n.!?:]{3,80}?)(?:, [^,\n]{3,40})? ?(?:–|—|-|:|\|) ?(?:press|news|media|public) (?:notice|release|statement)\W*$",
    re.IGNORECASE,
)
_SPEAKER_LINE = re.compile(
    r"(?:speaker|delivered by|as delivered by|orator|author)(?:\s*:)?\s+(?P<who>[A-Z@][^\n.!?]{2,80})", re.IGNORECASE
)
_KIND_IN_LINE = re.compile(rf"\b(?:{_KIND}|inauguration|inaugural|commencement|opening remarks)\b", re.IGNORECASE)
_SIGNED = re.compile(r"(?:^|(?<=\s))(?:—|–|--?)\s*(?P<who>[A-Z@][^\n“”\".!?]{2,70})\W*$")
_NAME_AND_PLACE = re.compile(r"(?P<who>(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+), [A-Z][\w’' -]{2,30}")
# The last line of a letter: a name, with a place after it or below it.
_NAME_ALONE = re.compile(r"(?:\((?:Miss|Mrs?|Ms|Dr)\) )?(?P<who>(?:(?:Dr|Mrs?|Ms|Prof|Rev)\.? )?(?:[A-Z][\w’'-]*\.? ){1,3}[A-Z][\w’'-]+)")
_PLACE_ALONE = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
_I = re.compile(r"(?<![\w’'“\"])I(?:['’](?:m|ve|d|ll))?(?![\w’'])")
# "Ana Reyes writes: Your obituary …"
_WRITES = re.compile(
    r"(?P<who>(?:(?:Dr|Mrs?|Ms|Prof|Rev|Sir|Dame)\.? )?(?:[A-Z][\w.’'-]* ){1,3}[A-Z][\w’'-]+)(?:, [^,:\n]{2,40},?)? (?:writes|emails|replies):\s(?=[^“\"‘'])"
)
_SIGNED_AS = re.compile(r"(?:Checked|Reviewed|Posted|Written|Signed|Sent|Shared) by:? (?P<who>[^\n.!?]{3,60})")
_INTRODUCED = re.compile(
    r"(?:\b(?:from|by) me,|\b[Mm]y name is|(?<![\w“\"])I am|(?<![\w“\"])I['’]m)\s+(?P<who>(?:(?:Dr|Prof|Mrs?|Ms)\.? )?[A-Z][\w’'-]+(?: (?:van|von|de|der|al|el|bin|[A-Z][\w.’'-]+)){1,3})(?=,| and |\.|;| who )"
)
_MY_NAME = re.compile(r"(?:\b[Mm]y name is|\bI am|\bI['’]m)\s[^.,;!?\n]{2,60}")
_HEADING_LINES = 3
_LONGEST_HEADING = 160  # code points
# What the first lines of a speech call it, or how the speech itself begins.
_OCCASION = re.compile(
    rf"\b(?:{_KIND}|farewell|reception|ceremony|rally|debate|conference|commencement|graduation|inauguration|congress|banquet|anniversary|remembrance|sworn|evidence|delivered|acceptance|maiden)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\W*(?:Ladies|Excellenc|Comrades|Colleagues|Friends|Dear (?!Editor|Sir)|Madam|Mr\.? (?:Speaker|President|Chair)|Members|Graduates|Neighbours|Honou?rable|Fellow|My friends|Good (?:morning|evening|afternoon))"
)
_QUOTED_WORDS = re.compile(r"[“\"«][^“”\"»]{0,600}[”\"»]")
_OF_THE_PAPER = re.compile(r"\bour (?:own )?(?:reporter|correspondent|staff)s?\b", re.IGNORECASE)  # an "our" that is not the speaker's
_LONGEST_HEAD = 2  # sentences
_LONGEST_PRESENTATION = 320  # code points


def narrators(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """The narrators of a text without labels, in order; none for a report, or a text whose author is not told."""
    lines = stretches(paragraphs)
    if not lines:
        return []
    if turns := interviews.answers(paragraphs, text, cast):
        return turns
    if not FIRST_PERSON.search(text):
        return _signed(lines, text, cast) if _SIGNED_AS.match(text, *lines[-1]) else []
    if writing := [Narrator(*line, cast.full(mark["who"])) for line in lines if (mark := _WRITES.match(text, *line))]:
        return writing
    for number, (start, end) in enumerate(lines[:_HEADING_LINES]):
        line = text[start:end]
        if len(line) <= _LONGEST_HEADING and number + 1 < len(lines) and (name := _heading(line, cast)):
            return [Narrator(lines[number + 1][0], len(text), name)]
    return (
        _signed(lines, text, cast)
        or _letter(lines, text, cast)
        or _credited(lines, text, cast)
        or _credited_within(paragraphs, text, cast)
        or _introduced(lines, text, cast)
        or _presented(paragraphs, text, cast)
    )


def _presented(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """Whom the line before a speech presents, if the speech says "I" and does not tell of them: "Dr Ana Reyes, head of the port, at her farewell"."""
    is_run_in = len(paragraphs[0]) > _LONGEST_HEAD  # the speech follows in the same paragraph
    lines = stretches([*([sentence] for sentence in paragraphs[0]), *paragraphs[1:]] if is_run_in else paragraphs)
    head = text[slice(*lines[0])]
    if len(lines) < 2 or len(head) > _LONGEST_PRESENTATION or QUOTE.search(head) or FIRST_PERSON.search(_OF_THE_PAPER.sub("", head)):
        return []
    of_speaker = [line for line in lines[1:] if FIRST_PERSON.search(_QUOTED_WORDS.sub("", text[slice(*line)]))]
    opening = lines[1][0]
    is_speech = _OCCASION.search(head) or not is_prose(head.rstrip(".:")) or _ADDRESS.match(text, opening)
    name = _person_in(head, cast)
    if not of_speaker or not is_speech or name is None or text[opening] in '“"«':
        return []
    last = max(of_speaker[-1][1], paragraphs[0][-1].end) if is_run_in else of_speaker[-1][1]
    name_words = name.split()
    if re.compile(rf"\b(?:{re.escape(name_words[0])}|{re.escape(name_words[-1])})\b").search(text, opening, last):
        return []
    return [Narrator(next(line[0] for line in lines[1:] if line in of_speaker or _ADDRESS.match(text, line[0])), last, name)]


def _person_in(head: str, cast: People) -> str | None:
    """The one person whom a presentation names; of several, the one with an office."""
    headed = _heading(head.rstrip("."), cast)
    named = [headed] if headed else [name for name in names_in(head, cast) if " " in name and not is_place(tuple(name.split()))]
    names = list(dict.fromkeys(named))
    if len(names) > 1:
        names = [name for name in names if cast.has_office(name)] or names
    persons = [
        name
        for name in names
        if cast.is_person(name) or by_given_name(name) or not (name.isupper() or is_organisation(tuple(name.split())))
    ]
    if len(persons) > 1 and not is_prose(head) and (first := presented(head, cast)) in persons[:1]:
        return first  # "Ana Reyes, Harbour Vets, Avel"
    return persons[0] if len(persons) == 1 else None


def _heading(line: str, cast: People) -> str | None:
    if notice := _NOTICE.fullmatch(line):
        return notice["who"].strip(" ,")
    headed = _SPEAKER_LINE.match(line) or _HEADED.match(line)
    if headed:
        return speaker_in(headed["who"], cast)
    if _KIND_IN_LINE.search(line) and not is_prose(line):
        names = names_in(line, cast)
        return names[0] if len(names) == 1 else None
    return None


def _signed(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The one who signs the last line, unless it signs a quotation."""
    start, end = lines[-1]
    signed = _SIGNED_AS.match(text, start, end) or _SIGNED.search(text, start, end)
    if not signed and len(lines) > 1:
        signed = _NAME_AND_PLACE.fullmatch(text, start, end)
    if not signed or text[: signed.start()].rstrip().endswith(("”", '"', "»", "’")):
        return []
    name = speaker_in(signed["who"], cast)
    return [Narrator(0, signed.start(), name)] if name else []


def _letter(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The one whose name alone is the last line of a text that says "I"; a line with a place may follow."""
    has_place = len(lines) > 2 and _PLACE_ALONE.fullmatch(text, *lines[-1]) and _NAME_ALONE.fullmatch(text, *lines[-2])
    at = len(lines) - (2 if has_place else 1)
    signed = _NAME_ALONE.fullmatch(text, *lines[at]) if at > 0 else None
    if signed is None or not _I.search(text, 0, lines[at][0]):
        return []
    return [Narrator(0, lines[at][0], cast.full(signed["who"]))]


def _credited(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """Whom the last line presents, below words that say "I" or "we" and do not tell of them: "Finance Minister Ana Reyes, budget speech"."""
    name = presented(text[slice(*lines[-1])], cast) if len(lines) > 1 else None
    before = text[: lines[-1][0]]
    is_told_of = name is not None and re.search(rf"\b{re.escape(name.split()[-1])}\b", _MY_NAME.sub("", before)) is not None
    if name is None or is_told_of or not FIRST_PERSON.search(_QUOTED_WORDS.sub("", before)):
        return []
    return [Narrator(0, lines[-1][0], name)]


def _credited_within(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """Whom the last words of a text of one paragraph present: "… Thank you. (Finance Minister Ana Reyes, budget speech)"."""
    last = paragraphs[0][-1].text
    is_alone = len(paragraphs) == 1 and (last[:1] in "(—–" or last[-1:].isalnum() or ", " in last) and not is_prose(last.rstrip(".) "))
    return _credited(stretches([[sentence] for sentence in paragraphs[0]]), text, cast) if is_alone else []


def _introduced(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    introduced = _INTRODUCED.search(text)
    if not introduced or re.search(r"[“«„]", text[max(0, introduced.start() - 60) : introduced.start()]):
        return []
    return [Narrator(0, len(text), cast.full(introduced["who"]))]
