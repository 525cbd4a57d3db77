"""What notices say. Of a note only that there is one: its words stay on the desk, for they may name a confidential source."""

import gettext
from collections import Counter
from collections.abc import Sequence
from functools import cache

from claims import hidden_signs
from claims.desk.people.languages import CATALOGUES
from claims.model import NoticeKind
from claims.store.notices import Notice

LONGEST = 300
"""Code points of a claim in a message."""

ENGLISH = gettext.NullTranslations()


@cache
def texts_in(language: str | None) -> gettext.NullTranslations:
    """The texts of a language; English for None, and for a language without a catalogue."""
    if language is None:
        return ENGLISH
    return gettext.translation("messages", CATALOGUES, [language], fallback=True)


def words_of(notice: Notice, texts: gettext.NullTranslations = ENGLISH, *, is_reader: bool = False) -> str:
    """What a notice says in one sentence: to the person it is meant for, or to everybody."""
    claim = _line(notice.claim)
    shown = claim if len(claim) <= LONGEST else claim[:LONGEST].rstrip() + "…"
    people = ", ".join(_line(name) for name in notice.people)
    to_reader = {
        NoticeKind.MENTION: texts.gettext("%(by)s mentioned you on a claim: %(claim)s"),
        NoticeKind.ASSIGNMENT: texts.gettext("%(by)s assigned you a claim: %(claim)s"),
        NoticeKind.SECOND_READING: texts.gettext("%(by)s submitted a verdict for a second reading, on the claim: %(claim)s"),
        NoticeKind.ALERT: texts.gettext("A new article may repeat a rated claim: %(claim)s"),
    }
    to_all = to_reader | {
        NoticeKind.MENTION: texts.gettext("%(by)s mentioned %(people)s on a claim: %(claim)s"),
        NoticeKind.ASSIGNMENT: texts.gettext("%(by)s assigned a claim to %(people)s: %(claim)s"),
    }
    return (to_reader if is_reader else to_all)[notice.kind] % {"by": _line(notice.by or ""), "claim": shown, "people": people}


def subject_of(notices: Sequence[Notice], texts: gettext.NullTranslations = ENGLISH) -> str:
    """The subject of a message that tells these."""
    if len(notices) > 1:
        return count_of(notices, texts)
    subjects = {
        NoticeKind.MENTION: texts.gettext("%(by)s mentioned you on a claim"),
        NoticeKind.ASSIGNMENT: texts.gettext("%(by)s assigned you a claim"),
        NoticeKind.SECOND_READING: texts.gettext("A verdict by %(by)s waits for a second reader"),
        NoticeKind.ALERT: texts.gettext("A new article may repeat a rated claim"),
    }
    return subjects[notices[0].kind] % {"by": _line(notices[0].by or "")}


def count_of(notices: Sequence[Notice], texts: gettext.NullTranslations = ENGLISH) -> str:
    """How many of each kind: "2 mentions, 1 verdict to read"."""
    counts = Counter(notice.kind for notice in notices)
    return ", ".join(_counted(kind, count, texts) % {"num": count} for kind, count in counts.items())


def _counted(kind: NoticeKind, count: int, texts: gettext.NullTranslations) -> str:
    return {
        NoticeKind.MENTION: texts.ngettext("%(num)s mention", "%(num)s mentions", count),
        NoticeKind.ASSIGNMENT: texts.ngettext("%(num)s assignment", "%(num)s assignments", count),
        NoticeKind.SECOND_READING: texts.ngettext("%(num)s verdict to read", "%(num)s verdicts to read", count),
        NoticeKind.ALERT: texts.ngettext("%(num)s alert", "%(num)s alerts", count),
    }[kind]


def for_chat(text: str) -> str:
    """A text for Slack and Mattermost in which no claim can call everybody, or show a link under other words.

    Slack reads "&", "<" and ">" as its own signs (https://docs.slack.dev/messaging/formatting-message-text/#escaping); in
    Mattermost "@all" would call everybody.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")


def _line(text: str) -> str:
    return " ".join(hidden_signs.mark(text).split())
