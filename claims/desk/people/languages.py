"""The languages of the desk's own words, and who chose which: a person for themselves, an admin for the newsroom."""

from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import Refused
from claims.model import Person
from claims.store import languages, newsroom
from claims.store.connect import write
from claims.wording import phrase

LANGUAGES = {"en": "English", "es": "Español"}
"""Every language that the desk can be read in, by its ISO 639-1 code, under its own name."""

CATALOGUES = Path(__file__).parents[2] / "translations"
"""The folder of the texts in these languages: those of the pages and those of the messages."""

SETTING = "language"
"""The newsroom's setting: one of LANGUAGES, or BROWSER."""

BROWSER = "browser"
"""The newsroom's setting until an admin chooses: each browser's own language, as far as the desk has it."""


def language_for(db: Database, person: Person | None) -> str | None:
    """The language that this person chose, else the newsroom's; None leaves it to the browser."""
    own = languages.language_of(db, person) if person is not None else None
    chosen = own or newsroom.find_setting(db, SETTING)
    return chosen if chosen in LANGUAGES else None


def choose_own_language(db: Database, person: Person, language: str | None, *, at: datetime) -> None:
    """Choose the language that a person reads the desk in; None follows the newsroom's. Raise Refused for one that the desk lacks."""
    if language is not None:
        _require_known(language, tuple(LANGUAGES))
    with write(db):
        if languages.language_of(db, person) != language:
            languages.put_language(db, person, language, at=at)


def newsroom_language(db: Database) -> str:
    """The newsroom's language: one of LANGUAGES, or BROWSER."""
    return newsroom.find_setting(db, SETTING) or BROWSER


def set_newsroom_language(db: Database, language: str, *, by: Person, at: datetime) -> None:
    """Set the language of visitors, and of whoever chose none. Raise Refused for one that the desk lacks."""
    people.require_permission(by, "manage_settings")
    _require_known(language, (BROWSER, *LANGUAGES))
    with write(db):
        if newsroom_language(db) != language:
            newsroom.put_setting(db, SETTING, language, by=by, at=at)


def _require_known(language: str, known: tuple[str, ...]) -> None:
    if language not in known:
        raise Refused(
            phrase("{language} is not a language of the desk: choose {known}.", language=repr(language), known=" or ".join(known)),
            field=SETTING,
        )
