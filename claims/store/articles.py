"""Articles and their sentences."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model import Article, Document, Mark, Person, Sentence, Sign, Span, Spotted
from claims.store import history, originals
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_article(
    db: Database, document: Document, *, by: Person, at: datetime, replaces_id: int | None = None, reading_notes: Sequence[str] = ()
) -> int:
    """Store an article and its event, which keeps the ``reading_notes``; return its number.

    The caller must check first whether the same article is stored.
    """
    with write(db):
        number = insert(
            db,
            "INSERT INTO article (url, title, publisher, byline, published_at, text, sha256, language, added_by, added_at, replaces_id)"
            " VALUES (:url, :title, :publisher, :byline, :published_at, :text, :sha256, :language, :by, :at, :replaces_id)",
            {
                "url": document.url,
                "title": document.title,
                "publisher": document.publisher,
                "byline": document.byline,
                "published_at": document.published_at,
                "text": document.text,
                "sha256": history.digest(document.text),
                "language": document.language,
                "by": by.id,
                "at": stamp(at),
                "replaces_id": replaces_id,
            },
        )
        remember_bytes(db, number, document)
        originals.keep_original(db, number, document)
        after: dict[str, object] = {"title": document.title, "url": document.url, "sha256": history.digest(document.text)}
        if document.is_inside:
            after["inside"] = True
        if reading_notes:
            after["reading_notes"] = list(reading_notes)
        history.record(db, by=by, at=at, action="add_article", subject="article", subject_id=number, after=after)
    return number


def remember_bytes(db: Database, number: int, document: Document) -> None:
    """Store the hash of the bytes that an article was read from."""
    if document.bytes_sha256:
        db.execute("INSERT OR IGNORE INTO article_bytes (article_id, sha256) VALUES (?, ?)", [number, document.bytes_sha256])


def find_same(db: Database, document: Document) -> Article | None:
    """The article with the same text and canonical address (or none), or one read from the same bytes; None when there is neither.

    An older release may have read a different text from the same bytes; that does not make a new version.
    """
    values = {"url": document.url or "", "sha256": history.digest(document.text), "bytes": document.bytes_sha256}
    # Two queries, each answered by an index: with "or" in one query, SQLite would scan all articles without an address.
    same = rows(db, "SELECT * FROM article WHERE coalesce(url, '') = :url AND sha256 = :sha256", values) or rows(
        db,
        "SELECT article.* FROM article_bytes JOIN article ON article.id = article_bytes.article_id"
        " WHERE article_bytes.sha256 = :bytes AND coalesce(article.url, '') = :url ORDER BY article.id DESC LIMIT 1",
        values,
    )
    return _article(same[0]) if same else None


def find_newest_version(db: Database, url: str) -> Article | None:
    """The article that was read most recently from an address, or None."""
    row = first_row(db, "SELECT * FROM article WHERE url = :url ORDER BY id DESC LIMIT 1", {"url": url})
    return _article(row) if row else None


def newest_version(db: Database, article: Article) -> Article:
    """The newest version of an article; the article itself when no version follows it."""
    newest = rows(
        db,
        "WITH RECURSIVE later (id) AS (SELECT :id UNION SELECT article.id FROM article JOIN later ON article.replaces_id = later.id)"
        " SELECT max(id) AS id FROM later",
        {"id": article.id},
    )[0]["id"]
    return get_article(db, newest)


def version_numbers(db: Database, number: int) -> set[int]:
    """The numbers of all versions of an article, its own among them."""
    version_rows = rows(
        db,
        "WITH RECURSIVE version (id) AS (SELECT :id UNION"
        " SELECT CASE article.id WHEN version.id THEN article.replaces_id ELSE article.id END FROM article JOIN version"
        " ON article.replaces_id = version.id OR (article.id = version.id AND article.replaces_id IS NOT NULL)) SELECT id FROM version",
        {"id": number},
    )
    return {row["id"] for row in version_rows}


def get_article(db: Database, number: int) -> Article:
    """The article with that number; raise NotFound."""
    row = first_row(db, "SELECT * FROM article WHERE id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no article {number}.", number=number))
    return _article(row)


def list_articles(db: Database, *, limit: int = 100, before_id: int | None = None) -> list[Article]:
    """Articles in their newest versions, last added first; ``before_id`` continues after an earlier page."""
    article_rows = rows(
        db,
        "SELECT * FROM article WHERE withdrawn_at IS NULL AND (:before IS NULL OR id < :before)"
        " AND id NOT IN (SELECT id FROM superseded_article) ORDER BY id DESC LIMIT :limit",
        {"before": before_id, "limit": limit},
    )
    return [_article(row) for row in article_rows]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on an article is. ``claims`` counts those that a person took up and nobody dropped; ``checked`` of them are checked
    or published. ``proposed`` counts the others: the program's suggestions.
    """

    sentences: int
    marked: int
    claims: int
    checked: int
    proposed: int = 0


def progress_of(db: Database, article_ids: Iterable[int]) -> dict[int, Progress]:
    """The progress of each of these articles, by number."""
    ids = json.dumps(list(article_ids))
    lines = rows(
        db,
        "SELECT article_id, count(*) AS sentences, sum(mark <> 'unmarked') AS marked FROM sentence"
        " WHERE article_id IN (SELECT value FROM json_each(:ids)) GROUP BY article_id",
        {"ids": ids},
    )
    work = rows(
        db,
        "WITH inside (article_id, root_id) AS (SELECT DISTINCT sentence.article_id, coalesce(joined_claim.root_id, appearance.claim_id)"
        " FROM sentence JOIN appearance ON appearance.sentence_id = sentence.id"
        " LEFT JOIN joined_claim ON joined_claim.claim_id = appearance.claim_id"
        " WHERE sentence.article_id IN (SELECT value FROM json_each(:ids)) AND sentence.mark <> 'not_claim'),"
        " family (root_id, claim_id) AS (SELECT root_id, root_id FROM inside UNION"
        " SELECT root_id, claim_id FROM joined_claim WHERE root_id IN (SELECT root_id FROM inside)),"
        " taken (root_id) AS MATERIALIZED (SELECT root_id FROM family WHERE claim_id IN"
        " (SELECT claim_id FROM taken_up_claim WHERE claim_id IN (SELECT claim_id FROM family)))"
        " SELECT article_id, sum(root_id IN taken) AS claims,"
        " sum(root_id IN taken AND claim.state IN ('checked', 'published')) AS checked, sum(root_id NOT IN taken) AS proposed"
        " FROM inside JOIN claim ON claim.id = root_id WHERE claim.state <> 'dropped' GROUP BY article_id",
        {"ids": ids},
    )
    claims = {row["article_id"]: (row["claims"], row["checked"], row["proposed"]) for row in work}
    return {row["article_id"]: Progress(row["sentences"], row["marked"], *claims.get(row["article_id"], (0, 0, 0))) for row in lines}


def add_sentences(db: Database, article_id: int, sentences: Sequence[tuple[Span, Spotted]]) -> list[int]:
    """Store an article's sentences in order; return their numbers. The article has the event."""
    with write(db):
        return [
            insert(
                db,
                "INSERT INTO sentence (article_id, position, start_offset, end_offset, score, reasons)"
                " VALUES (:article_id, :position, :start, :end, :score, :reasons)",
                {
                    "article_id": article_id,
                    "position": position,
                    "start": span.start,
                    "end": span.end,
                    "score": spotted.score,
                    "reasons": json.dumps([[sign.name, sign.words] for sign in spotted.reasons], ensure_ascii=False),
                },
            )
            for position, (span, spotted) in enumerate(sentences, start=1)
        ]


_SENTENCES = (
    "SELECT sentence.*, substr(article.text, start_offset + 1, end_offset - start_offset) AS text"
    " FROM sentence JOIN article ON article.id = sentence.article_id"
)


def sentences_of(db: Database, article: Article) -> list[Sentence]:
    """All sentences of an article, in order."""
    sentence_rows = rows(db, "SELECT *, '' AS text FROM sentence WHERE article_id = :id ORDER BY position", {"id": article.id})
    # Sliced in Python: SQL's substr() walks the text from its start for each sentence.
    return [_sentence(row, article.text[row["start_offset"] : row["end_offset"]]) for row in sentence_rows]


def get_sentence(db: Database, number: int) -> Sentence:
    """The sentence with that number; raise NotFound."""
    row = first_row(db, _SENTENCES + " WHERE sentence.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no sentence {number}.", number=number))
    return _sentence(row, row["text"])


def lines(db: Database, numbers: Iterable[int]) -> dict[int, tuple[int, str]]:
    """For each of these sentences, by number, its position in the article, from 1, and its text."""
    sentence_rows = rows(db, _SENTENCES + " WHERE sentence.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(numbers))})
    return {row["id"]: (row["position"], row["text"]) for row in sentence_rows}


def mark_sentence(db: Database, sentence: Sentence, mark: Mark, *, by: Person, at: datetime) -> None:
    """Store a person's mark. Raise StaleEdit if the sentence was marked since it was read."""
    with write(db):
        update_row(db, "sentence", sentence, {"mark": mark})
        before, after = {"mark": sentence.mark}, {"mark": mark}
        history.record(db, by=by, at=at, action="mark_sentence", subject="sentence", subject_id=sentence.id, before=before, after=after)


def record_on_sentence(db: Database, sentence: Sentence, action: str, before: Mapping[str, object], *, by: Person, at: datetime) -> None:
    """Add a line to a sentence's history for an action that does not change the sentence's own row."""
    history.record(db, by=by, at=at, action=action, subject="sentence", subject_id=sentence.id, before=before)


def set_replaces(
    db: Database, article: Article, replaces_id: int | None, carried: Mapping[str, object], *, by: Person, at: datetime
) -> None:
    """Make an article the new version of another, or of none. ``carried`` is what the undo of this needs; the event keeps it.

    Raise StaleEdit if the article changed since it was read.
    """
    action = "set_replaces" if replaces_id is not None else "unset_replaces"
    with write(db):
        update_row(db, "article", article, {"replaces_id": replaces_id})
        before, after = {"replaces": article.replaces_id}, {"replaces": replaces_id, **carried}
        history.record(db, by=by, at=at, action=action, subject="article", subject_id=article.id, before=before, after=after)


def set_due(db: Database, article: Article, due_at: datetime | None, *, by: Person, at: datetime) -> None:
    """Set an article's deadline, which is the default deadline of its claims. Raise StaleEdit if the article changed since it was read."""
    with write(db):
        before = {"due_at": stamp(article.due_at) if article.due_at else None}
        after = {"due_at": stamp(due_at) if due_at else None}
        update_row(db, "article", article, after)
        history.record(db, by=by, at=at, action="set_due", subject="article", subject_id=article.id, before=before, after=after)


def _article(row: sqlite3.Row) -> Article:
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        sha256=row["sha256"],
        url=row["url"],
        publisher=row["publisher"],
        byline=row["byline"],
        published_at=row["published_at"],
        language=row["language"],
        added_at=moment(row["added_at"]),
        replaces_id=row["replaces_id"],
        due_at=moment(row["due_at"]) if row["due_at"] else None,
        version=row["version"],
        withdrawn=row["withdrawn_at"] is not None,
    )


def _sentence(row: sqlite3.Row, text: str) -> Sentence:
    return Sentence(
        id=row["id"],
        article_id=row["article_id"],
        position=row["position"],
        start=row["start_offset"],
        end=row["end_offset"],
        text=text,
        mark=Mark(row["mark"]),
        score=row["score"],
        reasons=_signs(row["reasons"]),
        version=row["version"],
    )


@lru_cache(maxsize=20_000)
def _signs(stored: str) -> tuple[Sign, ...]:
    # A long article is read again for every line that somebody marks.
    return tuple(_sign(reason) for reason in json.loads(stored))


def _sign(stored: list[str] | str) -> Sign:
    """A stored reason why a sentence is checkable. Before release 2 only its words were stored, without a name."""
    return Sign("", stored) if isinstance(stored, str) else Sign(*stored)
