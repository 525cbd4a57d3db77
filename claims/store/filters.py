"""The queue's filter and its SQL, on the tables of ``queue_temp_tables``. Every part is a term on ``claim``."""

import json
from dataclasses import dataclass
from datetime import datetime

from claims.model import State
from claims.store.alerts import ALERTED
from claims.store.connect import stamp


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims to show; a field that is not set filters nothing. ``assignee_id`` 0 means nobody; ``among`` means only these claims."""

    states: tuple[State, ...] = ()
    proposed: bool | None = None  # only claims that the program proposed and nobody has taken up; False: only the others
    assignee_id: int | None = None
    article_id: int | None = None
    matches_waiting: bool = False
    unsourced: bool = False
    passages_waiting: bool = False  # passages were found in stored texts, and nobody has decided on them yet
    waiting_for_reader: bool = False
    reader_id: int | None = None  # the person who was asked to be the second reader
    alerts: bool = False  # an open alert says that the claim may repeat a rated one
    due_before: datetime | None = None
    undated: bool = False
    text: str | None = None
    tag: str | None = None
    mentions: int | None = None  # the number of the person who is mentioned
    unseen: bool = False  # only mentions that the person has not seen
    among: tuple[int, ...] | None = None


OURS = "claim.joined_into IS NULL AND claim.origin = 'own' AND claim.id NOT IN (SELECT claim_id FROM temp.aside)"
"""The newsroom's own root claims that are not set aside; the index claim_work covers them."""

DUE = "coalesce(claim.due_at, deadline.due_at)"
"""When a claim is due: its own deadline, else the soonest of the articles that carry it."""

BY_ROOT = " LEFT JOIN temp.kin USING (claim_id)"

Term = tuple[str, dict[str, object]]


def terms(queue_filter: Filter, name: str = "") -> Term:
    """The filter as one SQL condition with its parameters. Their names begin with ``name``, so that several filters fit into one statement."""
    parts = [
        _states(queue_filter, name),
        *_work(queue_filter, name),
        *_places(queue_filter, name),
        *_words(queue_filter, name),
    ]
    parameters: dict[str, object] = {}
    for _, given in parts:
        parameters |= given
    return " AND ".join(term for term, _ in parts), parameters


def _states(queue_filter: Filter, name: str) -> Term:
    if not queue_filter.states:
        return "claim.state <> 'dropped'", {}
    return f"claim.state IN (SELECT value FROM json_each(:{name}states))", {f"{name}states": json.dumps(queue_filter.states)}


def _work(queue_filter: Filter, name: str) -> list[Term]:
    parts: list[Term] = []
    if queue_filter.proposed is not None:
        parts.append((f"claim.id {'NOT IN' if queue_filter.proposed else 'IN'} (SELECT claim_id FROM temp.taken_up)", {}))
    if queue_filter.assignee_id is not None:
        parts.append((f"coalesce(claim.assignee_id, 0) = :{name}assignee", {f"{name}assignee": queue_filter.assignee_id}))
    if queue_filter.due_before is not None:
        parts.append((f"{DUE} < :{name}due_before", {f"{name}due_before": stamp(queue_filter.due_before)}))
    if queue_filter.undated:
        parts.append((f"{DUE} IS NULL", {}))
    if queue_filter.matches_waiting:
        parts.append(("claim.id IN (SELECT claim_id FROM temp.waiting UNION SELECT known_id FROM temp.waiting)", {}))
    if queue_filter.unsourced:
        parts.append(
            (
                "claim.id NOT IN (SELECT coalesce(root_id, claim_id) FROM evidence JOIN source ON source.id = evidence.source_id"
                f"{BY_ROOT} WHERE evidence.withdrawn_at IS NULL AND source.withdrawn_at IS NULL)",
                {},
            )
        )
    if queue_filter.passages_waiting:
        waiting = f"SELECT coalesce(root_id, claim_id) FROM waiting_passage LEFT JOIN source ON source.id = source_id{BY_ROOT}"
        parts.append((f"claim.id IN ({waiting} WHERE source.withdrawn_at IS NULL)", {}))
    if queue_filter.alerts:
        parts.append((f"claim.id IN ({ALERTED})", {}))
    if queue_filter.waiting_for_reader:
        parts.append(
            (
                "claim.id IN (SELECT claim_id FROM verdict WHERE NOT EXISTS (SELECT 1 FROM second_reading WHERE verdict_id = verdict.id))",
                {},
            )
        )
    if queue_filter.reader_id is not None:
        parts.append(
            (
                "claim.id IN (SELECT claim_id FROM verdict JOIN chosen_reader ON verdict_id = verdict.id"
                f" WHERE person_id = :{name}reader AND NOT EXISTS (SELECT 1 FROM second_reading WHERE verdict_id = verdict.id))",
                {f"{name}reader": queue_filter.reader_id},
            )
        )
    return parts


def _places(queue_filter: Filter, name: str) -> list[Term]:
    parts: list[Term] = []
    if queue_filter.article_id is not None:
        inside = (
            "SELECT coalesce(root_id, claim_id) FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
            f"{BY_ROOT} WHERE sentence.article_id = :{name}article"
        )
        parts.append((f"claim.id IN ({inside})", {f"{name}article": queue_filter.article_id}))
    if queue_filter.mentions is not None:
        mentioned = (
            "SELECT coalesce(root_id, claim_id) FROM mention JOIN note ON note.id = mention.note_id"
            f"{BY_ROOT} WHERE mention.person_id = :{name}person AND note.withdrawn_at IS NULL"
            + (" AND mention.seen_at IS NULL" if queue_filter.unseen else "")
        )
        parts.append((f"claim.id IN ({mentioned})", {f"{name}person": queue_filter.mentions}))
    if queue_filter.among is not None:
        parts.append((f"claim.id IN (SELECT value FROM json_each(:{name}among))", {f"{name}among": json.dumps(queue_filter.among)}))
    return parts


def _words(queue_filter: Filter, name: str) -> list[Term]:
    parts: list[Term] = []
    if queue_filter.text:
        escaped = queue_filter.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parts.append((f"claim.text LIKE :{name}text ESCAPE '\\'", {f"{name}text": f"%{escaped}%"}))
    if queue_filter.tag:
        tagged = f"SELECT coalesce(root_id, claim_id) FROM claim_tag{BY_ROOT} WHERE tag = :{name}tag COLLATE NOCASE"
        parts.append((f"claim.id IN ({tagged})", {f"{name}tag": queue_filter.tag}))
    return parts
