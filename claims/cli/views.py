"""view list, save, remove: saved filters of the queue."""

from urllib.parse import urlencode

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.queue import views
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.queue.query import fields_of, filter_for
from claims.desk.shapes.newsroom import ViewShape


@click.group()
def view() -> None:
    """Saved views of the queue: your own, and those that are shared with everybody."""


@view.command("list")
@as_json
@pass_session
def list_(session: Session, /, json_wanted: bool) -> None:
    """Every view you see; `queue --view NAME` shows what is in it."""
    with session.store() as db:
        saved_views = views.list_views(db, session.person(db))
    if json_wanted:
        print_json({"views": ViewShape.of_all(saved_views)})
        return
    for saved in saved_views:
        show(safe(f"{saved.id:>4}  {saved.name}{f' (shared by {saved.owner})' if saved.shared else ''}: {saved.query}"))
    if not saved_views:
        say("no view is saved yet: `view save NAME QUERY` keeps one.")


@view.command()
@click.argument("name")
@click.argument("query")
@click.option("--shared", is_flag=True, help="For everybody.")
@as_json
@pass_session
def save(session: Session, /, name: str, query: str, shared: bool, json_wanted: bool) -> None:
    """Keep a filter under a name. QUERY is what the queue's address says after the question mark: "due=late&tag=budget"."""
    with session.store() as db:
        by = session.person(db)
        fields = fields_of(query)
        filter_for(db, fields, ProblemBook(), reader=by, at=session.now().astimezone(session.zone(db)))
        number = views.save_view(db, name, urlencode(fields), shared=shared, by=by, at=session.now())
        saved = next(row for row in views.list_views(db, by) if row.id == number)
    if json_wanted:
        print_json(ViewShape.of(saved))
    else:
        show(safe(f"view {saved.id}: {saved.name}"))


@view.command()
@click.argument("view_id", type=int)
@pass_session
def remove(session: Session, /, view_id: int) -> None:
    """Remove a view; the claims that it shows stay as they are."""
    with session.store() as db:
        gone = views.remove_view(db, view_id, by=session.person(db), at=session.now())
    show(safe(f"view {view_id} removed: {gone.name}"))
