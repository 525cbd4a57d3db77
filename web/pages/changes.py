"""What changed in a new version of an article: the page an editor reads first, and the decisions on its lines."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import changes
from claims.desk.cases.changed_lines import ChangedLine, what_changed
from claims.desk.screens import overview
from claims.errors import NotFound
from claims.model import LineStatus
from claims.store import articles
from claims.wording import phrase
from web.pages.article_desk import address, article_now, sentence_now
from web.request import forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.request.edit_conflict import on_conflict
from web.show import diff
from web.show.diff import Pair
from web.show.language import gettext, ngettext, translated

pages = Blueprint("changes", __name__)

FACTS = {
    "figure": phrase("a figure"),
    "date": phrase("a date"),
    "name": phrase("a name"),
    "quote": phrase("a quotation"),
    "negation": phrase("a denial"),
    "certainty": phrase("how sure it is"),
    "scope": phrase("how far it reaches"),
    "direction": phrase("the direction"),
    "speaker": phrase("who is meant or says it"),
    "words": phrase("words that may change the meaning"),
}
"""The page's names for the kinds of changed facts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page: its old and new words, and its address on the desk."""

    line: ChangedLine
    pair: Pair | None
    address: str | None
    what: str


@pages.get("/articles/<int:article_id>/changes")
def show(article_id: int) -> ResponseReturnValue:
    """What changed since the version before: first the lines to check again, then those to confirm, new ones and removed ones."""
    changed = what_changed(get_db(), article_id)
    if changed is None:
        articles.get_article(get_db(), article_id)
        raise NotFound(phrase("article {article_id} has no earlier version to compare with.", article_id=article_id))
    groups = {status.value: [_shown(article_id, line) for line in changed.of_status(status)] for status in LineStatus}
    moved = [shown for shown in groups["unchanged"] if shown.line.moved]
    return render_template("articles/changes.html", changed=changed, groups=groups, moved=moved, here=_page(article_id))


def _shown(article_id: int, line: ChangedLine) -> Shown:
    pair = diff.pair(line.old_text, line.new_text, (), changed="differs") if line.before and line.after else None
    where = address(article_id, line.after[0].position) if line.after else None
    return Shown(line, pair, where, ", ".join(translated(FACTS[kind]) for kind in line.facts))


@pages.post("/articles/<int:article_id>/wording")
def confirm_wording(article_id: int) -> ResponseReturnValue:
    """Confirm that the chosen lines are only reworded."""
    chosen = forms.versions("chosen")
    confirmed = changes.confirm_wording(get_db(), article_id, chosen, by=person(), at=now())
    numbers = {sentence_id for sentence_id, _ in chosen}
    desk = overview.article_desk(get_db(), article_id, at=now())
    lines = ",".join(str(sentence.position) for sentence in desk.sentences if sentence.id in numbers)
    again = address(article_id, 1, view="choose", pick=lines)
    forms.tell_next_page(
        ngettext("%(num)s line confirmed as reworded.", "%(num)s lines confirmed as reworded.", confirmed),
        again,
        ngettext("Select it again", "Select them again", confirmed),
    )
    return redirect(_page(article_id), 303)


@pages.post("/sentences/<int:sentence_id>/same-claim")
def take_along(sentence_id: int) -> ResponseReturnValue:
    """Decide that a changed line still makes the claims of its old line."""
    sentence = articles.get_sentence(get_db(), sentence_id)
    on_conflict(gettext("Keep the claims on line %(position)s", position=sentence.position), lambda: sentence_now(sentence_id))
    changes.take_along(get_db(), sentence_id, by=person(), at=now(), seen_version=forms.seen_version())
    forms.tell_next_page(
        gettext("Line %(position)s has its earlier claim again. Check its wording and verdict.", position=sentence.position),
        address(sentence.article_id, sentence.position),
        gettext("Open the line"),
    )
    return redirect(_page(sentence.article_id), 303)


@pages.post("/sentences/<int:sentence_id>/reopen")
def reopen_line(sentence_id: int) -> ResponseReturnValue:
    """Decide that a line that was called reworded did change."""
    sentence = articles.get_sentence(get_db(), sentence_id)
    on_conflict(gettext("Reopen line %(position)s", position=sentence.position), lambda: sentence_now(sentence_id))
    changes.reopen_line(get_db(), sentence_id, by=person(), at=now(), seen_version=forms.seen_version())
    fields = {"seen": articles.get_sentence(get_db(), sentence_id).version}
    undo.offer_undo(
        gettext("Line %(position)s is to be checked again.", position=sentence.position),
        url_for("changes.close_line", sentence_id=sentence_id),
        fields,
    )
    return redirect(_page(sentence.article_id), 303)


@pages.post("/sentences/<int:sentence_id>/reworded")
def close_line(sentence_id: int) -> ResponseReturnValue:
    """Undo that: the line is only reworded."""
    sentence = articles.get_sentence(get_db(), sentence_id)
    on_conflict(gettext("Keep line %(position)s as reworded", position=sentence.position), lambda: sentence_now(sentence_id))
    changes.close_line(get_db(), sentence_id, by=person(), at=now(), seen_version=forms.seen_version())
    return redirect(_page(sentence.article_id), 303)


@pages.post("/articles/<int:article_id>/replaces")
def make_version(article_id: int) -> ResponseReturnValue:
    """Make a stored article the new version of another."""
    from claims.desk.articles import new_versions  # loads what compares texts

    replaces = forms.number("replaces")
    on_conflict(gettext("Make this a new version"), lambda: article_now(article_id))
    new_versions.make_version(get_db(), app_state().matcher, article_id, replaces, by=person(), at=now(), seen_version=forms.seen_version())
    fields = {"seen": articles.get_article(get_db(), article_id).version}
    undo.offer_undo(gettext("Made the new version."), url_for("changes.undo_version", article_id=article_id), fields)
    return redirect(_page(article_id), 303)


@pages.post("/articles/<int:article_id>/replaces/undo")
def undo_version(article_id: int) -> ResponseReturnValue:
    """Undo that: the article is no version of another any more."""
    from claims.desk.articles import new_versions  # loads what compares texts

    on_conflict(gettext("Undo the new version"), lambda: article_now(article_id))
    new_versions.undo_version(get_db(), article_id, by=person(), at=now(), seen_version=forms.seen_version())
    return redirect(url_for("article_desk.show", article_id=article_id), 303)


def _page(article_id: int) -> str:
    return url_for("changes.show", article_id=article_id)
