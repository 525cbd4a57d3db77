"""After an update: undecided pairs are judged again, decided ones stay, alerts follow their pairs."""

import io
from pathlib import Path

import pytest

from claims.desk.checking import review
from claims.desk.exchange import imports
from claims.desk.index import rejudging
from claims.model import Reason, Status
from claims.store import alerts as stored_alerts
from claims.store import matches
from claims.store.connect import rows
from tests.web_stage import Stage

KNOWN = (
    '{"id": "k1", "text": "The tram line carried 12,000 passengers on its first day.", "rating": "False", "publisher": "Coast Check"}\n'
    '{"id": "k2", "text": "The old depot of Brackwater was torn down in March 2024.", "rating": "False", "publisher": "Coast Check"}\n'
)


@pytest.fixture
def stage(path: Path) -> Stage:
    """An article that repeats two claims, with the pairs as a program before this one left them."""
    made = Stage(path)
    imports.import_claims(made.db, io.BytesIO(KNOWN.encode()), "jsonl", by=made.cast["Ada"], clock=lambda: made.at)
    made.add_article(
        "Trams again\n\nThe tram line carried 12,000 passengers on its first day. The old depot of Brackwater was torn down in March 2024.\n"
    )
    made.db.execute("UPDATE match SET judged = 0, relation = 'similar', closer = NULL, score = 0.99")
    return made


def test_undecided_pairs_are_judged_again_and_their_alerts_are_back(stage: Stage) -> None:
    assert stored_alerts.count_open(stage.db) == 0, "nobody knows of these pairs that they are the same"
    waiting, steps = matches.count_unjudged(stage.db), list[int]()
    assert rejudging.judge_again(stage.db, stage.matcher, on_pairs=steps.append) == waiting == sum(steps) >= 2
    told = rows(stage.db, "SELECT relation FROM match WHERE id IN (SELECT match_id FROM alert)")
    assert [row["relation"] for row in told] == ["same", "same"]
    assert stored_alerts.count_open(stage.db) == 2
    assert matches.count_unjudged(stage.db) == 0 == rejudging.judge_again(stage.db, stage.matcher)


def test_decided_pairs_keep_their_rows(stage: Stage) -> None:
    waiting = matches.count_unjudged(stage.db)
    review.decide_match(stage.db, 1, Status.REJECTED, by=stage.cast["Ben"], at=stage.at, reasons=[Reason.OTHER])
    before = rows(stage.db, "SELECT * FROM match WHERE id = 1")[0]
    assert rejudging.judge_again(stage.db, stage.matcher) == waiting - 1
    assert tuple(rows(stage.db, "SELECT * FROM match WHERE id = 1")[0]) == tuple(before)


def test_a_suggestion_that_would_not_be_made_today_goes_unless_somebody_touched_it(stage: Stage) -> None:
    stage.add_article("Otters\n\nThe zoo bought 2 otters from Lindholm in May.\n")
    otters = rows(stage.db, "SELECT max(id) AS id FROM claim")[0]["id"]
    for known in (1, 2):
        stage.db.execute(
            "INSERT INTO match (claim_id, known_id, score, relation, differences, why, features, created_at, version)"
            " VALUES (?, ?, 0.9, 'same', '[]', '[]', '{}', '2026-01-01T00:00:00+00:00', ?)",
            [otters, known, known],
        )
    rejudging.judge_again(stage.db, stage.matcher)
    kept = rows(stage.db, "SELECT known_id, relation FROM match WHERE claim_id = :id", {"id": otters})
    assert [tuple(row) for row in kept] == [(2, "similar")]
