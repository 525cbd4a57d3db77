"""match and bench."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from claims.cli.articles import batch_lines, match_line
from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, say, show
from claims.desk import answers, benchmark, lookup
from claims.errors import Refused

TOGETHER = 256
"""Lines of a batch that are matched at once: embedding many texts together takes half the time of one by one."""


WORTH_SHOWING = 0.01
"""People are not shown what is less likely to be the same claim than one in a hundred; scripts get all."""


@click.command()
@click.argument("text", required=False)
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="IN.jsonl",
    help="One JSON line in, one out.",
)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="How many matches for each text.")
@as_json
@pass_session
def match(session: Session, /, text: str | None, batch: Path | None, limit: int, json_wanted: bool) -> None:
    """The stored claims most similar to TEXT, best first; or, with --batch, for each {"id", "text"} line. Stores nothing."""
    if (text is None) == (batch is None):
        raise click.UsageError("give either a TEXT or --batch IN.jsonl.")
    with session.store() as db:
        if batch is not None:
            for lines in _chunks(batch_lines(batch)):
                found = lookup.look_up(db, session.matcher, [line["text"] for line in lines], limit=limit)
                for line, several in zip(lines, found, strict=True):
                    click.echo(
                        json.dumps({"id": line["id"], "matches": [answers.match_answer(one) for one in several]}, ensure_ascii=False)
                    )
            return
        matches = [answers.match_answer(one) for one in lookup.look_up(db, session.matcher, [text or ""], limit=limit)[0]]
    if json_wanted:
        print_json({"matches": matches})
        return
    likely = [one for one in matches if one["score"] >= WORTH_SHOWING]
    for one in likely:
        show(safe(match_line(one)))
        for why in one["why"]:
            show(safe(f"    {why}"))
    if not likely:
        say("no similar claim is stored.")


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
    with claims.open("rb") as lines:
        total = sum(1 for _ in lines)
    with progress("indexing", total) as advance:
        measured = benchmark.matching(claims, queries, qrels, session.matcher.encoder, on_claims=advance)
    if json_wanted:
        print_json(measured)
        return
    for name, value in measured.items():
        if not isinstance(value, list):
            show(f"{name:<10} {value:,}" if isinstance(value, int) else f"{name:<10} {value:.4f}")


def _chunks(lines: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while chunk := list(islice(lines, TOGETHER)):
        if any(not line["text"].strip() for line in chunk):
            raise Refused(f"the text of {next(line['id'] for line in chunk if not line['text'].strip())!r} is empty.")
        yield chunk
