"""The queue's filter as text, as in an address or a saved view ("due=late&tag=budget"), and the store's filter made from it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from sqlite_utils import Database

from claims.desk.queue.problem_book import ProblemBook
from claims.desk.typed_fields import whole_number
from claims.errors import Refused
from claims.model import Person, ProblemKind, State
from claims.sourcing import rules
from claims.store.filters import Filter
from claims.wording import phrase

FIELDS = (
    "q",
    "state",
    "proposed",
    "with",
    "due",
    "problem",
    "tag",
    "article",
    "matches",
    "alerts",
    "sources",
    "evidence",
    "reader",
    "mentions",
    "published",
)
"""The fields that a filter may have."""

AT_WORK = "open,in_review"
"""The states of claims that still need checking."""

WATCHED = ("alerts", "problem", "matches", "mentions", "tag")
"""A filter by one of these shows proposed claims, too: the only problem that they have is repeating a false claim."""

LONGEST = 200
"""The most characters of a text or tag to look for."""


def fields_in(query: Mapping[str, str]) -> dict[str, str]:
    """The fields of a query that filter, in a fixed order, so that equal filters look the same."""
    return {name: query[name] for name in FIELDS if query.get(name)}


def fields_of(query: str) -> dict[str, str]:
    """The filter fields of a saved view, or of an address to go back to."""
    address, mark, fields = query.partition("?")
    # A question mark after the first "=" belongs to the text to look for.
    return fields_in(dict(parse_qsl(fields if mark and "=" not in address else query)))


def filter_for(db: Database, fields: Mapping[str, str], book: ProblemBook, *, reader: Person | None, at: datetime) -> Filter:
    """The store's filter for these fields. ``at`` is now in the newsroom's zone, ``reader`` is the person meant by "me".

    Raise Refused, naming the field, for an invalid value.
    """
    try:
        states = tuple(State(name) for name in fields.get("state", "").split(",") if name)
    except ValueError as error:
        raise Refused(phrase("state is none of {state}.", state=", ".join(State))) from error
    mentions, chosen = one_of(fields, "mentions", ("me", "unseen")), one_of(fields, "reader", ("1", "me"))
    return Filter(
        states=states,
        proposed=_proposed(fields),
        assignee_id=_assignee(fields.get("with", ""), reader),
        article_id=whole_number(fields["article"], "article") if "article" in fields else None,
        matches_waiting=one_of(fields, "matches", ("1",)) == "1",
        alerts=one_of(fields, "alerts", ("1",)) == "1",
        passages_waiting=one_of(fields, "evidence", ("waits",)) == "waits",
        unsourced=one_of(fields, "sources", ("none",)) == "none",
        waiting_for_reader=chosen == "1",
        reader_id=_known(reader).id if chosen == "me" else None,
        due_before=due_before(fields, at),
        undated=fields.get("due") == "none",
        text=fields.get("q", "")[:LONGEST] or None,
        tag=fields.get("tag", "")[:LONGEST] or None,
        mentions=_known(reader).id if mentions else None,
        unseen=mentions == "unseen",
        among=_among(db, fields, book),
    )


def one_of(fields: Mapping[str, str], name: str, among: tuple[str, ...]) -> str | None:
    """The value of a field, which must be one of these words; None if it is empty. Raise Refused, naming the field."""
    value = fields.get(name) or None
    if value is not None and value not in among:
        raise Refused(phrase("{name} is none of {among}.", name=name, among=", ".join(among)))
    return value


def _proposed(fields: Mapping[str, str]) -> bool | None:
    chosen = one_of(fields, "proposed", ("only", "too"))
    if chosen:
        return True if chosen == "only" else None
    return None if any(fields.get(name) for name in WATCHED) else False


def _known(reader: Person | None) -> Person:
    if reader is None:
        raise Refused("you are not in the list of people here, so nothing is yours.")
    return reader


def _assignee(name: str, reader: Person | None) -> int | None:
    if name in ("", "nobody"):
        return 0 if name else None
    return _known(reader).id if name == "me" else whole_number(name, "with")


def due_before(fields: Mapping[str, str], at: datetime) -> datetime | None:
    """The latest deadline that the field "due" allows; None if it sets none. ``at`` is now in the newsroom's zone."""
    # Days are added in local time: the day on which the clocks change has 23 or 25 hours.
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {"none": None, "late": at, "today": midnight + timedelta(days=1), "week": midnight + timedelta(days=7)}
    due = one_of(fields, "due", tuple(ends))
    return ends[due] if due else None


def _among(db: Database, fields: Mapping[str, str], book: ProblemBook) -> tuple[int, ...] | None:
    among = _with_problem(db, fields.get("problem", ""), book)
    if one_of(fields, "published", ("changed",)) is None:
        return among
    changed = book.changed_since_published(db)
    return tuple(sorted(changed if among is None else changed.intersection(among)))


def _with_problem(db: Database, name: str, book: ProblemBook) -> tuple[int, ...] | None:
    if not name:
        return None
    groups = {"any": tuple(ProblemKind), "fix": tuple(kind for kind in ProblemKind if rules.is_fix(kind))}
    if name not in groups and name not in set(ProblemKind):
        raise Refused(phrase("problem is none of {value}.", value=", ".join((*groups, *ProblemKind))))
    return book.having(db, groups.get(name) or (ProblemKind(name),))
