"""What the templates share: words, times in the newsroom's zone, safe links, addresses of static files by their content."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
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
from web.show import coverage_bar, diff, language, marked_passage, times, words

FOUND_START, FOUND_END = "\ufdd0", "\ufdd1"
"""Mark the found words in a search snippet (claims.desk.screens.overview.search)."""


def install(app: Flask) -> None:
    """Give the templates what they share; an undefined name in a template is an error and not an empty string."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(FILTERS)
    environment.globals.update(FUNCTIONS | TABLES | WORDS_OF_THE_DOMAIN, static=_static_addresses(Path(app.static_folder or "")))


def when(moment: datetime) -> str:
    """A moment in the newsroom's zone."""
    return times.when(moment, now(), zone())


def full(moment: datetime) -> str:
    """A moment with its day and year, for pages that are printed and kept."""
    return times.full(moment, zone())


def local_day(moment: datetime) -> str:
    """The day in the newsroom's zone: "3 May 2026"."""
    return times.day(moment.astimezone(zone()))


def due(moment: datetime) -> str:
    """A deadline in the newsroom's zone."""
    return times.due(moment, now(), zone())


def age(moment: datetime) -> str:
    """How old something is."""
    return times.age(moment, now())


def is_late(moment: datetime) -> bool:
    """Whether a deadline has passed."""
    return moment < now()


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


def _static_addresses(folder: Path) -> Callable[[str], str]:
    """Gives the address of a static file, which changes with its content."""
    hashes = _hashed(folder)

    def static_address(name: str) -> str:
        # Made once a page: the icons of a long article ask for the same address a thousand times.
        made: dict[str, str] = g.setdefault("static_addresses", {})
        if name not in made:
            made[name] = url_for("static", filename=name, v=hashes[name])
        return made[name]

    return static_address


def _hashed(folder: Path) -> dict[str, str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest()[:12] for file in files}


FILTERS = {
    "age": age,
    "all_of": words.all_of,
    "any_of": words.any_of,
    "capital": capital,
    "day": times.day,
    "due": due,
    "explained": explained,
    "full": full,
    "highlighted": highlighted,
    "local_day": local_day,
    "locator": words.locator,
    "marked": mark,
    "mentions": mentions,
    "number": language.whole_number,
    "of_100": of_100,
    "offered": undo.undo_of,
    "rating_label": words.rating_label,
    "reason_words": spotted,
    "web_link": web_link,
    "when": when,
}

FUNCTIONS = {
    "chance_of": words.chance_of,
    "citations": citations,
    "columns_of": coverage_bar.columns_of,
    "compared": diff.compared,
    "diff_of": diff.pair,
    "found_pieces": marked_passage.found_pieces,
    "late": is_late,
    "link_to_quote": link_to_quote,
    "newsroom_zone": lambda: zone().key,
    "pieces_of": marked_passage.passage_pieces,
    "relation_of": words.relation_of,
    "shared_labelled": words.shared_labelled,
    "stance_of_article": words.stance_of_article,
    "typed_time": typed_time,
}

TABLES = {
    "KINDS": words.KINDS,
    "LINK_WORDS": words.LINKS,
    "MARKS": words.MARKS,
    "MEANINGS": words.MEANINGS,
    "MEDIA": words.MEDIA,
    "NOTE_ABOUT": words.NOTE_ABOUT,
    "NOTHING_OF": words.NOTHING_OF,
    "NOTICES": words.NOTICES,
    "OUTCOMES": words.OUTCOMES,
    "POLARITIES": words.POLARITIES,
    "PROBLEMS": words.PROBLEMS,
    "READ_ENDINGS": fetching.READ_ENDINGS,
    "READ_KINDS": fetching.READ_KINDS,
    "REASONS": words.REASONS,
    "ROLES": words.ROLES,
    "SOURCE_KINDS": words.SOURCE_KINDS,
    "STANCES": words.STANCES,
    "STANCE_KEYS": words.STANCE_KEYS,
    "STATES": words.STATES,
    "USED_AS": words.USED_AS,
    "WHEREABOUTS": words.WHEREABOUTS,
}
"""What is shown for each word of the domain."""

WORDS_OF_THE_DOMAIN = {kind.__name__: kind for kind in (Mark, Reason, Role, SourceKind, Stance, State, UsedAs)}
