"""The key for the next step, the list of second readers, and sources for which little was typed."""

import re
from html import unescape
from pathlib import Path

import pytest

from claims.desk.checking import review, verdicts
from claims.errors import Refused
from claims.model import Mark, SourceKind
from claims.store import sources
from tests.web_stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "claims.db", form_tokens=False)


def step(stage: Stage, line: int, by: str = "Cleo") -> str:
    """What the key offers on that line, and where it leads."""
    page = stage.get(f"/articles/{stage.article}?line={line}", by=by).text
    offered = re.search(r'href="([^"]+)" data-key="g">([^<]+)', page)
    assert offered is not None
    return f"{unescape(offered[2]).strip()} -> {unescape(offered[1]).split('#')[0].removeprefix(f'/articles/{stage.article}')}"


def test_the_key_leads_to_what_waits_first(stage: Stage) -> None:
    """A verdict that holds a colleague up, then a match, then lines to mark, then claims to check."""
    depot, passengers = stage.sentence("depot").position, stage.sentence("passengers").position
    assert step(stage, 1) == "Mark line 2 -> ?line=2"
    stage.match(differing=True)
    assert step(stage, 1) == f"Compare line {passengers} -> ?line={passengers}"
    stage.bring("depot", "submitted")
    assert step(stage, 1) == f"Second reading, line {depot} -> ?line={depot}"
    # Who wrote the verdict cannot read it; on the line itself the key leads on.
    assert step(stage, 1, by="Ben") == f"Compare line {passengers} -> ?line={passengers}"
    assert step(stage, depot) == f"Compare line {passengers} -> ?line={passengers}"
    verdicts.approve(stage.db, stage.claim("depot").id, by=stage.cast["Cleo"], at=stage.at)
    # An article opens at it, too.
    assert stage.get(f"/articles/{stage.article}", by="Cleo").location.split("#")[0].endswith(f"line={passengers}&view=all")


def test_what_the_program_only_proposes_waits_for_nobody(stage: Stage) -> None:
    stage.match(differing=True)
    sentence = stage.sentence("passengers")
    review.mark_sentence(stage.db, sentence.id, Mark.UNMARKED, by=stage.cast["Ben"], at=stage.at)
    assert step(stage, 1).startswith("Mark line")


def test_a_verdict_that_was_given_to_somebody_waits_for_them_alone(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    verdicts.submit(stage.db, claim.id, "true", "So says the register.", by=stage.cast["Ben"], at=stage.at, reader=stage.cast["Edith"])
    assert "Second reading" in step(stage, 1, by="Edith")
    assert "Second reading" not in step(stage, 1, by="Cleo")


def test_the_form_offers_the_readers_that_it_takes(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    taken = {str(person.id) for person in verdicts.possible_readers(stage.db, by=stage.cast["Ben"])}
    for address in (f"/claims/{claim.id}", f"/articles/{stage.article}?line={stage.sentence('depot').position}"):
        form = stage.get(address).text.partition('name="reader"')[2].partition("</select>")[0]
        assert set(re.findall(r'value="(\d+)"', form)) == taken
    assert str(stage.cast["Vic"].id) not in taken and str(stage.cast["Ben"].id) not in taken
    with pytest.raises(Refused, match="cannot be the second reader"):
        verdicts.submit(stage.db, claim.id, "true", "So.", by=stage.cast["Ben"], at=stage.at, reader=stage.cast["Vic"])


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ({"text": "Register of buildings\n\nThe depot was demolished on 4 March 2024."}, "Register of buildings"),
        (
            {
                "text": "The depot was demolished on 4 March 2024, two weeks later than the council had planned when it met in the spring of 2023."
            },
            None,
        ),
        ({"title": "Harbour log"}, "Harbour log"),
    ],
)
def test_a_source_gets_a_title_from_its_words_and_no_kind_that_nobody_chose(
    stage: Stage, typed: dict[str, object], title: str | None
) -> None:
    page = stage.get("/sources/new").text
    kind = page.partition('name="kind"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\w+)" selected', kind) == ["other"]
    blank = dict.fromkeys(("url", "text", "title", "publisher", "published", "archived_url", "description"), "")
    assert stage.post("/sources/new", {**blank, "kind": "other", **typed}).status_code == 303
    (source,) = sources.list_sources(stage.db)
    assert source.kind is SourceKind.OTHER
    assert source.title == title or (
        title is None and source.title.startswith("The depot was demolished on 4 March 2024,") and source.title.endswith(" …")
    )
    assert "Other or not known" in stage.get(f"/sources/{source.id}").text


def test_a_pasted_article_without_a_headline_is_called_by_its_first_words(stage: Stage) -> None:
    article = stage.post("/articles/new", {"text": "It rained. The ferry carried 300 people on Monday.", "url": "", "title": ""})
    assert article.status_code == 303
    assert "pasted" not in stage.get("/articles").text
