"""The authors of posts and of the comments below them, by the line with their name or account."""

import re
from dataclasses import dataclass

from claims.english.offices import is_organisation, is_place
from claims.model import Span
from claims.reading.capitals import person_in, runs
from claims.reading.named_people import People
from claims.reading.speech.narrating import FIRST_PERSON, Narrator, is_prose, names_in, speaker_in, stretches

# "Ana Reyes @areyes · 3h", "Senator Ana Reyes (@areyes):", "RT @PortOfAvel:", "Reply from Jon Marek (@jm):"
_ACCOUNT = re.compile(
    r"(?:[↳↪]\s*|RT\s+|Reply from\s+|Posted by\s+|Thread by\s+)?(?:(?P<name>[^\W\d_a-z][\w.’'-]*,?(?: [\w.’'-]+,?){0,5}),?\s+)?\(?(?P<account>@[\w.]{2,40})\)?"
    r"(?:\s*\((?P<in_brackets>[^()\n]{3,40})\))?(?:\s*(?:[·•|,]\s*[\w: ]{1,20})?\s*(?::|\n|$)|\s+[0-9]/[0-9])"
)
# Below a post: "Bob Hart: They caught him", "@areyes replies: It did not", "Quote post, Shelter Alliance: There are 310 beds"
_COMMENT = re.compile(
    r"(?:[>▸•↳↪–-]\s*)?(?P<quoting>(?:Quoting|Quote post,|Shared post from|Shared from|Repost(?: of)?|RT|Reply from|Comment (?:by|from))\s+)?"
    r"(?P<who>@[\w.]{2,40}|u/[\w-]{2,40}|[A-Z][\w.’'&-]*(?: (?:&|of|the|van|von|de|der|[A-Z][\w.’'-]*)){0,5})(?:\s+(?:replies|replied|writes|wrote|comments|commented))?(?: \([^()\n]{1,30}\))?:\s+(?=[^\s“\"«‘])"
)
_LABEL = re.compile(r"(?:[>▸•↳↪–—-]\s*)?(?P<who>[^:\n.!?“”\"]{2,70}):\s+(?=[^\s“\"«‘])")
_REPLIES = re.compile(r"\b(?:repl(?:ies|ied)|writes|wrote|comment(?:s|ed)|answer(?:s|ed)|adds|added|posted)\b")
_HANDLE = re.compile(r"@[\w.]{2,40}|\bu/[\w-]{2,40}")
# "Ana Reyes · 3h", "**deckhand** | yesterday at 9.15"
_STAMPED = re.compile(
    r"\W{0,4}(?P<who>\w[^\n·•|*:]{1,40}?)\*{0,2}\s*[·•|]\s*(?:[0-9]{1,2}\s?(?:s|m|mins?|h|hrs?|hours?|d|days?|w|y)\b|[0-9]{1,2}[:.][0-9]{2}\b|yesterday|today|just now)"
    r"[^\n]{0,20}",
    re.IGNORECASE,
)
# A post that is quoted in one line; whoever quotes it goes on below.
_QUOTING = re.compile(r"\W*(?:Quoting|Quote post|Quoted post|RT\b)|>\s?\S")
_MY_OWN = re.compile(r"(?:My (?:comment|reply|answer|two pence)|EDIT|Edit|UPDATE|Update|PS|P\.S\.)\b")
_NO_COMMENTATOR = re.compile(
    r"(?:Fact[ -]?Check|Comments?|Replies|Update|Edit|PS|Note|Source|Fact|Myth|Claim|Verdict|Warning|Question|Answer|Yes|No|But|So|And|Then|Correction|Item)$",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+")
_SIGNATURE = re.compile(r"(?:—|–|--)\s?(?P<who>[\w.@][\w.@’' -]{1,38}(?:\w|\b[A-Z]\.))")
_FEWEST_SIGNED = 2
_POSTED_BY = re.compile(r"[^\n.!?]{0,80}\b(?:posted|shared|written) by (?P<who>[^\n.!?,]{3,60})\s*$")
_BESIDE_PAGE = re.compile(r" \((?:official|verified|page|she/her|he/him|they/them)\)$", re.IGNORECASE)
_EMOJI = re.compile(r"[^\w\x00-\xff\u2000-\u206f]{1,8}")
_ALL_CAPITALS = re.compile(r"@?[A-Z0-9][\w.’'&-]*(?: (?:&|of|the|and|for|van|von|de|del|der|di|la|[A-Z][\w.’'&-]*)){0,6}|@[\w.]{2,40}")
_QUOTED = re.compile(r"[“\"«][^“”\"«»]{1,600}[”\"»]")
# "Ana Reyes – Mayor of Avel", "Harbour Vets | Avel"
_HEADED = re.compile(r"(?P<who>[A-Z][\w.’'&-]*(?: (?:&|of|the|van|von|de|der|del|[A-Z][\w.’'&-]*)){1,4})\s+[–—|·•]\s+\S.{0,60}$")
_LONGEST_PAGE = 60  # code points


@dataclass(frozen=True, slots=True)
class _Head:
    """Where somebody's words begin in a thread; ``is_author`` tells that this shows a post, not the labels of a transcript."""

    start: int
    name: str
    is_author: bool


def authors(paragraphs: list[list[Span]], text: str, cast: People) -> list[Narrator]:
    """The authors of posts, each from their account's line to the next; empty if no account has a name beside it."""
    return _posts(stretches(paragraphs), text, cast)


def _posts(lines: list[tuple[int, int]], text: str, cast: People) -> list[Narrator]:
    if signed := _each_signed(lines, text, cast):
        return signed
    heads: list[_Head] = []
    is_quoted = False  # whether the line before is a post that this one quotes
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if head := _opening(number, lines, text, cast):
            heads.append(head)
        elif heads and (name := _below(line, heads[0].name, is_quoted, cast)) is not None:
            heads.append(_Head(start, name, is_author=bool(name) and name[:1] != "@"))
        is_quoted = number > 0 and _QUOTING.match(line) is not None
    if not any(head.is_author for head in heads):
        return []  # labels alone: a transcript
    ends = [*(head.start for head in heads[1:]), len(text)]
    return [Narrator(head.start, stop, head.name) for head, stop in zip(heads, ends, strict=True) if head.name]


def _opening(number: int, lines: list[tuple[int, int]], text: str, cast: People) -> _Head | None:
    """The line with the name or the account of whoever posts what follows."""
    start, end = lines[number]
    line = text[start:end]
    if (head := _ACCOUNT.match(text, start, end)) and (name := _author(head, cast)):
        alone = not text[head.end() : end].strip()
        above = text[slice(*lines[number - 1])].strip() if number and alone and name[:1] == "@" else ""
        known = cast.full(above) if _BARE_NAME.fullmatch(above) else name
        return _Head(end if alone else start, known, is_author=name[:1] != "@" or bool(above) or (number == 0 and alone))
    if stamped := _STAMPED.fullmatch(line):
        return _Head(end, cast.full(stamped["who"].strip()), is_author=True)
    is_first = number == 0 and (FIRST_PERSON.search(text, end) or _is_page(line))
    if is_first and (name := _owner_of_page(line, text[end:], cast)):
        return _Head(end, name, is_author=name[:1] != "@")
    return None


def _below(line: str, author: str, is_quoted: bool, cast: People) -> str | None:
    """Whose a line below a post is, if another's than the line before; "" is somebody without a name."""
    if _MY_OWN.match(line):
        return author
    if commentator := _commentator(line, cast):
        return commentator
    if line[:1] == ">":  # a question or a comment
        return ""
    return author if is_quoted else None


def _commentator(line: str, cast: People) -> str | None:
    """Who comments in a line below a post: by the label before the words, which names one person or account."""
    comment = _COMMENT.match(line)
    if comment and not _NO_COMMENTATOR.fullmatch(comment["who"]):
        return comment["who"] if comment["who"][0] == "@" else cast.full(comment["who"])
    label = _LABEL.match(line)
    words = label["who"].strip() if label else ""
    if (
        not words
        or _NO_COMMENTATOR.fullmatch(words)
        or (is_prose(words.replace(".", "")) and not _REPLIES.search(words))
        or FIRST_PERSON.search(words)
    ):
        return None
    names = {
        cast.full(name) for run in runs(words) if (name := person_in(run, words)) and " " in name and not is_place(tuple(name.split()))
    }
    account = _HANDLE.search(words)
    return account[0] if account and not names else names.pop() if len(names) == 1 else None


def _owner_of_page(written: str, rest: str, cast: People) -> str | None:
    """Whose page a post's first line names: a person, or a body that comments below it, too."""
    if posted := _POSTED_BY.fullmatch(written):
        return cast.full(posted["who"])
    line = _BESIDE_PAGE.sub("", " ".join(word for word in written.split() if not _EMOJI.fullmatch(word)))
    if _BARE_NAME.fullmatch(line):
        return cast.full(line)
    names = names_in(line, cast) if len(line) <= _LONGEST_PAGE and not is_prose(line) and not line.isupper() and ":" not in line else []
    if len(names) == 1 and line.endswith(names[0]) and _ALL_CAPITALS.fullmatch(line):
        return names[0]
    body = line.split(",")[0].strip()
    is_page = f"\n{body}:" in rest or body[:1] == "@" or _is_page(written)
    if (headed := _HEADED.match(line)) and not headed["who"].isupper() and FIRST_PERSON.search(_QUOTED.sub("", rest)):
        return cast.full(headed["who"])
    return body if _ALL_CAPITALS.fullmatch(body) and is_page else None


def _is_page(line: str) -> bool:
    """Whether a line is a name with an emoji, as of a page: "Harbour Vets 🐾"."""
    return len(line) <= _LONGEST_PAGE and _EMOJI.search(line) is not None and not is_prose(line)


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
    name = (named if is_organisation(tuple(named.split())) else speaker_in(named, cast)) if named else None
    if name is None and head["name"]:
        return None  # "Ask @dunmore: …"
    return name or head["account"]
