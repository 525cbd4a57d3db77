"""Decisions: which sentences are claims, how a claim is worded, which claims are the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from claims import wording as claims_wording
from claims.desk.articles.appearances import add_place
from claims.desk.articles.attributions import attribution_of
from claims.desk.checking.claim_facts import changed_facts
from claims.desk.newsroom import day_first
from claims.desk.people import people
from claims.desk.publishing import page_states
from claims.desk.typed_fields import optional_text, required_text
from claims.errors import Refused
from claims.model import (
    Claim,
    Mark,
    Match,
    Origin,
    Person,
    Reason,
    Relation,
    Said,
    Sentence,
    Span,
    State,
    Status,
    newest_approved,
)
from claims.store import appearances, articles, claims, matches, publications, verdicts
from claims.store.connect import write
from claims.store.guarded_edits import refuse_stale

WORK_HAS_BEGUN = (State.IN_REVIEW, State.CHECKED, State.PUBLISHED)


def mark_sentence(db: Database, sentence_id: int, mark: Mark, *, by: Person, at: datetime, seen_version: int | None = None) -> list[int]:
    """Mark a sentence as a claim or not a claim, or take the mark back; return the claims that were dropped with the mark.

    The claim mark makes a claim if none was proposed; "not a claim" drops the sentence's claims, and any other
    mark restores them. Raise Refused if work on one has begun, StaleEdit if ``seen_version`` is not the current version.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        sentence = articles.get_sentence(db, sentence_id)
        refuse_stale("sentence", sentence, seen_version)
        if sentence.mark is mark:
            return []
        articles.mark_sentence(db, sentence, mark, by=by, at=at)
        sentence_claims = _claims_in_sentence(db, sentence)
        if mark is Mark.CLAIM and not sentence_claims:
            _make_claim(db, sentence, by=by, at=at)
        return [claim.id for claim in sentence_claims if _follow_mark(db, claim, mark, by=by, at=at)]


def mark_sentences(db: Database, marks: Sequence[tuple[int, int | None]], mark: Mark, *, by: Person, at: datetime) -> list[int]:
    """Mark many sentences, all or none; return the claims that were dropped. Each is given as (number, version that was read)."""
    with write(db):
        return [
            claim_id
            for sentence_id, seen_version in marks
            for claim_id in mark_sentence(db, sentence_id, mark, by=by, at=at, seen_version=seen_version)
        ]


def add_claim_from_quote(
    db: Database, article_id: int, quote: str, *, by: Person, at: datetime, start: int | None = None, wording: str | None = None
) -> int:
    """Make any words of an article a separate claim; return the claim's number.

    ``start`` is the offset if the words occur more than once; ``wording`` states the claim as a sentence of its own.
    Raise Refused if the words are not inside one of the article's sentences.
    """
    people.require_permission(by, "mark_sentence")
    quote, wording = required_text(quote, "quote"), optional_text(wording, "wording")
    with write(db):
        article = articles.get_article(db, article_id)
        begins = article.text.find(quote) if start is None else start
        span = Span(begins, begins + len(quote), quote)
        inside = [line for line in articles.sentences_of(db, article) if line.start <= span.start and span.end <= line.end]
        if begins < 0 or article.text[span.start : span.end] != quote or not inside:
            raise Refused("these words are not in one sentence of the article. Copy them exactly as printed.", field="quote")
        sentence = inside[0]
        number = claims.add_claim(db, wording or quote, by=by, at=at, claimed_at=article.published_at, language=article.language)
        add_place(db, number, sentence.id, span, article.text, Said())
        if sentence.mark is not Mark.CLAIM:
            articles.mark_sentence(db, sentence, Mark.CLAIM, by=by, at=at)
    return number


def edit_claim(
    db: Database,
    claim_id: int,
    text: str,
    claimant: str | None,
    *,
    by: Person,
    at: datetime,
    seen_version: int | None = None,
    facts: Mapping[str, str | None] | None = None,
) -> None:
    """Change a claim's wording and claimant, and those of its ``facts`` (``claim_facts.FACTS``) that are given.

    Raise StaleEdit if ``seen_version`` is not the current version.
    """
    people.require_permission(by, "edit_claim")
    text, claimant = required_text(text, "wording"), optional_text(claimant, "claimant")
    with write(db):
        claim = get_current(db, claim_id, seen_version)
        if claim.origin is Origin.IMPORTED:
            raise Refused("this is another publisher's claim: its wording stays theirs.")
        if text != claim.text:
            claims.edit_wording(db, claim, text, by=by, at=at)
        if claimant != claim.claimant:
            claims.edit_claimant(db, claims.get_claim(db, claim.id), claimant, by=by, at=at)
        changes = changed_facts(claim, facts or {}, day_first=day_first(db))
        if changes:
            claims.edit_facts(db, claims.get_claim(db, claim.id), changes, by=by, at=at)
        if "claimed_at" in changes:
            matches.judge_later(db, [claim.id])


def decide_match(
    db: Database,
    match_id: int,
    status: Status,
    *,
    by: Person,
    at: datetime,
    reasons: Sequence[Reason] = (),
    note: str | None = None,
    seen_version: int | None = None,
    compared: bool = True,
) -> None:
    """Confirm that a pair is the same claim, reject it with a reason, or take the decision back.

    Confirming joins the two claims. The published one speaks for both, else the one with a verdict, else the older; an imported
    claim never speaks for one of ours. ``compared`` says that the person saw both texts side by side: without that, only a pair
    judged "same" can be confirmed. Raise Refused if the rules forbid it, StaleEdit if ``seen_version`` is not the match's version.
    """
    people.require_permission(by, "decide_match")
    note = optional_text(note, "note")
    with write(db):
        match = matches.get_match(db, match_id)
        refuse_stale("match", match, seen_version)
        if status is match.status:
            return
        if match.status is not Status.SUGGESTED:
            match = _undo(db, match, by=by, at=at)
        if status is Status.CONFIRMED:
            if not compared and match.comparison.relation is not Relation.SAME:
                raise Refused("these two are not rated “same”. Compare them first, then decide.")
            _confirm(db, match, note, by=by, at=at)
        elif status is Status.REJECTED:
            _reject(db, match, reasons, note, by=by, at=at)


def split(db: Database, claim_id: int, *, by: Person, at: datetime) -> tuple[Match, str | None]:
    """Separate a joined claim again by taking back the decision that joined it. Raise Refused if it is not joined.

    Return the pair, which waits for a decision again, and the note that was written when it was joined.
    """
    people.require_permission(by, "decide_match")
    with write(db):
        joining = [match for match in matches.matches_of(db, [claim_id]) if match.joined_id == claim_id]
        if not joining:
            raise Refused(
                claims_wording.phrase("claim {claim_id} is not joined to another claim, so there is nothing to split.", claim_id=claim_id)
            )
        return _undo(db, joining[0], by=by, at=at), joining[0].note


def get_current(db: Database, claim_id: int, seen_version: int | None) -> Claim:
    """The claim that speaks for this claim number. Raise NotFound, or StaleEdit if its version is not ``seen_version``."""
    claim = claims.root_of(db, claim_id)
    refuse_stale("claim", claim, seen_version)
    return claim


def _claims_in_sentence(db: Database, sentence: Sentence) -> list[Claim]:
    numbers = {
        appearance.claim_id for appearance in appearances.appearances_in(db, sentence.article_id) if appearance.sentence_id == sentence.id
    }
    return [claims.get_claim(db, number) for number in sorted(numbers)]


def _make_claim(db: Database, sentence: Sentence, *, by: Person, at: datetime) -> None:
    article = articles.get_article(db, sentence.article_id)
    attribution = attribution_of(article, articles.sentences_of(db, article), sentence)
    number = claims.add_claim(
        db, attribution.proposition, by=by, at=at, claimant=attribution.speaker, claimed_at=article.published_at, language=article.language
    )
    add_place(db, number, sentence.id, Span(sentence.start, sentence.end, sentence.text), article.text, attribution.said)


def _follow_mark(db: Database, claim: Claim, mark: Mark, *, by: Person, at: datetime) -> bool:
    """Restore or drop a claim as the mark of its sentence asks; return whether it was dropped."""
    # A claim that a person made by marking goes when the mark is taken back; a proposed claim existed before the mark.
    is_kept = mark is Mark.CLAIM or (mark is Mark.UNMARKED and claim.proposed)
    if is_kept:
        if claim.state is State.DROPPED:
            claims.move_claim(db, claim, State.OPEN, by=by, at=at, action="restore")
        return False
    elsewhere = [
        appearance
        for appearance in appearances.appearances_of(db, [claim.id])
        if articles.get_sentence(db, appearance.sentence_id).mark is not Mark.NOT_CLAIM
    ]
    if mark is Mark.NOT_CLAIM and elsewhere:
        return False
    if claim.state in WORK_HAS_BEGUN or claim.joined_into is not None:
        what = "is joined to another claim: split it" if claim.joined_into is not None else f"is {claim.state}: drop it"
        raise Refused(f"claim {claim.id} of this sentence {what} first, then mark the sentence.".replace("in_review", "in review"))
    if claim.state is State.OPEN:
        page_states.refuse_public(db, claim)
        claims.move_claim(db, claim, State.DROPPED, by=by, at=at, action="drop")
        return True
    return False


def _confirm(db: Database, match: Match, note: str | None, *, by: Person, at: datetime) -> None:
    ours, theirs = claims.root_of(db, match.claim_id), claims.root_of(db, match.known_id)
    if ours.id == theirs.id:
        raise Refused("these two are already joined.")
    if theirs.id in matches.rejected_for(db, ours.id):
        raise Refused(
            claims_wording.phrase(
                "claims {claim} and {known_claim} were marked as different. Undo that decision first.", claim=ours.id, known_claim=theirs.id
            )
        )
    if match.comparison.relation is Relation.DIFFERS and not note:
        raise Refused("these two differ in a detail. Say in the note why they are the same claim anyway.", field="note")
    into, joined = _survivor(db, ours, theirs)
    if any(verdict.outcome is None for verdict in verdicts.verdicts_of(db, [joined.id])):
        raise Refused(
            claims_wording.phrase("the verdict on claim {id} is waiting for a second reader. Approve or return it first.", id=joined.id)
        )
    claims.join(db, joined, into, by=by, at=at)
    matches.decide(db, match, Status.CONFIRMED, by=by, at=at, note=note, joined_id=joined.id)


def _survivor(db: Database, ours: Claim, theirs: Claim) -> tuple[Claim, Claim]:
    family = claims.family_of(db, [ours.id, theirs.id])
    our_verdict, their_verdict = (newest_approved(verdicts.verdicts_of(db, family[claim.id])) for claim in (ours, theirs))
    if our_verdict and their_verdict and our_verdict.rating.name != their_verdict.rating.name:
        raise Refused(
            claims_wording.phrase(
                "claim {claim} is rated {rating} and claim {known_claim} {known_rating}: give one of them a new verdict first.",
                claim=ours.id,
                rating=our_verdict.rating.label,
                known_claim=theirs.id,
                known_rating=their_verdict.rating.label,
            )
        )
    rated = {ours.id: our_verdict, theirs.id: their_verdict}
    public = publications.pages_of(db, [ours.id, theirs.id])
    # An imported claim is not in the queue, so it never speaks for one of ours. Then comes the claim that visitors can read, then the
    # one with a verdict, then the older.
    by_rank = sorted(
        (ours, theirs),
        key=lambda claim: (claim.origin is Origin.IMPORTED, claim.id not in public, rated[claim.id] is None, claim.id),
    )
    return by_rank[0], by_rank[1]


def _reject(db: Database, match: Match, reasons: Sequence[Reason], note: str | None, *, by: Person, at: datetime) -> None:
    if not reasons:
        raise Refused(claims_wording.phrase("say why the two are different: {reason}.", reason=", ".join(Reason)), field="reasons")
    if claims.root_of(db, match.claim_id).id == claims.root_of(db, match.known_id).id:
        raise Refused("these two are joined. Split them first.")
    matches.decide(db, match, Status.REJECTED, by=by, at=at, reasons=reasons, note=note)


def _undo(db: Database, match: Match, *, by: Person, at: datetime) -> Match:
    if match.joined_id is not None:
        claims.split(db, claims.get_claim(db, match.joined_id), by=by, at=at)
    matches.decide(db, match, Status.SUGGESTED, by=by, at=at)
    return matches.get_match(db, match.id)
