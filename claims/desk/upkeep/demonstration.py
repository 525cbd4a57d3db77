"""The whole workflow on the sample: known claims imported, an article read and matched, its sources linked, one claim checked."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

from sqlite_utils import Database

from claims.desk.articles import fetching, intake
from claims.desk.checking import review, verdicts
from claims.desk.exchange import imports, later_embeddings
from claims.desk.index import lookup
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.desk.sources import evidence
from claims.model import Article, Mark, Person, Role, Stance, Status
from claims.store import appearances, articles
from claims.store import people as stored_people

SAMPLE = resources.files("claims.sample")
LIMIT = 1_000_000
REPEATED, FALSE_BEFORE = "This is the longest bridge in the county", "tarn-001"
CHECKED = "Last month the harbour counted 96 landings"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the sample became in the store."""

    article: Article
    imported: imports.Imported
    sources: int
    links: int
    checker: Person


def load(db: Database, matcher: Matcher, *, at: datetime) -> Loaded:
    """Run the whole workflow on the sample in an empty store, as two invented people."""
    admin = people.at_the_command_line(db, "Demo editor", at=at)
    checker = stored_people.find_person(db, "Demo checker") or people.add_person(db, "Demo checker", Role.CHECKER, None, by=admin, at=at)
    sample = tomllib.loads(SAMPLE.joinpath("sample.toml").read_text(encoding="utf-8"))
    with SAMPLE.joinpath("known.jsonl").open("rb") as rows:
        imported = imports.import_claims(db, rows, "jsonl", by=admin, clock=lambda: at)
    later_embeddings.embed(db, matcher, later_embeddings.missing_embeddings(db, matcher))
    article = _add_article(db, matcher, sample["article"], by=checker, at=at)
    sources = _add_sources(db, sample["source"], by=checker, at=at)
    for link in sample["link"]:
        evidence.link_source(
            db,
            _claim_at(db, article, link["sentence"], by=checker, at=at),
            sources[link["source"]],
            Stance(link["stance"]),
            by=checker,
            at=at,
            quote=link["quote"],
            locator=link.get("locator"),
        )
    _confirm_false(db, article, by=checker, at=at)
    _check_one(db, article, checker=checker, reader=admin, at=at)
    return Loaded(article, imported, len(sources), len(sample["link"]), checker)


def _add_article(db: Database, matcher: Matcher, sample: dict[str, str], *, by: Person, at: datetime) -> Article:
    document = fetching.read_upload(SAMPLE.joinpath(sample["file"]).read_bytes(), sample["file"], limit=LIMIT)
    known = intake.with_typed_details(
        document, title=None, publisher=sample["publisher"], published=sample["published"], url=sample["url"], byline=None
    )
    return intake.add_article(db, matcher, known, by=by, at=at).article


def _add_sources(db: Database, samples: list[dict[str, Any]], *, by: Person, at: datetime) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for sample in samples:
        original = numbers.get(str(sample.get("derived_from")))
        content = SAMPLE.joinpath(sample["file"]).read_bytes()
        new = fetching.read_source(content, sample["file"], {**sample, "derived_from": original}, limit=LIMIT)
        numbers[sample["name"]] = evidence.add_source(db, new, by=by, at=at).source.id
    return numbers


def _claim_at(db: Database, article: Article, words: str, *, by: Person, at: datetime) -> int:
    """Mark the first sentence that contains these words as a claim, if it is not; return the claim's number."""
    sentence = next(line for line in articles.sentences_of(db, article) if words in line.text)
    if sentence.mark is not Mark.CLAIM:
        review.mark_sentence(db, sentence.id, Mark.CLAIM, by=by, at=at)
    return next(appearance.claim_id for appearance in appearances.appearances_in(db, article.id) if appearance.sentence_id == sentence.id)


def _confirm_false(db: Database, article: Article, *, by: Person, at: datetime) -> None:
    """Confirm that one claim is the same as a claim that another publisher rated false, if the program suggested that."""
    number = _claim_at(db, article, REPEATED, by=by, at=at)
    for suggestion in lookup.suggestions_for(db, [number])[number]:
        if suggestion.match and suggestion.known.review and suggestion.known.review.external_id == FALSE_BEFORE:
            note = "The article names no other bridge, and the leaflet's claim was about this one."
            review.decide_match(db, suggestion.match.id, Status.CONFIRMED, by=by, at=at, note=note)


def _check_one(db: Database, article: Article, *, checker: Person, reader: Person, at: datetime) -> None:
    number = _claim_at(db, article, CHECKED, by=checker, at=at)
    explanation = (
        "The harbour's own monthly return gives 96 landings in October 2026 and 47 a year before: a little more than twice as many."
    )
    verdicts.submit(db, number, "true", explanation, by=checker, at=at)
    verdicts.approve(db, number, by=reader, at=at)
