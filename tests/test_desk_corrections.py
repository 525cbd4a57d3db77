"""Correcting what was typed or guessed: old and new value in the history, undo, and everything that rests on it follows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims.desk import alerts, newsroom
from claims.desk.articles import corrections as article_corrections
from claims.desk.articles import signoffs
from claims.desk.cases import cases
from claims.desk.checking import review, verdicts
from claims.desk.corrected import Corrected
from claims.desk.history import histories
from claims.desk.publishing import page_states, publishing
from claims.desk.sources import corrections, evidence
from claims.errors import ClaimsError, NotAllowed, NotFound, Refused, StaleEdit
from claims.model import Article, Evidence, Reason, Status
from claims.sourcing import sign_off_basis
from claims.store import articles, checks, claims, history, matches, sources
from claims.store import evidence as stored_evidence
from claims.store.confidential import hide_confidential
from claims.store.connect import open_store, rows, write
from tests.stage import everything
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    assert checks.problems(made.db) == []
    made.db.close()


def correct(stage: Stage, number: int | None = None, seen: int | None = None, by: str = "Ben", **typed: str | None) -> Corrected:
    return article_corrections.correct_article(
        stage.db, stage.matcher, number or stage.article, typed, by=stage.cast[by], at=stage.at, seen_version=seen
    )


def undo(stage: Stage, number: int | None = None) -> Corrected:
    return article_corrections.undo_correction(stage.db, stage.matcher, number or stage.article, by=stage.cast["Ben"], at=stage.at)


def correct_link(stage: Stage, number: int, start: int | None = None, **typed: str | None) -> Corrected:
    return corrections.correct_link(stage.db, number, typed, by=stage.cast["Ben"], at=stage.at, start=start)


def correct_source(stage: Stage, number: int, **typed: str | None) -> Corrected:
    return corrections.correct_source(stage.db, number, typed, by=stage.cast["Ben"], at=stage.at)


def article(stage: Stage) -> Article:
    return articles.get_article(stage.db, stage.article)


def link(stage: Stage, number: int) -> Evidence:
    return stored_evidence.get_evidence(stage.db, number)


def test_an_article_keeps_both_values_in_its_history(stage: Stage) -> None:
    done = correct(
        stage, title="Trams at last", byline="Ira Nold", published="14 March 2026", url="HTTPS://herald.example.org/trams", language="EN-gb"
    )
    assert done.fields == ("title", "byline", "published", "url")
    now = article(stage)
    assert (now.title, now.byline, now.published_at, now.url, now.language) == (
        "Trams at last", "Ira Nold", "2026-03-14", "https://herald.example.org/trams", "en",
    )  # fmt: skip
    event = [event for event in history.events_of(stage.db, {"article": [stage.article]}) if event.action == "edit_article"][-1]
    assert (event.by, event.before["title"], event.after["title"]) == ("Ben", "Brackwater opens its tram line", "Trams at last")
    told = [line.words for line in histories.of_article(stage.db, stage.article)]
    assert any(
        "title from “Brackwater opens its tram line” to “Trams at last”, byline from nothing to “Ira Nold”" in words for words in told
    )
    before = everything(stage.db)
    assert correct(stage, title=" Trams at last ", language="en") == Corrected(())
    assert everything(stage.db) == before, "what is typed as it stands changes nothing"
    assert correct(stage, byline="").fields == ("byline",)
    assert article(stage).byline is None


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "  ", "the title is empty"),
        ("title", "x" * 2001, "the title has 2,001 characters"),
        ("publisher", "Herald\x00", "the publisher contains invalid characters"),
        ("published", "30/30/2026", "the publication date is given as '30/30/2026'"),
        ("published", "2026", "the publication date is given as '2026'"),
        ("published", "2026-02-30", "the publication date is given as"),
        ("url", "herald.example.org", "the address is not a web address"),
        ("url", "javascript:alert(1)", "the address is not a web address"),
        ("language", "English", "the language 'English' is not known"),
        ("language", "qq", "the language 'qq' is not known"),
    ],
)
def test_what_cannot_be_stored_is_told_at_its_field_and_nothing_is_stored(stage: Stage, field: str, value: str, message: str) -> None:
    before = everything(stage.db)
    with pytest.raises(ClaimsError, match=message) as caught:
        correct(stage, byline="Ira Nold", **{field: value})
    assert caught.value.field == field
    assert everything(stage.db) == before


def test_an_address_that_the_same_text_has_already_is_refused(stage: Stage) -> None:
    text = article(stage).text
    correct(stage, url="https://herald.example.org/trams")
    with write(stage.db):
        stage.db.execute(
            "INSERT INTO article (title, text, sha256, added_by, added_at, url) VALUES ('Copy', ?, ?, 1, '2026-03-14T09:30:00.000+00:00', 'https://copy.example.org/')",
            [text, article(stage).sha256],
        )
    copy = rows(stage.db, "SELECT max(id) FROM article")[0][0]
    with pytest.raises(Refused, match="another article with the same text already has this address") as caught:
        correct(stage, copy, url="https://herald.example.org/trams")
    assert caught.value.field == "url"


def test_only_a_checker_corrects_and_never_over_somebody_else(stage: Stage) -> None:
    with pytest.raises(NotAllowed):
        correct(stage, by="Vic", title="Trams")
    read = article(stage).version
    correct(stage, publisher="Herald")
    with pytest.raises(StaleEdit):
        correct(stage, seen=read, publisher="Gazette")
    assert article(stage).publisher == "Herald"


def test_undo_puts_the_old_values_back_and_again_the_new_ones(stage: Stage) -> None:
    with pytest.raises(Refused, match="nothing was corrected"):
        undo(stage)
    correct(stage, title="Trams", publisher="Herald")
    assert undo(stage).fields == ("title", "publisher")
    assert (article(stage).title, article(stage).publisher) == ("Brackwater opens its tram line", None)
    undo(stage)
    assert (article(stage).title, article(stage).publisher) == ("Trams", "Herald")


def test_a_corrected_day_is_the_day_of_the_claims_made_there_and_their_pairs_are_judged_by_it(stage: Stage) -> None:
    text = "Bridge news\n\nThe old bridge of Brackwater was closed last month. The mayor of Brackwater opened the tower in 2019.\n"
    first = stage.add_article(text)
    correct(stage, first, published="2026-03-02")
    second = stage.add_article(text.replace("Bridge news", "News of bridges"))
    ours = next(claim for claim in claims.first_claimed_in(stage.db, second) if "bridge" in claim.text)
    theirs = next(claim for claim in claims.first_claimed_in(stage.db, first) if "bridge" in claim.text)
    assert theirs.claimed_at == "2026-03-02", "a claim follows its article"
    correct(stage, second, published="2025-03-02")
    pair = matches.find_pair(stage.db, ours.id, theirs.id)
    assert pair is not None and pair.comparison.relation.value == "differs", "last month is another month"
    decided = next(match for match in matches.matches_of(stage.db, [ours.id]) if match.id == pair.id)
    done = correct(stage, second, published="2026-03-05")
    pair = matches.find_pair(stage.db, ours.id, theirs.id)
    assert pair is not None and pair.comparison.relation.value != "differs" and pair.version > decided.version
    assert "matched again" in done.remarks[0]
    assert matches.count_unjudged(stage.db) == 0
    told = [line.words for line in histories.of_claim(stage.db, ours.id)]
    assert "corrected: day from “2025-03-02” to “2026-03-05”, as in its article" in told


def test_a_decided_pair_is_kept_and_told(stage: Stage) -> None:
    pair = stage.match(differing=False)
    review.decide_match(stage.db, pair.id, Status.REJECTED, by=stage.cast["Ben"], at=stage.at, reasons=[Reason.OTHER])
    before = matches.get_match(stage.db, pair.id)
    done = correct(stage, published="2026-03-01")
    assert matches.get_match(stage.db, pair.id) == before
    assert done.remarks[1] == "1 decided pair rests on the earlier value and was kept: look at it again."


def test_a_claim_with_a_day_of_its_own_or_from_an_earlier_article_does_not_follow(stage: Stage) -> None:
    claim = stage.claim("depot")
    with write(stage.db):
        stage.db.execute("UPDATE claim SET claimed_at = '2020-01-01' WHERE id = ?", [claim.id])
    correct(stage, published="2026-03-01")
    assert stage.page_of(claim.id).claimed_at == "2020-01-01"
    assert stage.page_of(stage.claim("passengers").id).claimed_at == "2026-03-01"


def test_a_corrected_language_is_that_of_the_claims_and_brings_the_suggestions_that_were_missed(stage: Stage) -> None:
    claim = stage.claim("depot")
    known = stage.claim("passengers", stage.earlier)
    stage.bring("passengers", "taken")
    with write(stage.db):
        stage.db.execute("DELETE FROM match WHERE ? IN (claim_id, known_id)", [known.id])
    correct(stage, language="de")
    assert stage.page_of(claim.id).language == "de"
    correct(stage, language="en")
    assert stage.page_of(claim.id).language == "en"
    ours = stage.claim("passengers")
    assert matches.find_pair(stage.db, ours.id, known.id) is not None
    assert matches.count_unjudged(stage.db) == 0
    undo(stage)
    assert stage.page_of(claim.id).language == "de"


def test_a_correction_raises_the_alert_of_a_false_claim_that_it_finds(stage: Stage) -> None:
    by, at = stage.cast["Ben"], stage.at
    known = stage.claim("passengers", stage.earlier)
    verdicts.take(stage.db, known.id, by=by, at=at)
    verdicts.submit(stage.db, known.id, "false", "It was 12,000.", by=by, at=at)
    verdicts.approve(stage.db, known.id, by=stage.cast["Cleo"], at=at)
    ours = stage.add_article("Crowds on the line\n\nThe tram line carried 21,000 passengers on its first day. It rained.\n")
    with write(stage.db):
        stage.db.execute("DELETE FROM alert")
        stage.db.execute(
            "DELETE FROM match WHERE claim_id IN (SELECT claim_id FROM appearance JOIN sentence ON sentence.id = sentence_id WHERE article_id = ?)",
            [ours],
        )
    correct(stage, ours, published="2026-03-10")
    assert [alert.known.claim.id for alert in alerts.list_alerts(stage.db)] == [known.id]


def test_a_shown_address_that_became_an_inside_one_is_not_offered_for_the_next_page(stage: Stage) -> None:
    correct(stage, url="https://herald.example.org/trams", published="2026-03-01")
    claim = stage.bring("depot", "published")
    page = page_states.live_pages(stage.db, claim.id)
    assert [appearance.url for appearance in page[0].page.appearances] == ["https://herald.example.org/trams"]
    correct(stage, url="http://intranet.local/trams")
    assert page_states.live_pages(stage.db, claim.id) == page, "what visitors see waits for an editor"
    offer = publishing.publishing_choices(stage.db, claim.id, at=stage.at)
    assert [(offered.ticked, offered.why_not) for offered in offer.articles] == [(False, publishing.INSIDE)]
    assert "where it was said" in offer.changes
    correct(stage, url="https://herald.example.org/trams-2")
    offer = publishing.publishing_choices(stage.db, claim.id, at=stage.at)
    assert [(offered.ticked, offered.why_not) for offered in offer.articles] == [(True, None)]


def test_a_sign_off_lapses_with_every_correction_and_stands_again_when_it_is_undone(stage: Stage) -> None:
    number = stage.link()
    signoffs.sign_off(stage.db, stage.article, "urgent", by=stage.cast["Edith"], at=stage.at)
    source = link(stage, number).source.id

    def lapsed() -> bool:
        return cases.sourcing_report(stage.db, stage.article, at=stage.at).lapsed is not None

    assert not lapsed()
    by, at = stage.cast["Ben"], stage.at
    correct(stage, title="Trams")
    assert lapsed()
    undo(stage)
    assert not lapsed()
    correct_source(stage, source, publisher="The Registry")
    assert lapsed()
    corrections.undo_source_correction(stage.db, source, by=by, at=at)
    assert not lapsed()
    correct_link(stage, number, note="read twice")
    assert lapsed()
    corrections.undo_link_correction(stage.db, number, by=by, at=at)
    assert not lapsed()


def test_a_sign_off_of_an_earlier_release_stands_until_something_is_corrected(stage: Stage) -> None:
    number = stage.link()
    signoffs.sign_off(stage.db, stage.article, "urgent", by=stage.cast["Edith"], at=stage.at)
    report = cases.sourcing_report(stage.db, stage.article, at=stage.at)
    stage.db.execute("DROP TRIGGER sign_off_append_only_update")
    stage.db.execute("UPDATE sign_off SET basis = ?", [sign_off_basis.basis(report, details=False)])
    assert cases.sourcing_report(stage.db, stage.article, at=stage.at).lapsed is None
    stage.at += timedelta(minutes=1)
    correct_link(stage, number, note="read twice")
    assert cases.sourcing_report(stage.db, stage.article, at=stage.at).lapsed is not None
    stage.db.close()
    stage.db = open_store(stage.path.with_name("another.db"))


def test_everybody_gets_the_same_sign_off_though_a_source_is_confidential(stage: Stage) -> None:
    number = stage.link()
    evidence.set_confidential(stage.db, link(stage, number).source.id, True, "promised", by=stage.cast["Ben"], at=stage.at)
    signoffs.sign_off(stage.db, stage.article, "urgent", by=stage.cast["Edith"], at=stage.at)
    reader = open_store(stage.path)
    hide_confidential(reader)
    assert cases.sourcing_report(reader, stage.article, at=stage.at).lapsed is None
    with pytest.raises(NotFound, match="confidential"):
        corrections.correct_link(reader, number, {"note": "x"}, by=stage.cast["Ben"], at=stage.at)
    correct_link(stage, number, note="what the clerk whispered")
    correct_source(stage, link(stage, number).source.id, title="The clerk Nold")
    assert cases.sourcing_report(reader, stage.article, at=stage.at).lapsed is not None
    told = [line.words for line in histories.of_claim(reader, link(stage, number).claim_id)]
    assert not any("whispered" in words or "Nold" in words for words in told) and any("corrected" in words for words in told)
    reader.close()


def test_a_claim_of_a_published_page_that_follows_its_article_waits_for_an_editor(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    page = page_states.live_pages(stage.db, claim.id)
    correct(stage, published="2026-03-01")
    assert page_states.live_pages(stage.db, claim.id) == page
    assert "who said it" in page_states.page_states(stage.db, [claim.id])[claim.id].changes


def test_a_day_in_figures_is_read_in_the_newsroom_s_order(stage: Stage) -> None:
    source = stage.source().id
    correct(stage, published="11/10/2024")
    correct_source(stage, source, published="11/10/2024")
    assert article(stage).published_at == sources.get_source(stage.db, source).published_at == "2024-10-11"
    newsroom.set_day_first(stage.db, False, by=stage.cast["Ada"], at=stage.at)
    correct(stage, published="11/12/2024")
    assert article(stage).published_at == "2024-11-12"
