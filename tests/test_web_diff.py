"""Two claims word by word."""

from hypothesis import given
from hypothesis import strategies as st

from claims.model import Difference, DifferenceKind
from web.show.diff import pair


def put_together(pieces: object) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "absent")  # type: ignore[attr-defined]


def test_what_changes_the_meaning_is_told_from_what_is_only_put_otherwise() -> None:
    ours, theirs = "Varn bought 12 jets quickly", "Varn purchased 24 jets quickly"
    found = pair(ours, theirs, [Difference(DifferenceKind.NUMBER, "12", "24", (12, 14), (15, 17))])
    assert [(one.text, one.kind) for one in found.ours] == [
        ("Varn ", "plain"), ("bought ", "reworded"), ("12", "differs"), (" jets quickly", "plain"),
    ]  # fmt: skip
    assert [piece.text for piece in found.theirs if piece.kind == "differs"] == ["24"]


def test_what_one_side_lacks_stands_where_the_other_side_has_it() -> None:
    ours, theirs = "Varn bought jets.", "Varn bought jets in May."
    found = pair(ours, theirs, [Difference(DifferenceKind.DATE, None, "in May", None, (17, 23))])
    assert [(one.text, one.kind) for one in found.ours] == [("Varn bought jets", "plain"), ("no date", "absent"), (".", "plain")]


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4))
def test_no_letter_is_lost_whatever_the_spans_say(ours: str, theirs: str, spans: list[tuple[int, int]]) -> None:
    differences = [Difference(DifferenceKind.NAME, "x", None, span, None) for span in spans]
    found = pair(ours, theirs, differences)
    assert put_together(found.ours) == ours
    assert put_together(found.theirs) == theirs


def test_long_texts_take_no_time() -> None:
    long = "one two three " * 20_000
    found = pair(long, long + "four", [])
    assert put_together(found.ours) == long
