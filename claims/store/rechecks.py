"""Rechecks: the results of fetching the pages of sources again."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from claims.model import Person, Recheck, Requoted, Source, Whereabouts
from claims.store import history
from claims.store.connect import insert, moment, rows, stamp, write


def add_recheck(
    db: Database,
    source: Source,
    *,
    sha256: str | None,
    changed: bool,
    quotes: Iterable[Requoted],
    failure: str | None,
    by: Person,
    at: datetime,
) -> None:
    """Store what happened to a source's page and to the quotes from it, and the event. ``sha256`` is that of the fetched text, None without one."""
    quote_results = list(quotes)
    with write(db):
        number = insert(
            db,
            "INSERT INTO main.recheck (source_id, url, at, by_id, sha256, changed, failure)"
            " VALUES (:source_id, :url, :at, :by, :sha256, :changed, :failure)",
            {
                "source_id": source.id,
                "url": source.url,
                "at": stamp(at),
                "by": by.id,
                "sha256": sha256,
                "changed": int(changed),
                "failure": failure,
            },
        )
        for result in quote_results:
            db.execute(
                "INSERT INTO main.recheck_quote (recheck_id, evidence_id, whereabouts, found, quote)"
                " VALUES (?, ?, ?, ?, (SELECT quote FROM main.evidence WHERE id = ?))",
                [number, result.evidence_id, result.whereabouts, result.found, result.evidence_id],
            )
        quoted = [{"evidence_id": result.evidence_id, "whereabouts": result.whereabouts} for result in quote_results]
        after = {"changed": changed, "failure": failure, "quotes": quoted}
        history.record(db, by=by, at=at, action="recheck_source", subject="source", subject_id=source.id, after=after)


def newest_rechecks(db: Database, source_ids: Iterable[int], *, failed: bool = False) -> list[Recheck]:
    """The newest recheck of each of these sources that could read its page; with ``failed``, the newest of all, failed or not.

    Rechecks of another address, from before the source's was corrected, are left out, and so are the results for earlier quotes.
    """
    recheck_rows = rows(
        db,
        "SELECT recheck.*, person.name AS by, (SELECT json_group_array(json_array(evidence_id, whereabouts, found)) FROM recheck_quote"
        "  WHERE recheck_id = recheck.id AND evidence_id IN (SELECT looked_for.evidence_id FROM main.recheck_quote AS looked_for"
        "   JOIN main.evidence AS link ON link.id = looked_for.evidence_id AND link.quote IS looked_for.quote"
        "   WHERE looked_for.recheck_id = recheck.id)) AS quotes"
        " FROM recheck JOIN person ON person.id = recheck.by_id WHERE recheck.id IN ("
        "  SELECT max(look.id) FROM main.recheck AS look JOIN main.source AS looked_at ON looked_at.id = look.source_id"
        "  WHERE source_id IN (SELECT value FROM json_each(:ids)) AND looked_at.url IS look.url AND (:failed OR failure IS NULL)"
        "  GROUP BY source_id) ORDER BY recheck.id",
        {"ids": json.dumps(list(source_ids)), "failed": int(failed)},
    )
    return [
        Recheck(
            row["source_id"],
            moment(row["at"]),
            bool(row["changed"]),
            tuple(Requoted(link, Whereabouts(whereabouts), words) for link, whereabouts, words in json.loads(row["quotes"])),
            row["by"],
            row["failure"],
        )
        for row in recheck_rows
    ]


def due_for_recheck(db: Database) -> list[int]:
    """The sources in force that have an address and are used by evidence in force, those unchecked at this address for longest first."""
    source_rows = rows(
        db,
        "SELECT source.id FROM source WHERE url IS NOT NULL AND withdrawn_at IS NULL"
        " AND EXISTS (SELECT 1 FROM evidence WHERE source_id = source.id AND evidence.withdrawn_at IS NULL)"
        " ORDER BY coalesce((SELECT max(at) FROM main.recheck AS look WHERE look.source_id = source.id AND look.url = source.url), added_at),"
        " source.id",
    )
    return [row["id"] for row in source_rows]
