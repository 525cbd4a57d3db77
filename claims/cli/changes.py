"""changes: what changed in a new version of an article."""

import click

from claims.cli.articles import show_changes
from claims.cli.session import Session, as_json, pass_session, print_json, say
from claims.desk.articles import changes as line_changes
from claims.desk.cases.changed_lines import what_changed
from claims.desk.shapes.articles import ChangesShape
from claims.errors import Refused


@click.command("changes")
@click.argument("article_id", type=int)
@click.option("--replaces", type=int, metavar="ARTICLE_ID", help="First make it the new version of that article.")
@click.option("--confirm-wording", is_flag=True, help="Say of all lines that are only worded otherwise that they are.")
@as_json
@pass_session
def changes(session: Session, /, article_id: int, replaces: int | None, confirm_wording: bool, json_wanted: bool) -> None:
    """What changed since the version before: lines whose facts changed, old beside new, worded otherwise, new, gone."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if replaces is not None:
            from claims.desk.articles import linking  # loads what compares texts

            linking.make_version(db, session.matcher, article_id, replaces, by=by, at=at)
        changed = what_changed(db, article_id)
        if changed is None:
            raise Refused(f"article {article_id} has no version before it: `add --replaces ARTICLE_ID FILE` adds a new one.")
        if confirm_wording:
            chosen = [(line.after[0].id, line.after[0].version) for line in changed.wording_to_confirm]
            confirmed = line_changes.confirm_wording(db, article_id, chosen, by=by, at=at)
            say(f"{confirmed} lines confirmed as only worded otherwise.")
        answer = ChangesShape.of(what_changed(db, article_id))
    if json_wanted:
        print_json(answer)
    else:
        show_changes(answer)
