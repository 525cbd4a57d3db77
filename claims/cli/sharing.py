"""article share, shared, unshare, expert-notes: the report for an expert outside."""

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.shapes.experts import ExpertLinkShape, ExpertNoteShape
from claims.desk.sharing import sharing


@click.command("share")
@click.argument("article_id", type=int)
@click.option("--for", "label", required=True, metavar="NAME", help="Who gets it: a name for the list of links.")
@click.option("--days", default=sharing.DAYS, show_default=True, type=int, help=f"How long it works, at most {sharing.MOST_DAYS}.")
@as_json
@pass_session
def share(session: Session, /, article_id: int, label: str, days: int, json_wanted: bool) -> None:
    """Make a link by which somebody without an account reads the report on one article and leaves notes. It is printed once.

    Confidential sources, footnotes, internal notes and names of colleagues are not on its page.
    """
    with session.store() as db:
        made = sharing.share_article(db, article_id, label, days, by=session.person(db), at=session.now())
    address = f"{(session.settings.address or '').rstrip('/')}/expert/{made.secret}"
    if json_wanted:
        print_json(ExpertLinkShape.of(made.link) | {"address": address})
        return
    show(address)
    if session.settings.address is None:
        say("put the desk's address in front of it, or set CLAIMS_ADDRESS.")


@click.command("shared")
@click.argument("article_id", type=int)
@as_json
@pass_session
def shared(session: Session, /, article_id: int, json_wanted: bool) -> None:
    """The links that were made for an article, the newest first: for whom, until when, how often opened."""
    with session.store() as db:
        links, at = sharing.links_of(db, article_id), session.now()
    if json_wanted:
        print_json({"links": ExpertLinkShape.of_all(links)})
        return
    for link in links:
        state = "ended" if link.ended_at else "open" if link.is_open(at) else "expired"
        show(
            safe(
                f"{link.id:>5}  {link.label}: {state}, until {link.expires_at:%Y-%m-%d}, opened {link.opened} times, made by {link.made_by}"
            )
        )
    if not links:
        say("no link was made: `article share ID --for NAME` makes one.")


@click.command("unshare")
@click.argument("link_id", type=int)
@as_json
@pass_session
def unshare(session: Session, /, link_id: int, json_wanted: bool) -> None:
    """End a link at once and for good."""
    with session.store() as db:
        link = sharing.end_link(db, link_id, by=session.person(db), at=session.now())
    if json_wanted:
        print_json(ExpertLinkShape.of(link))
    else:
        show(safe(f"the link for {link.label} no longer works."))


@click.command("expert-notes")
@click.argument("article_id", type=int)
@click.option("--settle", type=int, metavar="NOTE_ID", help="Say that this note was dealt with.")
@click.option("--reopen", type=int, metavar="NOTE_ID", help="Open a settled note again.")
@as_json
@pass_session
def expert_notes(session: Session, /, article_id: int, settle: int | None, reopen: int | None, json_wanted: bool) -> None:
    """What experts noted on an article, the open notes first."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if settle is not None:
            sharing.settle_note(db, settle, by=by, at=at)
        if reopen is not None:
            sharing.reopen_note(db, reopen, by=by, at=at)
        notes = sharing.notes_of(db, article_id)
    if json_wanted:
        print_json({"notes": ExpertNoteShape.of_all(notes)})
        return
    for note in notes:
        line = f", line {note.line}" if note.line else ""
        show(safe(f"{note.id:>5}  {note.state}: Expert ({note.author}){line}: {' '.join(note.text.split())}"))
    if not notes:
        say("no expert has left a note.")
