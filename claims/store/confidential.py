"""Hides confidential sources from readers who may not see them. The connection enforces this for every query.

Temporary views, which exist in one connection only, hide the tables that hold text of sources, evidence and history. SQLite
looks a name up among a connection's temporary views before it looks in the file, so every query that names no schema reads through
them, future queries too: pages, search, reports, the API. Code that writes must name the table as ``main.source``; if it
does not, the write fails, because nobody can write to a view.
"""

from sqlite_utils import Database

HIDDEN = 2
"""The value of the column ``confidential``, instead of 1, for a source that this connection hides."""

NAME = "a confidential source"
"""Shown instead of a hidden source's title."""

_HIDDEN_SOURCES = "(SELECT id FROM main.source WHERE confidential = 1)"
_HIDDEN_LINKS = f"(SELECT id FROM main.evidence WHERE source_id IN {_HIDDEN_SOURCES})"


def _or(condition: str, column: str, instead: str = "NULL") -> str:
    return f"CASE WHEN {condition} THEN {instead} ELSE {column} END AS {column}"


def _unless(condition: str, *columns: str) -> str:
    return ", ".join(_or(condition, column) for column in columns)


def _withheld(condition: str, column: str) -> str:
    """Hide the value but keep whether there is one, because problems of a claim depend on that."""
    return _or(f"{condition} AND {column} IS NOT NULL", column, "'withheld'")


_SENT = "sender_confidential = 1 AND sender IS NOT NULL"
_LINK = "source_id IN " + _HIDDEN_SOURCES
_NAMED = f"evidence_id IN {_HIDDEN_LINKS}"
_CHECKED = f"id IN (SELECT proposed_source_id FROM main.link_check WHERE {_LINK})"
_PROPOSED = f"({_NAMED} OR {_CHECKED})"
_EVENT_LINK = f"subject = 'claim' AND content ->> '$.after.source_id' IN {_HIDDEN_SOURCES}"
_EVENT_LEFT = (
    "json_object('before', json('{}'), 'after', json_object('source_id', content ->> '$.after.source_id',"
    " 'evidence_id', content ->> '$.after.evidence_id', 'stance', content ->> '$.after.stance'))"
)

VIEWS = {
    # Even for hidden sources, copies count once and a kept copy counts, so derived_from stays, and whether there are bytes.
    "source": "SELECT id, "
    + _or("confidential = 1", "title", f"'{NAME}'")
    + ", kind, "
    + _unless("confidential = 1", "url", "publisher", "published_at", "text", "sha256")
    + ", "
    + _or("confidential = 1 AND coalesce(original, archived_url) IS NOT NULL", "original", "x''")
    + ", "
    + _unless("confidential = 1", "original_sha256", "original_type", "archived_url")
    + f", derived_from, CASE confidential WHEN 1 THEN {HIDDEN} ELSE 0 END AS confidential, added_by, added_at, withdrawn_at, version, "
    + _unless("confidential = 1", "address_key", "description")
    + " FROM main.source",
    "evidence": "SELECT id, claim_id, source_id, stance, "
    + _unless(_LINK, "quote")
    + ", "
    + _withheld(_LINK, "locator")
    + ", used_as, "
    + _unless(_LINK, "note")
    + ", checked_by, checked_at, withdrawn_at, version, "
    + _unless(_LINK, "start_offset", "end_offset")
    + ", "
    + _or(_LINK, "prefix", "''")
    + ", "
    + _or(_LINK, "suffix", "''")
    + ", corrected_at FROM main.evidence",
    "recheck": "SELECT id, source_id, at, by_id, "
    + _unless(_LINK, "sha256")
    + ", changed, "
    + _withheld(_LINK, "failure")
    + ", "
    + _unless(_LINK, "url")
    + " FROM main.recheck",
    "recheck_quote": "SELECT recheck_id, evidence_id, whereabouts, "
    + _withheld(f"evidence_id IN {_HIDDEN_LINKS}", "found")
    + ", "
    + _unless(f"evidence_id IN {_HIDDEN_LINKS}", "quote")
    + " FROM main.recheck_quote",
    "proposed_source": "SELECT id, article_id, start_offset, end_offset, kind, label, "
    + _or(_PROPOSED, "title", f"'{NAME}'")
    + ", "
    + _unless(_PROPOSED, "address", "locator")
    + ", "
    + _or(_PROPOSED, "note", "''")
    + ", author, noted_at, state, evidence_id, decided_by, decided_at, version FROM main.proposed_source",
    "link_check": "SELECT proposed_source_id, outcome, source_id, "
    + _unless(_LINK, "start_offset", "end_offset")
    + ", "
    + _or(_LINK, "reason", "''")
    + ", checked_by, checked_at FROM main.link_check",
    "waiting_passage": f"SELECT claim_id, source_id, article_id, start_offset, end_offset FROM main.waiting_passage WHERE source_id IS NULL OR source_id NOT IN {_HIDDEN_SOURCES}",
    # A confidential sender is hidden, and so is the address, which may name them, and the name of their file.
    "tip": "SELECT id, claim_id, medium, platform, "
    + _unless(_SENT, "url")
    + ", seen_on, "
    + _withheld(_SENT, "sender")
    + ", sender_confidential, media, media_sha256, media_type, "
    + _unless(_SENT, "media_name")
    + ", added_by, added_at, version FROM main.tip",
    # The claim shows anyway that a link was made, so that event stays; a hidden source's own events are left out.
    "event": "SELECT id, at, by_id, action, subject, subject_id, "
    + _or(_EVENT_LINK, "content", _EVENT_LEFT)
    + ", content_sha256, previous_hash, hash FROM main.event"
    + f" WHERE NOT (subject = 'source' AND subject_id IN {_HIDDEN_SOURCES})",
    "source_search": "SELECT rowid, source_search, rank, title, text FROM main.source_search WHERE rowid NOT IN " + _HIDDEN_SOURCES,
    "source_told_search": "SELECT rowid, source_told_search, rank, publisher FROM main.source_told_search WHERE rowid NOT IN "
    + _HIDDEN_SOURCES,
}
"""The tables with confidential content, and what stays visible of each. A new column is hidden until it is named here."""


def hide_confidential(db: Database) -> None:
    """Hide confidential sources from this connection until it is closed."""
    for name, left in VIEWS.items():
        db.conn.execute(f"CREATE TEMP VIEW IF NOT EXISTS {name} AS {left}")
