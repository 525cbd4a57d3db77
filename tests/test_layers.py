"""The house has rooms and the arrows between them run one way: this test walks the imports and holds them to it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

EVERYBODY = {"english", "figures", "model", "errors", "cells", "markup_limits", "hidden_signs", "letters", "shape_fields", "wording"}
MAY_USE: dict[str, set[str]] = {
    "english": set(),
    "figures": {"english", "model", "errors"},
    "model": {"wording"},
    "errors": {"wording"},
    "cells": set(),
    "markup_limits": {"errors", "wording"},
    "hidden_signs": set(),
    "letters": set(),
    "shape_fields": set(),
    "wording": set(),
    "notice_settings": {"errors"},
    "sign_in_settings": {"errors"},
    "settings": {"errors", "notice_settings", "sign_in_settings"},
    "reading": EVERYBODY,
    "matching": EVERYBODY | {"reading"},
    "sourcing": EVERYBODY | {"reading", "matching"},
    "exchange": EVERYBODY,
    "store": EVERYBODY,
    "sample": set(),
    "desk": EVERYBODY
    | {"settings", "notice_settings", "sign_in_settings", "reading", "matching", "sourcing", "exchange", "store", "sample"},
    "cli": EVERYBODY | {"settings", "desk", "exchange", "matching", "sourcing", "store", ""},  # "": the version
    "web": EVERYBODY | {"settings", "sign_in_settings", "desk", "exchange", "matching", "sourcing", "store", ""},
    "__main__": {"cli"},
    "": set(),  # claims/__init__.py: the version
}
"""Each room and the rooms it may import. matching uses reading for languages alone, sourcing for sentences.

The clients may ask what is pure, and read a row of the store as it is, without going through the desk; only the desk writes."""

WRITES = {"write", "insert", "update_row", "wait_briefly", "open_store"}
"""What a function of the store calls when it writes."""

ONLY_FROM_READING = {
    "matching": {"claims.figures.quantities", "claims.reading.languages", "claims.figures.manners"},
    "sourcing": {"claims.figures.quantities", "claims.reading.sentences", "claims.reading.languages"},
}

FORBIDDEN_LIBRARIES = {
    "claims": {"flask", "flask_wtf", "gunicorn", "web"},
    "web": {"sqlite_utils", "sqlite3", "pysqlite3", "rapidfuzz"},
}
SQL_AT_HOME = {"sqlite_utils", "sqlite3", "pysqlite3"}
"""Only the store talks SQL; the desk and the commands hand its Database on, and may name that one type."""

SQL_CALLS = {"execute", "executemany", "executescript"}
SQL_READERS = {"rows", "first_row", "insert"}
"""What runs SQL that is handed to it: methods of a connection, and functions of ``claims.store.connect``."""

ROOMS_WITH_FEATURES = ("desk", "reading", "matching")


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
    if package == "claims" and any(isinstance(node, ast.Constant) and node.value == "web" for node in ast.walk(ast.parse(source))):
        wrong.append(f"{module} names the folder web: its files belong to the pages")
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


def sql_outside_the_store(module: str, source: str) -> list[str]:
    """Where a file of another room runs SQL of its own, in words."""
    if room_of(module) == "store":
        return []
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SQL_CALLS
    }
    imported = {name for target, name in imports_of(source) if target == "claims.store.connect" and name in SQL_READERS}
    return [f"{module} calls {name}: SQL lives in the store" for name in sorted(called | imported)]


def writing_functions(source: str) -> set[str]:
    """The functions of a store module that write, themselves or through each other."""
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    calls = {
        name: {ast.unparse(node.func).split(".")[-1] for node in ast.walk(function) if isinstance(node, ast.Call)}
        for name, function in functions.items()
    }
    writing = {name for name in calls if calls[name] & WRITES} | (functions.keys() & WRITES)
    while more := {name for name in calls if calls[name] & writing} - writing:
        writing |= more
    return writing


def writes_of_a_client(module: str, source: str) -> list[str]:
    """Where a file of the web desk or the command line calls a function of the store that writes, in words."""
    if room_of(module) not in ("web", "cli"):
        return []
    stores = {target for target, _ in imports_of(source)} | {f"{target}.{name}" for target, name in imports_of(source)}
    writing = {
        store: writing_functions(file.read_text(encoding="utf-8"))
        for store in stores
        if store.startswith("claims.store.") and (file := ROOT / f"{store.replace('.', '/')}.py").exists()
    }
    names = {str(name) for target, name in imports_of(source) if name in writing.get(target, ())}
    modules = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in writing.get(modules.get(ast.unparse(node.value), ""), ()):
            names.add(node.attr)
    return [f"{module} calls {name} of the store: only the desk writes" for name in sorted(names)]


def arrows_between_features(sources: dict[str, str], room: str) -> dict[str, set[str]]:
    """For each feature of a room (a folder, or a file beside the folders), the others that it imports. ``sources`` has the room's files by module."""
    arrows: dict[str, set[str]] = {}
    prefix = f"claims.{room}."
    for module, source in sources.items():
        feature = module.removeprefix(prefix).split(".")[0]
        for target, name in imports_of(source):
            full = f"{target}.{name}" if f"{target}." == prefix else target
            if full.startswith(prefix):
                arrows.setdefault(feature, set()).add(full.removeprefix(prefix).split(".")[0])
        arrows.get(feature, set()).discard(feature)
    return arrows


def cycle_in(arrows: dict[str, set[str]]) -> list[str]:
    """A way through the arrows that ends where it began; empty when there is none."""
    done: set[str] = set()

    def walk(feature: str, way: list[str]) -> list[str]:
        if feature in way:
            return [*way[way.index(feature) :], feature]
        if feature in done:
            return []
        for target in sorted(arrows.get(feature, ())):
            if cycle := walk(target, [*way, feature]):
                return cycle
        done.add(feature)
        return []

    return next((cycle for feature in sorted(arrows) if (cycle := walk(feature, []))), [])


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
        ("web.pages.queue", "from sqlite_utils import Database"),
        ("claims.cli.care", "from web import create_app"),
        ("claims.desk.notices.sentences", 'CATALOGUES = Path(__file__).parents[3] / "web" / "translations"'),
        ("claims.basement.thing", "import json"),
    ],
)
def test_a_planted_wrong_arrow_is_found(module: str, source: str) -> None:
    assert wrong_arrows(module, source) != []


def test_only_the_desk_writes() -> None:
    assert [line for file in files() for line in writes_of_a_client(module_of(file), file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "source",
    [
        "from claims.store import claims as stored\nstored.move_claim(db, claim, to, by=by, at=at)",
        "from claims.store.claims import add_claim",
        "from claims.store.connect import write",
    ],
)
def test_a_planted_write_of_a_client_is_found(source: str) -> None:
    assert writes_of_a_client("web.pages.queue", source) != []
    assert writes_of_a_client("claims.desk.checking.review", source) == []
    assert writes_of_a_client("web.pages.queue", "from claims.store import claims\nclaims.get_claim(db, 1)") == []


def test_no_room_but_the_store_runs_sql() -> None:
    assert [line for file in files() for line in sql_outside_the_store(module_of(file), file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "source", ["db.execute('SELECT 1')", "db.conn.executemany(sql, found)", "from claims.store.connect import read, rows"]
)
def test_planted_sql_is_found(source: str) -> None:
    assert sql_outside_the_store("claims.desk.index.index_files", source) != []
    assert sql_outside_the_store("claims.store.claims", source) == []


@pytest.mark.parametrize("room", ROOMS_WITH_FEATURES)
def test_the_features_of_a_room_never_import_each_other_in_a_circle(room: str) -> None:
    sources = {module_of(file): file.read_text(encoding="utf-8") for file in (ROOT / "claims" / room).rglob("*.py")}
    arrows = arrows_between_features(sources, room)
    assert any(arrows.values()) and cycle_in(arrows) == []


def test_a_planted_circle_of_features_is_found() -> None:
    sources = {
        "claims.desk.queue.query": "from claims.desk.cases import cases",
        "claims.desk.cases.cases": "from claims.desk import alerts",
        "claims.desk.alerts": "from claims.desk.queue.query import one_of",
    }
    assert cycle_in(arrows_between_features(sources, "desk")) == ["alerts", "queue", "cases", "alerts"]


def test_the_files_of_every_room_are_walked() -> None:
    walked = {room_of(module_of(file)) for file in files()}
    assert {"store", "desk", "cli", "reading", "matching", "sourcing", "exchange"} <= walked
