"""Claims: their wording, state, joins, appearances, and the reviews that came with imported ones."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims import wording
from claims.errors import NotFound
from claims.model import Claim, Medium, Origin, Person, Review, State
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row


def add_claim(
    db: Database,
    text: str,
    *,
    by: Person,
    at: datetime,
    origin: Origin = Origin.OWN,
    proposed: bool = False,
    claimant: str | None = None,
    claimed_at: str | None = None,
    language: str | None = None,
    due_at: datetime | None = None,
    medium: Medium | None = None,
) -> int:
    """Store a claim and its event; return its number. The newsroom's own claims begin as open. ``proposed``: suggested by the program."""
    row = {
        "text": text,
        "claimant": claimant,
        "claimed_at": claimed_at,
        "origin": origin,
        "state": State.OPEN if origin is Origin.OWN else None,
        "proposed": int(proposed),
        "language": language,
        "due_at": stamp(due_at) if due_at else None,
        "created_by": by.id,
        "created_at": stamp(at),
    }
    if medium is not None:
        row["medium"] = medium
    with write(db):
        number = insert(db, f"INSERT INTO claim ({', '.join(row)}) VALUES ({', '.join(f':{column}' for column in row)})", row)
        after = {"text": text, "claimant": claimant, "origin": origin}
        history.record(db, by=by, at=at, action="add_claim", subject="claim", subject_id=number, after=after)
    return number


def get_claim(db: Database, number: int) -> Claim:
    """The claim with that number, joined or not; raise NotFound."""
    row = first_row(db, "SELECT * FROM claim WHERE id = :id", {"id": number})
    if not row:
        raise NotFound(wording.phrase("there is no claim {number}.", number=number))
    return _claim(row)


def get_claims(db: Database, numbers: Iterable[int]) -> dict[int, Claim]:
    """The claims with those numbers, by number; missing ones are left out."""
    claim_rows = rows(db, "SELECT * FROM claim WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(numbers))})
    return {row["id"]: _claim(row) for row in claim_rows}


def list_claims(
    db: Database,
    *,
    state: State | None,
    origin: Origin | None,
    limit: int,
    before_id: int | None = None,
    proposed: bool | None = None,
) -> list[Claim]:
    """Root claims that are not set aside, last added first; ``before_id`` continues after an earlier page.

    ``proposed`` chooses the claims that are only proposed, or with False all others.
    """
    claim_rows = rows(
        db,
        "SELECT * FROM claim WHERE joined_into IS NULL AND (:state IS NULL OR state = :state) AND (:origin IS NULL OR origin = :origin)"
        " AND (:before IS NULL OR id < :before) AND id NOT IN (SELECT claim_id FROM set_aside)"
        " AND (:proposed IS NULL OR (origin = 'own' AND id NOT IN (SELECT claim_id FROM taken_up_root)) = :proposed)"
        " ORDER BY id DESC LIMIT :limit",
        {"state": state, "origin": origin, "before": before_id, "limit": limit, "proposed": proposed},
    )
    return [_claim(row) for row in claim_rows]


def root_of(db: Database, number: int) -> Claim:
    """The root claim of this one: the claim itself, or the one at the end of its chain of joins. Raise NotFound."""
    claim = get_claim(db, number)
    while claim.joined_into is not None:
        claim = get_claim(db, claim.joined_into)
    return claim


def roots_of(db: Database, numbers: Iterable[int]) -> dict[int, int]:
    """The number of each claim's root claim."""
    roots = {number: number for number in numbers}
    joined = rows(
        db,
        "SELECT claim_id, root_id FROM joined_claim WHERE claim_id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(roots))},
    )
    return roots | {row["claim_id"]: row["root_id"] for row in joined}


def family_of(db: Database, root_ids: Sequence[int]) -> dict[int, list[int]]:
    """For each root claim, its own number and those of all claims joined into it."""
    join_rows = rows(
        db,
        "SELECT root.value AS root_id, claim_id FROM json_each(:ids) AS root JOIN joined_claim ON root_id = root.value ORDER BY claim_id",
        {"ids": json.dumps(list(root_ids))},
    )
    families = {number: [number] for number in root_ids}
    for row in join_rows:
        families[row["root_id"]].append(row["claim_id"])
    return families


def edit_wording(db: Database, claim: Claim, text: str, *, by: Person, at: datetime) -> None:
    """Change the wording of a claim. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, "edit_wording", {"text": text}, {"text": claim.text}, by=by, at=at)


def edit_claimant(db: Database, claim: Claim, claimant: str | None, *, by: Person, at: datetime) -> None:
    """Set who makes the claim. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, "edit_claimant", {"claimant": claimant}, {"claimant": claim.claimant}, by=by, at=at)


def edit_facts(db: Database, claim: Claim, changes: Mapping[str, str | None], *, by: Person, at: datetime) -> None:
    """Set when and where a claim was made, its claimant's role or its medium. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, "edit_facts", dict(changes), {column: getattr(claim, column) for column in changes}, by=by, at=at)


def follow_article(db: Database, claim: Claim, changes: Mapping[str, str | None], *, by: Person, at: datetime) -> None:
    """Set the day or the language of a claim to its article's corrected one. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, "follow_article", dict(changes), {column: getattr(claim, column) for column in changes}, by=by, at=at)


def first_claimed_in(db: Database, article_id: int) -> list[Claim]:
    """The newsroom's own claims whose first appearance is in an article, in number order."""
    sql = (
        "SELECT * FROM claim WHERE origin = 'own' AND id IN (SELECT claim_id FROM sentence"
        " JOIN appearance ON appearance.sentence_id = sentence.id WHERE article_id = :id AND appearance.id ="
        " (SELECT min(id) FROM appearance AS any_of WHERE any_of.claim_id = appearance.claim_id)) ORDER BY id"
    )
    return [_claim(row) for row in rows(db, sql, {"id": article_id})]


def move_claim(db: Database, claim: Claim, to: State, *, by: Person, at: datetime, action: str = "move", note: str | None = None) -> None:
    """Move a claim to a new state and record who moved it and why. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, action, {"state": to}, {"state": claim.state}, by=by, at=at, note=note)


def assign(db: Database, claim: Claim, to: Person | None, *, by: Person, at: datetime, note: str | None = None) -> None:
    """Assign a claim to somebody, or to nobody. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, "assign", {"assignee_id": to.id if to else None}, {"assignee_id": claim.assignee_id}, by=by, at=at, note=note)


def set_due(db: Database, claim: Claim, due_at: datetime | None, *, by: Person, at: datetime, note: str | None = None) -> None:
    """Set when a claim must be checked. Raise StaleEdit if it changed since it was read."""
    before = stamp(claim.due_at) if claim.due_at else None
    _change(db, claim, "set_due", {"due_at": stamp(due_at) if due_at else None}, {"due_at": before}, by=by, at=at, note=note)


def join(db: Database, claim: Claim, into: Claim, *, by: Person, at: datetime) -> None:
    """Join ``claim`` into ``into``. Raise StaleEdit if the joined claim changed since it was read."""
    _change(db, claim, "join", {"joined_into": into.id}, {"joined_into": None}, by=by, at=at)


def split(db: Database, claim: Claim, *, by: Person, at: datetime) -> None:
    """Undo the join of a claim. Raise StaleEdit if it changed since it was read."""
    _change(db, claim, "split", {"joined_into": None}, {"joined_into": claim.joined_into}, by=by, at=at)


def record(db: Database, claim: Claim, action: str, *, by: Person, at: datetime, note: str | None = None) -> None:
    """Add a line to the claim's history for an action that does not change the claim's row."""
    history.record(db, by=by, at=at, action=action, subject="claim", subject_id=claim.id, after={"note": note} if note else None)


def _change(
    db: Database,
    claim: Claim,
    action: str,
    after: dict[str, str | int | None],
    before: dict[str, str | int | None],
    *,
    by: Person,
    at: datetime,
    note: str | None = None,
) -> None:
    with write(db):
        update_row(db, "claim", claim, after)
        noted = {**after, "note": note} if note else after
        history.record(db, by=by, at=at, action=action, subject="claim", subject_id=claim.id, before=before, after=noted)


def tags_of(db: Database, claim_ids: Iterable[int]) -> dict[int, list[str]]:
    """The tags of each claim that has any, in order."""
    tag_rows = rows(
        db,
        "SELECT claim_id, tag FROM claim_tag WHERE claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY claim_id, tag",
        {"ids": json.dumps(list(claim_ids))},
    )
    tags: dict[int, list[str]] = {}
    for row in tag_rows:
        tags.setdefault(row["claim_id"], []).append(row["tag"])
    return tags


def tags_by_root(db: Database, root_ids: Iterable[int]) -> dict[int, list[str]]:
    """The tags of each root claim and of the claims joined into it, in order."""
    families = family_of(db, list(root_ids))
    tagged = tags_of(db, [number for numbers in families.values() for number in numbers])
    merged = {root: sorted({word for number in numbers for word in tagged.get(number, ())}) for root, numbers in families.items()}
    return {root: words for root, words in merged.items() if words}


def taken_up(db: Database, claim_ids: Iterable[int]) -> set[int]:
    """The claims among these that are a person's work; a claim of ours is only proposed as long as neither it nor one joined to it is."""
    taken_rows = rows(
        db,
        "SELECT claim_id FROM taken_up_claim WHERE claim_id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(claim_ids))},
    )
    return {row["claim_id"] for row in taken_rows}


def set_aside(db: Database, claim_ids: Iterable[int]) -> set[int]:
    """The root claims among these that appear in withdrawn articles only."""
    aside_rows = rows(
        db,
        "SELECT claim_id FROM set_aside WHERE claim_id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(claim_ids))},
    )
    return {row["claim_id"] for row in aside_rows}


def reviews_of(db: Database, claim_ids: Iterable[int]) -> list[Review]:
    """The imported reviews among these claims."""
    sql = "SELECT * FROM review WHERE claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY claim_id"
    return [_review(row) for row in rows(db, sql, {"ids": json.dumps(list(claim_ids))})]


def _claim(row: sqlite3.Row) -> Claim:
    return Claim(
        id=row["id"],
        text=row["text"],
        claimant=row["claimant"],
        claimed_at=row["claimed_at"],
        state=State(row["state"]) if row["state"] else None,
        origin=Origin(row["origin"]),
        proposed=bool(row["proposed"]),
        language=row["language"],
        joined_into=row["joined_into"],
        assignee_id=row["assignee_id"],
        due_at=moment(row["due_at"]) if row["due_at"] else None,
        created_at=moment(row["created_at"]),
        version=row["version"],
        claimed_in=row["claimed_in"],
        claimant_role=row["claimant_role"],
        medium=Medium(row["medium"]) if row["medium"] else None,
    )


def _review(row: sqlite3.Row) -> Review:
    return Review(
        claim_id=row["claim_id"],
        external_id=row["external_id"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        rating_words=row["rating_words"],
        rating=row["rating"],
        reviewed_at=row["reviewed_at"],
        appearances=tuple(json.loads(row["appearances"])),
    )
