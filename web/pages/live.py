"""An open article follows what others do in it: the lines that changed since, and who is on which line."""

from collections.abc import Sequence

from flask import Blueprint, get_template_attribute, jsonify, request
from flask.typing import ResponseReturnValue

from claims.desk.people import confidential
from claims.desk.screens import overview
from claims.desk.screens.beside_lines import beside_lines
from claims.desk.screens.live_changes import MOST_EVENTS, sentences_changed_by
from claims.desk.screens.overview import ArticleDesk
from claims.model import Event, Mark
from claims.store import articles, history
from web.live import as_json, live
from web.pages.article_desk import address, following_step
from web.request import forms
from web.request.access import person
from web.request.context import get_db, now
from web.show.language import gettext, language_of_request, ngettext
from web.show.line_shapes import Row, coverage_of, rows_of
from web.show.words import MARKS

pages = Blueprint("live", __name__)

MOST_SAID = 3
"""Marks of one person that are read out one by one; of more, only their number is."""

_Made = tuple[ArticleDesk, list[Row], dict[int, int]]


@pages.get("/articles/<int:article_id>/live")
def show(article_id: int) -> ResponseReturnValue:
    """What changed since line ``since`` of the history, seen from line ``line`` of the article; and a pass for asking more cheaply."""
    who, number = person(), articles.get_article(get_db(), article_id).id
    newest = history.last_line(get_db())
    since = forms.as_number(request.args.get("since", str(newest)), "since")
    line = forms.as_number(request.args.get("line", "1"), "line")
    live().presence.sign(number, who.id, who.name, line)
    people = as_json(live().presence.people_at(number, but=who.id))
    answer = {"newest": newest, "pass": live().make_pass(number, who), "people": people}
    return jsonify(answer | (_changes(number, since, newest, line) if since < newest else {}))


def _changes(article_id: int, since: int, newest: int, line: int) -> dict[str, object]:
    events = history.events_between(get_db(), since + 1, newest) if newest - since <= MOST_EVENTS else None
    touched = sentences_changed_by(get_db(), events) if events is not None else None
    if touched is not None and article_id not in touched.values():
        return {}
    desk, rows, waiting = _made(article_id, newest)
    changed = [row for row in rows if touched is None or row.sentence.id in touched]
    margin = get_template_attribute("articles/parts.html", "margin")
    progress = get_template_attribute("articles/parts.html", "progress")
    row = rows[min(max(line, 1), len(rows)) - 1]
    return {
        "lines": [{"line": row.number, "shape": row.shape, "margin": margin(row, waiting.get(row.sentence.id, 0))} for row in changed],
        "progress": progress(
            rows,
            row,
            coverage_of(desk, rows),
            lambda line: address(article_id, line),
            following_step(desk, rows, row),
            desk.article,
        ),
        **_said(events or [], rows),
    }


def _made(article_id: int, newest: int) -> _Made:
    """The article's rows after the line ``newest`` of the history, made once for all who ask."""
    key = (article_id, newest, language_of_request(), confidential.may_read(get_db(), person()))
    made: _Made | None = live().made.find(key)
    if made is None:
        desk = overview.article_desk(get_db(), article_id, at=now())
        waiting = {number: beside.waiting for number, beside in beside_lines(get_db(), article_id, desk.sentences).items()}
        made = live().made.keep(key, (desk, rows_of(desk), waiting))
    return made


def _said(events: Sequence[Event], rows: Sequence[Row]) -> dict[str, object]:
    """What other people did, to be read out, and the numbers of the lines that they marked."""
    numbers = {row.sentence.id: row.number for row in rows}
    marks: dict[str, dict[int, str]] = {}
    for event in events:
        if event.action == "mark_sentence" and event.subject_id in numbers and event.by != person().name:
            marks.setdefault(event.by, {})[numbers[event.subject_id]] = MARKS[Mark(str(event.after["mark"]))]
    sentences = []
    for name, lines in marks.items():
        if len(lines) > MOST_SAID:
            sentences.append(ngettext("%(name)s marked %(num)s line.", "%(name)s marked %(num)s lines.", len(lines), name=name))
        else:
            sentences += [
                gettext("%(name)s marked line %(line)s: %(mark)s.", name=name, line=line, mark=mark) for line, mark in lines.items()
            ]
    return {"said": sentences, "marked": sorted({line for lines in marks.values() for line in lines})}
