"""Finds what people asked to hear of, and sends it. Run by ``notify run``, every minute or so."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlite_utils import Database

from claims.desk.newsroom import time_zone
from claims.desk.notices.mail import send_mail
from claims.desk.notices.sentences import count_of, for_chat, subject_of, texts_in, words_of
from claims.desk.notices.webhook import post_notice
from claims.desk.people.languages import language_for
from claims.desk.people.people import may
from claims.errors import TryLater
from claims.model import NoticeKind, Pace, Person
from claims.settings import Settings
from claims.store import notices, people
from claims.store.connect import write
from claims.store.notices import Contact, Happening, Notice

OLDEST = timedelta(days=2)
"""What is older when it is first looked at is not told: after a pause nobody wants a hundred messages."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720, 1440))
"""The wait after each failure; after one more the notice is given up."""

MAY_HEAR = {
    NoticeKind.MENTION: "look",
    NoticeKind.ASSIGNMENT: "look",
    NoticeKind.SECOND_READING: "approve",
    NoticeKind.ALERT: "handle_alert",
}
"""Which permission somebody needs to hear of each kind."""

LEASE = timedelta(minutes=10)
"""After this a notice that a run took and neither sent nor put back is sent by another: that run has died."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did. ``passed`` notices were not told, because what they tell of is over."""

    messages: int = 0
    posts: int = 0
    passed: int = 0
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """What a run needs to send, besides the store."""

    settings: Settings
    at: datetime
    tell: Callable[[str], None] = lambda words: None


def run(db: Database, sending: Sending) -> Sent:
    """Look for what happened since the last run, and tell whoever wants to hear of it. Safe to run twice at once.

    A message that fails is tried again by later runs. Nothing is looked for when neither a mail server nor a webhook is set up.
    """
    settings = sending.settings
    if not (settings.mail or settings.webhook):
        return Sent()
    with write(db):
        gather(db, settings, at=sending.at)
    return _send(db, sending)


def gather(db: Database, settings: Settings, *, at: datetime) -> None:
    """Store who is to hear of what happened since the last time, inside the caller's transaction."""
    marks = notices.newest(db)
    everybody = people.list_people(db)
    contacts = notices.contacts(db, [person.id for person in everybody]) if settings.mail else {}
    happened = notices.happenings(db, since=at - OLDEST)
    hearers: list[tuple[Happening, int | None]] = [
        (happening, person.id) for happening in happened for person in _hearers(happening, everybody, contacts)
    ]
    if settings.webhook:
        hearers += [(happening, None) for happening in happened]
    notices.add_notices(db, hearers, marks)


def _hearers(happening: Happening, everybody: Iterable[Person], contacts: dict[int, Contact]) -> Iterator[Person]:
    for person in everybody:
        meant = not happening.person_ids or person.id in happening.person_ids
        if meant and person.id != happening.by_id and _hears(person, contacts.get(person.id), happening.kind):
            yield person


def _hears(person: Person, contact: Contact | None, kind: NoticeKind) -> bool:
    return contact is not None and kind in contact.kinds and may(person, MAY_HEAR[kind])


def _send(db: Database, sending: Sending) -> Sent:
    outbox, passed = _take(db, sending)
    messages = posts = 0
    failed: list[str] = []
    for contact, own, language in outbox.mails:
        sending.tell(count_of(own))
        reason = _try(db, sending, own, partial(_mail, sending.settings, contact, own, language))
        if reason is None and own[0].person_id is not None:
            notices.set_sent_on(db, own[0].person_id, outbox.day.isoformat())
        messages, failed = messages + (reason is None), failed + ([reason] if reason else [])
    for notice in outbox.posts:
        sending.tell(words_of(notice))
        reason = _try(db, sending, [notice], partial(_post, sending, notice, outbox.language))
        posts, failed = posts + (reason is None), failed + ([reason] if reason else [])
    return Sent(messages, posts, passed, tuple(dict.fromkeys(failed)))


@dataclass(frozen=True, slots=True)
class _Outbox:
    """What this run sends: to each person all of theirs in one message, in their language; to the webhook one by one, in the newsroom's."""

    mails: tuple[tuple[Contact, list[Notice], str | None], ...]
    posts: tuple[Notice, ...]
    language: str | None
    day: date  # the newsroom's


def _take(db: Database, sending: Sending) -> tuple[_Outbox, int]:
    """Pick what is due, so that no other run sends it too; and how many notices have passed.

    If this run dies, later ones send it after a while: told twice is better than not told.
    """
    settings, at = sending.settings, sending.at
    with write(db):
        waiting = notices.waiting_notices(db, at=at)
        everybody = {person.id: person for person in people.list_people(db)}
        contacts = notices.contacts(db, everybody) if settings.mail else {}
        local = at.astimezone(time_zone(db, settings.timezone))
        mails: dict[int, list[Notice]] = {}
        posts, passed = [], []
        for notice in waiting:
            contact = contacts.get(notice.person_id or 0)
            if not notice.still or (notice.person_id is not None and not _hears(everybody[notice.person_id], contact, notice.kind)):
                passed.append(notice.id)
            elif notice.person_id is None:
                posts += [notice] if settings.webhook else []
            elif contact and is_due(contact, local):
                mails.setdefault(notice.person_id, []).append(notice)
        notices.set_done(db, passed, at=at)
        notices.put_off(db, [notice.id for own in (*mails.values(), posts) for notice in own], until=at + LEASE)
        letters = tuple((contacts[person_id], own, language_for(db, everybody[person_id])) for person_id, own in mails.items())
        outbox = _Outbox(letters, tuple(posts), language_for(db, None), local.date())
    return outbox, len(passed)


def is_due(contact: Contact, local: datetime) -> bool:
    """Whether a message may go to a person now: at once, or once on each of the newsroom's days from the hour they chose."""
    return contact.pace is Pace.AT_ONCE or (local.hour >= contact.hour and contact.sent_on != local.date().isoformat())


def _try(db: Database, sending: Sending, own: Sequence[Notice], send: Callable[[], None]) -> str | None:
    """Send, and note what became of it; return why it failed."""
    numbers = [notice.id for notice in own]
    try:
        send()
    except TryLater as error:
        tries = max(notice.tries for notice in own)
        if tries >= len(WAITS):
            notices.set_done(db, numbers, at=sending.at, reason=str(error))
        else:
            notices.set_failed(db, numbers, str(error), next_at=sending.at + WAITS[tries])
        return str(error)
    notices.set_done(db, numbers, at=sending.at)
    return None


def _mail(settings: Settings, contact: Contact, own: Sequence[Notice], language: str | None) -> None:
    assert settings.mail, "only with a mail server is anybody written to"
    texts = texts_in(language)
    lines = [f"{words_of(notice, texts, is_reader=True)}\n{_address(settings, notice)}".rstrip() + "\n" for notice in own]
    why = texts.gettext("You chose to hear of this: change it under your name in the claim tracker, “Notifications”.")
    send_mail(settings.mail, contact.email, subject_of(own, texts), "\n".join([*lines, f"{why}\n"]))


def _post(sending: Sending, notice: Notice, language: str | None) -> None:
    assert sending.settings.webhook, "only with a webhook is anything posted"
    words = {
        "text": for_chat(f"{words_of(notice, texts_in(language))} {_address(sending.settings, notice)}".strip()),
        "id": notice.id,
        "kind": notice.kind,
        "claim_id": notice.claim_id,
        "claim": notice.claim,
        "by": notice.by,
        "people": list(notice.people),
        "url": _address(sending.settings, notice) or None,
        "at": notice.at.isoformat(),
    }
    post_notice(sending.settings.webhook, words, sent_at=int(sending.at.timestamp()))


def _address(settings: Settings, notice: Notice) -> str:
    """The address of the notice's claim on the desk; empty if the desk's address is not set."""
    return f"{settings.desk_address}claims/{notice.claim_id}" if settings.desk_address else ""
