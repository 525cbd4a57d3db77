"""The JSON that scripts read, as the contract says: the same from the command line and over HTTP."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from claims.desk.articles.spotting_words import reason_words
from claims.desk.cases import changed_lines
from claims.desk.index.lookup import Suggestion, suggestions_for
from claims.model import NOTHING_BESIDE, Article, Beside, Difference, Evidence, Hit, Person, SavedView, Source
from claims.store import articles
from claims.store.queue import Row
from claims.store.search import END, START, Found

if TYPE_CHECKING:
    from claims.desk.articles.intake import Added
    from claims.desk.people.tokens import Token
    from claims.desk.screens.roundup import Found as ClaimFound
    from claims.desk.screens.roundup import Roundup
    from claims.desk.sources.evidence import AddedSource
    from claims.desk.sources.found_passages import FoundPassage
    from claims.desk.sources.rechecks import Rechecked
    from claims.desk.sources.source_passages import Offered
    from claims.reading.parts.parts import Part

Answer = dict[str, Any]


def match_answer(suggestion: Suggestion) -> Answer:
    """A match, in the same form for every command and path."""
    claim, review = suggestion.known.claim, suggestion.known.review
    hit = Hit(claim.id, suggestion.comparison)
    answer = hit_answer(hit, text=claim.text, external_id=review.external_id if review else None, verdict=suggestion.known.rating)
    if suggestion.match:
        answer |= {"match_id": suggestion.match.id, "status": suggestion.match.status, "version": suggestion.match.version}
    return answer


def hit_answer(hit: Hit, *, text: str, external_id: str | None, verdict: str | None) -> Answer:
    """A match that is not stored, with the known claim's text, external id and verdict."""
    comparison = hit.comparison
    return {
        "match_id": None,
        "claim_id": hit.claim_id,
        "external_id": external_id,
        "text": text,
        "score": round(comparison.score, 4),
        "relation": comparison.relation,
        "closer": comparison.closer,
        "differences": difference_answers(comparison.differences),
        "questions": difference_answers(comparison.questions),
        "added": difference_answers(comparison.added),
        "why": list(comparison.why),
        "verdict": verdict,
        "status": None,
        "version": None,
    }


def difference_answers(differences: Sequence[Difference]) -> list[Answer]:
    """Differences without the offsets of their words."""
    return [{"kind": difference.kind, "ours": difference.ours, "theirs": difference.theirs} for difference in differences]


def added_answer(db: Database, added: "Added", beside: Beside = NOTHING_BESIDE) -> Answer:
    """What ``add`` prints: the article, every claim in it in its order with its matches, and what else the file holds."""
    from claims.desk.articles import (
        changes,
        facts,
        intake,
    )  # load all of article reading, a fifth of a second

    article = added.article
    sentences = {line.id: line for line in articles.sentences_of(db, article)}
    appearances = intake.claims_in(db, article)
    parts = facts.parts_of_all(list(sentences.values()), {appearance.sentence_id for appearance, _ in appearances})
    matched = suggestions_for(db, {claim.id for _, claim in appearances})
    met: set[int] = set()
    answers = []
    for appearance, claim in appearances:
        sentence = sentences[appearance.sentence_id]
        answers.append(
            {
                "claim_id": claim.id,
                "text": claim.text,
                "quote": appearance.quote,
                "start": appearance.start,
                "end": appearance.end,
                "score": round(sentence.score, 4),
                "reasons": reason_words(sentence.reasons),
                "speaker": appearance.speaker,
                "candidates": list(appearance.candidates),
                "polarity": appearance.polarity,
                **_parts(parts.get(sentence.id, [])),
                "new": not added.was_there and claim.id not in met,
                "matches": [match_answer(suggestion) for suggestion in matched[claim.id]],
            }
        )
        met.add(claim.id)
    return {
        "article_id": article.id,
        "title": article.title,
        "sentences": len(sentences),
        "added": not added.was_there,
        "claims": answers,
        "warnings": list(beside.warnings),
        "links": [asdict(link) for link in beside.links],
        "comments": [asdict(comment) for comment in beside.comments],
        "times": [asdict(timed) for timed in beside.times],
        "gone": [quote_gone.quote for quote_gone in added.gone],
        "changes": changes.changes_answer(changed_lines.what_changed(db, article.id)),
        "looks_like": _resembled(added),
    }


def _resembled(added: "Added") -> Answer | None:
    if added.resembles is None:
        return None
    article = added.resembles.article
    return {
        "article_id": article.id,
        "title": article.title,
        "added_at": article.added_at.isoformat(),
        "share": round(added.resembles.share, 2),
    }


def article_answer(article: Article) -> Answer:
    """An article without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "byline": article.byline,
        "published": article.published_at,
        "language": article.language,
        "sha256": article.sha256,
        "added_at": article.added_at.isoformat(),
        "due_at": article.due_at.isoformat() if article.due_at else None,
        "version": article.version,
    }


def source_answer(source: Source) -> Answer:
    """A source as it is stored, without the original bytes."""
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published_at,
        "sha256": source.sha256,
        "archived_url": source.archived_url,
        "derived_from": source.derived_from,
        "confidential": source.confidential,
        "withdrawn": source.withdrawn,
        "version": source.version,
    }


def added_source_answer(added: "AddedSource") -> Answer:
    """What ``source add`` prints: the stored row, whether it was already stored, and what it may be a copy of."""
    copies = [{"source_id": copy.source.id, "title": copy.source.title, "share": round(copy.share, 2)} for copy in added.copies]
    return source_answer(added.source) | {"added": not added.was_there, "copies": copies}


def passage_answer(offered: "Offered") -> Answer:
    """A passage of a source that bears on a claim; offsets count in the source's text."""
    passage = offered.passage
    return {
        "quote": passage.sentence.text,
        "start": passage.sentence.start,
        "end": passage.sentence.end,
        "locator": offered.locator,
        "score": round(passage.score, 4),
        "agreeing": [span.text for span in passage.agreeing],
        "differences": difference_answers(passage.differing),
    }


def found_passage_answer(item: "FoundPassage") -> Answer:
    """A passage found for a claim in everything stored, with the stance that the program suggests; null if it cannot tell."""
    judged, span = item.passage.judged, item.passage.span
    return {
        "claim_id": item.claim_id,
        "passage": item.name,
        "source_id": item.source.id if item.source else None,
        "article_id": item.article.id if item.article else None,
        "source_title": item.title,
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "key_start": judged.key.start,
        "key_end": judged.key.end,
        "locator": item.locator,
        "score": round(item.passage.score, 4),
        "stance": judged.stance,
        "reason": judged.reason,
        "agreeing": list(judged.agreeing),
        "differences": difference_answers(judged.differing),
        "status": "suggested",
    }


def recheck_answer(rechecked: "Rechecked") -> Answer:
    """A recheck of a source's page, and what became of each quote from it."""
    links = {link.id: link for link in rechecked.links}
    return {
        "source_id": rechecked.source.id,
        "at": rechecked.recheck.at.isoformat(),
        "failure": rechecked.recheck.failure,
        "changed": rechecked.recheck.changed,
        "quotes": [
            {
                "evidence_id": quote.evidence_id,
                "claim_id": links[quote.evidence_id].claim_id,
                "quote": links[quote.evidence_id].quote,
                "whereabouts": quote.whereabouts,
                "found": quote.found,
            }
            for quote in rechecked.recheck.quotes
        ],
    }


def roundup_answer(roundup: "Roundup") -> Answer:
    """The state of work on all articles."""

    def listed_answers(listed_claims: Sequence["ClaimFound"]) -> list[Answer]:
        return [
            {
                "claim_id": listed.case.claim.id,
                "text": listed.case.claim.text,
                "detail": listed.problem.detail,
                "article_ids": [article.id for article in listed.articles],
                "since": listed.since.isoformat() if listed.since else None,
            }
            for listed in listed_claims
        ]

    return {
        "open": [
            {
                "article_id": open_article.id,
                "title": open_article.title,
                "added_at": open_article.added_at.isoformat(),
                "unmarked": open_article.unmarked,
                "open": open_article.open,
                "in_review": open_article.in_review,
            }
            for open_article in roundup.open
        ],
        "may_repeat": roundup.may_repeat,
        "repeats": listed_answers(roundup.repeats),
        "repeats_in_all": roundup.repeats_in_all,
        "stale": listed_answers(roundup.stale),
        "states": {state.value: count for state, count in roundup.states.items()},
        "proposed": roundup.proposed,
        "approved": {week.isoformat(): count for week, count in roundup.approved.items()},
        "problems": {kind.value: count for kind, count in roundup.problems.items()},
    }


def evidence_answer(link: Evidence) -> Answer:
    """A link between a claim and a source as it is stored."""
    return {
        "id": link.id,
        "claim_id": link.claim_id,
        "source_id": link.source.id,
        "stance": link.stance,
        "quote": link.quote,
        "locator": link.locator,
        "used_as": link.used_as,
        "note": link.note,
        "checked_by": link.checked_by,
        "checked_at": link.checked_at.isoformat(),
        "version": link.version,
    }


def found_answer(result: Found) -> Answer:
    """A search result; in the snippet, the words that were found are between [ and ]."""
    return {"kind": result.kind, "id": result.id, "text": result.text, "snippet": result.snippet.replace(START, "[").replace(END, "]")}


def person_answer(person: Person) -> Answer:
    """A person, without secrets."""
    return {"id": person.id, "name": person.name, "role": person.role, "disabled": person.disabled, "has_password": person.has_password}


def token_answer(token: "Token") -> Answer:
    """A token's details, without the token itself."""
    revoked = token.revoked_at.isoformat() if token.revoked_at else None
    return {"id": token.id, "person": token.person, "made_at": token.made_at.isoformat(), "revoked_at": revoked}


def view_answer(view: SavedView) -> Answer:
    """A saved view; ``query`` is the query string of the queue's address."""
    return {"id": view.id, "name": view.name, "query": view.query, "owner": view.owner, "shared": view.shared}


def queue_answer(row: Row) -> Answer:
    """A claim as a row of the queue."""
    return {
        "claim_id": row.claim_id,
        "text": row.text,
        "state": row.state,
        "proposed": row.is_proposed,
        "assignee": row.assignee,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "article_id": row.article_id,
        "tags": list(row.tags),
        "matches_waiting": row.matches_waiting,
        "supports": row.supports,
        "contradicts": row.contradicts,
        "context": row.context,
        "version": row.version,
    }


def _parts(facts: Sequence["Part"]) -> Answer:
    """The facts of a claim's sentence, if it states several."""
    return {"parts": [{"text": fact.wording, "start": fact.span.start, "end": fact.span.end} for fact in facts]} if facts else {}
