"""match and bench."""

import sys
from functools import partial
from pathlib import Path
from typing import IO

import click

from claims.cli.articles import match_line
from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, say, show
from claims.desk.batch import batch_lines, benchmark, bulk, workers
from claims.desk.batch.bulk import CrewMaker
from claims.desk.index import lookup
from claims.desk.shapes.matches import MatchShape
from claims.sourcing.labels import counted

WORTH_SHOWING = 0.01
"""The least score of a match that people are shown: 1 in 100. Scripts get all matches."""


@click.command()
@click.argument("text", required=False)
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="IN.jsonl",
    help="One JSON line in, one out, in the same order; - reads stdin.",
)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="How many matches for each text.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.jsonl",
    help="Write the batch's answers there. After a stop the same command goes on where it was.",
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that share the batch.  [default: 1]")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Let a Dask cluster do the batch (docs/bulk.md).")
@as_json
@pass_session
def match(
    session: Session,
    /,
    text: str | None,
    batch: Path | None,
    limit: int,
    output: Path | None,
    workers: int | None,
    scheduler: str | None,
    json_wanted: bool,
) -> None:
    """The stored claims most similar to TEXT, best first; or, with --batch, for each {"id", "text"} line. Stores nothing."""
    if (text is None) == (batch is None):
        raise click.UsageError("give either a TEXT or --batch IN.jsonl.")
    if batch is None and (output or workers or scheduler):
        raise click.UsageError("--output, --workers and --scheduler go with --batch.")
    if workers and scheduler:
        raise click.UsageError("give either --workers or --scheduler.")
    if batch is not None:
        _match_batch(session, batch, output, _crew(session, workers, scheduler), limit)
        return
    with session.store() as db:
        matches = MatchShape.of_all(lookup.look_up(db, session.matcher, [text or ""], limit=limit)[0])
    if json_wanted:
        print_json({"matches": matches})
        return
    likely = [candidate for candidate in matches if candidate["score"] >= WORTH_SHOWING]
    for candidate in likely:
        show(safe(match_line(candidate)))
        for why in candidate["why"]:
            show(safe(f"    {why}"))
    if not likely:
        say("no similar claim is stored.")


def _crew(session: Session, worker_count: int | None, scheduler: str | None) -> CrewMaker:
    model = session.settings.model
    if scheduler:
        from claims.desk.batch import dask_workers

        return partial(dask_workers.workers, model=model, scheduler=scheduler)
    if worker_count and worker_count > 1:
        return partial(workers.processes, model=model, count=worker_count)
    return partial(workers.alone, model=model)


def _match_batch(session: Session, batch: Path, output: Path | None, crew: CrewMaker, limit: int) -> None:
    # Check all lines of a file before matching any: better to hear of a bad line now than after a night's work.
    piped = str(batch) == "-"
    total = 0 if piped else batch_lines.count_lines(batch)
    target: Path | IO[bytes] = output or sys.stdout.buffer
    with session.store() as db, click.open_file(str(batch), "rb") as source, progress("matching", total) as advance:
        done = bulk.match_lines(
            db, session.settings.model, source, target, name="stdin" if piped else str(batch), limit=limit, crew=crew, on_lines=advance
        )
    if output:
        say(f"{counted(done, 'line')} matched, in {output}.")


@click.group()
def bench() -> None:
    """Measure how well the program does its work."""


@bench.command("matching")
@click.option(
    "--claims", "claims", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines as for import."
)
@click.option("--queries", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help='JSON lines {"id", "text"}.')
@click.option(
    "--qrels", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="query_id TAB 0 TAB claim_id TAB 1."
)
@as_json
@pass_session
def bench_matching(session: Session, /, claims: Path, queries: Path, qrels: Path, json_wanted: bool) -> None:
    """MAP@5, MRR, hit@k and milliseconds a query on any claim-retrieval set; touches no database."""
    with claims.open("rb") as rows:
        total = sum(1 for _ in rows)
    with progress("indexing", total) as advance:
        measured = benchmark.matching(claims, queries, qrels, session.matcher.encoder, on_claims=advance)
    if json_wanted:
        print_json(measured)
        return
    for name, value in measured.items():
        if not isinstance(value, list):
            show(f"{name:<10} {value:,}" if isinstance(value, int) else f"{name:<10} {value:.4f}")
    show("\nof the ten best of each query, scored   pairs   mean score   the same claim")
    for row in measured["reliability"]:
        show(f"from {row['from']:.1f} {row['pairs']:>37,.0f} {row['score']:>12.3f} {row['right']:>16.3f}")
