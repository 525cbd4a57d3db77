"""A new version of an article: work stays where the facts did not change, and nothing else comes along."""

from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.desk.articles import changes, fetching, intake, new_versions
from claims.desk.articles.intake import Added
from claims.desk.cases.cases import sourcing_report
from claims.desk.cases.changed_lines import WhatChanged, what_changed
from claims.desk.checking import review, verdicts
from claims.desk.index.matcher import Matcher
from claims.errors import Refused, StaleEdit
from claims.model import Article, LineStatus, Mark, Person, ProblemKind
from claims.store import articles, checks
from tests.stage import everything

FERRY = """The ferry Anna sank off Tarrow in May 1931. Forty-two people were aboard, the harbour office said.
It was a sad night for the town. An investigation has been started by the building inspectorate.
The wreck lies at a depth of 30 metres.
"""
LATER = """The ferry Anna sank off Tarrow in May 1931. Forty-three people were aboard, the harbour office said.
It was a sad night for the town. The building inspectorate has opened an investigation.
Divers will go down to it next week.
"""


def add(db: Database, matcher: Matcher, text: str, by: Person, at: datetime, replaces: int | None = None) -> Added:
    document = fetching.read_upload(text.encode(), "ferry.txt", limit=100_000)
    return intake.add_article(db, matcher, document, by=by, at=at, replaces=replaces)


def marked(db: Database, article: Article, by: Person, at: datetime) -> dict[str, int]:
    """Every line but the third marked as a claim; the number of each claim by the first words of its line."""
    for sentence in articles.sentences_of(db, article):
        review.mark_sentence(db, sentence.id, Mark.NOT_CLAIM if "sad night" in sentence.text else Mark.CLAIM, by=by, at=at)
    return {place.quote[:12]: claim.id for place, claim in intake.claims_in(db, article)}


def marks(db: Database, article: Article) -> dict[str, str]:
    return {sentence.text[:12]: sentence.mark.value for sentence in articles.sentences_of(db, article)}


def changed_in(db: Database, number: int) -> WhatChanged:
    changed = what_changed(db, number)
    assert changed is not None
    return changed


@pytest.fixture
def matcher() -> Matcher:
    """A matcher with the models, which judge whether a line is only worded otherwise."""
    return Matcher()


@pytest.fixture
def first(db: Database, matcher: Matcher, ben: Person, at: datetime) -> Article:
    return add(db, matcher, FERRY, ben, at).article


def test_unchanged_lines_keep_their_work_and_a_changed_one_is_reopened(
    db: Database, matcher: Matcher, first: Article, ben: Person, cleo: Person, at: datetime
) -> None:
    numbers = marked(db, first, ben, at)
    aboard = numbers["Forty-two pe"]
    verdicts.take(db, aboard, by=ben, at=at)
    verdicts.submit(db, aboard, "true", "The log says so.", by=ben, at=at)
    verdicts.approve(db, aboard, by=cleo, at=at)
    second = add(db, matcher, LATER, ben, at, replaces=first.id).article
    assert second.replaces_id == first.id
    told = marks(db, second)
    assert told["The ferry An"] == "claim" and told["It was a sad"] == "not_claim"
    assert told["Forty-three "] == told["Divers will "] == told["The building"] == "unmarked"
    now = {claim.id for _, claim in intake.claims_in(db, second)}
    assert numbers["The ferry An"] in now and aboard not in now, "a claim with another figure is another claim"
    changed = changed_in(db, second.id)
    (reopened,) = changed.of_status(LineStatus.CHANGED)
    assert (reopened.old_text[:9], reopened.new_text[:11]) == ("Forty-two", "Forty-three")
    assert [claim.id for claim, verdict in reopened.claims if verdict] == [aboard]
    stale = [problem for problem in sourcing_report(db, second.id, at=at).problems if problem.kind is ProblemKind.STALE]
    assert [problem.claim_id for problem in stale] == [aboard] and "Forty-three" in stale[0].detail
    assert [line.new_text[:6] for line in changed.of_status(LineStatus.NEW)] == ["Divers"]
    assert [line.old_text[:9] for line in changed.of_status(LineStatus.GONE)] == ["The wreck"]


def test_a_line_that_is_only_worded_otherwise_waits_to_be_confirmed(
    db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime
) -> None:
    numbers = marked(db, first, ben, at)
    second = add(db, matcher, LATER, ben, at, replaces=first.id).article
    (line,) = changed_in(db, second.id).wording_to_confirm
    assert numbers["An investiga"] in {claim.id for place, claim in intake.claims_in(db, second) if place.sentence_id == line.after[0].id}
    with pytest.raises(StaleEdit):
        changes.confirm_wording(db, second.id, [(line.after[0].id, 99)], by=ben, at=at)
    assert changes.confirm_wording(db, second.id, [(line.after[0].id, line.after[0].version)], by=ben, at=at) == 1
    assert marks(db, second)["The building"] == "claim"
    assert changed_in(db, second.id).wording_to_confirm == []
    with pytest.raises(Refused):
        changes.confirm_wording(db, second.id, [(line.after[0].id, None)], by=ben, at=at)


def test_a_changed_line_takes_its_old_claim_along_when_a_person_says_so(
    db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime
) -> None:
    aboard = marked(db, first, ben, at)["Forty-two pe"]
    second = add(db, matcher, LATER, ben, at, replaces=first.id).article
    (line,) = changed_in(db, second.id).of_status(LineStatus.CHANGED)
    changes.take_along(db, line.after[0].id, by=ben, at=at, seen_version=line.after[0].version)
    here = [claim for place, claim in intake.claims_in(db, second) if place.sentence_id == line.after[0].id]
    assert aboard in {claim.id for claim in here} and all(claim.state == "dropped" for claim in here if claim.id != aboard)
    assert marks(db, second)["Forty-three "] == "claim"
    assert not changed_in(db, second.id).of_status(LineStatus.CHANGED)[0].is_open


def test_only_the_newest_version_of_an_article_can_be_replaced(
    db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime
) -> None:
    second = add(db, matcher, LATER, ben, at, replaces=first.id).article
    with pytest.raises(Refused, match=f"newer version, article {second.id}"):
        add(db, matcher, LATER + "More.\n", ben, at, replaces=first.id)
    assert add(db, matcher, LATER, ben, at, replaces=second.id).was_there
    other = add(db, matcher, "The mill at Harn burned down in 1950. Nobody was hurt.\n", ben, at).article
    with pytest.raises(Refused, match="stored as article"):
        add(db, matcher, LATER, ben, at, replaces=other.id)


def test_a_text_half_of_which_is_known_is_offered_as_a_new_version_and_can_be_made_one(
    db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime
) -> None:
    numbers = marked(db, first, ben, at)
    added = add(db, matcher, FERRY.replace("30 metres", "40 metres"), ben, at)
    assert added.article.replaces_id is None and added.resembles is not None
    assert added.resembles.article.id == first.id and added.resembles.share > 0.7
    new_versions.make_version(db, matcher, added.article.id, first.id, by=ben, at=at)
    assert marks(db, added.article)["The ferry An"] == "claim"
    here = {claim.id for _, claim in intake.claims_in(db, added.article) if claim.state != "dropped"}
    assert {numbers["The ferry An"], numbers["Forty-two pe"]} <= here
    assert [line.new_text[:9] for line in changed_in(db, added.article.id).of_status(LineStatus.CHANGED)] == ["The wreck"]
    with pytest.raises(Refused, match="already"):
        new_versions.make_version(db, matcher, added.article.id, first.id, by=ben, at=at)


def test_a_new_text_is_offered_as_no_version(db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime) -> None:
    assert add(db, matcher, "The mill at Harn burned down in 1950. Nobody was hurt, the town said.\n", ben, at).resembles is None


def test_a_line_told_as_reworded_is_reopened_when_it_did_change_and_closed_again(
    db: Database, matcher: Matcher, first: Article, ben: Person, cleo: Person, at: datetime
) -> None:
    claim = marked(db, first, ben, at)["An investiga"]
    verdicts.take(db, claim, by=ben, at=at)
    verdicts.submit(db, claim, "true", "The inspectorate says so.", by=ben, at=at)
    verdicts.approve(db, claim, by=cleo, at=at)
    second = add(db, matcher, LATER, ben, at, replaces=first.id).article
    (line,) = changed_in(db, second.id).of_status(LineStatus.WORDING)
    changes.confirm_wording(db, second.id, [(line.after[0].id, None)], by=ben, at=at)
    sentence = line.after[0].id

    def claims_here() -> set[int]:
        return {stored.id for place, stored in intake.claims_in(db, second) if place.sentence_id == sentence}

    with pytest.raises(StaleEdit):
        changes.reopen_line(db, sentence, by=ben, at=at, seen_version=line.after[0].version)
    changes.reopen_line(db, sentence, by=ben, at=at)
    reopened = next(line for line in changed_in(db, second.id).of_status(LineStatus.CHANGED) if line.after[0].id == sentence)
    assert reopened.is_open and claims_here() == set() and marks(db, second)["The building"] == "unmarked"
    stale = [problem for problem in sourcing_report(db, second.id, at=at).problems if problem.kind is ProblemKind.STALE]
    assert [problem.claim_id for problem in stale] == [claim]
    with pytest.raises(Refused, match="not told as reworded"):
        changes.reopen_line(db, sentence, by=ben, at=at)
    changes.close_line(db, sentence, by=ben, at=at)
    assert claims_here() == {claim} and marks(db, second)["The building"] == "claim"
    assert [line.after[0].id for line in changed_in(db, second.id).of_status(LineStatus.WORDING)] == [sentence]
    with pytest.raises(Refused, match="nobody reopened"):
        changes.close_line(db, sentence, by=ben, at=at)
    changes.reopen_line(db, sentence, by=ben, at=at)
    changes.take_along(db, sentence, by=ben, at=at)
    assert claims_here() == {claim}
    with pytest.raises(Refused, match="was marked since"):
        changes.close_line(db, sentence, by=ben, at=at)
    assert checks.problems(db) == []


def test_making_a_version_is_undone_with_all_that_it_carried_over(
    db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime
) -> None:
    marked(db, first, ben, at)
    added = add(db, matcher, FERRY.replace("30 metres", "40 metres"), ben, at).article

    def standing() -> tuple[dict[str, str], list[tuple[int, int, str]]]:
        here = [(place.sentence_id, claim.id, str(claim.state)) for place, claim in intake.claims_in(db, added)]
        return marks(db, added), sorted(here)

    before = standing()
    new_versions.make_version(db, matcher, added.id, first.id, by=ben, at=at)
    assert standing() != before
    read = articles.get_article(db, added.id).version
    with pytest.raises(StaleEdit):
        new_versions.undo_version(db, added.id, by=ben, at=at, seen_version=read - 1)
    new_versions.undo_version(db, added.id, by=ben, at=at, seen_version=read)
    assert standing() == before
    assert what_changed(db, added.id) is None and articles.get_article(db, added.id).replaces_id is None
    assert marks(db, first)["The ferry An"] == "claim", "the earlier version keeps its work"
    with pytest.raises(Refused, match="no new version"):
        new_versions.undo_version(db, added.id, by=ben, at=at)
    new_versions.make_version(db, matcher, added.id, first.id, by=ben, at=at)
    assert changed_in(db, added.id).earlier.id == first.id
    assert checks.problems(db) == []


def test_what_came_in_as_a_new_version_is_not_undone(db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime) -> None:
    marked(db, first, ben, at)
    second = add(db, matcher, LATER, ben, at, replaces=first.id).article
    with pytest.raises(Refused, match="was added as a new version"):
        new_versions.undo_version(db, second.id, by=ben, at=at)


def test_only_the_newest_version_is_undone(db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime) -> None:
    second = add(db, matcher, FERRY.replace("30 metres", "40 metres"), ben, at).article
    new_versions.make_version(db, matcher, second.id, first.id, by=ben, at=at)
    third = add(db, matcher, FERRY.replace("30 metres", "50 metres"), ben, at, replaces=second.id).article
    with pytest.raises(Refused, match=f"newer version, article {third.id}"):
        new_versions.undo_version(db, second.id, by=ben, at=at)


def test_a_line_with_carried_claims_that_was_marked_since_keeps_its_version(
    db: Database, matcher: Matcher, first: Article, ben: Person, at: datetime
) -> None:
    marked(db, first, ben, at)
    added = add(
        db,
        matcher,
        FERRY.replace(
            "An investigation has been started by the building inspectorate.", "The building inspectorate has opened an investigation."
        ),
        ben,
        at,
    ).article
    new_versions.make_version(db, matcher, added.id, first.id, by=ben, at=at)
    (line,) = changed_in(db, added.id).wording_to_confirm
    changes.confirm_wording(db, added.id, [(line.after[0].id, None)], by=ben, at=at)
    before = everything(db)
    with pytest.raises(Refused, match=rf"were marked since \({line.after[0].position}\)"):
        new_versions.undo_version(db, added.id, by=ben, at=at)
    assert everything(db) == before
