"""What rules and pair model together tell of pairs that nobody fitted on, and of pairs that only the model can judge."""

from functools import lru_cache

import pytest

from claims.matching.score import pair_model
from tests.benchmarks.relation_figures import Remembering, asked, read, shares, told
from tests.labelled import RelatedPair, differences


@lru_cache(maxsize=1)
def model() -> Remembering:
    loaded = pair_model.load()
    assert loaded is not None, "the pair model is missing or changed"
    return Remembering(loaded)


def answers(several: list[RelatedPair]) -> list[str]:
    return told([asked(pair) for pair in several], model())


def telling(ours: str, theirs: str) -> set[str]:
    return {*answers([RelatedPair("", "", ours, theirs), RelatedPair("", "", theirs, ours)])}


@pytest.mark.long
@pytest.mark.parametrize("name", ["items, held out", "natural, held out", "frozen"])
def test_each_relation_is_told_of_texts_that_were_not_fitted_on(name: str) -> None:
    several = read(name)
    share = shares([pair.relation for pair in several], answers(several))
    assert share["differs", "same"] <= 0.07
    assert share["differs", "differs"] >= 0.45
    assert share["same", "same"] >= 0.40
    assert share["same", "differs"] <= 0.10
    assert share["related", "same"] <= 0.03


@pytest.mark.parametrize("name", ["08", "09"])
def test_pairs_as_news_writes_them_are_told_apart(name: str) -> None:
    several = read(name)
    share = shares([pair.relation for pair in several], answers(several))
    assert share["differs", "same"] <= 0.04
    assert share["differs", "differs"] >= 0.75
    assert share["same", "same"] >= 0.60
    assert share["same", "differs"] <= 0.06


@pytest.mark.parametrize("name", ["05", "07", "09"])
def test_the_pairs_that_are_judged_wrongly_are_known(name: str) -> None:
    # Eight-bit answers may differ a little from processor to processor: one pair in a hundred may change.
    labelled = differences(name)
    wrong = [answer == "differs" if pair.same else answer == "same" for pair, answer in zip(labelled, answers(read(name)), strict=True)]
    new = [pair for pair, is_wrong in zip(labelled, wrong, strict=True) if is_wrong and not pair.known_wrong]
    assert len(new) <= 0.01 * len(labelled), new


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Hundreds of people came to the square.", "Thousands of people came to the square."),
        ("The pump moves 3 tonnes an hour.", "The pump moves 3 tonnes a day."),
        ("The ministry called off the fair.", "The ministry said the fair would go ahead."),
        ("The novel Salt Roads was written by Ana Brandt.", "Ruth Okafor wrote the novel Salt Roads."),
        ("Corvale is the largest port.", "Corvale is the second largest port."),
        ("The toll applies only to lorries.", "The toll applies to all vehicles."),
        ("Both engines of the plane failed.", "One of the two engines of the plane failed."),
        ("The sauce contains nuts.", "The sauce is free of nuts."),
        ("The lake is less salty now.", "The lake is saltier now."),
        ("The train from Belmar to Corvale was late.", "The train from Corvale to Belmar was late."),
        ("The glacier on Mount Jorra is growing.", "The glacier on Mount Jorra is shrinking."),
        ("The council passed a ban on fireworks.", "The council is considering a ban on fireworks."),
        ("The mayor of Belmar won the race.", "The brother of the mayor of Belmar won the race."),
        ("Vaccines cause autism in children.", "Autism in children is rising."),
        ("The red bus was stolen in Norhaven.", "The blue bus was stolen in Norhaven."),
        ("The truck ran on petrol.", "The truck ran on diesel."),
    ],
)
def test_what_no_rule_knows_the_model_does_not_take_for_the_same(ours: str, theirs: str) -> None:
    assert "same" not in telling(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The port authority had cut 300 jobs.", "The port authority plans to cut 300 jobs."),
        ("The assembly banned fireworks.", "The assembly almost banned fireworks."),
        ("The dam at Orsley burst on Monday.", "The dam at Orsley nearly burst on Monday."),
        ("Dellmark bought four ferries.", "Dellmark tried to buy four ferries."),
    ],
)
def test_what_is_planned_or_nearly_done_neither_is_nor_says_more_than_what_is_done(ours: str, theirs: str) -> None:
    assert not telling(ours, theirs) & {"same", "more", "less"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Harbour master Odd Lunde drowned on Sunday.", "Harbour master Odd Lunde's brother drowned on Sunday."),
        ("Singer Mira Toll has been charged with fraud.", "The sister of singer Mira Toll has been charged with fraud."),
        ("Fuel prices fell to 12 percent in June.", "Fuel prices fell 12 percent in June."),
        ("Orsley has the oldest bridge in Europe.", "Orsley has the oldest bridge in the world."),
        ("Thefts in Orsley tripled after the reform.", "Thefts in Orsley tripled before the reform."),
    ],
)
def test_where_nothing_else_differs_a_rule_hardly_needs_the_model(ours: str, theirs: str) -> None:
    assert telling(ours, theirs) == {"differs"}
