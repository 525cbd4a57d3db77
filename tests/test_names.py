"""Names say what they hold: fillers such as "found" or "other" stay under one in a hundred names of the product's code."""

from tests.filler_names import fillers_by_file, names_in

LIMIT = 0.01


def test_fillers_are_under_one_in_a_hundred_names() -> None:
    by_file, total = fillers_by_file(["claims", "web"])
    fillers = sum(names.total() for names in by_file.values())
    worst = sorted(by_file.items(), key=lambda item: -item[1].total())[:5]
    assert fillers < LIMIT * total, f"{fillers} of {total} names; most in {worst}"


def test_every_kind_of_name_is_counted() -> None:
    source = "def found(one, *held):\n    for place in one:\n        (lambda told: told)(place)\nclass Seen: pass\n"
    assert names_in(source) == {"found": 1, "one": 2, "held": 1, "place": 2, "told": 2, "Seen": 1}
