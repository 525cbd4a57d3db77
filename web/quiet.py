"""Gunicorn's log, without what visitors send."""

import sys
import traceback
from typing import Any

from gunicorn.glogging import Logger


class Quiet(Logger):  # type: ignore[misc]  # gunicorn comes without types
    """Gunicorn's log without the content of requests: its own message on an unreadable request quotes the address, headers and body."""

    def warning(self, msg: Any, *args: Any, **named: Any) -> None:
        """As gunicorn's, but the message on an unreadable request does not quote it."""
        if str(msg).startswith("Invalid request"):
            msg, args = "a request that cannot be read was refused", ()
        super().warning(msg, *args, **named)

    def exception(self, msg: Any, *args: Any, **named: Any) -> None:
        """Log only the kind of the error and where it happened, because its message may quote the request."""
        error = sys.exc_info()[1]
        steps = traceback.extract_tb(error.__traceback__) if error else []
        where = f" at {steps[-1].filename}:{steps[-1].lineno}" if steps else ""
        super().error(f"{str(msg).split('%')[0].strip()}: {type(error).__name__}{where}")
