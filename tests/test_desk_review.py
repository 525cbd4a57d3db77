"""Marking sentences, wording claims, deciding matches, joining and splitting."""

from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.desk.articles import facts
from claims.desk.checking import review, verdicts
from claims.desk.history import histories
from claims.desk.index.lookup import suggestions_for
from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.errors import NotAllowed, NotFound, Refused, StaleEdit
from claims.model import Difference, DifferenceKind, Mark, Origin, Person, Reason, Relation, Said, Span, Stance, State, Status
from claims.reading.parts.parts import Part
from claims.reading.speech import speakers
from claims.store import appearances, articles, claims, matches
from stage import a_claim, a_link, a_match, a_source, an_article, everything, told

NUMBER = Difference(DifferenceKind.NUMBER, "12", "24")


def mark_of(db: Database, sentence_id: int) -> Mark:
    return articles.get_sentence(db, sentence_id).mark


def state_of(db: Database, claim_id: int) -> State | None:
    return claims.get_claim(db, claim_id).state


def test_marking_a_sentence_makes_a_claim_with_its_exact_quote(db: Database, ben: Person, at: datetime) -> None:
    article = an_article(db, "It rained.", "The ferry “Anna” sank in 1931. 🙂", by=ben, at=at)
    review.mark_sentence(db, 2, Mark.CLAIM, by=ben, at=at)
    (appearance,) = appearances.appearances_in(db, article)
    text = articles.get_article(db, article).text
    assert text[appearance.start : appearance.end] == appearance.quote == "The ferry “Anna” sank in 1931. 🙂"
    claim = claims.get_claim(db, appearance.claim_id)
    assert (claim.state, claim.origin, claim.proposed) == (State.OPEN, Origin.OWN, False)
    assert told(db, "sentence", 2) == ["mark_sentence"]
    assert told(db, "claim", claim.id) == ["add_claim"]


def test_not_a_claim_drops_what_was_proposed_and_taking_it_back_restores_it(db: Database, ben: Person, at: datetime) -> None:
    an_article(db, "The ferry sank.", by=ben, at=at)
    number = a_claim(db, "The ferry sank.", by=ben, at=at, sentence_id=1, proposed=True)
    review.mark_sentence(db, 1, Mark.NOT_CLAIM, by=ben, at=at)
    assert (mark_of(db, 1), state_of(db, number)) == (Mark.NOT_CLAIM, State.DROPPED)
    review.mark_sentence(db, 1, Mark.UNMARKED, by=ben, at=at)
    assert (mark_of(db, 1), state_of(db, number)) == (Mark.UNMARKED, State.OPEN)
    assert told(db, "claim", number) == ["add_claim", "drop", "restore"]


def test_a_claim_made_by_a_slip_goes_when_the_mark_is_taken_back(db: Database, ben: Person, at: datetime) -> None:
    article = an_article(db, "It rained.", by=ben, at=at)
    review.mark_sentence(db, 1, Mark.CLAIM, by=ben, at=at)
    (made,) = appearances.appearances_in(db, article)
    review.mark_sentence(db, 1, Mark.UNMARKED, by=ben, at=at)
    assert state_of(db, made.claim_id) is State.DROPPED
    review.mark_sentence(db, 1, Mark.CLAIM, by=ben, at=at)
    assert state_of(db, made.claim_id) is State.OPEN
    assert len(appearances.appearances_in(db, article)) == 1


def test_a_claim_that_stands_elsewhere_too_stays_when_one_sentence_is_no_claim(db: Database, ben: Person, at: datetime) -> None:
    an_article(db, "The ferry sank.", "The ferry sank!", by=ben, at=at)
    number = a_claim(db, "The ferry sank.", by=ben, at=at, sentence_id=1)
    appearances.add_appearance(db, number, 2, start=16, end=31, quote="The ferry sank!", prefix="", suffix="", speaker=None)
    review.mark_sentence(db, 1, Mark.NOT_CLAIM, by=ben, at=at)
    assert state_of(db, number) is State.OPEN
    review.mark_sentence(db, 2, Mark.NOT_CLAIM, by=ben, at=at)
    assert state_of(db, number) is State.DROPPED


def test_a_sentence_whose_claim_is_being_checked_cannot_be_waved_away(db: Database, ben: Person, at: datetime) -> None:
    an_article(db, "The ferry sank.", by=ben, at=at)
    number = a_claim(db, "The ferry sank.", by=ben, at=at, sentence_id=1)
    verdicts.take(db, number, by=ben, at=at)
    before = everything(db)
    with pytest.raises(Refused, match=f"claim {number} .* is in review: drop it first"):
        review.mark_sentence(db, 1, Mark.NOT_CLAIM, by=ben, at=at)
    assert everything(db) == before


def test_two_people_mark_one_sentence_and_the_second_is_told(db: Database, ben: Person, cleo: Person, at: datetime) -> None:
    an_article(db, "The ferry sank.", by=ben, at=at)
    seen = articles.get_sentence(db, 1).version
    review.mark_sentence(db, 1, Mark.CLAIM, by=ben, at=at, seen_version=seen)
    before = everything(db)
    with pytest.raises(StaleEdit):
        review.mark_sentence(db, 1, Mark.NOT_CLAIM, by=cleo, at=at, seen_version=seen)
    assert everything(db) == before


def test_marking_many_is_all_or_none(db: Database, ben: Person, at: datetime) -> None:
    an_article(db, "One fact.", "Two facts.", "Three facts.", by=ben, at=at)
    with pytest.raises(StaleEdit):
        review.mark_sentences(db, [(1, 1), (2, 1), (3, 99)], Mark.NOT_CLAIM, by=ben, at=at)
    assert [mark_of(db, number) for number in (1, 2, 3)] == [Mark.UNMARKED] * 3
    review.mark_sentences(db, [(1, 1), (2, 1), (3, 1)], Mark.NOT_CLAIM, by=ben, at=at)
    assert [mark_of(db, number) for number in (1, 2, 3)] == [Mark.NOT_CLAIM] * 3


def test_any_words_of_a_sentence_can_be_made_a_claim(db: Database, ben: Person, at: datetime) -> None:
    article = an_article(db, "The ferry sank, and the pier burned.", by=ben, at=at)
    number = review.add_claim_from_quote(db, article, "the pier burned", by=ben, at=at)
    (appearance,) = appearances.appearances_of(db, [number])
    assert (appearance.start, appearance.end, appearance.quote) == (20, 35, "the pier burned")
    assert mark_of(db, 1) is Mark.CLAIM


def test_the_facts_of_a_sentence_are_offered_and_each_can_be_made_a_claim(db: Database, ben: Person, at: datetime) -> None:
    article = an_article(db, "It rained.", "The Avel ferry sank in 1931, and the Avel harbour board closed a pier.", by=ben, at=at)
    one, two = facts.parts_of(articles.get_sentence(db, 2))
    text = articles.get_article(db, article).text
    assert text[two.span.start : two.span.end] == two.span.text and "pier" in two.wording
    number = review.add_claim_from_quote(db, article, two.span.text, by=ben, at=at, start=two.span.start, wording=two.wording)
    assert claims.get_claim(db, number).text == two.wording
    assert appearances.appearances_of(db, [number])[0].quote == two.span.text
    assert facts.parts_of(articles.get_sentence(db, 1)) == [] and "ferry" in one.wording


def test_a_fact_is_only_said_by_whom_the_line_says_it_is(db: Database, ben: Person, at: datetime) -> None:
    article = an_article(
        db, "The Avel council closed a ferry in May, and Ana Reyes said the Avel ferry had carried 900 people a day.", by=ben, at=at
    )
    numbers = facts.add_parts(db, 1, by=ben, at=at)
    assert [claims.get_claim(db, number).claimant for number in numbers] == [None, "Ana Reyes"]
    assert [appearances.appearances_of(db, [number])[0].speaker for number in numbers] == [None, "Ana Reyes"]
    assert {appearances.appearances_of(db, [number])[0].article_id for number in numbers} == {article}
    plain = [Part(Span(0, 4, "told"), wording) for wording in ("The Avel ferry sank.", "The Avel pier burned.")]
    assert facts.speakers_of(plain, Said("Ana Reyes")) == ["Ana Reyes", "Ana Reyes"]
    assert facts.speakers_of(plain, Said(candidates=("Ana Reyes", "Ben Rask"))) == [None, None]


def test_all_facts_of_a_sentence_become_claims_at_once_and_none_twice(db: Database, ben: Person, at: datetime) -> None:
    article = an_article(db, "Dana Frye spoke.", "“The ferry sank in 1931, and the board closed a pier,” said Dana Frye.", by=ben, at=at)
    plain = an_article(db, "It rained.", "The Avel ferry sank in 1931, and the Avel harbour board closed a pier.", by=ben, at=at)
    numbers = facts.add_parts(db, 4, by=ben, at=at, seen_version=1)
    assert [claims.get_claim(db, number).text for number in numbers] == [
        "The Avel ferry sank in 1931.",
        "The Avel harbour board closed a pier.",
    ]
    text = articles.get_article(db, plain).text
    assert all(text[appearance.start : appearance.end] == appearance.quote for appearance in appearances.appearances_of(db, numbers))
    assert articles.get_sentence(db, 4).mark is Mark.CLAIM and article != plain
    before = everything(db)
    with pytest.raises(Refused, match="already claims"):
        facts.add_parts(db, 4, by=ben, at=at)
    with pytest.raises(Refused, match="can stand alone"):
        facts.add_parts(db, 3, by=ben, at=at)
    with pytest.raises(StaleEdit):
        facts.add_parts(db, 4, by=ben, at=at, seen_version=1)
    assert everything(db) == before


@pytest.mark.parametrize("quote", ["words that are not there", "sank. The pier", "", "\x00", "\ud800"])
def test_words_that_are_not_in_one_sentence_make_no_claim(db: Database, ben: Person, at: datetime, quote: str) -> None:
    article = an_article(db, "The ferry sank.", "The pier burned.", by=ben, at=at)
    before = everything(db)
    with pytest.raises(Refused):
        review.add_claim_from_quote(db, article, quote, by=ben, at=at)
    assert everything(db) == before


def test_a_wording_and_a_claimant_can_be_edited_and_the_history_has_both(db: Database, ben: Person, at: datetime) -> None:
    number = a_claim(db, "Ferry sank", by=ben, at=at)
    review.edit_claim(db, number, "The ferry sank.", "The harbour master", by=ben, at=at, seen_version=1)
    claim = claims.get_claim(db, number)
    assert (claim.text, claim.claimant) == ("The ferry sank.", "The harbour master")
    lines = histories.of_claim(db, number)
    words = [line.words for line in lines]
    assert ("wording changed", "Ferry sank", "The ferry sank.") in [(line.words, line.before, line.after) for line in lines]
    assert "claimant changed from nobody named to The harbour master" in words


def test_two_people_edit_one_claim_and_nothing_of_the_first_is_lost(db: Database, ben: Person, cleo: Person, at: datetime) -> None:
    number = a_claim(db, "Ferry sank", by=ben, at=at)
    review.edit_claim(db, number, "The ferry sank.", None, by=ben, at=at, seen_version=1)
    with pytest.raises(StaleEdit, match=f"claim {number} was changed"):
        review.edit_claim(db, number, "A ferry sank.", None, by=cleo, at=at, seen_version=1)
    assert claims.get_claim(db, number).text == "The ferry sank."


def test_confirming_joins_the_younger_claim_into_the_older(db: Database, ben: Person, at: datetime) -> None:
    an_article(db, "The ferry sank.", "The ferry went down.", by=ben, at=at)
    older = a_claim(db, "The ferry sank.", by=ben, at=at, sentence_id=1)
    younger = a_claim(db, "The ferry went down.", by=ben, at=at, sentence_id=2)
    match = a_match(db, younger, older, at=at)
    review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at)
    assert claims.get_claim(db, younger).joined_into == older
    page = overview.claim_page(db, younger)
    assert page.case.claim.id == older
    assert [appearance.quote for appearance in page.case.appearances] == ["The ferry sank.", "The ferry went down."]
    stored = matches.get_match(db, match)
    assert (stored.status, stored.decided_by, stored.decided_at, stored.joined_id) == (Status.CONFIRMED, "Ben", at, younger)
    assert told(db, "match", match) == ["decide_match"]
    assert told(db, "claim", younger) == ["add_claim", "join"]


def test_the_claim_with_a_verdict_speaks_for_both(db: Database, ben: Person, cleo: Person, at: datetime) -> None:
    older, younger = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "The ferry went down.", by=ben, at=at)
    verdicts.submit(db, younger, "true", "The log says so.", by=ben, at=at)
    verdicts.approve(db, younger, by=cleo, at=at)
    review.decide_match(db, a_match(db, younger, older, at=at), Status.CONFIRMED, by=ben, at=at)
    assert claims.get_claim(db, older).joined_into == younger
    assert overview.claim_page(db, older).case.verdict is not None


def test_two_different_ratings_need_a_new_verdict_before_they_join(db: Database, ben: Person, cleo: Person, at: datetime) -> None:
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "The ferry went down.", by=ben, at=at)
    for number, rating in ((one, "true"), (other, "false")):
        verdicts.submit(db, number, rating, "The log says so.", by=ben, at=at)
        verdicts.approve(db, number, by=cleo, at=at)
    match = a_match(db, other, one, at=at)
    before = everything(db)
    with pytest.raises(Refused, match="is rated False and claim .* True: give one of them a new verdict first"):
        review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at)
    assert everything(db) == before


def test_an_imported_claim_never_speaks_for_one_of_ours(db: Database, ben: Person, at: datetime) -> None:
    theirs = claims.add_claim(db, "The ferry sank.", by=ben, at=at, origin=Origin.IMPORTED)
    ours = a_claim(db, "The ferry went down.", by=ben, at=at)
    review.decide_match(db, a_match(db, ours, theirs, at=at), Status.CONFIRMED, by=ben, at=at)
    assert claims.get_claim(db, theirs).joined_into == ours


def test_a_pair_that_differs_is_joined_only_with_a_reason(db: Database, ben: Person, at: datetime) -> None:
    one, other = a_claim(db, "12 sank.", by=ben, at=at), a_claim(db, "24 sank.", by=ben, at=at)
    match = a_match(db, other, one, at=at, score=0.99, differences=(NUMBER,))
    assert matches.get_match(db, match).comparison.relation is Relation.DIFFERS
    with pytest.raises(Refused, match="[Ss]ay in the note why"):
        review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at)
    review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at, note="12 pairs are 24 boats")
    assert claims.get_claim(db, other).joined_into == one


def test_undoing_a_confirmation_splits_and_asks_again(db: Database, ben: Person, at: datetime) -> None:
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "The ferry went down.", by=ben, at=at)
    match = a_match(db, other, one, at=at)
    review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at)
    evidence.link_source(db, other, a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at)
    review.decide_match(db, match, Status.SUGGESTED, by=ben, at=at)
    assert claims.get_claim(db, other).joined_into is None
    assert matches.get_match(db, match).status is Status.SUGGESTED
    # What was added while they were joined stays with the claim that spoke for both.
    assert len(overview.claim_page(db, one).case.evidence) == 1
    assert overview.claim_page(db, other).case.evidence == ()
    assert told(db, "claim", other) == ["add_claim", "join", "split"]


def test_splitting_is_undoing_the_decision_that_joined(db: Database, ben: Person, at: datetime) -> None:
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "The ferry went down.", by=ben, at=at)
    match = a_match(db, other, one, at=at)
    review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at)
    review.split(db, other, by=ben, at=at)
    assert claims.get_claim(db, other).joined_into is None
    assert matches.get_match(db, match).status is Status.SUGGESTED
    with pytest.raises(Refused, match="not joined"):
        review.split(db, other, by=ben, at=at)


def test_a_chain_of_joins_is_read_through_and_each_link_can_be_undone(db: Database, ben: Person, at: datetime) -> None:
    a, b, c = (a_claim(db, f"Wording {name}.", by=ben, at=at) for name in "abc")
    later = a_match(db, c, b, at=at)
    review.decide_match(db, later, Status.CONFIRMED, by=ben, at=at)
    review.decide_match(db, a_match(db, b, a, at=at), Status.CONFIRMED, by=ben, at=at)
    assert [overview.claim_page(db, number).case.claim.id for number in (a, b, c)] == [a, a, a]
    review.decide_match(db, later, Status.SUGGESTED, by=ben, at=at)
    assert [overview.claim_page(db, number).case.claim.id for number in (a, b, c)] == [a, a, c]


def test_a_rejection_needs_a_reason_and_keeps_it(db: Database, ben: Person, at: datetime) -> None:
    one, other = a_claim(db, "12 sank.", by=ben, at=at), a_claim(db, "24 sank.", by=ben, at=at)
    match = a_match(db, other, one, at=at, differences=(NUMBER,))
    with pytest.raises(Refused, match="say why the two are different: number, date"):
        review.decide_match(db, match, Status.REJECTED, by=ben, at=at)
    review.decide_match(db, match, Status.REJECTED, by=ben, at=at, reasons=[Reason.NUMBER, Reason.OTHER], note="two storms")
    stored = matches.get_match(db, match)
    assert (stored.status, stored.reasons, stored.note) == (Status.REJECTED, (Reason.NUMBER, Reason.OTHER), "two storms")
    assert matches.waiting(db) == []
    review.decide_match(db, match, Status.SUGGESTED, by=ben, at=at)
    assert [one.id for one in matches.waiting(db)] == [match]


def test_rejecting_holds_for_everything_joined_to_either_side(db: Database, ben: Person, at: datetime) -> None:
    a, b, c, d = (a_claim(db, f"Wording {name}.", by=ben, at=at) for name in "abcd")
    review.decide_match(db, a_match(db, c, a, at=at), Status.REJECTED, by=ben, at=at, reasons=[Reason.NAME])
    b_and_c = a_match(db, c, b, at=at)
    assert [one.id for one in matches.waiting(db)] == [b_and_c]
    review.decide_match(db, a_match(db, b, a, at=at), Status.CONFIRMED, by=ben, at=at)
    # b is a now, and a was said to differ from c.
    assert matches.waiting(db) == []
    assert [one for one in suggestions_for(db, [c])[c] if one.match and one.match.status is Status.SUGGESTED] == []
    with pytest.raises(Refused, match="marked as different"):
        review.decide_match(db, b_and_c, Status.CONFIRMED, by=ben, at=at)
    assert matches.rejected_for(db, a) == {c} and matches.rejected_for(db, c) == {a} and matches.rejected_for(db, d) == set()


def test_a_pair_that_is_joined_cannot_be_rejected_or_joined_again(db: Database, ben: Person, at: datetime) -> None:
    a, b, c = (a_claim(db, f"Wording {name}.", by=ben, at=at) for name in "abc")
    review.decide_match(db, a_match(db, b, a, at=at), Status.CONFIRMED, by=ben, at=at)
    review.decide_match(db, a_match(db, c, b, at=at), Status.CONFIRMED, by=ben, at=at)
    third = a_match(db, c, a, at=at)
    with pytest.raises(Refused, match="already joined"):
        review.decide_match(db, third, Status.CONFIRMED, by=ben, at=at)
    with pytest.raises(Refused, match="Split them first"):
        review.decide_match(db, third, Status.REJECTED, by=ben, at=at, reasons=[Reason.OTHER])


def test_a_claim_whose_verdict_waits_is_not_joined_away(db: Database, ben: Person, at: datetime) -> None:
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "The ferry went down.", by=ben, at=at)
    verdicts.submit(db, other, "true", "The log says so.", by=ben, at=at)
    with pytest.raises(Refused, match="waiting for a second reader"):
        review.decide_match(db, a_match(db, other, one, at=at), Status.CONFIRMED, by=ben, at=at)


def test_two_people_decide_one_match_and_the_second_is_told(db: Database, ben: Person, cleo: Person, at: datetime) -> None:
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "The ferry went down.", by=ben, at=at)
    match = a_match(db, other, one, at=at)
    review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at, seen_version=1)
    with pytest.raises(StaleEdit, match=f"match {match} was changed"):
        review.decide_match(db, match, Status.REJECTED, by=cleo, at=at, seen_version=1, reasons=[Reason.OTHER])
    assert matches.get_match(db, match).status is Status.CONFIRMED


def test_a_viewer_may_decide_nothing(db: Database, vic: Person, ben: Person, at: datetime) -> None:
    article = an_article(db, "The ferry sank.", by=ben, at=at)
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at, sentence_id=1), a_claim(db, "It went down.", by=ben, at=at)
    match = a_match(db, other, one, at=at)
    a_link(db, one, a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at)
    before = everything(db)
    for action in (
        lambda: review.mark_sentence(db, 1, Mark.CLAIM, by=vic, at=at),
        lambda: review.mark_sentences(db, [(1, 1)], Mark.CLAIM, by=vic, at=at),
        lambda: review.add_claim_from_quote(db, article, "ferry", by=vic, at=at),
        lambda: review.edit_claim(db, one, "Other", None, by=vic, at=at),
        lambda: review.decide_match(db, match, Status.CONFIRMED, by=vic, at=at),
        lambda: review.split(db, other, by=vic, at=at),
    ):
        with pytest.raises(NotAllowed, match="Vic is viewer here"):
            action()
    assert everything(db) == before


def test_an_unknown_number_is_named(db: Database, ben: Person, at: datetime) -> None:
    for action, said in (
        (lambda: review.mark_sentence(db, 99, Mark.CLAIM, by=ben, at=at), "no sentence 99"),
        (lambda: review.add_claim_from_quote(db, 99, "x", by=ben, at=at), "no article 99"),
        (lambda: review.edit_claim(db, 99, "x", None, by=ben, at=at), "no claim 99"),
        (lambda: review.decide_match(db, 99, Status.CONFIRMED, by=ben, at=at), "no match 99"),
    ):
        with pytest.raises(NotFound, match=said):
            action()


def test_who_says_each_line_of_an_article_is_read_once_for_all_its_marks(
    db: Database, ben: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = speakers.attribute
    monkeypatch.setattr(speakers, "attribute", lambda spans, text: read.append(len(spans)) or real(spans, text))
    an_article(db, "The mole of Skerry is 90 metres long.", "The mayor, Ira Nold, said the mole cost 4 million.", by=ben, at=at)
    review.mark_sentence(db, 1, Mark.CLAIM, by=ben, at=at)
    review.mark_sentence(db, 2, Mark.CLAIM, by=ben, at=at)
    assert read == [2]
    assert [claims.get_claim(db, number).claimant for number in (1, 2)] == [None, "Ira Nold"]
