"""Which column of a table, or key of an object, holds which field of a claim, judged by its name in five languages."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FIELDS = (
    "id", "text", "title", "claimant", "claimed_at", "url", "rating", "publisher", "reviewed_at", "language", "tags",
    "claimant_role", "claimed_in", "medium",
)  # fmt: skip

NAMES = {
    "id": "id externalid claimid identifier",
    "text": (
        "text claim claims claimtext claimreviewed statement vclaim aussage behauptung"
        " afirmacion declaracion affirmation declaration allegation afirmacao declaracao alegacao"
    ),
    "title": "title headline reviewtitle articletitle titel titulo titre",
    "claimant": (
        "claimant speaker saidby claimauthor claimauthorname itemreviewedauthorname creativeworkauthorname sprecher sprecherin orador"
    ),
    "claimed_at": "claimedat claimdate dateofclaim saidon claimedon itemrevieweddatepublished creativeworkdatepublished",
    "url": "url link reviewurl factcheckurl enlace lien",
    "rating": (
        "rating verdict textualrating conclusion reviewratingalternatename ratingalternatename reviewrating"
        " veredicto veredito bewertung einstufung urteil evaluation calificacion classificacao avaliacao"
    ),
    "publisher": (
        "publisher factchecker publishername authorname reviewername reviewauthorname organisation organization faktenchecker verificador"
    ),
    "reviewed_at": "reviewedat reviewdate datepublished publishedat date fecha datum data",
    "language": "language lang languagecode inlanguage idioma sprache langue lingua",
    "tags": "tags keywords topics etiquetas schlagworte schlagworter themen motscles palavraschave temas",
    "claimant_role": "claimantrole speakerrole claimantjobtitle itemreviewedauthorjobtitle",
    "claimed_in": "claimedin saidin saidwhere placeofclaim itemreviewedlocationcreatedname",
    "medium": "medium mediatype kindofmedia",
}
"""Names that mean one field, reduced to letters and digits: our own, schema.org's keys with dots or underscores, plain words."""

_OF_CLAIM = (
    r"(?:de la |da |de l |der |of the |of )?(?:claim|statement|afirmacion|declaracion|aussage|behauptung"
    r"|affirmation|declaration|allegation|afirmacao|declaracao|alegacao)"
)
_CHECK = (
    r"(?:fact ?checks?|review|checks?|report|article|faktencheck|artikel|articulo|verificacion|verification|verificacao|checagem|item|page)"
)
WORDED = {
    "claimed_at": rf"(?:claim(?:ed)?|said) (?:date|on|at)|date (?:said|claimed)|(?:date|fecha|datum|data) {_OF_CLAIM}|gesagt am",
    "reviewed_at": (
        rf"(?:date|day) (?:checked|reviewed|published)|(?:review )?publication date|(?:checked|reviewed) (?:on|at)"
        rf"|(?:{_CHECK} )?published(?: at| on)?|(?:date|day) of (?:the )?(?:publication|{_CHECK})|{_CHECK} date"
        rf"|(?:fecha|date|data) d[ea] (?:la )?(?:publicacion|publication|publicacao|revision|{_CHECK})"
        r"|veroffentlicht am|veroffentlichungsdatum|prufdatum|datum der (?:prufung|veroffentlichung)|gepruft am"
    ),
    "url": (
        rf"(?:link|url|address|enlace|lien|adresse)(?: (?:to|of|zum|zur|al|a la|del|de la|de l|vers|vers l|vers la|au|para|da|do))?(?: the| our)? {_CHECK}"
        rf"|(?:{_CHECK} |source ){{1,2}}(?:url|link|address)"
    ),
    "publisher": r"fact ?checkers?(?: name)?|(?:source|publisher|reviewer|fact checking organi[sz]ation) name|reviewed by|checked by",
    "rating": rf"(?:our|the|final|{_CHECK}) (?:verdict|rating|ruling|conclusion)|unser urteil|(?:nuestro|nosso|notre) (?:veredicto|veredito|verdict)",
    "claimant": (
        r"who (?:said|claimed|says|claims)(?: it| this)?|claimed by|claim author|speaker name|wer hat (?:es|das) gesagt|quien lo dijo"
        rf"|qui l a dit|quem disse|(?:autor|auteur|urheber) {_OF_CLAIM}"
    ),
    "title": rf"{_CHECK} (?:title|headline)|extra title",
    "tags": r"tag|topic|categor(?:y|ies)|extra tags|categorias?|kategorien?",
    "text": (
        rf"(?:the )?(?:{_OF_CLAIM})(?: (?:text|texte|texto|checked|reviewed|original|english|spanish|german|french|portuguese|en|es|de|fr|pt))+"
        r"|what was (?:said|claimed)|(?:checked|reviewed) claim|geprufte (?:aussage|behauptung)|was (?:wurde )?gesagt(?: wurde)?"
    ),
}
"""Wordings that most likely mean a field; a column matched this way is reported to the user."""

MAYBE = {"status": "rating", "author": "claimant", "source": "publisher", "notes": "tags", "label": "rating", "person": "claimant"}
"""Words too ambiguous to match a field, and the field that a person may mean by them."""

_EXACT = {name: field for field, names in NAMES.items() for name in names.split()}
_WORDED = {field: re.compile(pattern) for field, pattern in WORDED.items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """The position of each field's column, and the fields whose column was guessed from its wording."""

    places: dict[str, int]
    guessed: frozenset[str] = field(default=frozenset())


def columns_of(names: Sequence[str], given: Mapping[str, str]) -> Columns:
    """The columns that hold fields: those ``given``, then those whose name means a field, then those whose wording does.

    A field mapped to "" has no column; a given column that does not exist is ignored. Of two columns that mean the same field the
    first is used.
    """
    by_name = {name.strip().casefold(): position for position, name in reversed(list(enumerate(names)))}
    places = {field: by_name[name] for field, column in given.items() if (name := column.strip().casefold()) and name in by_name}
    taken = set(places.values())
    worded = [_words(name) for name in names]
    ours = {name: position for position, name in reversed(list(enumerate(names))) if name in FIELDS}
    exact: dict[str, int] = {}
    for position, words in enumerate(worded):
        meant = _meaning(words)
        if meant and position not in taken:
            exact.setdefault(meant, ours.get(meant, position))
    places = {field: position for field, position in exact.items() if position not in taken} | places
    taken = set(places.values())
    guessed: dict[str, int] = {}
    for position, words in enumerate(worded):
        if position in taken or not words:
            continue
        meant = next((field for field, pattern in _WORDED.items() if field not in places and pattern.fullmatch(words)), None)
        if meant:
            guessed.setdefault(meant, position)
    empty = {name for name, column in given.items() if not column.strip()}
    kept = {name: index for name in FIELDS if (index := (places | guessed).get(name)) is not None and name not in empty}
    return Columns(kept, frozenset(guessed) - empty)


def hint(name: str) -> str:
    """The option that would import an unused column."""
    return f"--map {MAYBE.get(_words(name), 'FIELD')}={quoted(name)}"


def quoted(name: str) -> str:
    """A column's name as typed in a shell."""
    return f'"{name}"' if re.search(r"[^\w.]", name) else name


def _words(name: str) -> str:
    """A name in lower case without accents, words separated by one space; list positions ("appearance.0.url") are left out."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:100])
    letters = unicodedata.normalize("NFKD", plain).casefold()
    return " ".join(
        word
        for word in re.split(r"[^a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
        if not word.isdigit()
    ).strip()


def _meaning(words: str) -> str | None:
    name = words.replace(" ", "")
    return _EXACT.get(name) or _EXACT.get(name.removeprefix("claimreview"))
