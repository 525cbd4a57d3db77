"""add, search, spot."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import click

from claims.cli import link_checking
from claims.cli.session import Session, as_json, counting, pass_session, print_json, safe, say, show
from claims.desk import alerts
from claims.desk.articles import fetching
from claims.desk.articles.pace import Pace
from claims.desk.batch.text_lines import text_lines
from claims.desk.screens.added_articles import added_article
from claims.desk.shapes.articles import AddedArticle
from claims.desk.shapes.feeds import AlertShape
from claims.desk.shapes.newsroom import FoundShape, Spotted
from claims.desk.shown_words import of_100, relation_and_chance
from claims.desk.typed_fields import required_text
from claims.errors import ClaimsError
from claims.model import Document
from claims.sourcing.labels import counted
from claims.sourcing.report_shapes import LineLink
from claims.store import search as stored_search

COPIES = ("docx", "annotated-html")
"""The formats of ``report`` that are copies of the article itself."""


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@click.command(
    help=f"Read one article (a file: {fetching.READ_KINDS}; a URL; or - for stdin), find its claims, match each, store all.\n\n"
    "The same article added twice adds nothing."
)
@click.argument("article", metavar="FILE|URL|-")
@click.option("--title", help="The headline, when the article does not say or says it wrong.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DAY", help="The day of publication, as 2026-11-23.")
@click.option("--url", help="Where it was published.")
@click.option("--byline", help="Who wrote it.")
@click.option(
    "--fetch-links",
    is_flag=True,
    help="Fetch the pages that it links to, keep them as sources, and say whether each says what its line says.",
)
@click.option("--replaces", type=int, metavar="ARTICLE_ID", help="The article of which this is a new version.")
@as_json
@pass_session
def add(session: Session, /, article: str, replaces: int | None, fetch_links: bool, json_wanted: bool, **known: str | None) -> None:
    from claims.desk.articles import intake  # loads all that reads an article

    document = intake.with_typed_details(_read(session, article), **known)
    with session.store() as db:
        with counting() as tell:
            pace = Pace(within=None, tell=tell)
            added = intake.add_article(db, session.matcher, document, by=session.person(db), at=session.now(), pace=pace, replaces=replaces)
        raised = AlertShape.of_all(alerts.alerts_in(db, [added.article.id]))
        answer = AddedArticle.of(added_article(db, added, document.beside)) | {"repeats": raised}
        checked = link_checking.check(session, db, added.article.id) if fetch_links else None
    if checked is not None:
        answer |= {"links_checked": LineLink.of_all(checked)}
    if json_wanted:
        print_json(answer)
        return
    _show_added(answer)
    if checked is not None:
        link_checking.show_checks(checked)
    if raised:
        say(f"{len(raised)} may repeat a rated claim: `watch alerts` lists them.")


@click.command()
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many results at most.")
@as_json
@pass_session
def search(session: Session, /, query: str, limit: int, json_wanted: bool) -> None:
    """Full-text search over claims, articles and sources."""
    query = required_text(query, "query", limit=100_000)
    with session.store() as db:
        results = FoundShape.of_all(stored_search.search(db, query, limit=limit))
    if json_wanted:
        print_json({"results": results})
        return
    for result in results:
        show(safe(f"{result['kind']} {result['id']}: {result['text']}"))
        if result["snippet"] and result["snippet"] not in result["text"]:
            show(safe("    " + " ".join(result["snippet"].split())))
    if not results:
        say("nothing found: try fewer or other words.")


@click.command()
@click.option(
    "--batch", "batch", required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path), metavar="IN.jsonl"
)
@pass_session
def spot(session: Session, /, batch: Path) -> None:
    """How checkable each {"id", "text"} line is: one {"id", "score", "reasons"} line out for each, in the same order."""
    from claims.desk.articles import reading_claims  # loads all that reads an article

    with click.open_file(str(batch), "rb") as file:
        for line_id, text in text_lines(file, str(batch)):
            spotted = reading_claims.spot_text(text, session.matcher)
            answer = {"id": line_id, **Spotted.of(spotted)}
            click.echo(json.dumps(answer, ensure_ascii=False))


def _read(session: Session, /, article: str) -> Document:
    # Read one byte more than is allowed, enough to see that there is more without reading it all.
    limit = session.settings.max_article_bytes
    try:
        if article == "-":
            return fetching.read_upload(sys.stdin.buffer.read(limit + 1), None, limit=limit)
        if _ADDRESS.match(article):  # any scheme: the fetcher says which ones it accepts
            return fetching.fetch(article, allowed_hosts=session.settings.allowed_hosts, limit=limit)
        with Path(article).open("rb") as file:
            return fetching.read_upload(file.read(limit + 1), Path(article).name, limit=limit)
    except ClaimsError as error:
        raise type(error)(f"{article if article != '-' else 'stdin'}: {error}") from error


def _show_added(answer: dict[str, Any]) -> None:
    claims = answer["claims"]
    if not answer["added"]:
        has_news = answer["proposed_sources"] or answer["open_questions"] or answer["answered_claims"]
        what = "only what its file holds beside the text was added" if has_news else "nothing was added"
        say(f"article {answer['article_id']} was there before with the same text: {what}.")
    for quote in answer["gone"]:
        say(f"not in this version any more: {quote}")
    for warning in answer["warnings"]:
        say(safe(warning))
    like = answer["looks_like"]
    if like:
        share = of_100(like["share"])
        say(
            safe(f"this looks like a new version of article {like['article_id']}, {like['title']}: {share} in 100 of its text stand there.")
        )
        say(f"if it is one: `changes {answer['article_id']} --replaces {like['article_id']}`.")
    show(safe(f"Article {answer['article_id']}: {answer['title']}"))
    if answer["changes"]:
        show_changes(answer["changes"])
    _show_beside(answer)
    show(f"{counted(answer['sentences'], 'sentence')}, {counted(len({claim['claim_id'] for claim in claims}), 'claim')} proposed\n")
    for claim in claims:
        who = claim["speaker"] or (" or ".join(claim["candidates"]) + "?" if claim["candidates"] else "")
        parts = [part for part in (who, {"denied": "reported as false", "doubted": "left in doubt"}.get(claim["polarity"])) if part]
        remark = f"  ({', '.join(parts)})" if parts else ""
        show(safe(f"{claim['claim_id']:>5}  {claim['text']}{remark}"))
        show(safe(f"       {claim['score']:.2f} checkable: {', '.join(claim['reasons'])}"))
        for match in claim["matches"]:
            show(safe("       " + match_line(match)))


def _show_beside(answer: dict[str, Any]) -> None:
    """Say what the file brought besides its text, and which command shows it."""
    number = answer["article_id"]
    if count := answer["proposed_sources"]:
        show(f"{counted(count, 'source')} named in the file: `proposed list {number}`")
    if count := answer["open_questions"]:
        show(f"{counted(count, 'question')} open in the file: `question list {number}`")
    if claims := answer["answered_claims"]:
        show(f"answers to comments on {'claim' if len(claims) == 1 else 'claims'} {', '.join(map(str, claims))}: notes were added")


def show_changes(changes: dict[str, Any]) -> None:
    """Print what changed since the version before, for people."""
    counts = ", ".join(
        f"{changes[name]} {words}"
        for name, words in (("unchanged", "unchanged"), ("wording", "worded otherwise"), ("new", "new"), ("gone", "gone"))
    )
    show(f"New version of article {changes['replaces']}: {counted(len(changes['reopened']), 'line')} changed, {counts}")
    for line in changes["reopened"]:
        show(safe(f"  changed ({', '.join(line['facts'])})"))
        show(safe(f"    - {line['old']}"))
        show(safe(f"    + {line['new']}"))
    for line in changes["to_confirm"]:
        show(safe(f"  worded otherwise, to be confirmed: {line['new']}"))
    for heading, name in (("new", "new_lines"), ("gone", "gone_lines")):
        for text in changes[name]:
            show(safe(f"  {heading}: {text}"))


def match_line(match: dict[str, Any]) -> str:
    """A match on one line: how the two relate, the chance that they are the same, the claim, what differs or is added, and its rating."""
    differs = "; ".join(
        f"{difference['kind']}: {difference['ours'] or 'nothing'} against {difference['theirs'] or 'nothing'}"
        for difference in match["differences"]
    )
    asks = "; ".join(
        f"{difference['kind']}: {difference['ours'] or 'nothing'} against {difference['theirs'] or 'nothing'}"
        for difference in match["questions"]
    )
    adds = "; ".join(f"{difference['ours'] or difference['theirs']}" for difference in match["added"])
    relation_words = relation_and_chance(match["score"], match["relation"], match["closer"], has_differences=bool(match["differences"]))
    rated = f" [rated {match['verdict']}]" if match["verdict"] else ""
    marks = [f"  {sign} {words}" for sign, words in (("≠", differs), ("?", asks), ("+", adds)) if words]
    return f"{relation_words}: {match['claim_id']} {match['text']}{rated}{''.join(marks)}"
