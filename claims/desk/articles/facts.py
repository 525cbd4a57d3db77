"""Sentences that state several facts: finding the facts and making each a claim."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlite_utils import Database

from claims.desk.articles.appearances import add_place
from claims.desk.articles.attributions import attribution_of
from claims.desk.people import people
from claims.errors import Refused
from claims.model import Claim, Mark, Person, Said, Sentence, Span
from claims.reading.parts import parts
from claims.reading.parts.parts import Part
from claims.reading.speech import saying, statements
from claims.store import appearances, articles, claims
from claims.store.connect import write
from claims.store.guarded_edits import refuse_stale

_CONTEXT = 3  # sentences before one that may name what it calls "the bridge"


def parts_of(sentence: Sentence, before: Sequence[Sentence] = ()) -> list[Part]:
    """The facts of a sentence that can stand alone, to pick claims from; empty if it states only one, or none of several can.

    ``before`` are the sentences before it, of which the last three may name what "the country" refers to.
    """
    facts = _parts(Span(sentence.start, sentence.end, sentence.text), _context(before))
    return [*facts] if _is_divided(facts, sentence) else []


def _context(before: Sequence[Sentence | Span]) -> str:
    return " ".join(sentence.text for sentence in before[-_CONTEXT:])


@lru_cache(maxsize=1_000)
def _parts(sentence: Span, before: str) -> tuple[Part, ...]:
    # Cached: parsing takes ten times as long as the rest of an article's page, which is shown again after every step.
    return tuple(parts.parts(sentence, before))


def facts_left(sentence: Sentence, before: Sequence[Sentence], known: Sequence[Claim]) -> list[Part]:
    """The facts of a sentence that none of its claims states yet."""
    wordings = {claim.text for claim in known}
    return [part for part in parts_of(sentence, before) if part.wording not in wordings]


def parts_of_all(sentences: Sequence[Sentence], sentence_ids: set[int]) -> dict[int, list[Part]]:
    """The facts of the sentences numbered ``sentence_ids``, by number; a sentence that states only one is left out."""
    spans = [Span(sentence.start, sentence.end, sentence.text) for sentence in sentences]
    places = [at for at, sentence in enumerate(sentences) if sentence.id in sentence_ids]
    facts_of_sentences = parts.parts_of_many([(spans[at], _context(spans[:at])) for at in places])
    return {sentences[at].id: facts for at, facts in zip(places, facts_of_sentences, strict=True) if _is_divided(facts, sentences[at])}


def _is_divided(facts: Sequence[Part], sentence: Sentence) -> bool:
    return len(facts) > 1 or facts[0].wording != sentence.text


def speakers_of(facts: Sequence[Part], line: Said) -> list[str | None]:
    """Who says each fact of a line, given who says the line; None for the article's own word and where two may have said it.

    "The council cut the budget, and Ana Reyes said it was too late": the cut is not hers. Only where no fact has words about saying
    ("“…”, said Ana Reyes") is each of them the line's speaker's.
    """
    reported = [part.speaker is not None or _is_reported(part.wording) for part in facts]
    if not any(reported):
        return [line.speaker] * len(facts)
    unnamed = line.speaker is None and not line.candidates
    return [(line.speaker or (part.speaker if unnamed else None)) if says else None for part, says in zip(facts, reported, strict=True)]


def _is_reported(wording: str) -> bool:
    return statements.statement(Span(0, len(wording), wording), saying.quotations(wording, 0, len(wording))) is not None


def add_parts(db: Database, sentence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> list[int]:
    """Make each fact of a sentence a claim, except those that its claims state already; return the claim numbers.

    Raise Refused if the sentence states only one fact or none is left to add, StaleEdit if ``seen_version`` is not its version.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        sentence = articles.get_sentence(db, sentence_id)
        refuse_stale("sentence", sentence, seen_version)
        article = articles.get_article(db, sentence.article_id)
        lines = articles.sentences_of(db, article)
        facts = parts_of_all(lines, {sentence.id}).get(sentence.id, [])
        known = {
            claims.get_claim(db, appearance.claim_id).text
            for appearance in appearances.appearances_in(db, article.id)
            if appearance.sentence_id == sentence.id
        }
        if all(part.wording in known for part in facts):
            if facts:
                raise Refused("all facts in this line are already claims.")
            raise Refused("no facts of this line can stand alone. Mark the line as a claim.")
        attribution = attribution_of(article, lines, sentence).said
        numbers = []
        for part, claimant in zip(facts, speakers_of(facts, attribution), strict=True):
            if part.wording in known:
                continue
            number = claims.add_claim(
                db, part.wording, by=by, at=at, claimant=claimant, claimed_at=article.published_at, language=article.language
            )
            add_place(db, number, sentence.id, part.span, article.text, replace(attribution, speaker=claimant))
            numbers.append(number)
        if sentence.mark is not Mark.CLAIM:
            articles.mark_sentence(db, sentence, Mark.CLAIM, by=by, at=at)
    return numbers
