"""Two versions of a text side by side: no changed fact is told as kept, and what did not change keeps its work."""

import json
from pathlib import Path

import pytest

from claims.matching.score import pair_model
from claims.matching.score.pair_model import PairModel
from claims.matching.versions.changed_facts import facts_of
from claims.matching.versions.comparing import compare
from claims.model import FactKind, LineStatus
from tests.benchmarks.version_figures import answers, figures
from tests.version_edits import articles, edits

EDITS = Path(__file__).parent / "data" / "edits"

FERRY = (
    "The ferry Anna sank off Tarrow in May 1931.",
    "Forty-two people were aboard, the harbour office said.",
    "It was a sad night for the town.",
)


@pytest.fixture(scope="module")
def model() -> PairModel:
    loaded = pair_model.load(threads=1)
    assert loaded is not None
    return loaded


def statuses(before: tuple[str, ...], after: tuple[str, ...], model: PairModel | None) -> list[str]:
    return [change.status.value for change in compare(before, after, model)]


def test_the_same_text_is_unchanged_whatever_the_typesetting(model: PairModel) -> None:
    quoted = ('"It was a sad night – for all," he said.',)
    assert statuses(FERRY, FERRY, model) == ["unchanged"] * 3
    assert statuses(quoted, ("“It was a sad night — for all,” he said.",), model) == ["unchanged"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Forty-two people were aboard.", "Forty-three people were aboard.", FactKind.FIGURE),
        ("It sank on 3 May 1931.", "It sank on 8 May 1931.", FactKind.DATE),
        ("The mayor, Ana Brandt, paid.", "The mayor, Ana Mallory, paid.", FactKind.NAME),
        ("It did burn.", "It did not burn.", FactKind.NEGATION),
        ("Work will begin in May.", "Work may begin in May.", FactKind.CERTAINTY),
        ("Most cellars were flooded.", "All cellars were flooded.", FactKind.SCOPE),
        ("Prices rose in May.", "Prices fell in May.", FactKind.DIRECTION),
        ('"We were late," he said.', '"We were early," he said.', FactKind.QUOTE),
        ("It rose from 5 to 7 tonnes.", "It rose from 7 to 5 tonnes.", FactKind.FIGURE),
        ("On Monday Brandt sued Mallory.", "On Monday Mallory sued Brandt.", FactKind.NAME),
    ],
)
def test_a_changed_fact_is_named_by_its_kind(before: str, after: str, kind: FactKind) -> None:
    assert kind in [fact.kind for fact in facts_of(before).changed_to(facts_of(after))]


def test_other_words_for_the_same_facts_are_wording_only(model: PairModel) -> None:
    before = ("An investigation has been started by the building inspectorate.", *FERRY)
    assert statuses(before, ("The building inspectorate has opened an investigation.", *FERRY), model)[0] == "wording"


def test_without_the_model_or_in_another_language_only_the_same_words_are_kept(model: PairModel) -> None:
    before, after = ("An inquiry was opened by the town.",), ("The town opened an inquiry.",)
    assert [change.status for change in compare(before, after, None)] == [LineStatus.CHANGED]
    assert [change.status for change in compare(before, after, model, is_english=False)] == [LineStatus.CHANGED]
    assert [change.status for change in compare(("El barco se hundió.",), ("El barco se hundió",), None, is_english=False)] == ["wording"]


def test_sentences_that_are_new_gone_or_moved_are_told_so(model: PairModel) -> None:
    after = (FERRY[2], FERRY[0], "Divers will go down to the wreck next week.")
    changes = compare(FERRY, after, model)
    assert sorted(change.status for change in changes) == ["gone", "new", "unchanged", "unchanged"]
    assert [change.moved for change in changes if change.status is LineStatus.UNCHANGED].count(True) == 1


def test_a_sentence_that_was_parted_or_joined_is_told_as_a_whole(model: PairModel) -> None:
    whole = "The pit also held the bones of a horse and a great deal of burnt grain from the harvest."
    parts = ("The pit also held the bones of a horse.", "It held a great deal of burnt grain from the harvest, too.")
    for before, after in (((whole, *FERRY), (*parts, *FERRY)), ((*parts, *FERRY), (whole, *FERRY))):
        changes = [change for change in compare(before, after, model) if change.status is not LineStatus.UNCHANGED]
        assert [(len(change.before), len(change.after)) for change in changes] == [(1, 2) if before[0] == whole else (2, 1)]


def test_a_sentence_that_points_back_is_changed_when_it_points_at_somebody_else(model: PairModel) -> None:
    before = ("Councillor Ana Brandt spoke first.", "She called the plan mad.")
    after = ("Councillor Ruth Mallory spoke first.", "She called the plan mad.")
    assert statuses(before, after, model) == ["changed", "changed"]


def test_every_sentence_is_in_exactly_one_answer(model: PairModel) -> None:
    before = articles()[0]
    after = (*reversed(before[::2]), "Something else happened.")
    changes = compare(before, after, model)
    assert sorted(position for change in changes for position in change.before) == list(range(len(before)))
    assert sorted(position for change in changes for position in change.after) == list(range(len(after)))


def test_none_of_five_hundred_changed_facts_is_carried_over_and_all_other_sentences_are(model: PairModel) -> None:
    made = edits(500)
    assert len(made) == 500 and len({edit.kind for edit in made}) >= 9
    carried, kept, others = [], 0, 0
    for edit in made:
        status = {position: change.status for change in compare(edit.before, edit.after, model) for position in change.after}
        if status[edit.position] in (LineStatus.UNCHANGED, LineStatus.WORDING):
            carried.append((edit.kind, edit.before[edit.position], edit.after[edit.position]))
        others += len(edit.after) - 1
        kept += sum(told is LineStatus.UNCHANGED for position, told in status.items() if position != edit.position)
    assert carried == []
    assert kept / others > 0.97


def test_in_articles_edited_by_people_no_changed_fact_is_carried_over_and_nine_in_ten_unchanged_lines_are(model: PairModel) -> None:
    articles_read = [json.loads(line) for line in (EDITS / "edits-1.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [answer for article in articles_read for answer in answers(article, model)]
    assert figures(told)["changed, carried over unseen"] == "0 of 124"
    kept = sum(answer.label == "unchanged" and answer.of_after == {LineStatus.UNCHANGED} for answer in told)
    assert kept >= 0.95 * sum(answer.label == "unchanged" for answer in told)
