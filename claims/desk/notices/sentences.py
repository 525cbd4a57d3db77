"""What notices say. Of a note only that there is one: its words stay on the desk, for they may name a confidential source."""

from collections import Counter
from collections.abc import Sequence

from claims import hidden_signs
from claims.model import NoticeKind
from claims.store.notices import Notice

LONGEST = 300
"""Code points of a claim in a message."""

TO_READER = {
    NoticeKind.MENTION: "{by} mentioned you on the claim “{claim}”.",
    NoticeKind.ASSIGNMENT: "{by} assigned you the claim “{claim}”.",
    NoticeKind.SECOND_READING: "{by} submitted a verdict for a second reading, on the claim “{claim}”.",
    NoticeKind.ALERT: "A new article may repeat a rated claim: “{claim}”.",
}
TO_ALL = {
    **TO_READER,
    NoticeKind.MENTION: "{by} mentioned {people} on the claim “{claim}”.",
    NoticeKind.ASSIGNMENT: "{by} assigned {people} the claim “{claim}”.",
}
SUBJECTS = {
    NoticeKind.MENTION: "{by} mentioned you on a claim",
    NoticeKind.ASSIGNMENT: "{by} assigned you a claim",
    NoticeKind.SECOND_READING: "A verdict by {by} waits for a second reader",
    NoticeKind.ALERT: "A new article may repeat a rated claim",
}
COUNTED = {
    NoticeKind.MENTION: ("mention", "mentions"),
    NoticeKind.ASSIGNMENT: ("assignment", "assignments"),
    NoticeKind.SECOND_READING: ("verdict to read", "verdicts to read"),
    NoticeKind.ALERT: ("alert", "alerts"),
}


def words_of(notice: Notice, *, is_reader: bool = False) -> str:
    """What a notice says in one sentence: to the person it is meant for, or to everybody."""
    claim = _line(notice.claim)
    shown = claim if len(claim) <= LONGEST else claim[:LONGEST].rstrip() + "…"
    people = ", ".join(_line(name) for name in notice.people)
    return (TO_READER if is_reader else TO_ALL)[notice.kind].format(by=_line(notice.by or ""), claim=shown, people=people)


def subject_of(notices: Sequence[Notice]) -> str:
    """The subject of a message that tells these."""
    return SUBJECTS[notices[0].kind].format(by=_line(notices[0].by or "")) if len(notices) == 1 else count_of(notices)


def count_of(notices: Sequence[Notice]) -> str:
    """How many of each kind: "2 mentions, 1 verdict to read"."""
    counts = Counter(notice.kind for notice in notices)
    return ", ".join(f"{count} {COUNTED[kind][count > 1]}" for kind, count in counts.items())


def for_chat(text: str) -> str:
    """A text for Slack and Mattermost in which no claim can call everybody, or show a link under other words.

    Slack reads "&", "<" and ">" as its own signs (https://docs.slack.dev/messaging/formatting-message-text/#escaping); in
    Mattermost "@all" would call everybody.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")


def _line(text: str) -> str:
    return " ".join(hidden_signs.mark(text).split())
