"""The errors of the product; their messages tell the user what to do next.

Every error the product raises on purpose is a ``ClaimsError``: the command line prints its
message on one line and exits with 1, the web desk shows it on a page with ``http_status``.
"""

import zipfile
import zlib

from claims.wording import phrase

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)
"""What zipfile raises for a ZIP file that is damaged, cut short, encrypted or packed in a way it does not know."""


class ClaimsError(Exception):
    """The action failed and nothing of it was stored. ``str(error)`` is one line for the user.

    ``message`` is the same line as it was raised: one made by ``claims.wording.phrase`` can be translated.
    ``field`` is the name of the field that caused the error, as ``typed_fields`` sets it; None when no single field did.
    """

    http_status = 422

    def __init__(self, message: str = "", *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Unreadable(ClaimsError):
    """The input cannot be used: it is empty, binary, broken or not an article."""


class Wordless(Unreadable):
    """The input holds pictures of pages alone: there are no words to read, but as a source it can be kept and described."""


class Gone(Unreadable):
    """The server says that there is no such page (any more): status 404 or 410."""


class TryLater(Unreadable):
    """A host asks us to wait before the next request. ``wait`` is in seconds, or None when the host does not say how long."""

    def __init__(self, message: str, wait: float | None = None, *, field: str | None = None) -> None:
        super().__init__(message, field=field)
        self.wait = wait


class TooLarge(ClaimsError):
    """The input is over a limit; the message names the limit."""

    http_status = 413


class NotFound(ClaimsError):
    """No claim, article, source … has that number."""

    http_status = 404


class Refused(ClaimsError):
    """The rules of the desk forbid this action now; the message says what would make it possible."""

    http_status = 409


class NotAllowed(ClaimsError):
    """This person's role does not include this action; the message names who may do it."""

    http_status = 403


class TooMany(ClaimsError):
    """Too many requests from one person or address; ``retry_after`` is in seconds."""

    http_status = 429

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StaleEdit(ClaimsError):
    """Somebody else changed the row since it was read. The caller shows both versions and keeps what was typed."""

    http_status = 409

    def __init__(self, what: str, number: int) -> None:
        super().__init__(
            phrase(
                "{what} {number} was changed by somebody else since you opened it: look at it again, then repeat your change.",
                what=what,
                number=number,
            )
        )
        self.what = what
        self.number = number


class StoreFailed(ClaimsError):
    """SQLite could not do the work: file locked for too long, disk full, file damaged, wrong kind of file."""

    http_status = 503


class StoreFull(StoreFailed):
    """The disk is full: reading still works, and writing works again when there is room."""

    http_status = 507


class StoreDamaged(StoreFailed):
    """The file is damaged or is not a database; only restoring a backup helps."""
