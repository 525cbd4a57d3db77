"""queue, note, withdraw, restore-withdrawn: the daily work, for scripts."""

from dataclasses import replace
from typing import Any

import click
from sqlite_utils import Database

from claims.cli.session import Command, Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.articles import withdrawals
from claims.desk.checking import talk
from claims.desk.people import people
from claims.desk.queue import query, views
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import overview
from claims.desk.shapes.claims import NoteShape
from claims.desk.shapes.newsroom import QueueRow
from claims.desk.sources import evidence
from claims.errors import NotFound
from claims.model import Person, State
from claims.store import people as stored_people
from claims.store import queue as stored_queue

_OPTIONS = (
    click.option("--view", help="What a saved view shows (`view list`); other options narrow it."),
    click.option(
        "--state", "states", multiple=True, type=click.Choice([str(state) for state in State]), help="Open and in review, unless named."
    ),
    click.option("--with", "name", help="With this person; 'nobody' for those that nobody has, 'me' for yours."),
    click.option("--late", is_flag=True, help="Only what is past its due time."),
    click.option("--due", type=click.Choice(["late", "today", "week", "none"]), help="Only what is due by then, or has no date."),
    click.option(
        "--problem", metavar="KIND", help="Only with this problem (`setting list` names them), 'any', or 'fix' for anything to fix."
    ),
    click.option("--tag", help="Only claims with this tag."),
    click.option("--article", "article_id", type=int, help="Only claims of this article."),
    click.option("--text", help="Only claims with these words in them."),
    click.option(
        "--mentions", type=click.Choice(["me", "unseen"]), help="Only where notes mention you; 'unseen', where you have not looked."
    ),
    click.option("--waiting", is_flag=True, help="Only where a verdict waits for its second reader."),
    click.option("--changed", is_flag=True, help="Only where the public page is not what the claim says now."),
    click.option("--proposed", is_flag=True, help="Only claims that the program proposes and nobody has marked yet."),
    click.option("--sort", type=click.Choice(list(overview.ORDERS)), default="due", show_default=True),
    click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000)),
)


def _filtering(command: Command) -> Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@_filtering
@as_json
@pass_session
def queue(session: Session, /, sort: str, limit: int, json_wanted: bool, **given: Any) -> None:
    """What is to be checked, soonest due first, and how much there is in all."""
    with session.store() as db:
        reader = stored_people.find_person(db, session.settings.user)
        zone = session.zone(db)
        here = session.now().astimezone(zone)
        queue_filter = query.filter_for(db, _asked(db, reader, **given), ProblemBook(), reader=reader, at=here)
        rows, counts = overview.queue(db, queue_filter, limit=limit, order=sort)
        offered = stored_queue.how_many(db, [replace(queue_filter, proposed=True)])[0] if queue_filter.proposed is False else 0
    if json_wanted:
        print_json({"claims": QueueRow.of_all(rows), "count": counts.claims})
        return
    for row in rows:
        due = f"{row.due_at.astimezone(zone):%Y-%m-%d %H:%M}" if row.due_at else "no date"
        show(safe(f"{row.claim_id:>6}  {due:16}  {row.state.replace('_', ' '):9}  {row.assignee or 'nobody':12}  {row.text}"))
    say(f"{len(rows)} of {counts.claims} claims." + (f" {offered} more are only proposed: --proposed lists them." if offered else ""))


def _asked(
    db: Database, reader: Person | None, *, view: str | None, states: tuple[str, ...], name: str | None, late: bool, **more: Any
) -> dict[str, str]:
    """The options as fields of the queue's filter; options given override the fields of a saved view."""
    saved = _view_of(db, reader, view) if view else {} if more["changed"] else {"state": query.AT_WORK}
    who = name if name in (None, "me", "nobody") else str(people.person_by_name(db, name).id)
    words = {
        "state": ",".join(states),
        "with": who,
        "due": "late" if late else more["due"],
        "problem": more["problem"],
        "tag": more["tag"],
        "article": more["article_id"],
        "q": more["text"],
        "mentions": more["mentions"],
        "proposed": "only" if more["proposed"] else None,
        "reader": "1" if more["waiting"] else None,
        "published": "changed" if more["changed"] else None,
    }
    return query.fields_in({**saved, **{field: str(word) for field, word in words.items() if word}})


def _view_of(db: Database, reader: Person | None, name: str) -> dict[str, str]:
    matching = [saved for saved in views.list_views(db, reader) if saved.name.casefold() == name.casefold()] if reader else []
    if not matching:
        raise NotFound(f"you see no view named {name}: `view list` shows those there are.")
    # One's own view wins over a shared one with the same name.
    own = [saved for saved in matching if reader and saved.owner_id == reader.id and not saved.shared]
    return query.fields_of((own or matching)[0].query)


@click.command()
@click.argument("claim_id", type=int)
@click.argument("text")
@as_json
@pass_session
def note(session: Session, claim_id: int, text: str, json_wanted: bool) -> None:
    """Write a note on a claim; @Name mentions somebody, who finds the claim in their queue."""
    with session.store() as db:
        by = session.person(db)
        number = talk.add_note(db, claim_id, text, by=by, at=session.now())
        written = next(row for row in talk.talk_of(db, claim_id, reader=by).notes if row.id == number)
    if json_wanted:
        print_json(NoteShape.of(written))
    else:
        show(safe(f"note {number} on claim {written.claim_id}" + (f", for {', '.join(written.mentions)}" if written.mentions else "")))


KINDS = click.Choice(["article", "source", "link", "note"])


@click.command()
@click.argument("kind", type=KINDS)
@click.argument("number", type=int)
@click.option("--note", "why", help="Why it is wrong; needed for all but one's own note.")
@pass_session
def withdraw(session: Session, kind: str, number: int, why: str | None) -> None:
    """Take a wrong article, source or link between a source and a claim out of every count, or a note of your own back; it stays in the history."""
    if kind != "note" and why is None:
        raise click.UsageError("say by --note why it is wrong.")
    why = why or ""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if kind == "article":
            gone = withdrawals.withdraw_article(db, number, why, by=by, at=at)
            say(f"{gone} claims that stand nowhere else left the queue with it.")
        elif kind == "source":
            evidence.withdraw_source(db, number, why, by=by, at=at)
        elif kind == "note":
            talk.withdraw_note(db, number, by=by, at=at)
        else:
            evidence.unlink_source(db, number, why, by=by, at=at)
    show(f"{kind} {number} withdrawn")


@click.command("restore-withdrawn")
@click.argument("kind", type=KINDS)
@click.argument("number", type=int)
@pass_session
def restore_withdrawn(session: Session, kind: str, number: int) -> None:
    """Let a withdrawn article, source, link or note of your own count again."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if kind == "article":
            withdrawals.restore_article(db, number, by=by, at=at)
        elif kind == "source":
            evidence.restore_source(db, number, by=by, at=at)
        elif kind == "note":
            talk.restore_note(db, number, by=by, at=at)
        else:
            evidence.restore_link(db, number, by=by, at=at)
    show(f"{kind} {number} restored")
