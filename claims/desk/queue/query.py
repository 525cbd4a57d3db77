"""The queue's filter in words, as an address or a saved view says it ("due=late&tag=budget"), and what it asks of the store."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from sqlite_utils import Database

from claims.desk.cases import cases
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.typed_fields import whole_number
from claims.errors import Refused
from claims.model import Person, ProblemKind, State
from claims.store.filters import Filter

FIELDS = ("q", "state", "with", "due", "problem", "tag", "article", "matches", "alerts", "sources", "reader", "mentions", "published")
"""What a filter may say."""

AT_WORK = "open,in_review"
"""The states in which there is something left to check."""

LONGEST = 200
"""Characters of a text or tag that is looked for."""


def fields_in(query: Mapping[str, str]) -> dict[str, str]:
    """The parts of a query that filter, in one order, so that equal filters read alike."""
    return {name: query[name] for name in FIELDS if query.get(name)}


def fields_of(query: str) -> dict[str, str]:
    """The filter of a saved view, or of an address to go back to."""
    address, mark, asked = query.partition("?")
    # A question mark behind the first "=" belongs to what is looked for.
    return fields_in(dict(parse_qsl(asked if mark and "=" not in address else query)))


def filter_for(db: Database, asked: Mapping[str, str], book: ProblemBook, *, reader: Person | None, at: datetime) -> Filter:
    """The filter that these fields ask for. ``at`` is now in the newsroom's zone, ``reader`` is whom "me" means.

    Raise Refused, naming the field, for what it cannot say.
    """
    try:
        states = tuple(State(one) for one in asked.get("state", "").split(",") if one)
    except ValueError as error:
        raise Refused(f"state is none of {', '.join(State)}.") from error
    mentions = one_of(asked, "mentions", ("me", "unseen"))
    return Filter(
        states=states,
        assignee_id=_assignee(asked.get("with", ""), reader),
        article_id=whole_number(asked["article"], "article") if "article" in asked else None,
        matches_waiting=one_of(asked, "matches", ("1",)) == "1",
        alerts=one_of(asked, "alerts", ("1",)) == "1",
        unsourced=one_of(asked, "sources", ("none",)) == "none",
        waiting_for_reader=one_of(asked, "reader", ("1",)) == "1",
        due_before=due_before(asked, at),
        undated=asked.get("due") == "none",
        text=asked.get("q", "")[:LONGEST] or None,
        tag=asked.get("tag", "")[:LONGEST] or None,
        mentions=_known(reader).id if mentions else None,
        unseen=mentions == "unseen",
        among=_among(db, asked, book),
    )


def one_of(asked: Mapping[str, str], name: str, among: tuple[str, ...]) -> str | None:
    """What a field says, which must be one of these words; None when it says nothing. Raise Refused, naming the field."""
    found = asked.get(name) or None
    if found is not None and found not in among:
        raise Refused(f"{name} is none of {', '.join(among)}.")
    return found


def _known(reader: Person | None) -> Person:
    if reader is None:
        raise Refused("nobody of your name is known here: there is nothing that is yours.")
    return reader


def _assignee(asked: str, reader: Person | None) -> int | None:
    if asked in ("", "nobody"):
        return 0 if asked else None
    return _known(reader).id if asked == "me" else whole_number(asked, "with")


def due_before(asked: Mapping[str, str], at: datetime) -> datetime | None:
    """Until when what is asked for is due; None without such a wish. ``at`` is now in the newsroom's zone."""
    # Days are added on the wall clock: the day on which the clocks change has 23 or 25 hours.
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {"none": None, "late": at, "today": midnight + timedelta(days=1), "week": midnight + timedelta(days=7)}
    due = one_of(asked, "due", tuple(ends))
    return ends[due] if due else None


def _among(db: Database, asked: Mapping[str, str], book: ProblemBook) -> tuple[int, ...] | None:
    among = _with_problem(db, asked.get("problem", ""), book)
    if one_of(asked, "published", ("changed",)) is None:
        return among
    changed = book.changed_since_published(db)
    return tuple(sorted(changed if among is None else changed.intersection(among)))


def _with_problem(db: Database, asked: str, book: ProblemBook) -> tuple[int, ...] | None:
    if not asked:
        return None
    several = {"any": tuple(ProblemKind), "fix": tuple(kind for kind in ProblemKind if cases.is_fix(kind))}
    if asked not in several and asked not in set(ProblemKind):
        raise Refused(f"problem is none of {', '.join((*several, *ProblemKind))}.")
    return book.having(db, several.get(asked) or (ProblemKind(asked),))
