"""The catalogues of the desk's translations: ``python -m tests.catalogues`` brings them up to date with the texts in the code.

It collects every text, keeps what is translated, adds what is new, drops what is gone, writes each ``messages.po`` and its compiled
``messages.mo``, and prints what still lacks a translation.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from claims import errors
from claims.desk.people.languages import CATALOGUES, LANGUAGES

ROOT = Path(__file__).parent.parent

_ERRORS = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.ClaimsError)]
KEYWORDS = DEFAULT_KEYWORDS | {"counted_phrase": (1, 2)} | dict.fromkeys(["phrase", *(name for name in _ERRORS if name != "StaleEdit")])
"""What makes a literal a text for the catalogue: gettext's functions, ``claims.wording.phrase`` and the errors of the product."""

WAYS = [("templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}

NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands where gettext wants to know when a catalogue was made, so that the same texts make the same files."""

PRIVATE_ROOMS = (
    *(
        "claims/cli",
        "claims/desk/batch",
        "claims/desk/upkeep",
        "claims/desk/shapes",
        "claims/store/backup_files",
        "claims/store/migrations",
    ),
    *(
        "claims/store/upgrades",
        "claims/settings",
        "claims/sign_in_settings",
        "claims/__main__",
        "claims/sample",
        "web/api",
        "web/assistant",
    ),
)
"""What only the command line and the API show; they speak English."""


def texts_in_code() -> dict[str, str | tuple[str, str]]:
    """Every text of the product that a page can show, as a msgid: a text, or a singular and a plural, by the text or singular."""
    texts: dict[str, str | tuple[str, str]] = {}
    for room in ("claims", "web"):
        for file, _, message, _, _ in extract_from_dir(ROOT / room, WAYS, OPTIONS, KEYWORDS):
            if f"{room}/{file}".startswith(PRIVATE_ROOMS):
                continue
            if isinstance(message, tuple):
                texts[message[0]] = (message[0], message[1])
            elif message.strip():
                texts.setdefault(message, message)
    return texts


def po_file(language: str) -> Path:
    """The catalogue of a language."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is stored; an empty one when there is none yet."""
    file = po_file(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stored:
        return read_po(stored, locale=language)


def updated(catalogue: Catalog) -> Catalog:
    """The catalogue with exactly the texts that are in the code; translations are kept."""
    renewed = Catalog(locale=catalogue.locale, project="claim-tracker", version="1", fuzzy=False)
    renewed.header_comment = f"# {catalogue.locale.english_name if catalogue.locale else ''} texts of the desk. See docs/translating.md."
    for key, message in sorted(texts_in_code().items()):
        stored = catalogue.get(key)
        strings = stored.string if stored is not None and isinstance(stored.id, tuple) == isinstance(message, tuple) else None
        renewed.add(message, strings)
    renewed.creation_date = renewed.revision_date = NO_DATE
    return renewed


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file: in the order of the texts, without places in the code, so that a change touches only its own lines."""
    file = BytesIO()
    write_po(file, catalogue, width=120, no_location=True, omit_header=False)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Language-Team', b'"Generated-By')
    return b"".join(line for line in file.getvalue().splitlines(keepends=True) if not line.startswith(dated))


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue compiled."""
    file = BytesIO()
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[Message]:
    """The texts that lack a translation."""
    return [
        message
        for message in catalogue
        if message.id and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]


def main() -> None:
    """Bring every catalogue up to date."""
    for language in (code for code in LANGUAGES if code != "en"):
        catalogue = updated(read_catalogue(language))
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(as_po(catalogue))
        with po_file(language).open("rb") as stored:
            po_file(language).with_suffix(".mo").write_bytes(as_mo(read_po(stored, locale=language)))
        missing = untranslated(catalogue)
        for message in missing:
            print(message.id)
        print(f"{language}: {len(catalogue)} texts, {len(missing)} without a translation", file=sys.stderr)


if __name__ == "__main__":
    main()
