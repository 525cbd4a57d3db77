"""The desk's own promises: its address, its weight, marking many lines, what it says of a known claim, and a refusal beside its form."""

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.checking import review, verdicts
from claims.desk.shown_words import shared_in_words, shared_labelled
from claims.desk.sources import evidence
from claims.model import Mark, Shared, SharedKind, Stance, Status
from claims.store import matches
from tests.web_stage import Stage, token_in

WHOLE_PAGE = 160_000
"""Bytes that a desk page may take with its style and script, as they are sent."""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def chosen(stage: Stage, *words: str) -> list[str]:
    found = [stage.sentence(word) for word in words]
    return [f"{one.id}:{one.version}" for one in found]


def test_an_article_without_a_line_leads_to_the_next_thing_to_do(stage: Stage) -> None:
    first = stage.get(f"/articles/{stage.article}")
    assert first.status_code == 302
    assert first.location == f"/articles/{stage.article}?line=1&view=all"
    heading = stage.sentence("opens its tram line")
    review.mark_sentence(stage.db, heading.id, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    assert "line=2" in stage.get(f"/articles/{stage.article}").location
    assert 'href="/articles/2?line=4#line-4" data-key="g">Mark line 4' in stage.get(f"/articles/{stage.article}?line=3").text


def test_a_desk_page_of_60_lines_weighs_less_than_160_kb_with_all_it_brings_along(stage: Stage) -> None:
    lines = [f"District {n} of Varn counted {n * 41} new homes in {1990 + n % 30}, the housing office said." for n in range(60)]
    article = stage.add_article("\n\n".join(lines))
    client = stage.client("Ben")
    page = client.get(f"/articles/{article}?line=21").text
    waiting, seen, size = set(re.findall(r'"(/static/[^"#]+)', page)), set(), len(page.encode())
    while waiting:
        part = waiting.pop()
        seen.add(part.split("?")[0])
        content = client.get(part, buffered=True).data
        size += len(content)
        imported = {f"/static/{name}" for name in re.findall(r'from "\./([\w.]+)"', content.decode())}
        waiting |= {one for one in imported if one not in seen}
    assert "/static/typed.js" in seen
    assert size < WHOLE_PAGE, size


def test_many_lines_are_marked_in_one_go_and_can_be_chosen_again(stage: Stage) -> None:
    fields: dict[str, object] = {"mark": "not_claim", "chosen": chosen(stage, "fine morning", "depot")}
    answer = stage.post(f"/articles/{stage.article}/marks", fields)
    assert answer.status_code == 303
    assert {stage.sentence(one).mark for one in ("fine morning", "depot")} == {Mark.NOT_CLAIM}
    again = stage.get(f"/articles/{stage.article}?line=4&view=choose&pick=4,5").text
    assert len(re.findall(r'name="chosen"[^>]* checked', again)) == 2


def test_lines_that_somebody_else_marked_meanwhile_are_named_and_the_others_stay_chosen(stage: Stage) -> None:
    both = chosen(stage, "fine morning", "depot")
    sentence = stage.sentence("depot")
    review.mark_sentence(stage.db, sentence.id, Mark.CLAIM, by=stage.cast["Cleo"], at=stage.at)
    answer = stage.post(f"/articles/{stage.article}/marks", {"mark": "not_claim", "chosen": both})
    assert answer.status_code == 409
    assert f"line {sentence.position} is now claim" in answer.text
    assert len(re.findall(r'name="chosen"[^>]* checked', answer.text)) == 1
    assert stage.sentence("fine morning").mark is Mark.UNMARKED


def test_marking_no_line_says_so(stage: Stage) -> None:
    answer = stage.post(f"/articles/{stage.article}/marks", {"mark": "claim"})
    assert answer.status_code == 422
    assert "Select at least one line." in answer.text


def test_the_verdict_of_a_known_claim_stands_before_its_words(stage: Stage) -> None:
    match = stage.match(differing=False)
    known = stage.claim("9 kilometres", stage.earlier)
    by = stage.cast["Ben"]
    evidence.link_source(stage.db, known.id, stage.source().id, Stance.CONTRADICTS, by=by, at=stage.at)
    verdicts.take(stage.db, known.id, by=by, at=stage.at)
    verdicts.submit(stage.db, known.id, "false", "The register says otherwise.", by=by, at=stage.at)
    verdicts.approve(stage.db, known.id, by=stage.cast["Cleo"], at=stage.at)
    for address in (f"/claims/{stage.claim('9 kilometres').id}", f"/matches/{match.id}"):
        page = re.sub(r"\s+", " ", stage.get(address).text)
        assert "Rated <b>False</b> on 14 March 2026, 1 source" in page
        assert re.search(r'Rated <b>False</b>(?:(?!class="diff").){0,1500}class="diff"', page)


def test_a_decision_offers_its_undo_on_the_next_page(stage: Stage) -> None:
    match = stage.match(differing=True)
    client = stage.client("Ben")
    token = token_in(client.get("/password").text)
    fields = {"status": "rejected", "reasons": "number", "seen": match.version, "csrf_token": token}
    answer = client.post(f"/matches/{match.id}", data=fields)
    page = client.get(answer.location, follow_redirects=True).text
    assert "will not be suggested again" in page
    assert f'<a href="/matches/{match.id}">Review or undo</a>' in page
    decided = stage.get(f"/matches/{match.id}").text
    assert 'name="status" value="suggested"' in decided


def test_a_refused_verdict_comes_back_on_the_page_it_was_typed_on(stage: Stage) -> None:
    claim = stage.claim("depot")
    back = f"/articles/{stage.article}?line=5#line-5"
    fields: dict[str, object] = {"seen": claim.version, "rating": "", "explanation": "The register says so.", "back": back}
    answer = stage.post(f"/claims/{claim.id}/submit", fields)
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert "Choose a rating before you submit." in page
    assert "The register says so.</textarea>" in page
    assert 'data-answer="refused"' in page and '<li id="line-5"' in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/nowhere", "/sources/new", "/articles/999?line=1", ""])
def test_a_refusal_with_a_page_that_cannot_be_shown_is_an_error_page(stage: Stage, back: str) -> None:
    claim = stage.claim("depot")
    answer = stage.post(f"/claims/{claim.id}/submit", {"seen": claim.version, "rating": "", "explanation": "So it is said.", "back": back})
    assert answer.status_code == 409
    assert "This cannot be done now" in answer.text and "So it is said." in answer.text


def test_a_returned_verdict_is_worked_on_from_where_it_was(stage: Stage) -> None:
    claim = stage.bring("depot", "submitted")
    fields: dict[str, object] = {"seen": claim.version, "note": "which page?"}
    stage.post(f"/claims/{claim.id}/return", fields, by="Cleo")
    page = stage.get(f"/claims/{claim.id}").text
    assert "The register says so.</textarea>" in page and '<option value="true" selected>' in page
    assert "which page?" in page


def test_what_was_joined_is_listed_in_time_order_and_split_with_one_button(stage: Stage) -> None:
    claim = stage.bring("9 kilometres", "joined")
    for article, day in ((stage.earlier, "2026-02-01"), (stage.article, "2026-01-01")):
        stage.db.execute("UPDATE article SET published_at = ? WHERE id = ?", [day, article])
    page = stage.get(f"/claims/{claim.id}").text
    assert page.index("The line is 9 kilometres long.") < page.rindex("The line will be 9 kilometres in length.")
    joined = re.search(r'action="/claims/(\d+)/split"', page)
    assert joined
    assert stage.post(f"/claims/{joined[1]}/split", {}).status_code == 303
    assert stage.page_of(int(joined[1])).id == int(joined[1])
    assert {match.status for match in matches.matches_of(stage.db, [claim.id])} == {Status.SUGGESTED}


def test_a_match_shows_what_the_known_verdict_rests_on_and_why_the_two_met_under_labels(stage: Stage) -> None:
    match = stage.match(differing=False)
    known, ours, ben = stage.claim("9 kilometres", stage.earlier), stage.claim("9 kilometres"), stage.cast["Ben"]
    links = []
    for title in ("Building register", "Wire of the coast", "A rumour"):
        quote = "The line measures 9.1 kilometres"
        links.append(
            evidence.link_source(stage.db, known.id, stage.source(title).id, Stance.CONTRADICTS, by=ben, at=stage.at, quote=quote).id
        )
    verdicts.submit(stage.db, known.id, "false", "It is 9.1 kilometres.", by=ben, at=stage.at, evidence_ids=links[:2])
    verdicts.approve(stage.db, known.id, by=stage.cast["Cleo"], at=stage.at)
    for address in (f"/articles/{stage.article}?claim={ours.id}", f"/matches/{match.id}"):
        page = stage.client("Ben").get(address, follow_redirects=True).text
        # Further down, the sources that may speak to our own claim are offered, whatever the known verdict rests on.
        seen = (page.partition("Seen before")[2] or page).partition("Found in your sources")[0]
        card = " ".join(unescape(seen).split())
        assert "Rated <b>False</b> on 14 March 2026, 2 sources" in card
        assert "It is 9.1 kilometres." in card and "“The line measures 9.1 kilometres" in card
        assert "Building register" in card and "Wire of the coast" in card and "A rumour" not in card
        assert "<dt>Words in both</dt><dd>" in card


def test_what_two_texts_share_is_told_under_labels_and_in_sentences() -> None:
    why = (
        Shared(SharedKind.NAMES, ("Tarnmouth", "Vellmark")),
        Shared(SharedKind.NUMBERS, ("12,000",)),
        Shared(SharedKind.WORDS, ("tram", "line")),
        Shared(SharedKind.MEANING),
    )
    assert shared_in_words(why) == [
        "both have the names Tarnmouth, Vellmark",
        "both have the number 12,000",
        "both have the words tram, line",
        "as a whole close in meaning",
    ]
    assert shared_labelled(why) == [
        ("Names in both", "Tarnmouth, Vellmark"),
        ("Numbers in both", "12,000"),
        ("Words in both", "tram, line"),
        ("Meaning", "as a whole close in meaning"),
    ]


def test_a_note_stays_in_sight_when_it_is_posted(stage: Stage) -> None:
    claim = stage.claim("depot")
    page = stage.client("Ben").get(f"/articles/{stage.article}?claim={claim.id}", follow_redirects=True).text
    back = unescape(page.split(f'action="/claims/{claim.id}/notes"')[1].split('name="back" value="')[1].split('"')[0])
    assert '<details class="quiet talk" id="talk">' in page
    answer = stage.post(f"/claims/{claim.id}/notes", {"note": "The depot moved.", "back": back})
    assert '<details class="quiet talk" id="talk" open>' in stage.get(answer.location).text


@pytest.mark.long
def test_a_claim_marked_in_an_article_of_2000_lines_costs_150_ms_with_the_page_after_it(stage: Stage) -> None:
    number = stage.add_article("The long year\n\n" + " ".join(f"Who knows the pool of week {week}?" for week in range(1, 2_000)))
    client = stage.client("Ben")
    token = token_in(client.get("/password").text)
    costs = []
    for line in (5, 6, 7, 8):  # the first brings the index into memory, and a collection of garbage may fall into any
        sentence = stage.sentence(f"week {line}?", number)
        here = f"/articles/{number}?line={sentence.position}"
        fields = {"csrf_token": token, "mark": "claim", "seen": sentence.version, "back": here}
        before = time.process_time()
        assert client.post(f"/sentences/{sentence.id}/mark", data=fields).status_code == 303
        page = client.get(here, buffered=True).text
        costs.append(time.process_time() - before)
        assert page.count("Keep the draft, open line") > 1_900
    assert min(costs) < 0.15, costs
