"""Every table over a fixed set of words covers the set: a new member without its words, its weight or its place is found here."""

import ast
import inspect
from collections.abc import Collection
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from claims.desk import shown_words
from claims.desk.checking.moves import MOVES
from claims.desk.notices import sentences
from claims.desk.notices.notices import MAY_HEAR
from claims.desk.people.people import MAY, ROLES
from claims.desk.shapes.newsroom import QueueRow
from claims.model import (
    Closer,
    DifferenceKind,
    Mark,
    Meaning,
    NoticeKind,
    Polarity,
    ProblemKind,
    Reason,
    Relation,
    Role,
    SharedKind,
    SourceKind,
    Stance,
    State,
    Whereabouts,
)
from claims.sourcing import findings, labels, rules, staleness
from claims.store.notices import Notice
from web.show import words


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (rules.PROBLEMS, ProblemKind),
        (rules.RULES, ProblemKind),
        (rules.WEIGHT, ProblemKind),
        (staleness.AGAINST, Meaning),
        (labels.STATES, State),
        (labels.MARKS, Mark),
        (words.STANCES, Stance),
        (words.POLARITIES, Polarity),
        (words.KINDS, DifferenceKind),
        (words.REASONS, Reason),
        (words.NOTICES, NoticeKind),
        (MAY_HEAR, NoticeKind),
        (words.SOURCE_KINDS, SourceKind),
        (words.WHEREABOUTS, Whereabouts),
        (ROLES, Role),
        (shown_words.SHARED, SharedKind),
        ({*words.SIGNS} & {*Relation}, Relation),
        ({*words.SIGNS} & {*Closer}, Closer),
        ({state for sources, target in MOVES.values() for state in (*sources, target)}, State),
    ],
)
def test_a_table_covers_its_words(table: Collection[object], members: type[StrEnum]) -> None:
    assert set(table) == set(members)


def test_a_problem_is_called_the_same_on_every_screen_and_in_every_report() -> None:
    assert words.PROBLEMS.words is rules.PROBLEMS


def test_the_queue_counts_every_stance() -> None:
    assert set(Stance) <= set(QueueRow().fields)


def test_the_rules_say_what_every_stance_does() -> None:
    tree = ast.parse(inspect.getsource(findings))
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Stance"}
    assert named == set(Stance.__members__)


def test_every_action_has_words_for_the_guide() -> None:
    assert set(words.ACTIONS) == {name.replace("_", " ") for name in MAY}


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_of_notice_has_its_sentences(kind: NoticeKind) -> None:
    notice = Notice(1, kind, 2, "The bridge opened in 1931.", "Ada", ("Ben",), 3, datetime(2026, 3, 14, tzinfo=UTC), 0, True)
    told = {
        sentences.words_of(notice),
        sentences.words_of(notice, is_reader=True),
        sentences.subject_of([notice]),
        sentences.count_of([notice]),
    }
    assert len(told) >= 3 and all(told)
