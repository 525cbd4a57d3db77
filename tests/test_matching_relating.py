"""Two texts to one word: same, says more, says less, differs, related; and what happens without the model."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from claims.desk.upkeep import checkup
from claims.matching.score import pair_model, relating
from claims.matching.score.pair_model import Chances
from claims.matching.score.relating import Pair, judge
from claims.model import Closer, Difference, DifferenceKind, Relation

OURS, THEIRS = "The old mill in Quarrow burned down in May.", "In Quarrow the old mill was destroyed by fire."
NUMBER = Difference(DifferenceKind.NUMBER, "48", "38")


class Told:
    """Stands for the model: says of every pair in one order and in the other what it was given, and keeps what it was asked."""

    def __init__(self, forward: tuple[float, float, float], backward: tuple[float, float, float] = (0.0, 1.0, 0.0)) -> None:
        self.forward, self.backward = forward, backward
        self.asked: list[tuple[str, str]] = []

    def chances(self, several: Sequence[tuple[str, str]]) -> Chances:
        self.asked += several
        return np.array([self.forward if first == OURS else self.backward for first, _ in several], dtype=np.float32)


def told(
    model: Told | None, *differences: Difference, ours: str = OURS, likeness: float = 0.9, is_english: bool = True
) -> relating.Judgement:
    likenesses = {"cosine": likeness, "cosine_text": likeness, "token_set": 0.6, "token_sort": 0.5}
    pair = Pair(ours, THEIRS, None, None, (ours, THEIRS), differences, likenesses, is_english)
    return judge([pair], model)[0]  # type: ignore[arg-type]


FOLLOWS, OPEN, EXCLUDED = (0.9, 0.08, 0.02), (0.1, 0.88, 0.02), (0.01, 0.03, 0.96)


@pytest.mark.parametrize(
    ("forward", "backward", "relation", "closer"),
    [
        (FOLLOWS, OPEN, Relation.SIMILAR, Closer.MORE),
        (EXCLUDED, OPEN, Relation.DIFFERS, None),
        (FOLLOWS, EXCLUDED, Relation.DIFFERS, None),
        ((0.4, 0.5, 0.1), OPEN, Relation.SIMILAR, Closer.RELATED),
        ((0.05, 0.94, 0.01), FOLLOWS, Relation.SIMILAR, Closer.RELATED),  # "in May" is in ours alone
    ],
)
def test_both_orders_together_make_the_relation(
    forward: tuple[float, float, float], backward: tuple[float, float, float], relation: Relation, closer: Closer | None
) -> None:
    found = told(Told(forward, backward))
    assert (found.relation, found.closer) == (relation, closer)
    assert not found.differences, "the model alone names no difference"


def test_both_follow_and_nothing_is_added_on_one_side_only() -> None:
    model = Told(FOLLOWS, FOLLOWS)
    more = told(model)
    assert (more.relation, more.closer) == (Relation.SIMILAR, Closer.MORE), "only ours says when"
    assert [(one.kind, one.ours, one.theirs) for one in more.added] == [(DifferenceKind.DATE, "May", None)]
    pair = Pair(THEIRS, THEIRS.replace("In Quarrow the", "The Quarrow"), None, None, (OURS, THEIRS), (), {"cosine": 0.9}, True)
    assert judge([pair], model)[0].relation is Relation.SAME  # type: ignore[arg-type]


def test_the_other_order_is_asked_only_where_the_first_leaves_something_open() -> None:
    model = Told((0.05, 0.94, 0.01), FOLLOWS)
    told(model, likeness=0.5)
    assert model.asked == [(OURS, THEIRS)]
    model = Told(FOLLOWS, OPEN)
    told(model)
    assert model.asked == [(OURS, THEIRS), (THEIRS, OURS)]


def test_the_model_is_not_asked_about_texts_that_have_next_to_nothing_in_common() -> None:
    model = Told(FOLLOWS, FOLLOWS)
    pair = Pair(OURS, THEIRS, None, None, (OURS, THEIRS), (), {"cosine": 0.1, "token_set": 0.1}, True)
    assert judge([pair], model)[0].relation is Relation.SIMILAR  # type: ignore[arg-type]
    assert model.asked == []


def test_a_rule_that_the_model_bears_out_is_a_difference_and_one_that_it_doubts_a_question() -> None:
    borne_out = told(Told((0.1, 0.3, 0.6), OPEN), NUMBER)
    assert (borne_out.relation, borne_out.differences, borne_out.questions) == (Relation.DIFFERS, (NUMBER,), ())
    doubted = told(Told((0.9, 0.05, 0.05), FOLLOWS), NUMBER)
    assert (doubted.relation, doubted.closer) == (Relation.SIMILAR, Closer.RELATED), "with a question open it is neither the same nor more"
    assert (doubted.differences, doubted.questions) == ((), (NUMBER,))


def test_pairs_that_are_not_english_are_never_the_same_and_the_model_is_not_asked() -> None:
    model = Told(FOLLOWS, FOLLOWS)
    found = told(model, is_english=False, likeness=1.0)
    assert (found.relation, found.closer, model.asked) == (Relation.SIMILAR, None, [])


def test_without_a_model_words_and_rules_decide() -> None:
    assert told(None, NUMBER).relation is Relation.DIFFERS
    assert told(None, likeness=0.99).closer is None


def test_a_pair_gets_the_same_answer_alone_among_others_on_any_threads_and_in_another_process(real_answers: None) -> None:
    several = [(OURS, THEIRS), ("A short one.", THEIRS * 9), (THEIRS, OURS), (OURS * 40, THEIRS * 40)]
    one, many = pair_model.load(threads=1), pair_model.load(threads=2)
    assert one is not None and many is not None
    together = many.chances(several)
    assert np.array_equal(together, np.concatenate([one.chances([pair]) for pair in several]))
    assert np.allclose(together.sum(axis=1), 1)
    script = (
        f"from claims.matching.score import pair_model; print(pair_model.load(threads=1).chances([({OURS!r}, {THEIRS!r})]).tobytes().hex())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert done.stdout.strip() == together[:1].tobytes().hex()


@pytest.mark.parametrize("text", ["", "word", "12 345 67", "😀😀", "الجسر مغلق", "word " * 100_000, "x" * 100_000, "\ud800\0"])
def test_any_text_gets_an_answer(text: str) -> None:
    model = pair_model.load(threads=1)
    assert model is not None
    found = model.chances([(text, THEIRS), (THEIRS, text), (text, text)])
    assert found.shape == (3, 3) and np.isfinite(found).all()


def test_a_missing_or_changed_model_is_told_and_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for content, words in ((None, "is missing"), (b"another", "SHA-256")):
        path = tmp_path / "relation.onnx"
        if content:
            path.write_bytes(content)
        monkeypatch.setattr(pair_model, "MODEL", path)
        pair_model._load.cache_clear()
        assert pair_model.load() is None
        assert words in caplog.text and words in (pair_model.problem() or "")
        checkup.pair_model_problem.cache_clear()
        assert words in (checkup.pair_model_problem() or "")
    checkup.pair_model_problem.cache_clear()
    pair_model._load.cache_clear()
