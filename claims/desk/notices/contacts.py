"""How each person wants to hear of what waits for them. Everybody sets it for themselves."""

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from claims.desk.notices.mail import send_mail
from claims.desk.notices.sentences import texts_in
from claims.desk.people.languages import language_for
from claims.desk.people.people import require_permission
from claims.errors import Refused
from claims.model import NoticeKind, Pace, Person
from claims.notice_settings import MailServer, is_email
from claims.store import notices
from claims.store.notices import Contact
from claims.wording import phrase

NOT_SET_UP = phrase("this desk sends no e-mail: whoever runs it sets CLAIMS_MAIL_SERVER and CLAIMS_MAIL_FROM.")


def set_contact(db: Database, email: str, pace: Pace, hour: str, kinds: Collection[NoticeKind], *, by: Person, at: datetime) -> None:
    """Set how one wants to hear. ``hour`` is what was typed for the daily message, 0 to 23 in the newsroom's time zone.

    Without kinds, nothing is sent. Raise Refused, naming the field, for an address or an hour that is not one.
    """
    require_permission(by, "look")
    email = email.strip()
    if not kinds:
        notices.set_contact(db, by, None, by=by, at=at)
        return
    if not is_email(email):
        raise Refused(phrase("this is not an e-mail address: write one such as ana@example.org."), field="email")
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2 and int(hour) <= 23):
        raise Refused(phrase("the hour is a number from 0 to 23."), field="hour")
    chosen = tuple(kind for kind in NoticeKind if kind in kinds)
    notices.set_contact(db, by, Contact(email, pace, int(hour), chosen), by=by, at=at)


def send_test(db: Database, server: MailServer | None, *, by: Person) -> str:
    """Send a test message to one's own stored address; return the address. Raise Refused without one, TryLater if the server does not take it."""
    if server is None:
        raise Refused(NOT_SET_UP)
    contact = notices.contact_of(db, by.id)
    if contact is None:
        raise Refused(phrase("save your e-mail address first: the test goes there."), field="email")
    texts = texts_in(language_for(db, by))
    text = texts.gettext("This address works. You will hear here what waits for you.")
    send_mail(server, contact.email, texts.gettext("Test message from the claim tracker"), f"{text}\n")
    return contact.email
