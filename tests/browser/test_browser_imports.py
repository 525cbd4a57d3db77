"""A large file on the desk, in a browser: looked at, imported beside the requests, stopped and read about afterwards."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.looking import grave, is_too_wide

pytestmark = pytest.mark.browser

PADDING = "x" * 9_000


def a_table(folder: Path) -> Path:
    """Six megabytes, of which most stand in a column that is not used; one row has no claim, one an odd day."""
    rows = [f"The kiln of street {number} cracked.,False,2024-03-14,{PADDING}" for number in range(700)]
    rows[3:3] = [f",True,2024-03-15,{PADDING}", f"The oven burned.,True,tomorrow,{PADDING}"]
    file = folder / "kilns.csv"
    file.write_text("\n".join(["Claim,Verdict,Day,Remarks", *rows]), encoding="utf-8")
    return file


@contextmanager
def running(desk: Desk, address: str) -> Iterator[None]:
    """Make the report that of an import which somebody is at."""
    path = desk.stage.path
    file = path.with_name(path.name + "-imports") / f"{address.rpartition('/')[2]}.json"
    report = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(report | {"state": "running", "read": report["size"] // 3}), encoding="utf-8")
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def import_it(page: Page, file: Path) -> None:
    page.goto("/imports")
    page.set_input_files("input[type=file]", file)
    page.click("text=Preview")
    expect(page.get_by_role("heading", name="Preview of kilns.csv")).to_be_visible()


@pytest.mark.long
def test_without_scripts_a_large_file_is_imported_and_its_page_refreshes_itself(desk: Desk, tmp_path: Path) -> None:
    page = desk.open("Edith", scripts=False)
    import_it(page, a_table(tmp_path))
    page.click("button.main")
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("701 claims added")
    expect(page.get_by_text("it has no text")).to_be_visible()


@pytest.mark.parametrize(("dark", "width"), [(False, 1440), pytest.param(True, 390, marks=pytest.mark.long)])
def test_the_pages_of_an_import_can_be_used_by_everybody(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dark: bool, width: int
) -> None:
    page = desk.open("Edith", dark=dark, width=width)
    import_it(page, a_table(tmp_path))
    wrong = grave(page)
    page.click("button.main")
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    address = page.url
    wrong += grave(page)
    with running(desk, address):
        page.goto(address)
        expect(page.get_by_role("button", name="Stop import")).to_be_visible()
        wrong += grave(page)
    page.goto("/imports")
    wrong += grave(page)
    assert wrong == []
    assert not is_too_wide(page)
