"""Comments that this program put into a copy of an article, known again when the file comes back, and what people answered to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.model import FileComment

_OWN = re.compile(r"Claim ([0-9]{1,12}) of article ([0-9]{1,12}) in the claim tracker\b")
"""How the last line of every comment of ours begins: ``claims.model.annotated.signature``."""

_QUOTED_REPLY = re.compile(r"Reply to [^\n]{1,200}?\([^\n)]{1,60}\):?[ \t]*(?:\"[^\n]{0,400}\"|“[^\n]{0,400}”)?\s*", re.IGNORECASE)
"""How LibreOffice begins a reply that it stores as a comment beside the one it answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on a comment of ours: a reply with its author, or, without ``text``, that somebody marked it as done."""

    claim_id: int
    article_id: int
    text: str
    author: str
    at: str | None


def parted(comments: Iterable[FileComment]) -> tuple[list[Answer], list[FileComment]]:
    """The answers to our own comments, and the comments that are none of ours. Ours themselves are left out."""
    every = list(comments)
    ours = {comment.id: match for comment in every if (match := _own(comment))}
    spans = {(comment.start, comment.end): ours[comment.id] for comment in every if comment.id in ours}
    answers: list[Answer] = []
    theirs: list[FileComment] = []
    for comment in every:
        if match := _own(comment):
            if comment.is_done:
                answers.append(Answer(int(match[1]), int(match[2]), "", comment.author, comment.at))
        elif answered := ours.get(comment.answers or "") or (
            spans.get((comment.start, comment.end)) if _is_quoted_reply(comment) else None
        ):
            text = _QUOTED_REPLY.sub("", comment.text, count=1) if _is_quoted_reply(comment) else comment.text
            answers.append(Answer(int(answered[1]), int(answered[2]), text.strip(), comment.author, comment.at))
        else:
            theirs.append(comment)
    return answers, theirs


def own(comments: Iterable[FileComment]) -> dict[str, int]:
    """The claim of each comment of ours, by the comment's id."""
    return {comment.id: int(match[1]) for comment in comments if (match := _own(comment))}


def _own(comment: FileComment) -> re.Match[str] | None:
    """The signature of a comment of ours: on a line of its own, and not a reply to another comment."""
    if comment.answers is not None or _is_quoted_reply(comment):
        return None
    return next((match for line in comment.text.split("\n") if (match := _OWN.match(line))), None)


def _is_quoted_reply(comment: FileComment) -> bool:
    return comment.text[:9].lower() == "reply to " and _QUOTED_REPLY.match(comment.text) is not None
