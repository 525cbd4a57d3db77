"""The queue's filter in the address: what each part may say, and what it asks of the store."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from werkzeug.exceptions import BadRequest

from claims.desk import cases
from claims.desk.overview import Filter
from claims.model import ProblemKind, State
from web import forms
from web.access import person
from web.db import get_db, now, room

FIELDS = ("q", "state", "with", "due", "problem", "tag", "article", "matches", "alerts", "sources", "reader", "mentions")
"""What the address may say, besides the page and the order."""

AT_WORK = "open,in_review"
"""The states in which there is something left to check."""

LONGEST = 200
"""Characters of a text or tag that is looked for."""


def asked_in(query: Mapping[str, str]) -> dict[str, str]:
    """The parts of a query that filter, in one order, so that equal filters have equal addresses."""
    return {name: query[name] for name in FIELDS if query.get(name)}


def asked_by(query: str) -> dict[str, str]:
    """The filter of a saved view, or of an address to go back to."""
    return asked_in(dict(parse_qsl(query.partition("?")[2] if "?" in query else query)))


def address(fields: Mapping[str, str]) -> str:
    """Where the queue shows this filter. A filter that shows all says so, for the bare address means open work."""
    return f"{url_for('queue.show')}?{urlencode(dict(fields) or {'state': ''})}"


def wanted(asked: Mapping[str, str]) -> Filter:
    """The filter that an address asks for; BadRequest for what no link or form of ours says."""
    try:
        states = tuple(State(one) for one in asked.get("state", "").split(",") if one)
    except ValueError as error:
        raise BadRequest("state is none of ours") from error
    mentions = _one_of(asked, "mentions", ("me", "unseen"))
    return Filter(
        states=states,
        assignee_id=_assignee(asked.get("with", "")),
        article_id=forms.as_number(asked["article"], "article") if "article" in asked else None,
        matches_waiting=_one_of(asked, "matches", ("1",)) == "1",
        alerts=_one_of(asked, "alerts", ("1",)) == "1",
        unsourced=_one_of(asked, "sources", ("none",)) == "none",
        waiting_for_reader=_one_of(asked, "reader", ("1",)) == "1",
        due_before=_due_before(asked.get("due", "")),
        undated=asked.get("due") == "none",
        text=asked.get("q", "")[:LONGEST] or None,
        tag=asked.get("tag", "")[:LONGEST] or None,
        mentions=person().id if mentions else None,
        unseen=mentions == "unseen",
        among=_with_problem(asked.get("problem", "")),
    )


def _one_of(asked: Mapping[str, str], name: str, among: tuple[str, ...]) -> str | None:
    found = asked.get(name)
    if found is not None and found not in among:
        raise BadRequest(f"{name} is none of ours")
    return found


def _assignee(asked: str) -> int | None:
    if asked in ("", "me", "nobody"):
        return {"": None, "me": person().id, "nobody": 0}[asked]
    return forms.as_number(asked, "with")


def _due_before(asked: str) -> datetime | None:
    here = now().astimezone(room().settings.timezone)
    # Days are added on the wall clock: the day on which the clocks change has 23 or 25 hours.
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {"": None, "none": None, "late": here, "today": midnight + timedelta(days=1), "week": midnight + timedelta(days=7)}
    if asked not in ends:
        raise BadRequest("due is none of ours")
    return ends[asked]


def _with_problem(asked: str) -> tuple[int, ...] | None:
    if not asked:
        return None
    several = {"any": tuple(ProblemKind), "fix": tuple(kind for kind in ProblemKind if cases.is_fix(kind))}
    if asked not in several and asked not in set(ProblemKind):
        raise BadRequest("problem is none of ours")
    return room().problems.having(get_db(), several.get(asked) or (ProblemKind(asked),))
