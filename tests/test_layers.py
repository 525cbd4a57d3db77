"""The house has rooms and the arrows between them run one way: this test walks the imports and holds them to it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

EVERYBODY = {"english", "figures", "model", "errors", "cells", "markup_limits", "hidden_signs", "letters"}
MAY_USE: dict[str, set[str]] = {
    "english": set(),
    "figures": {"english", "model", "errors"},
    "model": set(),
    "errors": set(),
    "cells": set(),
    "markup_limits": {"errors"},
    "hidden_signs": set(),
    "letters": set(),
    "settings": {"errors"},
    "reading": EVERYBODY,
    "matching": EVERYBODY | {"reading"},
    "sourcing": EVERYBODY | {"reading", "matching"},
    "exchange": EVERYBODY,
    "store": EVERYBODY,
    "sample": set(),
    "desk": EVERYBODY | {"settings", "reading", "matching", "sourcing", "exchange", "store", "sample"},
    "cli": EVERYBODY | {"settings", "desk", ""},  # "": the version
    "web": EVERYBODY | {"settings", "desk", ""},
    "__main__": {"cli"},
    "": set(),  # claims/__init__.py: the version
}
"""Each room and the rooms it may import. matching uses reading for languages alone, sourcing for sentences."""

ONLY_FROM_READING = {
    "matching": {"claims.figures.quantities", "claims.reading.languages", "claims.figures.manners"},
    "sourcing": {"claims.figures.quantities", "claims.reading.sentences"},
}

FORBIDDEN_LIBRARIES = {
    "claims": {"flask", "flask_wtf", "gunicorn", "web"},
    "web": {"sqlite_utils", "sqlite3", "pysqlite3", "rapidfuzz"},
}
SQL_AT_HOME = {"sqlite_utils", "sqlite3", "pysqlite3"}
"""Only the store talks SQL; the desk and the commands hand its Database on, and may name that one type."""


def room_of(module: str) -> str:
    """The room of a module: "claims.desk.articles.intake" is in "desk", "web.pages" in "web", "claims" itself in ""."""
    parts = module.split(".")
    if parts[0] == "web":
        return "web"
    return parts[1] if len(parts) > 1 else ""


def imports_of(source: str) -> set[tuple[str, str | None]]:
    """Every module that a file imports, with the name it takes from it."""
    found: set[tuple[str, str | None]] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {(alias.name, None) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found |= {(node.module or "", alias.name) for alias in node.names}
    return found


def wrong_arrows(module: str, source: str) -> list[str]:
    """What a file imports against the rules, in words."""
    room, package = room_of(module), module.split(".")[0]
    if room not in MAY_USE:
        return [f"{module}: {room} is not a room of the house"]
    wrong = []
    for target, name in imports_of(source):
        library = target.split(".")[0]
        if library in FORBIDDEN_LIBRARIES.get(package, set()) and not (library == "web" and package == "web"):
            wrong.append(f"{module} imports {library}")
        elif library in SQL_AT_HOME and room != "store" and (target, name) != ("sqlite_utils", "Database"):
            wrong.append(f"{module} imports {target}: SQL lives in the store")
        if library not in ("claims", "web"):
            continue
        # "from claims.reading import quantities" names a module as well as "from claims.figures.quantities import find" does.
        full = f"{target}.{name}" if name and target.count(".") < 2 and not name.startswith("_") else target
        there = room_of(full)
        if there == room:
            continue
        if there not in MAY_USE[room]:
            wrong.append(f"{module} imports {full}: {room} may not use {there}")
        elif there == "reading" and room in ONLY_FROM_READING and not any(full.startswith(one) for one in ONLY_FROM_READING[room]):
            wrong.append(f"{module} imports {full}: {room} may use only {sorted(ONLY_FROM_READING[room])}")
    return wrong


def files() -> list[Path]:
    """Every source file of the product."""
    return sorted([*(ROOT / "claims").rglob("*.py"), *(ROOT / "web").rglob("*.py")])


def module_of(file: Path) -> str:
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_import_runs_against_the_arrows() -> None:
    wrong = [line for file in files() for line in wrong_arrows(module_of(file), file.read_text(encoding="utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("claims.reading.sentences", "from claims.store import articles"),
        ("claims.matching.score.features", "from claims.reading.documents import read"),
        ("claims.matching.score.features", "from claims.reading import documents"),
        ("claims.store.claims", "from claims.matching.search.index import Index"),
        ("claims.desk.checking.review", "from claims.cli import main"),
        ("claims.desk.checking.review", "import sqlite3"),
        ("claims.desk.checking.review", "import flask"),
        ("claims.model", "from claims.errors import ClaimsError"),
        ("web.pages.queue", "from claims.store import claims"),
        ("web.pages.queue", "from sqlite_utils import Database"),
        ("claims.cli.care", "from web import create_app"),
        ("claims.basement.thing", "import json"),
    ],
)
def test_a_planted_wrong_arrow_is_found(module: str, source: str) -> None:
    assert wrong_arrows(module, source) != []


def test_the_files_of_every_room_are_walked() -> None:
    walked = {room_of(module_of(file)) for file in files()}
    assert {"store", "desk", "cli", "reading", "matching", "sourcing", "exchange"} <= walked
