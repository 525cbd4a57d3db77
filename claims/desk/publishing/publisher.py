"""The newsroom as readers know it: its name, its addresses, and whether it names who checked a claim. Admins set them on the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import optional_text, web_address
from claims.errors import Refused
from claims.model import Person
from claims.settings import Settings
from claims.store import newsroom
from claims.store.connect import write
from claims.wording import phrase

NAME, METHODOLOGY, CORRECTIONS, NAMES_PEOPLE = "newsroom_name", "methodology_url", "corrections_url", "name_people"
"""The settings. The name is that of CLAIMS_PUBLISHER until an admin writes one; ``NAMES_PEOPLE`` is "yes" or "no"."""

SETTINGS = (NAME, METHODOLOGY, CORRECTIONS, NAMES_PEOPLE)

HERE = "http://127.0.0.1:5000/"
"""The default address of `serve`."""

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Who publishes, and where: ``address`` is the root of the public pages, ending with "/".

    ``methodology`` and ``corrections`` are the addresses of its own pages on how it works and how it corrects; ``names_people`` says
    whether its public pages may name who wrote and who read a verdict.
    """

    name: str
    address: str
    methodology: str | None = None
    corrections: str | None = None
    names_people: bool = False


def newsroom_of(db: Database, settings: Settings, otherwise: str = HERE) -> Newsroom:
    """The newsroom as an admin described it, else as in the program's settings; ``otherwise`` is its address if those have none."""
    details = details_of(db)
    return Newsroom(
        details[NAME] or settings.publisher,
        settings.address or otherwise,
        details[METHODOLOGY] or None,
        details[CORRECTIONS] or None,
        details[NAMES_PEOPLE] == "yes",
    )


def set_details(db: Database, details: Mapping[str, str], *, by: Person, at: datetime) -> None:
    """Say how readers know the newsroom, by the names of ``SETTINGS``; all or none. Public pages and feeds follow at once.

    Names of people appear on pages that are published from then on, and are gone from every page once they are switched off.
    Raise Refused, naming the setting, for what is no web address or neither "yes" nor "no".
    """
    people.require_permission(by, "manage_settings")
    checked = {setting: _checked(setting, value) for setting, value in details.items()}
    with write(db):
        before = details_of(db)
        for setting, value in checked.items():
            if before[setting] != value:
                newsroom.put_setting(db, setting, value, by=by, at=at)


def details_of(db: Database) -> dict[str, str]:
    """What admins wrote about the newsroom, by the names of ``SETTINGS``; empty where they wrote nothing."""
    chosen = newsroom.settings(db)
    return {setting: chosen.get(setting, "no" if setting == NAMES_PEOPLE else "") for setting in SETTINGS}


def _checked(setting: str, value: str) -> str:
    if setting == NAME:
        return optional_text(" ".join(value.split()), NAME, limit=LONGEST_NAME) or ""
    if setting != NAMES_PEOPLE:
        return web_address(value, setting) or ""
    if value not in ("yes", "no"):
        raise Refused(phrase("{name} is yes or no, not {value}.", name=NAMES_PEOPLE, value=repr(value)), field=NAMES_PEOPLE)
    return value


def may_name_people(db: Database) -> bool:
    """Whether a page that is published now says who wrote and who read the verdict."""
    return details_of(db)[NAMES_PEOPLE] == "yes"
