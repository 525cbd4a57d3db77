"""JSON that Python itself cannot take in, and text that is none: the API answers 4xx, never 5xx."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web_stage import Stage

BODIES = {
    "nested lists": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "400,000 digits": b'{"text": "x", "limit": ' + b"9" * 400_000 + b"}",
    "infinity": b'{"text": "x", "limit": 1e999}',
    "no number": b'{"text": "x", "limit": NaN}',
    "half a pair": b'{"text": "the tower \\ud800 is 9 m tall"}',
    "NUL": b'{"text": "the tower \\u0000 is 9 m tall"}',
    "no UTF-8": b'\xff\xfe{"text": 1}',
}


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    made.link()
    yield made
    made.db.close()


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_operation_refuses_a_body_that_is_no_json_of_ours(stage: Stage, body: bytes) -> None:
    client = stage.app.test_client()
    head = {**stage.bearer("Ada"), "Content-Type": "application/json", "If-Match": '"1-none"'}
    asked = 0
    for rule in stage.app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"POST", "PATCH", "PUT", "DELETE"} if rule.rule.startswith("/api/") else ()):
            answer = client.open(re.sub(r"<[^>]+>", "1", rule.rule), method=method, data=body, headers=head)
            assert 400 <= answer.status_code < 500, (method, rule.rule, answer.text[:200])
            assert answer.json and answer.json["detail"]
            asked += 1
    assert asked > 10


def test_matching_says_what_is_wrong_with_the_json(stage: Stage) -> None:
    client = stage.app.test_client()
    head = {**stage.bearer("Ben"), "Content-Type": "application/json"}
    said = {name: client.post("/api/v1/match", data=body, headers=head).json for name, body in BODIES.items()}
    assert "nested too deeply" in (said["nested lists"] or {})["detail"]
    assert "digits" in (said["400,000 digits"] or {})["detail"]
    assert "no text" in str((said["half a pair"] or {})["errors"])
