"""The schema, as append-only steps: a released step is never edited, only followed by another.

Each step runs in its own savepoint. Rules that SQLite itself can enforce (keys, checks, append-only rows, legal
moves of a claim) are part of the schema, so that no program that opens the file can break them by accident.
"""

import json
from importlib import resources

from sqlite_utils import Database, Migrations

from claims.errors import StoreFailed
from claims.store import seals
from claims.store.addresses import address_key
from claims.store.reason_sentences import shared_in
from claims.store.scripts import statements_of

APPLICATION_ID = 0x436C6D54
"""Identifies a claim tracker's file in its header ("ClmT"), so that another program's database is refused, not migrated."""

STEPS = Migrations("claims")


def _run(db: Database, name: str) -> None:
    # Statement by statement: executescript() would commit the step's transaction.
    for statement in statements_of(resources.files("claims.store").joinpath("schema", name).read_text(encoding="utf-8")):
        db.execute(statement)


def every_statement() -> str:
    """The SQL of all steps, in their order."""
    files = sorted(resources.files("claims.store").joinpath("schema").iterdir(), key=lambda file: file.name)
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@STEPS(name="001_foundation")
def foundation(db: Database) -> None:
    """Articles, sentences, claims, appearances, matches, sources, evidence, verdicts, people, events."""
    _run(db, "001_foundation.sql")


@STEPS(name="002_sign_in")
def sign_in(db: Database) -> None:
    """Sessions, one-time links, and failed attempts to sign in."""
    _run(db, "002_sign_in.sql")


@STEPS(name="003_sourcing")
def sourcing(db: Database) -> None:
    """Keys of addresses for comparing them, anchors of quotes, rechecks, sign-offs."""
    _run(db, "003_sourcing.sql")
    for row in db.execute("SELECT id, url FROM source WHERE url IS NOT NULL").fetchall():
        db.execute("UPDATE source SET address_key = ? WHERE id = ?", [address_key(row["url"]), row["id"]])


@STEPS(name="004_talk")
def talk(db: Database) -> None:
    """Notes with mentions, saved views of the queue, withdrawn articles, and the indexes of the queue."""
    _run(db, "004_talk.sql")


@STEPS(name="005_trust")
def trust(db: Database) -> None:
    """Tokens, redaction of stored texts, and the test whether the disk has room."""
    _run(db, "005_trust.sql")


@STEPS(name="006_api")
def api(db: Database) -> None:
    """The request limit; where an imported claim appeared."""
    _run(db, "006_api.sql")


@STEPS(name="007_watch")
def watch(db: Database) -> None:
    """Feeds and their items, alerts of repeated claims, and secret addresses of the alert feed."""
    _run(db, "007_watch.sql")


@STEPS(name="008_desk")
def desk(db: Database) -> None:
    """The evidence that a draft leaves out; sign-offs that were taken back."""
    _run(db, "008_desk.sql")


@STEPS(name="009_alerts")
def alerts(db: Database) -> None:
    """Which side of a pair an alert is about."""
    _run(db, "009_alerts.sql")


@STEPS(name="010_joins")
def joins(db: Database) -> None:
    """The view of joined claims, fast in a store of a million claims."""
    _run(db, "010_joins.sql")


@STEPS(name="011_publications")
def publications(db: Database) -> None:
    """Publications: each published claim, frozen as visitors saw it at the time."""
    _run(db, "011_publications.sql")


@STEPS(name="012_public_search")
def public_search(db: Database) -> None:
    """The words that visitors can search: only those of published pages and imported reviews."""
    _run(db, "012_public_search.sql")


@STEPS(name="012b_public_search_told")
def public_search_told(db: Database) -> None:
    """Lets imports add the words of reviews to that index without its view."""
    _run(db, "012b_public_search_told.sql")


@STEPS(name="013_limits")
def limits(db: Database) -> None:
    """Drops the table of requests; ends tokens and feed addresses of people who are shut out."""
    _run(db, "013_limits.sql")


@STEPS(name="018_languages")
def languages(db: Database) -> None:
    """Claims with a multilingual embedding, and changes of a claim's language."""
    _run(db, "018_languages.sql")


@STEPS(name="015_seals")
def sealed_rows(db: Database) -> None:
    """Seals of the rows that people edit. ``apply`` writes the first seals, for the rows as they are."""
    _run(db, "015_seals.sql")


@STEPS(name="017_relations")
def relations(db: Database) -> None:
    """How a similar pair relates; which pairs must be judged again."""
    _run(db, "017_relations.sql")


@STEPS(name="016_redactions")
def redactions(db: Database) -> None:
    """Redactions that are not finished yet."""
    _run(db, "016_redactions.sql")


@STEPS(name="019_polarity")
def polarity(db: Database) -> None:
    """Whether an article asserts, denies or doubts a claim, and who may have said it where that is unclear."""
    _run(db, "019_polarity.sql")


@STEPS(name="023_article_bytes")
def article_bytes(db: Database) -> None:
    """The hash of the bytes that an article was read from."""
    _run(db, "023_article_bytes.sql")


@STEPS(name="021_refused_passages")
def refused_passages(db: Database) -> None:
    """Refused passages, which are not suggested again, and passages that wait for a person's decision."""
    _run(db, "021_refused_passages.sql")


@STEPS(name="022_line_changes")
def line_changes(db: Database) -> None:
    """What happened to each line in a new version of an article."""
    _run(db, "022_line_changes.sql")


@STEPS(name="034_taken_up")
def taken_up(db: Database) -> None:
    """Which claims are a person's work; the newsroom's other claims are only proposed."""
    _run(db, "034_taken_up.sql")


@STEPS(name="035_tips")
def tips(db: Database) -> None:
    """Claims that came without an article: who sent them, where they were seen, and the file they hang on."""
    _run(db, "035_tips.sql")


@STEPS(name="030_sign_ins")
def sign_ins(db: Database) -> None:
    """Where each session was started, and when it was last used."""
    _run(db, "030_sign_ins.sql")


@STEPS(name="031_second_factor")
def second_factor(db: Database) -> None:
    """Authenticator apps, recovery codes, and sign-ins that wait for one of their codes."""
    _run(db, "031_second_factor.sql")


@STEPS(name="032_identities")
def identities(db: Database) -> None:
    """Which account of an OpenID Connect provider is which person."""
    _run(db, "032_identities.sql")


@STEPS(name="040_shared_reasons")
def shared_reasons(db: Database) -> None:
    """Why two claims match, as data; until here it was stored as sentences."""
    for number, sentences in db.execute("SELECT id, why FROM match WHERE why <> '[]'").fetchall():
        shared = [shared_in(sentence) for sentence in json.loads(sentences)]
        db.execute("UPDATE match SET why = ? WHERE id = ?", [json.dumps(shared, ensure_ascii=False), number])


@STEPS(name="026_article_originals")
def article_originals(db: Database) -> None:
    """The file or page that an article was read from."""
    _run(db, "026_article_originals.sql")


@STEPS(name="027_proposed_sources")
def proposed_sources(db: Database) -> None:
    """The sources that an article's own file names, and what people decided about each."""
    _run(db, "027_proposed_sources.sql")


@STEPS(name="028_line_notes")
def line_notes(db: Database) -> None:
    """Questions and remarks in an article's own file, each on its words."""
    _run(db, "028_line_notes.sql")


def refuse_foreign(db: Database) -> None:
    """Raise StoreFailed when the file is another program's database or a newer version's."""
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    marked = db.execute("PRAGMA application_id").fetchone()[0]
    if tables and marked != APPLICATION_ID:
        raise StoreFailed("this file is another program's database. Name another file with --db.")
    known = {step.name for step in STEPS._migrations}
    newer = [name for name in _applied(db) if name not in known]
    if newer:
        raise StoreFailed(f"this database was made by a newer version of the program ({newer[-1]}): install that version.")


def pending(db: Database) -> bool:
    """Whether the file lacks a step; takes one query when it does not."""
    applied = _applied(db)
    return any(step.name not in applied for step in STEPS._migrations)


def _applied(db: Database) -> list[str]:
    """The steps that the file has, in order. Used at each opening, because STEPS.applied needs six queries for the same."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [STEPS.migrations_table]).fetchone():
        return []
    sql = f"SELECT name FROM {STEPS.migrations_table} WHERE migration_set = ? ORDER BY rowid"
    return [row[0] for row in db.execute(sql, [STEPS.name]).fetchall()]


def apply(db: Database, *, stop_before: str | None = None) -> None:
    """Bring the schema up to date; safe when two programs open an old file at once (the caller holds the write lock)."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    seals.unwatch(db)
    altered = seals.altered_rows(db)
    STEPS.apply(db, stop_before=stop_before)
    if seals.is_sealing(db):
        # A step may change rows and columns, but must not hide what another program changed before.
        seals.seal_all(db, altered=altered)
