"""What a page says of how two claims relate: words and numbers that agree, and marks that say what they mean."""

import re
from pathlib import Path

import pytest

from claims.desk.shown_words import chance_of_same, relation_and_chance
from claims.model import Closer, Comparison, Difference, DifferenceKind, Reason, Relation, Shared, SharedKind, Status
from claims.store import matches
from tests.command_line import run_command
from tests.web_stage import Stage
from web.show.diff import compared


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "claims.db", form_tokens=False)


def a_pair(stage: Stage, comparison: Comparison) -> int:
    """A pair of claims with this comparison, waiting."""
    ours, theirs = stage.claim("depot"), stage.claim("passengers", stage.earlier)
    return matches.add_match(stage.db, ours.id, theirs.id, comparison, at=stage.at)


@pytest.mark.parametrize(
    ("relation", "closer", "score", "chance"),
    [
        (Relation.SAME, None, 0.93, 93),
        (Relation.SAME, None, 0.31, None),
        (Relation.SIMILAR, None, 0.31, 31),
        (Relation.SIMILAR, Closer.RELATED, 0.81, None),
        (Relation.SIMILAR, Closer.MORE, 0.81, None),
        (Relation.SIMILAR, Closer.LESS, 0.81, None),
        (Relation.DIFFERS, None, 0.81, None),
    ],
)
def test_no_number_says_that_two_claims_are_the_same_beside_a_word_that_they_are_not(
    relation: Relation, closer: Closer | None, score: float, chance: int | None
) -> None:
    assert chance_of_same(score, relation, closer) == chance
    assert ("in 100" in relation_and_chance(score, relation, closer, has_differences=True)) == (chance is not None)


@pytest.mark.parametrize("closer", [Closer.RELATED, Closer.MORE, Closer.LESS])
def test_every_page_that_shows_a_pair_keeps_to_it(stage: Stage, closer: Closer) -> None:
    pair = a_pair(stage, Comparison(0.81, Relation.SIMILAR, (), (Shared(SharedKind.WORDS, ("tram",)),), closer=closer))
    claim = matches.get_match(stage.db, pair).claim_id
    line = stage.sentence("depot").position
    for address in (f"/matches/{pair}", f"/claims/{claim}", f"/articles/{stage.article}?line={line}"):
        page = stage.client("Ben").get(address).text
        assert "in 100" not in re.sub(r"Likely a claim: \d+ in 100", "", page), address
    shown = run_command("--db", str(stage.path), "matches", folder=stage.path.parent, environ={"CLAIMS_USER": "Ben"})
    assert b"in 100" not in shown.stdout
    assert b"tram" in shown.stdout


def test_a_card_says_what_ours_adds_and_what_its_marks_mean(stage: Stage) -> None:
    added = Difference(DifferenceKind.DATE, "March 2024", None, (31, 41), None)
    pair = a_pair(stage, Comparison(0.81, Relation.SIMILAR, (), (), closer=Closer.MORE, added=(added,)))
    for address in (f"/claims/{matches.get_match(stage.db, pair).claim_id}", f"/matches/{pair}"):
        page = stage.get(address).text
        assert "Ours says more" in page
        assert "Ours adds:" in page
        assert '<span class="added">only on this side</span>' in page
        assert '<span class="reworded">worded differently</span>' in page
        assert "missing here" not in page  # a mark that the pair lacks is not explained


def test_where_no_rule_names_the_addition_the_words_that_only_the_longer_text_has_are_marked() -> None:
    ours, theirs = "The bridge, painted green, was closed in May.", "The bridge was shut in May."
    diff = compared(ours, theirs, Comparison(0.7, Relation.SIMILAR, (), (), closer=Closer.MORE))
    assert [(piece.text, piece.kind) for piece in diff.ours if piece.kind != "plain"] == [
        ("painted green", "added"),
        ("closed", "reworded"),
    ]
    assert [(piece.text, piece.kind) for piece in diff.theirs if piece.kind != "plain"] == [("shut", "reworded")]
    turned = compared(theirs, ours, Comparison(0.7, Relation.SIMILAR, (), (), closer=Closer.LESS))
    assert ("painted green", "added") in [(piece.text, piece.kind) for piece in turned.theirs]


def test_the_form_for_a_different_pair_starts_with_the_differences_that_were_found(stage: Stage) -> None:
    pair = stage.match(differing=True)

    def ticked(page: str) -> list[str]:
        return re.findall(r'name="reasons" value="(\w+)"[^>]*checked', page)

    assert ticked(stage.get(f"/matches/{pair.id}").text) == ["number"]
    # What somebody unticked stays so when the form comes back.
    refused = stage.post(f"/matches/{pair.id}", {"status": "rejected", "note": "", "seen": pair.version})
    assert refused.status_code == 409
    assert ticked(refused.text) == []
    stage.post(f"/matches/{pair.id}", {"status": "rejected", "reasons": ["number"], "seen": pair.version})
    match = matches.get_match(stage.db, pair.id)
    assert (match.status, match.reasons) == (Status.REJECTED, (Reason.NUMBER,))


def test_a_same_pair_starts_without_a_reason(stage: Stage) -> None:
    assert "checked" not in stage.get(f"/matches/{stage.match(differing=False).id}").text
