"""The passages of a source that speak to a claim, and whether one source copies another."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import DifferenceKind, Span
from claims.reading.sentences import split
from claims.sourcing.copies import COPIED, likely_copies
from claims.sourcing.passages import LEAST, best_passages

SOURCE = (
    "Report on the harbour bridge. The weather was mild in spring. "
    "The repairs cost 61 million crowns, 13 million more than the council has stated. "
    "The town council paid 12 million crowns of the repairs from its own budget. "
    "Of the piers, two had cracks."
)
WIRE = (
    "The harbour bridge at Tarnmouth was opened to traffic on Monday morning, four years after cracks in two of its six piers forced "
    "its closure. The repairs cost 48 million crowns, the town council said. The bridge had been shut within hours of an inspection."
)


def test_the_passage_that_speaks_to_the_claim_comes_first_with_its_differing_figure() -> None:
    found = best_passages("The repairs cost 48 million crowns.", split(SOURCE))
    assert found[0].sentence.text.startswith("The repairs cost 61 million")
    assert [(one.kind, one.ours, one.theirs) for one in found[0].differing] == [
        (DifferenceKind.NUMBER, "48 million crowns", "61 million crowns")
    ]
    assert found[0].agreeing == ()


def test_agreeing_figures_are_marked_where_they_stand_in_the_source() -> None:
    found = best_passages("The council paid 12,000,000 crowns from its budget.", split(SOURCE))[0]
    assert [one.text for one in found.agreeing] == ["12 million crowns"]
    assert all(SOURCE[one.start : one.end] == one.text for one in found.agreeing)
    assert found.sentence.text == SOURCE[found.sentence.start : found.sentence.end]


def test_scores_fall_lie_between_0_and_1_and_weak_passages_are_left_out() -> None:
    scores = [passage.score for passage in best_passages("The council paid 12 million crowns for the repairs.", split(SOURCE), limit=10)]
    assert scores == sorted(scores, reverse=True)
    assert all(LEAST <= score <= 1 for score in scores)
    assert 1 < len(scores) < len(split(SOURCE))


def test_the_limit_is_kept() -> None:
    assert len(best_passages("The repairs cost 48 million crowns.", split(SOURCE), limit=1)) == 1


@pytest.mark.parametrize("claim", ["A comet was seen over Ostrel.", "It is what it is.", "", "2", "x" * 50_000])
def test_a_source_that_says_nothing_of_the_claim_has_no_passages(claim: str) -> None:
    assert best_passages(claim, split(SOURCE)) == []
    assert best_passages(claim, []) == []


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_at_all_can_be_asked_for_and_searched(claim: str, text: str) -> None:
    for passage in best_passages(claim, [Span(0, len(text), text)]):
        assert all(text[figure.start : figure.end] == figure.text for figure in passage.agreeing)


def test_a_long_source_is_searched_in_seconds() -> None:
    text = " ".join([SOURCE] * 1_000) + " " + "1 " * 50_000
    began = time.process_time()
    assert best_passages("The repairs cost 48 million crowns.", split(text))
    assert time.process_time() - began < 10


def copied_share(text: str, copy: str) -> float:
    return likely_copies(text, [(1, copy)], least=0.0)[0][1]


def test_a_wire_report_printed_again_is_nearly_the_same() -> None:
    printed = "Bridge open again, at last. By our staff. " + WIRE.replace("on Monday morning", "this week") + " (Coastal Wire)"
    assert min(copied_share(WIRE, printed), copied_share(printed, WIRE)) >= COPIED
    assert copied_share(WIRE, WIRE.upper().replace(",", " –")) >= COPIED


def test_a_report_on_the_same_event_in_other_words_is_none() -> None:
    other = (
        "After four years cars may cross the water at Tarnmouth once more. The council put the price at 48 million crowns, and said the "
        "cracks that divers had found in two piers were gone. Nobody was hurt in the meantime, though many were late for work."
    )
    assert copied_share(WIRE, other) < COPIED


def test_a_quoted_sentence_or_a_short_text_does_not_make_a_copy() -> None:
    quoting = "The council spoke on Friday. " + WIRE.split(". ")[1] + ". " + SOURCE * 2
    assert copied_share(WIRE, quoting) < COPIED
    assert copied_share("The bridge is open again.", "The bridge is open again.") == 0.0
    assert copied_share("", "") == 0.0


def test_the_likely_copies_come_most_alike_first() -> None:
    part = WIRE[: len(WIRE) * 3 // 4] + " Then it rained on the crowd, and everybody went home to dry their coats and hats."
    found = likely_copies(WIRE, [(4, SOURCE), (5, part), (6, WIRE)])
    assert [number for number, _ in found] == [6, 5]
    assert found[0][1] == 1.0
