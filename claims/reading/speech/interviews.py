"""The answers of an interview without labels: who is asked, and which lines they answer in."""

import re
from itertools import pairwise

from claims.model import Span
from claims.reading.named_people import People
from claims.reading.speech.credits import presented
from claims.reading.speech.narrating import FIRST_PERSON, TO_READER, Narrator, names_in, speaker_in, stretches

_INTERVIEW = re.compile(
    r"\b(?:talk with|interview with|conversation with|talks to|spoke to|speaks to|questions (?:for|to)|we met)\s+(?P<who>[^\n.!?:]{3,60})",
    re.IGNORECASE,
)
_WHOLLY_QUOTED = re.compile(r"[“\"][^“”\"]{3,1500}[”\"]\s*")
_QUOTED = re.compile(r"[“\"«][^“”\"«»]{1,300}[”\"»]")
_NUMBER = re.compile(r"[0-9]{1,2}[.)]\s")
_HEADING_LINES = 3
_FEWEST_QUESTIONS = 2
_FEWEST_PAIRS = 3  # a question and its answer in two lines
_FEWEST_TURNS = 4  # lines of an interview without labels
_LONGEST_QUESTIONS = 200  # code points in the mean; whoever speaks longer is not asking
_I = re.compile(r"(?<![\w’'])(?:I|I['’](?:m|ve|d|ll)|[Mm]y)(?![\w’'])")
_LABELLED = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}): ")
_ASKED_BY = re.compile(r"\b(?:[Ii]nterview|[Ww]ords|[Tt]ext|[Aa]s told)(?: by|: | to )")
_DASH = re.compile(r"[–—-]\s")


def _interviewed(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The answers of an interview without labels: every second line after its heading, if the lines between ask or address somebody."""
    for number, (start, end) in enumerate(lines[:_HEADING_LINES]):
        opening = _INTERVIEW.search(text, start, end)
        name = speaker_in(opening["who"], cast) if opening else None
        turns = lines[number + 1 :]
        questions, replies = turns[::2], turns[1::2]
        if name and len(turns) >= _FEWEST_TURNS and all(TO_READER.search(text, *turn) for turn in questions):
            return [Narrator(*turn, name) for turn in replies]
    return _after_questions(lines, text, cast) or _second_lines(lines, text, cast)


def _numbered(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """What follows each numbered question, in its line or below it, if the first line names one person: "1. Is it true? Yes"."""
    lines = stretches(paragraphs)
    asking = [number for number, line in enumerate(lines) if _NUMBER.match(text, *line)]
    names = {name for name in names_in(text[slice(*lines[0])], cast) if " " in name}
    addressing = sum(bool(TO_READER.search(text, *lines[number])) for number in asking)
    if len(asking) < _FEWEST_PAIRS or asking[0] == 0 or len(names) != 1 or 2 * addressing < len(asking):
        return []
    name = names.pop()
    replies: list[Narrator] = []
    for number in asking:
        questions = [sentence.end for sentence in paragraphs[number] if sentence.text.endswith("?")] or [paragraphs[number][0].end]
        replies.append(Narrator(questions[-1], lines[number][1], name))
        replies += [Narrator(*line, name) for line in lines[number + 1 : number + 2] if number + 1 not in asking]
    return replies


def _second_lines(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The second line of each block of two, where a blank line stands between blocks and the first block names one person."""
    blocks: list[list[tuple[int, int]]] = []
    for line in lines:
        if blocks and text.count("\n", blocks[-1][-1][1], line[0]) < 2:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    pairs = [block for block in blocks[1:] if len(block) == 2]
    if len(pairs) < _FEWEST_PAIRS or not sum(bool(TO_READER.search(text, *block[0])) for block in pairs) * 2 >= len(pairs):
        return []
    named = {name for name in names_in(text[blocks[0][0][0] : blocks[0][-1][1]], cast) if not name.isupper()}
    return [Narrator(*block[1], name) for name in named for block in pairs] if len(named) == 1 else []


def _after_questions(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The lines after questions that stand alone, if the lines before the first name one person and the answers say "I"."""
    asking = [number for number, (_, end) in enumerate(lines) if text[end - 1 : end] == "?"]
    if len(asking) < _FEWEST_QUESTIONS or asking[0] == 0 or asking[-1] + 1 >= len(lines):
        return []
    named = {cast.full(name) for name in names_in(text[: lines[asking[0]][0]], cast)} & set(cast.full_names.values())
    replies = [lines[number + 1] for number in asking]
    if len(named) != 1 or not all(FIRST_PERSON.search(text, *reply) for reply in replies):
        return []
    name = named.pop()
    return [Narrator(*reply, name) for reply in replies]


def _quoted_answers(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The lines in quotation marks after an interviewer's lines, where the lines before the first of them name one person."""
    quoted = [number for number, line in enumerate(lines) if _WHOLLY_QUOTED.fullmatch(text, *line)]
    replying = [number for number in quoted if number > 0 and number - 1 not in quoted and text[lines[number - 1][0]] not in '“”"«']
    if len(replying) < _FEWEST_QUESTIONS or replying != quoted:
        return []
    questions = [lines[number - 1] for number in replying]
    if not any(text[end - 1 : end] == "?" for _, end in questions) or not all(
        TO_READER.search(text, *line) or len(text[slice(*line)]) < 120 for line in questions
    ):
        return []
    heading = text[: lines[replying[0]][0]].split("\n")[0]
    names = names_in(heading, cast)
    named = {name for name in names if cast.is_person(name)} or set(names)
    return [Narrator(*lines[number], name, is_quoted=True) for number in replying for name in named] if len(named) == 1 else []


def _in_turn(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The answers of whom a line before or after an interview presents, where each line that asks is followed by one that answers."""
    first = next((number for number, line in enumerate(lines) if not _guest(text[slice(*line)], cast)), 0)
    last = [name for line in lines[-1:] if (name := _guest(text[slice(*line)], cast))]
    names = [name for line in lines[:first] if (name := _guest(text[slice(*line)], cast))] + last
    turns = lines[first : len(lines) - len(last)]
    label = _LABELLED.match(text, *turns[1]) if len(turns) > 1 else None
    names += [label["who"]] if label else []
    if not names or len(turns) < _FEWEST_TURNS or first > _HEADING_LINES:
        return []
    questions, replies = _taken_in_turn(turns, text)
    addressing = sum(bool(TO_READER.search(text, *turn)) for turn in questions)
    speaking = sum(bool(FIRST_PERSON.search(_QUOTED.sub("", text[slice(*turn)]))) for turn in replies)
    is_asked = label is not None or any(text[slice(*turn)].rstrip('* ”"').endswith("?") for turn in questions)
    is_short = sum(end - start for start, end in questions) <= _LONGEST_QUESTIONS * len(questions)
    is_interview = is_asked and is_short and addressing and speaking and 2 * (addressing + speaking) >= len(turns)
    return [Narrator(*turn, names[0]) for turn in replies] if is_interview else []


def _guest(line: str, cast: People) -> str | None:
    """Whom a line presents, or the only person named in a line that neither asks nor says "I"."""
    if name := presented(line, cast):
        return name
    is_told = len(line) <= _LONGEST_QUESTIONS and not TO_READER.search(line) and not FIRST_PERSON.search(_QUOTED.sub("", line))
    if not is_told or _LABELLED.match(line) or _ASKED_BY.search(line):
        return None
    names = {name for name in names_in(line, cast) if " " in name and not name.isupper()}
    return names.pop() if len(names) == 1 else None


def _taken_in_turn(turns: list[tuple[int, int]], text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The lines that ask and those that answer; an answer goes on in the next line if that says "I" and asks nothing."""
    questions: list[tuple[int, int]] = [turns[0]]
    replies: list[tuple[int, int]] = []
    for before, turn in pairwise(turns):
        own_words = _QUOTED.sub("", text[slice(*turn)])
        goes_on = _I.search(own_words) and not TO_READER.search(own_words) and not _DASH.match(own_words)
        (replies if before is questions[-1] or goes_on else questions).append(turn)
    return questions, replies


def answers(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """The answers of an interview without labels; empty for any other text."""
    lines = stretches(paragraphs)
    return (
        _numbered(paragraphs, text, cast)
        or _interviewed(lines, text, cast)
        or _quoted_answers(lines, text, cast)
        or _in_turn(lines, text, cast)
    )
