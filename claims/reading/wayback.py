"""Saving a page in the Wayback Machine, by its interface "Save Page Now 2" with one's own keys (https://archive.org/account/s3.php).

The interface: POST /save with the address gives a job; GET /save/status/JOB tells "pending", "success" with a timestamp, or "error".
"""

import json
import re
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from claims.errors import TryLater, Unreadable
from claims.wording import phrase

BETWEEN = 2.0
"""Seconds between two questions how far a job is."""

_LONGEST = 100_000  # bytes of an answer


class Wayback(NamedTuple):
    """Where pages are saved, and the two keys, "access:secret"."""

    keys: str
    address: str


def save_page(wayback: Wayback, url: str, *, within: float, sleep: Callable[[float], None] = time.sleep) -> str:
    """Have a page saved and return the address of the copy; one that is less than an hour old is given as it is.

    Raise TryLater when it is not done ``within`` seconds or too many pages were sent, Unreadable, saying why, when it fails.
    """
    until = time.monotonic() + within
    job = _ask(wayback, "POST", "/save", until, {"url": url, "if_not_archived_within": "1h"}).get("job_id")
    if not isinstance(job, str) or not re.fullmatch(r"[\w-]{1,100}", job):
        raise Unreadable("the Wayback Machine did not take the page: try again later, or save it on web.archive.org yourself.")
    while True:
        state = _ask(wayback, "GET", f"/save/status/{job}", until)
        if state.get("status") == "success" and re.fullmatch(r"\d{14}", str(state.get("timestamp"))):
            return f"{wayback.address}/web/{state['timestamp']}/{url}"
        if state.get("status") != "pending":
            raise Unreadable(phrase("the Wayback Machine could not save the page: {line}.", line=_line(state.get("message"))))
        if time.monotonic() + BETWEEN > until:
            raise TryLater("the Wayback Machine is still saving the page: do this again in a minute, then its copy is noted here.")
        sleep(BETWEEN)


def _ask(wayback: Wayback, method: str, path: str, until: float, form: dict[str, str] | None = None) -> dict[str, Any]:
    import certifi
    import urllib3  # only where pages are archived

    headers = {"Accept": "application/json", "Authorization": f"LOW {wayback.keys}"}
    body = urlencode(form).encode() if form else None
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    left = max(1.0, until - time.monotonic())
    try:
        with urllib3.PoolManager(ca_certs=certifi.where()) as pool:
            answer = pool.request(
                method,
                wayback.address + path,
                headers=headers,
                body=body,
                timeout=left,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            content = answer.read(_LONGEST)
            answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise TryLater(phrase("the Wayback Machine could not be reached ({name}): try again later.", name=type(error).__name__)) from None
    if answer.status == 401:
        raise Unreadable("the Wayback Machine does not accept the keys in CLAIMS_WAYBACK_KEYS: check them at archive.org/account/s3.php.")
    if answer.status == 429:
        raise TryLater("the Wayback Machine asks not to be asked so often: try again in a minute.")
    try:
        state = json.loads(content)
    except ValueError:
        state = None
    if answer.status != 200 or not isinstance(state, dict):
        raise TryLater(phrase("the Wayback Machine answered with status {status}: try again later.", status=answer.status))
    return state


def _line(message: object) -> str:
    return " ".join(str(message or "no reason was given").split())[:200].rstrip(".")
