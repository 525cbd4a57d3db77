"""verify, backup, restore, redact, serve, demo: maintaining the store and showing it."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.cli.articles import match_line
from claims.cli.becoming import become_program
from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.cases import cases
from claims.desk.opening import open_store
from claims.desk.people import sessions
from claims.desk.screens.added_articles import added_article
from claims.desk.shapes.articles import AddedArticle
from claims.desk.upkeep import backups, checkup, redaction
from claims.sourcing.labels import counted
from claims.sourcing.report import print_report
from claims.store import people as stored_people

if TYPE_CHECKING:
    from claims.desk.upkeep.demonstration import Loaded


@click.command()
@click.option(
    "--head", "heads", multiple=True, help="A hash kept elsewhere, or a .head file of `backup`, that the history must still hold."
)
@click.option("--mend", is_flag=True, help="First put back guards, views, indexes and tables that are missing or altered.")
@click.option(
    "--accept-rows", "reason", metavar="REASON", help="First let rows that another program changed count as they are; the history says why."
)
@as_json
@pass_session
def verify(session: Session, /, heads: tuple[str, ...], mend: bool, reason: str | None, json_wanted: bool) -> None:
    """Check the database: integrity, schema, foreign keys, history, rows against their seals, quotes, the SQLite version, the model."""
    known_heads = [backups.head_in(head) for head in heads]
    with session.store() as db:
        if mend:
            for line in checkup.mend(db, by=session.person(db), at=session.now()):
                say(safe(f"fixed: {line}"))
        if reason is not None:
            for line in checkup.accept_rows(db, reason, by=session.person(db), at=session.now()):
                say(safe(f"accepted: {line}"))
        result = checkup.verify(db, session.settings.model, heads=known_heads)
    if json_wanted:
        answer = {"ok": result.ok, "problems": list(result.problems), "warnings": list(result.warnings)}
        print_json({**answer, "head": result.head, "proven_since": result.proven_since})
    else:
        for line in result.problems:
            show(safe(f"problem: {line}"))
        for line in result.warnings:
            show(safe(f"warning: {line}"))
        show("everything is as it should be." if result.ok else f"{counted(len(result.problems), 'problem')}.")
        if result.proven_since:
            show(f"changes of rows by other programs are told from {result.proven_since[:16].replace('T', ' ')} UTC on.")
        show(f"head of the history: {result.head}")
    if not result.ok:
        sys.exit(1)


@click.command()
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1), help="In a folder: how many copies stay; older ones are removed.")
@as_json
@pass_session
def backup(session: Session, /, dest: Path, keep: int | None, json_wanted: bool) -> None:
    """Copy the whole database to DEST, a new file or a folder, while people work; the head of the history goes beside it."""
    with session.store() as db:
        done = backups.back_up(db, dest, at=session.now(), keep=keep)
    if json_wanted:
        print_json({"file": str(done.file), "head_file": str(done.head_file), "lines": done.lines, "head": done.head})
        return
    show(safe(f"{done.file}: {done.lines} lines of history, head {done.head}"))
    for file in done.forgotten:
        say(f"removed {file}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def restore(session: Session, /, file: Path) -> None:
    """Go back to the backup FILE. It is checked first, and what it replaces is kept beside the database."""
    path = session.settings.db
    done = backups.restore(file, path, user=session.settings.user, at=session.now())
    show(safe(f"{path} is as {file} was; everybody has to sign in again. Head of the history: {done.head}"))
    if done.before:
        show(safe(f"what was there before is kept as {done.before}"))


@click.command()
@click.argument("words")
@click.option("--reason", required=True, help="Why, for the history: a court order and its number. Without the words themselves.")
@click.option(
    "--backup", "backups", multiple=True, type=click.Path(path_type=Path), help="A backup that loses the words, too; may be repeated."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def redact(session: Session, /, words: str, reason: str, backups: tuple[Path, ...], yes: bool) -> None:
    """Take WORDS (- reads them from stdin) out of every stored text, for good. The history keeps its hashes and who did it.

    Stopped half-way, or while another program reads the file, it can be run again and finishes."""
    words = sys.stdin.readline().strip() if words == "-" else words
    with session.store() as db:
        by = session.person(db)
        places = redaction.find(db, words, by=by)
        for kind, numbers in places.items():
            say(f"{kind}: {', '.join(map(str, numbers[:20]))}{' …' if len(numbers) > 20 else ''}")
        if places and not yes:
            click.confirm("Take the words out of these? There is no way back.", abort=True, err=True)
        for file in backups:
            taken = redaction.redact_backup(file, words, reason, user=session.settings.user, at=session.now())
            say(safe(f"{file}: {sum(map(len, taken.values()))} places"))
        redaction.redact(db, words, reason, by=by, at=session.now())
        still, unseen = redaction.copies_that_hold(db, words), redaction.unreadable_sources(db)
        unseen_tips = redaction.unreadable_tips(db)
        closed = redaction.unreadable_articles(db)
    show(f"the words are gone from {sum(map(len, places.values()))} places.")
    for file in still:
        say(safe(f"{file} still holds them: remove it, or name it with --backup."))
    if closed:
        say(f"the files of articles {', '.join(map(str, closed))} cannot be looked through (pictures or locked): look at them yourself.")
    if unseen:
        say(
            f"the files of sources {', '.join(map(str, unseen))} cannot be looked through (a picture, sound, locked or broken): look at them yourself."
        )
    if unseen_tips:
        say(f"the files of tips {', '.join(map(str, unseen_tips))} cannot be looked through: look at them yourself.")
    say("backups and exports elsewhere, made before, still hold them.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@pass_session
def serve(session: Session, /, host: str, port: int, workers: int) -> None:
    """Serve the web desk."""
    with session.store():
        say(f"serving {session.settings.db} on http://{host}:{port} (stop with Ctrl-C)")
    _serve(session.settings.db.absolute(), host, port, workers)


def _serve(db: Path, host: str, port: int, workers: int) -> None:
    # The desk's own threads and processes share the cores; a product of small matrices that is spread over all of them waits for the
    # slowest, which on a busy machine doubled the processor time of an article's page.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    become_program(db, "web.serving", host, str(port), str(workers))


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop after the report.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@pass_session
def demo(session: Session, /, no_serve: bool, host: str, port: int) -> None:
    """The whole job on the sample article, in a throwaway file: read, match, source, report; then the web desk on it."""
    from claims.desk.articles.intake import Added  # these load all of article reading and matching
    from claims.desk.upkeep import demonstration

    folder = Path(tempfile.mkdtemp(prefix="claims-demo-"))
    at = session.now()
    with open_store(folder / "demo.db") as db:
        loaded = demonstration.load(db, session.matcher, at=at)
        _show_demo(AddedArticle.of(added_article(db, Added(loaded.article, was_there=False))), loaded)
        click.echo(print_report(cases.sourcing_report(db, loaded.article.id, at=at), "text", colour=sys.stdout.isatty()))
        if no_serve:
            shutil.rmtree(folder)
            return
        secret = sessions.make_link(db, stored_people.find_person(db, "Demo editor"), at=at)
    say(f"sign in once with http://{host}:{port}/enter/{secret}\n(stop with Ctrl-C; the demo's file is {folder / 'demo.db'})")
    _serve(folder / "demo.db", host, port, workers=1)


def _show_demo(answer: dict[str, Any], loaded: "Loaded") -> None:
    claims = {claim["claim_id"]: claim for claim in answer["claims"]}
    # If two claims of the article match each other, both list the match: count it as one pair.
    pairs = {match["match_id"]: (claim, match) for claim in claims.values() for match in claim["matches"]}
    matched = list(pairs.values())
    _heading("1. Read")
    show(safe(f"“{answer['title']}”: {counted(answer['sentences'], 'sentence')}, {len(claims)} with a claim that can be checked."))
    for claim in list(claims.values())[:5]:
        show(safe(f"  {claim['score']:.2f}  {claim['text']}"))
        show(click.style(safe(f"        {', '.join(claim['reasons'])}"), dim=True))
    show(f"  … and {max(0, len(claims) - 5)} more.\n")
    _heading("2. Seen before?")
    show(
        f"{counted(loaded.imported.added, 'claim')} known from other people's checks, {counted(len(matched), 'similar pair')}. The clearest:"
    )
    for claim, match in sorted(matched, key=lambda pair: -pair[1]["score"])[:6]:
        show(safe(f"  {claim['text']}"))
        show(click.style(safe(f"    {match_line(match)}"), fg="yellow" if match["differences"] else None))
    show("")
    _heading("3. Sources")
    show(f"{loaded.sources} sources linked to claims in {loaded.links} places; two of them are one wire report and its copy.\n")
    _heading("4. The editor's report")


def _heading(words: str) -> None:
    show(click.style(words, bold=True))
