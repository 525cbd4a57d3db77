"""changes: what changed in a new version of an article."""

import click

from claims.cli.articles import show_changes
from claims.cli.session import Session, as_json, pass_session, print_json, say, show
from claims.desk.articles import changes as line_changes
from claims.desk.cases.changed_lines import WhatChanged, what_changed
from claims.desk.shapes.articles import ChangesShape
from claims.errors import NotFound, Refused


@click.command("changes")
@click.argument("article_id", type=int)
@click.option("--replaces", type=int, metavar="ARTICLE_ID", help="First make it the new version of that article.")
@click.option("--confirm-wording", is_flag=True, help="Say of all lines that are only worded otherwise that they are.")
@click.option("--reopen", type=int, metavar="LINE", help="Say that this line, told as only worded otherwise, did change.")
@click.option("--close", type=int, metavar="LINE", help="Take --reopen back.")
@click.option("--undo", is_flag=True, help="Take back that the article was made a new version.")
@as_json
@pass_session
def changes(
    session: Session,
    /,
    article_id: int,
    replaces: int | None,
    confirm_wording: bool,
    reopen: int | None,
    close: int | None,
    undo: bool,
    json_wanted: bool,
) -> None:
    """What changed since the version before: lines whose facts changed, old beside new, worded otherwise, new, gone."""
    if undo and (replaces, confirm_wording, reopen, close) != (None, False, None, None):
        raise click.UsageError("--undo stands alone.")
    with session.store() as db:
        by, at = session.person(db), session.now()
        if undo or replaces is not None:
            from claims.desk.articles import new_versions  # loads what compares texts
        if undo:
            new_versions.undo_version(db, article_id, by=by, at=at)
            if json_wanted:
                print_json({"article_id": article_id, "replaces": None})
            else:
                show(f"article {article_id} is no new version of another article any more.")
            return
        if replaces is not None:
            new_versions.make_version(db, session.matcher, article_id, replaces, by=by, at=at)
        changed = what_changed(db, article_id)
        if changed is None:
            raise Refused(f"article {article_id} has no version before it: `add --replaces ARTICLE_ID FILE` adds a new one.")
        if reopen is not None:
            line_changes.reopen_line(db, _sentence(changed, reopen), by=by, at=at)
        if close is not None:
            line_changes.close_line(db, _sentence(changed, close), by=by, at=at)
        if confirm_wording:
            changed = what_changed(db, article_id) or changed
            chosen = [(line.after[0].id, line.after[0].version) for line in changed.wording_to_confirm]
            confirmed = line_changes.confirm_wording(db, article_id, chosen, by=by, at=at)
            say(f"{confirmed} lines confirmed as only worded otherwise.")
        answer = ChangesShape.of(what_changed(db, article_id))
    if json_wanted:
        print_json(answer)
    else:
        show_changes(answer)


def _sentence(changed: WhatChanged, position: int) -> int:
    """The number of the sentence at a line of the new version."""
    sentences = {line.after[0].position: line.after[0].id for line in changed.lines if line.after}
    if position not in sentences:
        raise NotFound(f"article {changed.article.id} has no line {position}.")
    return sentences[position]
