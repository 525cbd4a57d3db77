"""Who speaks a whole text, or a stretch of it: the orator of a speech, the author of a post, the one who is interviewed.

A reporter's byline is not: what a report states is the article's own word.
"""

import re
from dataclasses import dataclass

from claims.english.offices import is_organisation, is_place
from claims.english.verbs import VERB_FORM
from claims.model import Span
from claims.reading.named_people import People, by_given_name, person_in, runs

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
# "Ana Reyes @areyes · 3h", "Senator Ana Reyes (@areyes):", "RT @PortOfAvel:", "Reply from Jon Marek (@jm):"
_ACCOUNT = re.compile(
    r"(?:[↳↪]\s*|RT\s+|Reply from\s+|Posted by\s+|Thread by\s+)?(?:(?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,4}),?\s+)?\(?(?P<account>@[\w.]{2,40})\)?"
    r"(?:\s*\((?P<in_brackets>[^()\n]{3,40})\))?(?P<rest>\s*(?:[·•|,]\s*[\w: ]{1,20})?\s*(?::|\n|$)|\s+[0-9]/[0-9])"
)
# Below a post: "Bob Hart: They caught him", "@areyes replies: It did not", "Quote post, Shelter Alliance: There are 310 beds"
_COMMENT = re.compile(
    r"(?:[>▸•↳↪–-]\s*)?(?P<quoting>(?:Quoting|Quote post,|Shared post from|Shared from|Repost(?: of)?|RT|Reply from|Comment (?:by|from))\s+)?"
    r"(?P<who>@[\w.]{2,40}|u/[\w-]{2,40}|[A-Z][\w.’'&-]*(?: (?:&|of|the|van|von|de|der|[A-Z][\w.’'-]*)){0,5})(?:\s+(?:replies|replied|writes|wrote|comments|commented))?(?: \([^()\n]{1,30}\))?:\s+(?=[^\s“\"«‘])"
)
_MY_OWN = re.compile(r"(?:My (?:comment|reply|answer|two pence)|EDIT|Edit|UPDATE|Update|PS|P\.S\.)\b")
_NO_COMMENTATOR = re.compile(
    r"(?:Comments?|Replies|Update|Edit|PS|Note|Source|Fact|Myth|Claim|Verdict|Warning|Question|Answer|Yes|No|But|So|And|Then|Correction|Item)$",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+")
_SIGNED = re.compile(r"(?:^|(?<=\s))(?:—|–|--?)\s*(?P<who>[A-Z@][^\n“”\".!?]{2,70})\W*$")
_NAME_AND_PLACE = re.compile(r"(?P<who>(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+), [A-Z][\w’' -]{2,30}")
_SIGNATURE = re.compile(r"(?:—|–|--)\s?(?P<who>[\w.@][\w.@’' -]{1,40})")
_FEWEST_SIGNED = 2
# The last line of a letter: a name, with a place after it or below it.
_NAME_ALONE = re.compile(r"(?:\((?:Miss|Mrs?|Ms|Dr)\) )?(?P<who>(?:(?:Dr|Mrs?|Ms|Prof|Rev)\.? )?(?:[A-Z][\w’'-]*\.? ){1,3}[A-Z][\w’'-]+)")
_PLACE_ALONE = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
_I = re.compile(r"(?<![\w’'“\"])I(?:['’](?:m|ve|d|ll))?(?![\w’'])")
_SIGNED_AS = re.compile(r"(?:Checked|Posted|Written|Signed|Sent|Shared) by:? (?P<who>[^\n.!?]{3,60})")
_INTRODUCED = re.compile(
    r"(?:\b(?:from|by) me,|\b[Mm]y name is|(?<![\w“\"])I am|(?<![\w“\"])I['’]m)\s+(?P<who>(?:(?:Dr|Prof|Mrs?|Ms)\.? )?[A-Z][\w’'-]+(?: (?:van|von|de|der|al|el|bin|[A-Z][\w.’'-]+)){1,3})(?=,| and |\.|;| who )"
)
_INTERVIEW = re.compile(
    r"\b(?:talk with|interview with|conversation with|talks to|spoke to|speaks to|questions (?:for|to)|we met)\s+(?P<who>[^\n.!?:]{3,60})",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[“”\"]")
_WHOLLY_QUOTED = re.compile(r"[“\"][^“”\"]{3,1500}[”\"]\s*")
_FIRST_PERSON = re.compile(r"(?<![\w’'])(?:I|I['’](?:m|ve|d|ll)|we|We|my|My|our|Our|me|us)(?![\w’'])")
_TO_READER = re.compile(r"\?|\b(?:you|your|You|Your)\b")
_PROSE = re.compile(rf"[.!?“”\"«»]|\b{VERB_FORM}\b")  # a heading has neither a full stop nor a verb
_NUMBER = re.compile(r"[0-9]{1,2}[.)]\s")
_POSTED_BY = re.compile(r"[^\n.!?]{0,80}\b(?:posted|shared|written) by (?P<who>[^\n.!?,]{3,60})\s*$")
_HEADING_LINES = 3
_LONGEST_HEADING = 160  # code points
_FEWEST_QUESTIONS = 2
_FEWEST_PAIRS = 3  # a question and its answer in two lines
_FEWEST_TURNS = 4  # lines of an interview without labels


@dataclass(frozen=True, slots=True)
class Narrator:
    """The speaker of the sentences between two offsets that have no other speaker."""

    start: int
    end: int
    name: str
    is_quoted: bool = False  # an answer that stands in quotation marks


def narrators(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """The narrators of a text without labels, in order; none for a report, or a text whose author is not told."""
    lines = _lines(paragraphs)
    if not lines:
        return []
    if turns := _numbered(paragraphs, text, cast) or _interviewed(lines, text, cast) or _quoted_answers(lines, text, cast):
        return turns
    if not _FIRST_PERSON.search(text):
        return _signed(lines, text, cast) if _SIGNED_AS.match(text, *lines[-1]) else []
    for number, (start, end) in enumerate(lines[:_HEADING_LINES]):
        line = text[start:end]
        if len(line) <= _LONGEST_HEADING and number + 1 < len(lines) and (name := _heading(line, cast)):
            return [Narrator(lines[number + 1][0], len(text), name)]
    return _signed(lines, text, cast) or _letter(lines, text, cast) or _introduced(lines, text, cast) or _presented(paragraphs, text, cast)


# What the first lines of a speech call it, or how the speech itself begins.
_OCCASION = re.compile(
    rf"\b(?:{_KIND}|farewell|reception|ceremony|rally|debate|conference|commencement|graduation|inauguration|congress|banquet|anniversary|remembrance|sworn|evidence|delivered|acceptance|maiden)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\W*(?:Ladies|Excellenc|Comrades|Colleagues|Friends|Dear (?!Editor|Sir)|Madam|Mr\.? (?:Speaker|President|Chair)|Members|Graduates|Neighbours|Honou?rable|Fellow|My friends|Good (?:morning|evening|afternoon))"
)


def _presented(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """Whom the line before a speech presents, if the speech says "I" and does not tell of them: "Dr Ana Reyes, head of the port, at her farewell"."""
    is_run_in = len(paragraphs[0]) > _LONGEST_HEAD  # the speech follows in the same paragraph
    lines = _lines([*([sentence] for sentence in paragraphs[0]), *paragraphs[1:]] if is_run_in else paragraphs)
    start, end = lines[0]
    head = text[start:end]
    if len(lines) < 2 or len(head) > _LONGEST_PRESENTATION or _QUOTE.search(head) or _FIRST_PERSON.search(head.replace("our reporter", "")):
        return []
    said = [line for line in lines[1:] if _FIRST_PERSON.search(_QUOTED_WORDS.sub("", text[slice(*line)]))]
    is_speech = _OCCASION.search(head) or not _PROSE.search(head.rstrip(".:")) or _ADDRESS.match(text, lines[1][0])
    headed = _heading(head.rstrip("."), cast)
    names = (
        [headed]
        if headed
        else list(dict.fromkeys(name for name in _names(head, cast) if " " in name and not is_place(tuple(name.split()))))
    )
    names = [name for name in names if cast.has_office(name)] or names if len(names) > 1 else names
    names = [
        name
        for name in names
        if cast.is_person(name) or by_given_name(name) or not (name.isupper() or is_organisation(tuple(name.split())))
    ]
    if not said or not is_speech or len(names) != 1 or text[lines[1][0]] in '“"«':
        return []
    last = max(said[-1][1], paragraphs[0][-1].end) if is_run_in else said[-1][1]
    told_of = re.compile(rf"\b(?:{re.escape(names[0].split()[0])}|{re.escape(names[0].split()[-1])})\b")
    begins = next(line[0] for line in lines[1:] if line in said or _ADDRESS.match(text, line[0]))
    return [] if told_of.search(text, lines[1][0], last) else [Narrator(begins, last, names[0])]


_QUOTED_WORDS = re.compile(r"[“\"«][^“”\"»]{0,600}[”\"»]")
_LONGEST_HEAD = 2  # sentences
_LONGEST_PRESENTATION = 320  # code points


def authors(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """The authors of posts, each from their account's line to the next; empty if no account has a name beside it."""
    return _posts(_lines(paragraphs), text, cast)


def _lines(paragraphs: list[list[Span]]) -> list[tuple[int, int]]:
    return [(lines[0].start, lines[-1].end) for lines in paragraphs]


def _heading(line: str, cast: People) -> str | None:
    if notice := _NOTICE.fullmatch(line):
        return notice["who"].strip(" ,")
    headed = _SPEAKER_LINE.match(line) or _HEADED.match(line)
    if headed:
        return _who(headed["who"], cast)
    if _KIND_IN_LINE.search(line) and not _PROSE.search(line):
        names = _names(line, cast)
        return names[0] if len(names) == 1 else None
    return None


def _posts(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    if signed := _each_signed(lines, text, cast):
        return signed
    heads: list[tuple[int, str]] = []
    for number, (start, end) in enumerate(lines):
        head = _ACCOUNT.match(text, start, end)
        if head and (name := _author(head, cast)):
            alone = not text[head.end() : end].strip()
            heads.append((end if alone else start, name))
        elif number == 0 and _FIRST_PERSON.search(text, end) and (name := _owner_of_page(text[start:end], text[end:], cast)):
            heads.append((end, name))
        elif heads and _MY_OWN.match(text, start, end):
            heads.append((start, heads[0][1]))
        elif heads and (comment := _COMMENT.match(text, start, end)) and not _NO_COMMENTATOR.fullmatch(comment["who"]):
            heads.append((start, comment["who"] if comment["who"][0] == "@" else cast.full(comment["who"])))
    if not any(not name.startswith("@") for _, name in heads):
        return []  # labels alone: a transcript
    ends = [*(start for start, _ in heads[1:]), len(text)]
    return [Narrator(start, stop, name) for (start, name), stop in zip(heads, ends, strict=True)]


def _owner_of_page(line: str, rest: str, cast: People) -> str | None:
    """Whose page a post's first line names: a person, or a body that comments below it, too."""
    if posted := _POSTED_BY.fullmatch(line):
        return cast.full(posted["who"])
    line = _BESIDE_PAGE.sub("", line)
    if _BARE_NAME.fullmatch(line):
        return cast.full(line)
    names = _names(line, cast) if len(line) <= _LONGEST_PAGE and not _PROSE.search(line) and not line.isupper() and ":" not in line else []
    if len(names) == 1 and line.endswith(names[0]) and _ALL_CAPITALS.fullmatch(line):
        return names[0]
    body = line.split(",")[0].strip()
    return body if _ALL_CAPITALS.fullmatch(body) and (f"\n{body}:" in rest or body[:1] == "@") else None


_BESIDE_PAGE = re.compile(r"\s*\((?:official|verified|page|she/her|he/him|they/them)\)\s*$", re.IGNORECASE)
_ALL_CAPITALS = re.compile(r"@?[A-Z0-9][\w.’'&-]*(?: (?:&|of|the|and|for|van|von|de|der|[A-Z][\w.’'&-]*)){0,6}|@[\w.]{2,40}")
_LONGEST_PAGE = 60  # code points


def _each_signed(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """Posts that each end with their author's line: "— lotte_v"."""
    signatures = [(number, mark["who"].strip()) for number, line in enumerate(lines) if (mark := _SIGNATURE.fullmatch(text, *line))]
    if len(signatures) < _FEWEST_SIGNED:
        return []
    starts = [0, *(number + 1 for number, _ in signatures)]
    posts = [(lines[first][0], lines[last][0], who) for first, (last, who) in zip(starts, signatures, strict=False) if first < last]
    return [Narrator(start, end, cast.full(who)) for start, end, who in posts]


def _author(head: re.Match[str], cast: People) -> str | None:
    if (head["name"] or "").lower().startswith(("replying", "reply", "quoting", "quote", "shared")):
        return None
    named = head["name"] or head["in_brackets"]
    name = _who(named, cast) if named else None
    if name is None and head["name"]:
        return None  # "Ask @dunmore: …"
    return name or head["account"]


def _interviewed(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The answers of an interview without labels: every second line after its heading, if the lines between ask or address somebody."""
    for number, (start, end) in enumerate(lines[:_HEADING_LINES]):
        asked = _INTERVIEW.search(text, start, end)
        name = _who(asked["who"], cast) if asked else None
        turns = lines[number + 1 :]
        questions, answers = turns[::2], turns[1::2]
        if name and len(turns) >= _FEWEST_TURNS and all(_TO_READER.search(text, *turn) for turn in questions):
            return [Narrator(*turn, name) for turn in answers]
    return _answers(lines, text, cast) or _second_lines(lines, text, cast)


def _numbered(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """What follows each numbered question, in its line or below it, if the first line names one person: "1. Is it true? Yes"."""
    lines = _lines(paragraphs)
    asking = [number for number, line in enumerate(lines) if _NUMBER.match(text, *line)]
    names = {name for name in _names(text[slice(*lines[0])], cast) if " " in name}
    addressing = sum(bool(_TO_READER.search(text, *lines[number])) for number in asking)
    if len(asking) < _FEWEST_PAIRS or asking[0] == 0 or len(names) != 1 or 2 * addressing < len(asking):
        return []
    name = names.pop()
    answers: list[Narrator] = []
    for number in asking:
        questions = [sentence.end for sentence in paragraphs[number] if sentence.text.endswith("?")] or [paragraphs[number][0].end]
        answers.append(Narrator(questions[-1], lines[number][1], name))
        answers += [Narrator(*line, name) for line in lines[number + 1 : number + 2] if number + 1 not in asking]
    return answers


def _second_lines(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The second line of each block of two, where a blank line stands between blocks and the first block names one person."""
    blocks: list[list[tuple[int, int]]] = []
    for line in lines:
        if blocks and text.count("\n", blocks[-1][-1][1], line[0]) < 2:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    pairs = [block for block in blocks[1:] if len(block) == 2]
    if len(pairs) < _FEWEST_PAIRS or not sum(bool(_TO_READER.search(text, *block[0])) for block in pairs) * 2 >= len(pairs):
        return []
    named = {name for name in _names(text[blocks[0][0][0] : blocks[0][-1][1]], cast) if not name.isupper()}
    return [Narrator(*block[1], name) for name in named for block in pairs] if len(named) == 1 else []


def _answers(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The lines after questions that stand alone, if the lines before the first name one person and the answers say "I"."""
    asking = [number for number, (_, end) in enumerate(lines) if text[end - 1 : end] == "?"]
    if len(asking) < _FEWEST_QUESTIONS or asking[0] == 0 or asking[-1] + 1 >= len(lines):
        return []
    named = {cast.full(name) for name in _names(text[: lines[asking[0]][0]], cast)} & set(cast.full_names.values())
    answers = [lines[number + 1] for number in asking]
    if len(named) != 1 or not all(_FIRST_PERSON.search(text, *answer) for answer in answers):
        return []
    name = named.pop()
    return [Narrator(*answer, name) for answer in answers]


def _quoted_answers(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The lines in quotation marks after an interviewer's lines, where the lines before the first of them name one person."""
    quoted = [number for number, line in enumerate(lines) if _WHOLLY_QUOTED.fullmatch(text, *line)]
    asked = [number for number in quoted if number > 0 and number - 1 not in quoted and text[lines[number - 1][0]] not in '“”"«']
    if len(asked) < _FEWEST_QUESTIONS or asked != quoted:
        return []
    questions = [lines[number - 1] for number in asked]
    if not any(text[end - 1 : end] == "?" for _, end in questions) or not all(
        _TO_READER.search(text, *line) or len(text[slice(*line)]) < 120 for line in questions
    ):
        return []
    heading = text[: lines[asked[0]][0]].split("\n")[0]
    names = _names(heading, cast)
    named = {name for name in names if cast.is_person(name)} or set(names)
    return [Narrator(*lines[number], name, is_quoted=True) for number in asked for name in named] if len(named) == 1 else []


def _signed(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The one who signs the last line, unless it signs a quotation."""
    start, end = lines[-1]
    signed = _SIGNED_AS.match(text, start, end) or _SIGNED.search(text, start, end)
    if not signed and len(lines) > 1:
        signed = _NAME_AND_PLACE.fullmatch(text, start, end)
    if not signed or text[: signed.start()].rstrip().endswith(("”", '"', "»", "’")):
        return []
    name = _who(signed["who"], cast)
    return [Narrator(0, signed.start(), name)] if name else []


def _letter(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    """The one whose name alone is the last line of a text that says "I"; a line with a place may follow."""
    has_place = len(lines) > 2 and _PLACE_ALONE.fullmatch(text, *lines[-1]) and _NAME_ALONE.fullmatch(text, *lines[-2])
    at = len(lines) - (2 if has_place else 1)
    signed = _NAME_ALONE.fullmatch(text, *lines[at]) if at > 0 else None
    if signed is None or not _I.search(text, 0, lines[at][0]):
        return []
    return [Narrator(0, lines[at][0], cast.full(signed["who"]))]


def _introduced(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    introduced = _INTRODUCED.search(text)
    if not introduced or re.search(r"[“«„]", text[max(0, introduced.start() - 60) : introduced.start()]):
        return []
    return [Narrator(0, len(text), cast.full(introduced["who"]))]


def _who(words: str, cast: People) -> str | None:
    """The first person in the words, else the body or the account that they name."""
    if words.startswith("@"):
        named = re.match(r"@[\w.]+ \((?P<who>[^()]{3,40})\)", words)
        return (_who(named["who"], cast) if named else None) or words.split()[0].strip(",:")
    names = _names(words.split(" at ")[0].split(" on ")[0].split(" to ")[0].split(" in ")[0], cast)
    if names:
        return names[0]
    run = next(iter(runs(words)), None)
    return words[run.start : run.end] if run and run.start < 5 and not words[run.start : run.end].isupper() else None


def _names(words: str, cast: People) -> list[str]:
    return [
        cast.full(name)
        for run in runs(words)
        if (name := person_in(run, words)) and (" " in name or cast.is_person(name) or name.isupper())
    ]
