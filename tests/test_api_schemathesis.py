"""Every operation of the API, asked by Schemathesis with requests drawn from its description, good and bad: no 5xx, no break of the schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from claims.errors import Unreadable
from tests.web_stage import Stage

pytestmark = pytest.mark.long

EXAMPLES = 40
"""Requests to each operation."""

CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "403", "404", "409", "412", "413", "422"]},
        "negative_data_rejection": {"expected-statuses": ["400", "404", "405", "409", "412", "413", "415", "422", "428"]},
    }
}
"""A request of the right shape may still be refused for what it means: a text without sentences, a version that has passed."""


@pytest.fixture
def stage(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    def nowhere(url: str, **_: object) -> None:
        raise Unreadable(f"{url[:80]}: this test reaches no network.")

    monkeypatch.setattr("web.api.articles.fetching.fetch", nowhere)
    monkeypatch.setattr("claims.desk.people.rate_limits.Brake.count", lambda *_, **__: True)
    made = Stage(path)
    made.match(differing=True), made.link(), made.bring("depot", "submitted")
    yield made
    made.db.close()


def drop_long_limits(schema: Any) -> None:
    """Take the limits of 10,000 letters and more out of a description.

    No example is as long, but Schemathesis makes a pattern of each: compiling them took nine tenths of the time.
    """
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        drop_long_limits(part)
    if isinstance(schema, dict) and isinstance(schema.get("maxLength"), int) and schema["maxLength"] >= 10_000:
        del schema["maxLength"]


def asked(operation: Any, sent: dict[str, str]) -> int:
    """Send requests to one operation and give how many; whatever breaks is raised."""
    count = 0

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        nonlocal count
        mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
        try:
            case = data.draw(operation.as_strategy(generation_mode=mode))
        except NotImplementedError:
            return
        # Rows that are there, and the version that is there, so that the action itself is reached.
        if mode is GenerationMode.POSITIVE and case.path_parameters and data.draw(st.booleans()):
            case.path_parameters = {name: data.draw(st.integers(1, 4)) for name in case.path_parameters}
        if "If-Match" in case.headers and data.draw(st.booleans()):
            case.headers["If-Match"] = "*"
        answer = case.call_and_validate(headers=sent)
        # What the description allows may be refused for what it means, but not for its shape.
        assert mode is not GenerationMode.POSITIVE or "errors" not in (answer.json() if answer.content else {}), answer.text
        count += 1

    ask()
    return count


def test_no_request_breaks_an_operation_or_its_description(stage: Stage) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", stage.app, config=SchemathesisConfig.from_dict(CONFIG))
    # Every request here has a token; that none gets in without one is tests/test_roles.py's.
    described.raw_schema.pop("security")
    drop_long_limits(described.raw_schema)
    wrong, tried = [], {}
    for found in described.get_all_operations():
        operation = found.ok()
        try:
            tried[operation.label] = asked(operation, stage.bearer("Ada"))
        except (FailureGroup, AssertionError) as fault:  # all of them are told, not the first alone
            wrong.append(f"{operation.label}: {fault}")
    assert wrong == [], "\n\n".join(wrong)
    assert len(tried) >= 28 and min(tried.values()) > EXAMPLES / 4
