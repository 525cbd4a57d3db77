"""report, reports, sign-off."""

import re
import sys
from pathlib import Path

import click

from claims.cli.articles import COPIES
from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.articles import signoffs
from claims.desk.cases import cases
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import roundup
from claims.desk.shapes.articles import RoundupShape
from claims.sourcing.report import print_report
from claims.sourcing.summary import signed


@click.command()
@click.argument("article_id", type=int)
@click.option("--format", "form", type=click.Choice(["text", "html", "csv", "json", *COPIES]), default="text", help="How to print it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; needed for docx.")
@click.option("--confidential", is_flag=True, help="Name confidential sources in the annotated copy: for the newsroom only.")
@click.option("--footnotes", metavar="LINES", help="In docx: the sources of these lines as footnotes, such as 3,5,8, or all.")
@as_json
@pass_session
def report(
    session: Session, /, article_id: int, form: str, output: Path | None, confidential: bool, footnotes: str | None, json_wanted: bool
) -> None:
    """The editor's sourcing report on an article: problems first, then every line.

    The format docx is the article's own Word file (or a clean one) with a comment on each claim's words, annotated-html one page
    with every fact beside its source.
    """
    if form in COPIES:
        _write_copy(session, article_id, form, output, confidential=confidential, footnotes=footnotes)
        return
    if confidential or footnotes:
        raise click.UsageError("--confidential and --footnotes are for --format docx and annotated-html.")
    with session.store() as db:
        made = cases.sourcing_report(db, article_id, at=session.now().astimezone(session.zone(db)))
    printed = print_report(made, "json" if json_wanted else form, colour=sys.stdout.isatty())
    if output is not None:
        output.write_text(printed, encoding="utf-8")
        say(f"written to {output}.")
        return
    click.echo(printed, nl=not printed.endswith("\n"))


def _write_copy(session: Session, /, article_id: int, form: str, output: Path | None, *, confidential: bool, footnotes: str | None) -> None:
    from claims.desk.exchange import annotated  # loads all that reads a Word file

    if output is None and form == "docx":
        raise click.UsageError("name the file to write by --output.")
    with session.store() as db:
        copy = annotated.annotated_copy(
            db,
            article_id,
            form,
            by=session.person(db),
            at=session.now().astimezone(session.zone(db)),
            address=session.settings.address or "",
            confidential=confidential,
            footnote_lines=_lines(footnotes),
        )
    for warning in copy.warnings:
        say(safe(warning))
    if output is None:
        click.echo(copy.content.decode(), nl=False)
        return
    output.write_bytes(copy.content)
    say(f"written to {output}: {'with' if confidential else 'without'} confidential sources.")


def _lines(footnotes: str | None) -> frozenset[int]:
    """The lines whose sources become footnotes; 0 stands for all of them."""
    if footnotes is None or footnotes.strip().lower() == "all":
        return frozenset() if footnotes is None else frozenset({0})
    if not re.fullmatch(r"[0-9]{1,6}(?:,[0-9]{1,6}){0,999}", footnotes.replace(" ", "")):
        raise click.UsageError("--footnotes takes line numbers such as 3,5,8, or all.")
    return frozenset(int(number) for number in footnotes.replace(" ", "").split(","))


@click.command()
@as_json
@pass_session
def reports(session: Session, /, json_wanted: bool) -> None:
    """How all articles stand: what is open, oldest first, what repeats a false claim, what went stale this week."""
    with session.store() as db:
        summary = roundup.roundup(db, ProblemBook(), at=session.now(), zone=session.zone(db))
    if json_wanted:
        print_json(RoundupShape.of(summary))
        return
    show(f"Open, oldest first: {len(summary.open)}")
    for article in summary.open:
        show(
            safe(
                f"  {article.id:>5}  {article.title}: {article.unmarked} sentences unmarked, {article.open} claims open, {article.in_review} in review"
            )
        )
    for heading, rows in (("Repeats a false claim", summary.repeats), ("Went stale this week", summary.stale)):
        show(f"{heading}: {len(rows)}")
        for row in rows:
            show(safe(f"  {row.case.claim.id:>5}  {row.case.claim.text}"))
            show(safe(f"         {row.problem.detail}"))
    show(f"May repeat one, not decided: {summary.may_repeat}")
    show(f"Proposed, not marked yet: {summary.proposed}")


@click.command("sign-off")
@click.argument("article_id", type=int)
@click.option("--note", help="Why it may be published; needed while the report has something to fix or to mark, and for --take-back.")
@click.option("--take-back", "step", flag_value="take-back", help="Say that the newest sign-off holds no more.")
@click.option("--restore", "step", flag_value="restore", help="Let a sign-off that was taken back stand again.")
@as_json
@pass_session
def sign_off(session: Session, /, article_id: int, note: str | None, step: str | None, json_wanted: bool) -> None:
    """Say that an article may be published as it stands. It lapses with a new version, and when anything in the report changes."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if step == "take-back":
            signoffs.take_back(db, article_id, note or "", by=by, at=at)
        elif step == "restore":
            signoffs.restore(db, article_id, by=by, at=at)
        else:
            signoffs.sign_off(db, article_id, note, by=by, at=at)
        made = cases.sourcing_report(db, article_id, at=session.now().astimezone(session.zone(db)))
    if json_wanted:
        click.echo(print_report(made, "json"))
    else:
        show(safe(signed(made) or ""))
