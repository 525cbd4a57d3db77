"""How long the queue takes to make a page, at 10,000 and at 100,000 claims, with all that a busy newsroom has in it.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/web_queue.py [CLAIMS]

One claim in ten has a suggestion, one in eight evidence, one in twelve a tag, one in twenty a note with a mention, one in
fifty is joined to another; 40 claims an article, every other article with a deadline. Prints the median and the 95th
percentile in milliseconds over the whole request, the processor time of it (which a busy machine stretches less), and the milliseconds of the first page after a start, which judges every
claim by the sourcing rules once. ``--plan`` prints what SQLite does for the counts and for a page instead.
"""

import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from claims.model import Comparison, Document, Relation, SourceKind, Span, Spotted, Stance, State, UsedAs
from claims.store import appearances, articles, claims, evidence, matches, notes, sources, tags
from claims.store.connect import rows, stamp, write
from claims.store.evidence import NewEvidence
from claims.store.filters import Filter
from claims.store.queue import ORDERS, count, how_many, queue
from claims.store.queue_temp_tables import queue_temp_tables
from claims.store.sources import NewSource
from tests.web_stage import Stage

CLAIMS = 10_000
TO_AN_ARTICLE = 40
ROUNDS = 30
PAGES = (
    "/",
    "/?page=9&state=open%2Cin_review",
    "/?state=",
    "/?state=&q=homes",
    "/?state=&problem=unsourced",
    "/?state=&tag=tag+3",
    "/?state=&with=me&due=week",
    "/?matches=1",
    "/?mentions=me",
    "/claims",
    "/articles",
    "/search?q=new+homes",
)


def fill(stage: Stage, wanted: int) -> None:
    """Articles full of claims in every state of the work."""
    by, draw = stage.cast["Ben"], random.Random(5)
    with write(stage.db):
        source = sources.add_source(stage.db, NewSource("Register", SourceKind.DATASET, text="Homes."), by=by, at=stage.at)
        for first in range(0, wanted, TO_AN_ARTICLE):
            lines = [
                f"District {n % 97} of Varn counted {n * 37 % 8999} new homes in {1990 + n % 35}."
                for n in range(first, first + TO_AN_ARTICLE)
            ]
            document = Document(text="\n".join(lines) + "\n" + "Background. " * 300, title=f"Homes of Varn, part {first // TO_AN_ARTICLE}")
            article = articles.add_article(stage.db, document, by=by, at=stage.at)
            if first // TO_AN_ARTICLE % 2:
                due = stage.at + timedelta(hours=draw.randrange(-48, 200))
                articles.set_due(stage.db, articles.get_article(stage.db, article), due, by=by, at=stage.at)
            start, spans = 0, []
            for line in lines:
                spans.append(Span(start, start + len(line), line))
                start += len(line) + 1
            numbers = articles.add_sentences(stage.db, article, [(span, Spotted(0.5, (), proposed=True)) for span in spans])
            for sentence, span in zip(numbers, spans, strict=True):
                one_claim(stage, draw, sentence, span, source)


def one_claim(stage: Stage, draw: random.Random, sentence: int, span: Span, source: int) -> None:
    by, db, at = stage.cast["Ben"], stage.db, stage.at
    number = claims.add_claim(db, span.text, by=by, at=at - timedelta(hours=draw.randrange(400)), proposed=True)
    appearances.add_appearance(db, number, sentence, start=span.start, end=span.end, quote=span.text, prefix="", suffix="", speaker=None)
    if draw.random() < 0.4:
        to = draw.choice([State.IN_REVIEW, State.DROPPED])
        db.execute(
            "UPDATE claim SET state = ?, assignee_id = ?, due_at = ? WHERE id = ?", [to, by.id, stamp(at + timedelta(hours=9)), number]
        )
    if number > 1 and draw.random() < 0.1:
        matches.add_match(db, number, draw.randrange(1, number), Comparison(0.8, Relation.SIMILAR, (), ()), at=at)
    if draw.random() < 0.125:
        evidence.add_evidence(db, NewEvidence(number, source, Stance.SUPPORTS, UsedAs.PRIMARY, locator="1"), by=by, at=at)
    if draw.random() < 0.08:
        tags.add_tag(db, number, f"tag {draw.randrange(20)}", by=by, at=at)
    if draw.random() < 0.05:
        notes.add_note(db, number, "@Cleo, look", [stage.cast[draw.choice(["Cleo", "Ben"])].id], by=stage.cast["Edith"], at=at)
    if number > 1 and draw.random() < 0.02:
        claims.join(db, claims.get_claim(db, number), claims.get_claim(db, 1 + number // 2), by=by, at=at)


def measure(stage: Stage, address: str, rounds: int) -> tuple[float, float, float]:
    """Median and 95th percentile of the milliseconds of a page, and the 95th percentile of its processor time alone."""
    client = stage.client("Ben")
    taken, worked = [], []
    for _ in range(rounds):
        begun, work = time.perf_counter(), time.process_time()
        answer = client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - work) * 1000)
        assert answer.status_code in (200, 302), answer.status  # /matches leads to the next pair
    return statistics.median(taken), statistics.quantiles(taken, n=20)[18], statistics.quantiles(worked, n=20)[18]


def plans(stage: Stage) -> None:
    """What SQLite does for a page and for the counts."""
    asked: list[str] = []
    stage.db.conn.set_trace_callback(lambda sql: asked.append(sql))
    with queue_temp_tables(stage.db):
        queue(stage.db, Filter(), order=next(iter(ORDERS)))
        count(stage.db, Filter())
        how_many(stage.db, [Filter(), Filter(assignee_id=2), Filter(matches_waiting=True), Filter(unsourced=True)])
        stage.db.conn.set_trace_callback(None)
        for sql in [one for one in asked if one.startswith(("SELECT", "WITH"))]:
            begun = time.perf_counter()
            rows(stage.db, sql)
            print(f"\n{(time.perf_counter() - begun) * 1000:.1f} ms  {sql[:200]}")
            for row in rows(stage.db, f"EXPLAIN QUERY PLAN {sql}"):
                print("   ", row["detail"])


def main() -> None:
    wanted = next((int(one) for one in sys.argv[1:] if one.isdigit()), CLAIMS)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "claims.db")
        begun = time.perf_counter()
        fill(stage, wanted)
        print(f"{wanted:,} claims in {time.perf_counter() - begun:.0f} s")
        if "--plan" in sys.argv:
            plans(stage)
            return
        begun = time.perf_counter()
        assert stage.get("/").status_code == 200
        print(f"{'the first page after a start':36} {(time.perf_counter() - begun) * 1000:8.1f} ms")
        for address in PAGES:
            median, high, worked = measure(stage, address, ROUNDS if wanted <= CLAIMS else 5)
            print(f"{address:36} median {median:8.1f} ms   p95 {high:8.1f} ms   processor p95 {worked:8.1f} ms")
        stage.db.close()


if __name__ == "__main__":
    main()
