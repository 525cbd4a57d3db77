"""Signing off: who may, what it needs, and everything that makes it lapse."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from claims.desk import newsroom
from claims.desk.articles import fetching, intake, signoffs
from claims.desk.cases import cases
from claims.desk.checking import review, verdicts
from claims.desk.sources import evidence
from claims.errors import NotAllowed, Refused, StaleEdit
from claims.model import Mark, Report, Stance
from claims.sourcing import sign_off_basis
from claims.sourcing.report import print_report
from claims.sourcing.summary import counts, signed
from stage import everything, told
from tests.web_stage import ARTICLE, Stage, token_in


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def report(stage: Stage) -> Report:
    return cases.sourcing_report(stage.db, stage.article, at=stage.at)


def sign(stage: Stage, note: str | None = "urgent", by: str = "Edith") -> None:
    signoffs.sign_off(stage.db, stage.article, note, by=stage.cast[by], at=stage.at)


def test_a_sign_off_is_recorded_and_told(stage: Stage) -> None:
    sign(stage)
    made = report(stage)
    assert made.sign_off is not None and made.lapsed is None
    assert signed(made) == "Signed off by Edith on 14 March 2026, 09:30: urgent"
    assert told(stage.db, "article", stage.article)[-1] == "sign_off"
    assert "signed off for publication: urgent" in stage.get(f"/articles/{stage.article}/history").text
    for form in ("text", "html", "json"):
        assert "Edith" in print_report(made, form)


@pytest.mark.parametrize("form", ["text", "html", "page"])
def test_a_report_has_one_state_and_its_reason(stage: Stage, form: str) -> None:
    def shown() -> str:
        words = stage.get(f"/articles/{stage.article}/report").text if form == "page" else print_report(report(stage), form)
        return " ".join(words.split())

    assert "Not ready: " in shown() and "Signed off" not in shown()
    sign(stage)
    assert "Signed off by Edith on 14 March 2026, 09:30: urgent" in shown()
    assert "Not ready" not in shown() and "Left open: " in shown() and "mark " in shown()
    review.mark_sentence(stage.db, stage.sentence("fine morning").id, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    assert "Not ready: " in shown() and "Sign-off lapsed: " in shown() and "Left open" not in shown()


def test_counts_of_a_report_are_words_that_fit_their_number(stage: Stage) -> None:
    stage.bring("depot", "checked")
    words = {str(word): number for number, word in counts(report(stage))}
    assert (words["claim"], words["checked"], words["sentences"]) == (1, 1, 6)
    text = print_report(report(stage), "text")
    assert "1 claim," in text and "1 claims" not in text
    html = print_report(report(stage), "html")
    assert "<dt>claim</dt><dd>1</dd>" in html and "6 sentences, in the order" in html
    spanish = stage.client("Edith").get(f"/articles/{stage.article}/report", headers={"Accept-Language": "es"}).text
    assert "<dt>afirmación</dt>" in spanish and "<dt>verificada</dt>" in spanish and "<dt>frases</dt>" in spanish


def test_notes_on_reading_stand_in_every_form_of_the_report_and_in_the_api(stage: Stage) -> None:
    document = fetching.read_upload(b"A day out\n\nThe ferry carried 300 people on Monday.", "day.txt", limit=5_000_000)
    notes = ("One embedded table was left out.",)
    article = intake.add_article(
        stage.db, stage.matcher, replace(document, beside=replace(document.beside, warnings=notes)), by=stage.cast["Ben"], at=stage.at
    ).article.id
    made = cases.sourcing_report(stage.db, article, at=stage.at)
    assert set(notes) <= set(made.reading_notes)
    assert json.loads(print_report(made, "json"))["reading_notes"] == list(made.reading_notes)
    for form in ("text", "html"):
        assert "Notes on reading the text" in print_report(made, form) and notes[0] in print_report(made, form)
    assert notes[0] in stage.get(f"/articles/{article}/report").text
    assert notes[0] in stage.get(f"/articles/{article}?line=1").text
    answer = stage.client(None).get(f"/api/v1/articles/{article}", headers=stage.bearer("Ben"))
    assert answer.json is not None and answer.json["reading_notes"] == list(made.reading_notes)


def test_while_something_is_to_be_mended_or_marked_it_needs_a_note(stage: Stage) -> None:
    before = everything(stage.db)
    with pytest.raises(Refused, match="say in the note why"):
        sign(stage, None)
    assert everything(stage.db) == before
    for sentence in cases.sourcing_report(stage.db, stage.article, at=stage.at).lines:
        review.mark_sentence(stage.db, sentence.sentence.id, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    sign(stage, None)
    assert signed(report(stage)) == "Signed off by Edith on 14 March 2026, 09:30"


def test_a_checker_may_not_and_what_was_read_is_what_is_signed(stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="ask somebody who is editor or admin"):
        sign(stage, by="Ben")
    read = sign_off_basis.basis(report(stage))
    stage.claim("depot")
    with pytest.raises(StaleEdit):
        signoffs.sign_off(stage.db, stage.article, "read", by=stage.cast["Edith"], at=stage.at, seen_basis=read)
    late = stage.post(f"/articles/{stage.article}/sign-off", {"basis": read, "note": "typed at length"}, by="Edith")
    assert late.status_code == 409 and 'value="typed at length"' in late.text
    assert report(stage).sign_off is None


def test_it_can_be_taken_back_with_a_reason_and_stand_again(stage: Stage) -> None:
    sign(stage)
    before = everything(stage.db)
    with pytest.raises(Refused, match="the note is empty"):
        signoffs.take_back(stage.db, stage.article, " ", by=stage.cast["Edith"], at=stage.at)
    with pytest.raises(NotAllowed):
        signoffs.take_back(stage.db, stage.article, "a doubt", by=stage.cast["Ben"], at=stage.at)
    with pytest.raises(Refused, match="not withdrawn"):
        signoffs.restore(stage.db, stage.article, by=stage.cast["Edith"], at=stage.at)
    assert everything(stage.db) == before
    signoffs.take_back(stage.db, stage.article, "the mayor denies it", by=stage.cast["Ada"], at=stage.at)
    made = report(stage)
    assert made.lapsed == "Ada withdrew it"
    said = "Sign-off withdrawn by Ada on 14 March 2026, 09:30: the mayor denies it (signed off by Edith on 14 March 2026, 09:30: urgent)"
    assert signed(made) == said
    for form in ("text", "html", "json"):
        assert "the mayor denies it" in print_report(made, form)
    assert "Sign-off withdrawn" in stage.get("/articles").text
    assert "sign-off by Edith withdrawn: the mayor denies it" in stage.get(f"/articles/{stage.article}/history").text
    signoffs.restore(stage.db, stage.article, by=stage.cast["Edith"], at=stage.at)
    assert (report(stage).lapsed, signed(report(stage))) == (None, "Signed off by Edith on 14 March 2026, 09:30: urgent")
    assert told(stage.db, "article", stage.article)[-2:] == ["take_back_sign_off", "restore_sign_off"]


def test_only_the_newest_sign_off_that_was_read_is_taken_back(stage: Stage) -> None:
    with pytest.raises(Refused, match="nobody has signed off article"):
        signoffs.take_back(stage.db, stage.article, "a doubt", by=stage.cast["Edith"], at=stage.at)
    sign(stage, "first")
    first = report(stage).sign_off
    assert first is not None
    sign(stage, "second")
    with pytest.raises(StaleEdit):
        signoffs.take_back(stage.db, stage.article, "a doubt", by=stage.cast["Edith"], at=stage.at, seen_number=first.id)
    signoffs.take_back(stage.db, stage.article, "a doubt", by=stage.cast["Edith"], at=stage.at)
    with pytest.raises(Refused, match="already withdrawn by Edith"):
        signoffs.take_back(stage.db, stage.article, "again", by=stage.cast["Edith"], at=stage.at)
    # The first does not come back to life by the way.
    assert report(stage).lapsed == "Edith withdrew it"
    sign(stage, "third")
    assert report(stage).lapsed is None


def test_a_refused_taking_back_keeps_what_was_typed_and_the_page_offers_the_undo(stage: Stage) -> None:
    sign(stage)
    given = report(stage).sign_off
    assert given is not None
    address = f"/articles/{stage.article}/sign-off/take-back"
    late = stage.post(address, {"sign_off": given.id + 7, "note": "typed at length"}, by="Edith")
    assert late.status_code == 409 and 'value="typed at length"' in late.text
    edith = stage.client("Edith")
    token = token_in(edith.get("/password").text)
    done = edith.post(address, data={"sign_off": given.id, "note": "a doubt", "csrf_token": token}, follow_redirects=True)
    assert "Sign-off withdrawn." in done.text and f'action="/articles/{stage.article}/sign-off/restore"' in done.text


def link(stage: Stage) -> None:
    claim, source = stage.claim("depot"), stage.source()
    evidence.link_source(stage.db, claim.id, source.id, Stance.CONTRADICTS, by=stage.cast["Ben"], at=stage.at)


def new_verdict(stage: Stage) -> None:
    claim = stage.claim("depot").id
    verdicts.submit(stage.db, claim, "false", "It stands.", by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim, by=stage.cast["Cleo"], at=stage.at)


CHANGES: dict[str, Callable[[Stage], object]] = {
    "a mark": lambda s: review.mark_sentence(s.db, s.sentence("fine morning").id, Mark.NOT_CLAIM, by=s.cast["Ben"], at=s.at),
    "a wording": lambda s: review.edit_claim(s.db, s.claim("depot").id, "The depot fell.", None, by=s.cast["Ben"], at=s.at),
    "evidence": link,
    "a verdict": new_verdict,
    "the rules": lambda s: newsroom.set_threshold(s.db, "origins", 5, by=s.cast["Ada"], at=s.at),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_lapses_when_something_of_the_report_changes(stage: Stage, what: str) -> None:
    claim = stage.claim("depot").id
    source = stage.source("Wire of the coast")
    evidence.link_source(stage.db, claim, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, used_as=evidence.UsedAs.SECONDARY)
    other = stage.source("Another wire")
    evidence.link_source(stage.db, claim, other.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, used_as=evidence.UsedAs.SECONDARY)
    evidence.set_origin(stage.db, other.id, source.id, by=stage.cast["Ben"], at=stage.at)
    newsroom.set_threshold(stage.db, "origins", 1, by=stage.cast["Ada"], at=stage.at)
    sign(stage)
    CHANGES[what](stage)
    made = report(stage)
    assert made.lapsed == "something in the article, its claims or their sources changed since"
    assert (signed(made) or "").startswith("Sign-off lapsed: something")
    assert "Sign-off lapsed" in stage.get("/articles").text


def test_publishing_assigning_and_deadlines_leave_it_in_force(stage: Stage) -> None:
    claim, other = stage.bring("depot", "checked").id, stage.claim("12,000").id
    sign(stage)
    verdicts.publish(stage.db, claim, by=stage.cast["Edith"], at=stage.at)
    verdicts.set_due(stage.db, other, stage.at, by=stage.cast["Ben"], at=stage.at)
    assert report(stage).lapsed is None
    assert "Signed off by Edith" in unescape(stage.get("/articles").text)


def test_a_new_version_lapses_it_for_both_versions_and_only_the_newest_can_be_signed(stage: Stage) -> None:
    def read(text: str) -> int:
        document = fetching.read_upload(text.encode(), "article.txt", limit=10_000)
        known = intake.with_typed_details(
            document, title=None, publisher=None, published=None, url="https://news.example.org/tram", byline=None
        )
        return intake.add_article(stage.db, stage.matcher, known, by=stage.cast["Ben"], at=stage.at).article.id

    first = read(ARTICLE)
    signoffs.sign_off(stage.db, first, "fine", by=stage.cast["Edith"], at=stage.at)
    second = read(ARTICLE.replace("9 kilometres", "10 kilometres"))
    for number in (first, second):
        made = cases.sourcing_report(stage.db, number, at=stage.at)
        assert made.lapsed == "a newer version of the article was read since", number
    with pytest.raises(Refused, match="Sign that one off"):
        signoffs.sign_off(stage.db, first, "fine", by=stage.cast["Edith"], at=stage.at)
