"""The files that tell others of the project: they can be read, and say what is so."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims import __version__

ROOT = Path(__file__).parents[1]


def parsed(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_citation_names_this_version_and_licence() -> None:
    citation = parsed("CITATION.cff")
    assert (citation["version"], citation["license"], citation["cff-version"]) == (__version__, "Apache-2.0", "1.2.0")
    assert citation["authors"] and citation["message"] and citation["title"] == "Claim tracker"


def test_the_workflow_runs_what_has_to_pass_and_builds_the_wheel() -> None:
    workflow = parsed(".github/workflows/ci.yml")
    steps = [step.get("run", "") for step in workflow["jobs"]["test"]["steps"]]
    assert "bash .ci/run" in steps and any("hatchling build -t wheel" in step for step in steps)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow[True] == {"push": {"branches": ["main"]}, "pull_request": None}, "YAML 1.1 reads the key `on` as true"


@pytest.mark.parametrize("name", ["fault", "judgement", "idea"])
def test_an_issue_template_asks_something(name: str) -> None:
    template = parsed(f".github/ISSUE_TEMPLATE/{name}.yml")
    assert template["name"] and template["description"]
    fields = [field for field in template["body"] if field["type"] != "markdown"]
    assert fields and all(re.fullmatch(r"[a-z]+", field["id"]) and field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_no_address_is_invented_for_reports() -> None:
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "Report a vulnerability" in security
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", security)
