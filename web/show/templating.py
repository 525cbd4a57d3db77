"""What the templates share: words, times in the newsroom's zone, safe links, addresses of static files by their content."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, url_for
from jinja2 import StrictUndefined
from markupsafe import Markup, escape

from claims.desk.articles import fetching
from claims.desk.articles.spotting_words import reason_words
from claims.desk.shown_words import of_100
from claims.exchange.explanations import as_html
from claims.hidden_signs import mark
from claims.model import Mark, Reason, Role, Sign, SourceKind, Stance, State, UsedAs
from claims.sourcing.citing import citations
from claims.sourcing.text_fragments import link_to_quote
from claims.wording import capital
from web.request import undo
from web.request.context import now, zone
from web.show import coverage_bar, diff, language, marked_passage, words

FOUND_START, FOUND_END = "\ufdd0", "\ufdd1"
"""Mark the found words in a search snippet (claims.desk.screens.overview.search)."""


def install(app: Flask) -> None:
    """Give the templates what they share; an undefined name in a template is an error and not an empty string."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    static = _hashed(Path(app.static_folder or ""))

    def static_address(name: str) -> str:
        # Made once a page: the icons of a long article ask for the same address a thousand times.
        made: dict[str, str] = g.setdefault("static_addresses", {})
        if name not in made:
            made[name] = url_for("static", filename=name, v=static[name])
        return made[name]

    app.jinja_env.filters.update(
        capital=capital,
        day=words.day,
        of_100=of_100,
        reason_words=spotted,
        web_link=web_link,
        highlighted=highlighted,
        explained=explained,
        marked=mark,
        number=language.whole_number,
        mentions=mentions,
        offered=undo.undo_of,
        when=when,
        local_day=local_day,
        full=full,
        due=due,
        age=age,
    )
    app.jinja_env.globals.update(
        static=static_address,
        diff_of=diff.pair,
        citations=citations,
        LINK_WORDS=words.LINKS,
        compared=diff.compared,
        link_to_quote=link_to_quote,
        shared_labelled=words.shared_labelled,
        late=lambda moment: moment < now(),
        typed_time=typed_time,
        columns_of=coverage_bar.columns_of,
        NOTE_ABOUT=words.NOTE_ABOUT,
        NOTICES=words.NOTICES,
        STATES=words.STATES,
        MARKS=words.MARKS,
        STANCES=words.STANCES,
        POLARITIES=words.POLARITIES,
        stance_of_article=words.stance_of_article,
        relation_of=words.relation_of,
        chance_of=words.chance_of,
        KINDS=words.KINDS,
        NOTHING_OF=words.NOTHING_OF,
        ROLES=words.ROLES,
        USED_AS=words.USED_AS,
        MEANINGS=words.MEANINGS,
        OUTCOMES=words.OUTCOMES,
        PROBLEMS=words.PROBLEMS,
        READ_KINDS=fetching.READ_KINDS,
        READ_ENDINGS=fetching.READ_ENDINGS,
        REASONS=words.REASONS,
        SOURCE_KINDS=words.SOURCE_KINDS,
        MEDIA=words.MEDIA,
        WHEREABOUTS=words.WHEREABOUTS,
        pieces_of=marked_passage.passage_pieces,
        found_pieces=marked_passage.found_pieces,
        Mark=Mark,
        Reason=Reason,
        Role=Role,
        SourceKind=SourceKind,
        Stance=Stance,
        State=State,
        UsedAs=UsedAs,
    )


def when(moment: datetime) -> str:
    """A moment in the newsroom's zone."""
    return words.when(moment, now(), zone())


def full(moment: datetime) -> str:
    """A moment with its day and year, for pages that are printed and kept."""
    return words.full(moment, zone())


def local_day(moment: datetime) -> str:
    """The day in the newsroom's zone: "3 May 2026"."""
    return words.day(moment.astimezone(zone()))


def due(moment: datetime) -> str:
    """A deadline in the newsroom's zone."""
    return words.due(moment, now(), zone())


def age(moment: datetime) -> str:
    """How old something is."""
    return words.age(moment, now())


def spotted(reasons: Sequence[Sign]) -> list[str]:
    """Why a line may be a claim, in words."""
    return [language.translated(reason) for reason in reason_words(reasons)]


def typed_time(moment: datetime | None) -> str:
    """A moment in the format of a date-and-time field, in the newsroom's zone."""
    return f"{moment.astimezone(zone()):%Y-%m-%dT%H:%M}" if moment else ""


def web_link(address: str | None) -> str | None:
    """The address if it may be used in a link, else None: only http and https, checked again when shown."""
    try:
        scheme = urlsplit(address or "").scheme
    except ValueError:
        return None
    return address if scheme in ("http", "https") else None


def highlighted(snippet: str) -> Markup:
    """A search snippet with its found words marked."""
    return Markup(str(escape(snippet)).replace(FOUND_START, "<mark>").replace(FOUND_END, "</mark>"))  # noqa: S704  (escaped first)


def explained(explanation: str, is_marked_up: bool = True) -> Markup:
    """An explanation as paragraphs, lists, quotes and links. Plain text (of older pages) keeps its line breaks."""
    if is_marked_up:
        return Markup(as_html(explanation))  # noqa: S704  (escaped there)
    return Markup('<p class="plain">{}</p>').format(explanation)


def mentions(text: str, names: Sequence[str]) -> Markup:
    """A note with the people it mentions in bold, its line breaks kept."""
    shown = str(escape(text))
    for name in sorted(names, key=len, reverse=True):
        shown = re.sub(rf"(?<![\w.@])@{re.escape(str(escape(name)))}(?!\w)", lambda match: f"<b>{match[0]}</b>", shown, flags=re.IGNORECASE)
    return Markup(shown)  # noqa: S704  (escaped first)


def _hashed(folder: Path) -> dict[str, Any]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest()[:12] for file in files}
