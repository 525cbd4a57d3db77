"""One line of JSON for each request and each failure, without anything that shows who did it or what they wrote.

No name, network address, path, query or error message: a request is identified by its number and the pattern of its
address, an error by its kind and the places in the code.
"""

import json
import logging
import time
import traceback
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

LOG = logging.getLogger("claims.desk")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "said": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        kind = record.exc_info[0] if record.exc_info else None
        if kind is not None and record.exc_info is not None:
            line["error"] = kind.__name__
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])][-12:]
        return json.dumps(line, ensure_ascii=False)


def config(level: str) -> dict[str, Any]:
    """Settings for logging.config: messages of that level and above as JSON lines on stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {"gunicorn.error": {"level": level, "propagate": True, "handlers": []}},
    }


def install(app: Flask) -> None:
    """Write a line for each request, with its number, which the response has as X-Request-Id."""

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        if LOG.isEnabledFor(logging.INFO):
            fields = {
                "request": g.get("request_id", ""),
                "method": request.method if request.url_rule else "",
                "address": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000, 1),
            }
            LOG.info("request", extra={"fields": fields})
        return response


def failed(error: Exception) -> None:
    """Write a line for an error in the desk itself."""
    fields = {"request": g.get("request_id", ""), "endpoint": request.endpoint}
    LOG.error("failed", exc_info=error, extra={"fields": fields})
