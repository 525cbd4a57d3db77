"""What the kill -9 battery kills: each loops over one kind of work, and says through its pipe what was acknowledged."""

import itertools
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from claims.desk.articles import fetching, intake
from claims.desk.checking import review
from claims.desk.exchange import imports
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.desk.sources import evidence
from claims.desk.upkeep import backups
from claims.model import Reason, Stance, Status
from claims.store.connect import open_store, rows

AT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def add(path: Path, said: Connection) -> None:
    db, matcher = open_store(path), Matcher(path.parent / "none")
    by = people.at_the_command_line(db, "Ada", at=AT)
    for number in itertools.count(rows(db, "SELECT count(*) FROM article")[0][0]):
        text = f"Report {number}\n\nThe ferry carried {number + 100} people in 2025. The line is {number + 3} kilometres long."
        document = fetching.read_upload(text.encode(), "a.txt", limit=5_000_000)
        said.send(intake.add_article(db, matcher, document, by=by, at=AT).article.id)


def decide(path: Path, said: Connection) -> None:
    db = open_store(path)
    by = people.at_the_command_line(db, "Ada", at=AT)
    for row in rows(db, "SELECT id FROM match WHERE status = 'suggested' ORDER BY id"):
        review.decide_match(db, row["id"], Status.REJECTED, by=by, at=AT, reasons=[Reason.NUMBER])
        said.send(row["id"])


def link(path: Path, said: Connection) -> None:
    db = open_store(path)
    by = people.at_the_command_line(db, "Ada", at=AT)
    for number in itertools.count(rows(db, "SELECT count(*) FROM evidence")[0][0]):
        said.send(
            evidence.link_source(db, 1 + number % 20, 1, Stance.CONTEXT, by=by, at=AT, locator=f"p. {number}", quote=f"quote {number}").id
        )


def import_(path: Path, said: Connection) -> None:
    db = open_store(path)
    by = people.at_the_command_line(db, "Ada", at=AT)
    with (path.parent / "import.jsonl").open("rb") as file:
        imports.import_claims(db, file, "jsonl", by=by, clock=lambda: AT)
    said.send(rows(db, "SELECT count(*) FROM review")[0][0])


def migrate(path: Path, said: Connection) -> None:
    said.send(0)
    open_store(path).close()
    said.send(1)


def back_up(path: Path, said: Connection) -> None:
    db = open_store(path)
    for number in itertools.count(len(list(path.parent.glob("copy-*.db")))):
        to = path.parent / f"copy-{number}-{rows(db, 'SELECT hex(randomblob(4))')[0][0]}.db"
        said.send(str(backups.back_up(db, to, at=AT).file))
