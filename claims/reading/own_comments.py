"""Comments that this program put into a copy of an article, recognised when the file comes back, with people's answers to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.model import FileComment

_OWN = re.compile(r"Claim ([0-9]{1,12}) of article ([0-9]{1,12}) in the claim tracker\b")
"""The beginning of the last line of our comments: ``claims.model.annotated.signature``."""

_REPLY = re.compile(r"Reply to [^\n]{1,200}?\([^\n)]{1,60}\):?[ \t]*", re.IGNORECASE)
"""How LibreOffice begins a reply that it stores as a comment of its own beside the one it answers; that one's words follow in quotation marks."""

_LONGEST_ANSWER = 5_000  # code points

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a comment of ours: a reply with its author, or, without ``text``, the mark that it is done."""

    claim_id: int
    article_id: int
    text: str
    author: str
    at: str | None


def parted(comments: Iterable[FileComment]) -> tuple[list[Answer], list[FileComment]]:
    """The answers to our own comments, and other people's comments. Our own are left out."""
    every = list(comments)
    ours = {comment.id: match for comment in every if (match := _own(comment))}
    spans = {(comment.start, comment.end): ours[comment.id] for comment in every if comment.id in ours}
    answers: list[Answer] = []
    theirs: list[FileComment] = []
    for comment in every:
        if match := _own(comment):
            if comment.is_done:
                answers.append(_answer(match, "", comment))
            continue
        quoted, said = _reply(comment.text)
        answered = ours.get(comment.answers or "") or _signed(quoted) or (spans.get((comment.start, comment.end)) if quoted else None)
        if answered:
            answers.append(_answer(answered, said, comment))
        else:
            theirs.append(comment)
    return answers, theirs


def own(comments: Iterable[FileComment]) -> dict[str, int]:
    """The claim of each comment of ours, by the comment's id."""
    return {comment.id: int(match[1]) for comment in comments if (match := _own(comment))}


def _own(comment: FileComment) -> re.Match[str] | None:
    """The signature of a comment of ours: on a line of its own, and not in a reply to another comment."""
    return None if comment.answers is not None or _REPLY.match(comment.text) else _signed(comment.text)


def _signed(text: str) -> re.Match[str] | None:
    return next((match for line in text.split("\n") if (match := _OWN.match(line))), None)


def _answer(match: re.Match[str], text: str, comment: FileComment) -> Answer:
    return Answer(int(match[1]), int(match[2]), text.strip()[:_LONGEST_ANSWER], comment.author, comment.at)


def _reply(text: str) -> tuple[str, str]:
    """The words that a reply of LibreOffice quotes, and what it says itself; "" and the text where it quotes nothing."""
    begins = _REPLY.match(text)
    if begins is None:
        return "", text
    rest = text[begins.end() :]
    closing = _QUOTES.get(rest[:1])
    if closing is None:
        return begins[0], rest
    lines = rest[1:].split("\n")
    signed_at = next((number for number, line in enumerate(lines) if _OWN.match(line)), 0)
    last = next((number for number in range(signed_at, len(lines)) if lines[number].rstrip().endswith(closing)), len(lines) - 1)
    words = "\n".join(lines[: last + 1])
    return words, rest[1 + len(words) :]
