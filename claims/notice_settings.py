"""Settings for telling people outside the desk what waits for them: a mail server and a webhook.

``CLAIMS_MAIL_SERVER``     ``smtps://user:password@mail.example.org``, or ``smtp://…`` for one that begins without TLS: the connection is
                           encrypted all the same (STARTTLS) unless the server is on this machine
``CLAIMS_MAIL_FROM``       the sender: ``desk@example.org`` or ``Fact desk <desk@example.org>``
``CLAIMS_WEBHOOK``         the address that gets each notice as JSON, of Slack, Mattermost or a program of your own
``CLAIMS_WEBHOOK_SECRET``  the key with which each is signed (HMAC-SHA256); by default none, and they are not signed
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from claims.errors import Refused

_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL = ("localhost", "127.0.0.1", "::1")
MAX_EMAIL = 254
"""The most characters of an e-mail address: RFC 3696, erratum 1690."""
# As browsers do it, with at least one full stop: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.A | re.I
)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed in, and from whom they come. ``begins_with_tls`` is False for a server that is asked to encrypt."""

    host: str
    port: int
    begins_with_tls: bool
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, so that nothing on the way could read along."""
        return self.host in _LOCAL


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address that gets notices, and the key that signs them. The address is a secret too: whoever knows it can post there."""

    address: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)


def mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """Read the settings of the mail server; None when there is none. Raise Refused, naming the variable, for a value that could not work."""
    address = (environ.get("CLAIMS_MAIL_SERVER") or "").strip()
    if not address:
        return None
    # The address may hold a password, so the message does not repeat it.
    wrong = Refused("CLAIMS_MAIL_SERVER is not the address of a mail server: write one such as smtps://user:password@mail.example.org.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise wrong
    sender = (environ.get("CLAIMS_MAIL_FROM") or "").strip()
    if not is_email(parseaddr(sender)[1]):
        raise Refused(f"CLAIMS_MAIL_FROM is {sender!r}: give the sender of messages, such as desk@example.org.")
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return MailServer(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "smtps", sender, user, password)


def webhook(environ: Mapping[str, str]) -> Webhook | None:
    """Read the settings of the webhook; None when there is none. Raise Refused, naming the variable, for an address that could not work."""
    address = (environ.get("CLAIMS_WEBHOOK") or "").strip()
    if not address:
        return None
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not address.isascii() or any(letter.isspace() for letter in address):
        raise Refused("CLAIMS_WEBHOOK is not a web address: write the one that your chat made, such as https://chat.example.org/hooks/abc.")
    return Webhook(address, environ.get("CLAIMS_WEBHOOK_SECRET") or None)


def is_email(text: str) -> bool:
    """Whether a text is one plain e-mail address, which can stand in a header and in the envelope."""
    # "=?" would begin an encoded word, which a mail program reads as other signs.
    return len(text) <= MAX_EMAIL and "=?" not in text and _EMAIL.fullmatch(text) is not None
