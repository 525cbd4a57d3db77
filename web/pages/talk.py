"""Notes on a claim, its tags, and mentions of oneself."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from claims.desk.checking import talk
from claims.desk.checking.talk import Talk
from claims.desk.queue import bulk_work
from web.request import forms, undo
from web.request.access import person
from web.request.context import get_db, now
from web.show.language import gettext, ngettext

pages = Blueprint("talk", __name__)


def opened_talk(claim_id: int) -> Talk:
    """The notes on a claim whose page is opened. Mentions of the reader are new on this page, and seen from then on."""
    claim_talk = talk.talk_of(get_db(), claim_id, reader=person())
    if claim_talk.unseen:
        talk.mark_seen(get_db(), claim_talk.unseen, by=person(), at=now())
    return claim_talk


@pages.post("/claims/<int:claim_id>/notes")
def add(claim_id: int) -> ResponseReturnValue:
    """Add a note to a claim; @Name mentions somebody."""
    talk.add_note(get_db(), claim_id, forms.text("note"), by=person(), at=now())
    return forms.go_back(url_for("claims.show", claim_id=claim_id, _anchor="talk"))


@pages.post("/notes/<int:note_id>/withdraw")
def withdraw(note_id: int) -> ResponseReturnValue:
    """Withdraw one's own note."""
    note = talk.withdraw_note(get_db(), note_id, by=person(), at=now())
    back = url_for("claims.show", claim_id=note.claim_id, _anchor="talk")
    undo.offer_undo(gettext("Note withdrawn."), url_for("talk.restore", note_id=note_id), {"back": forms.text("back") or back})
    return forms.go_back(back)


@pages.post("/notes/<int:note_id>/restore")
def restore(note_id: int) -> ResponseReturnValue:
    """Restore one's own note."""
    note = talk.restore_note(get_db(), note_id, by=person(), at=now())
    return forms.go_back(url_for("claims.show", claim_id=note.claim_id, _anchor="talk"))


@pages.post("/mentions/seen")
def confirm_seen() -> ResponseReturnValue:
    """Mark the reader's mentions as seen: those on the chosen claims, or all."""
    chosen = [number for number, _ in forms.versions("chosen")]
    marked = talk.mark_seen_on(get_db(), chosen, by=person(), at=now()) if chosen else talk.mark_seen(get_db(), None, by=person(), at=now())
    flash(ngettext("%(num)s mention marked as seen.", "%(num)s mentions marked as seen.", marked))
    return forms.go_back(url_for("queue.show", mentions="me"))


@pages.post("/claims/<int:claim_id>/tags")
def tag(claim_id: int) -> ResponseReturnValue:
    """Give one claim a tag."""
    bulk_work.tag_all(get_db(), [(claim_id, None)], forms.text("tag"), by=person(), at=now())
    return forms.go_back(url_for("claims.show", claim_id=claim_id))


@pages.post("/claims/<int:claim_id>/tags/remove")
def untag(claim_id: int) -> ResponseReturnValue:
    """Take a tag off one claim."""
    word = forms.text("tag")
    bulk_work.untag_all(get_db(), [(claim_id, None)], word, by=person(), at=now())
    back = forms.text("back") or url_for("claims.show", claim_id=claim_id)
    undo.offer_undo(gettext("Tag %(word)s removed.", word=word), url_for("talk.tag", claim_id=claim_id), {"tag": word, "back": back})
    return forms.go_back(url_for("claims.show", claim_id=claim_id))
