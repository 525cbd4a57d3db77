"""The commands of sourcing, run in one process on a real file: sources, passages, rechecks, settings, the scale, sign-off."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claims.cli import newsroom
from claims.cli.main import cli
from claims.desk.sources import found_passages
from claims.errors import Refused
from claims.model import ProblemKind
from tests.served_pages import HOST, Site, served
from tests.test_desk_sourcing import QUOTE, RETURN

Run = Callable[..., Result]


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command as Ada; errors of the product come out as they are."""
    monkeypatch.setenv("CLAIMS_USER", "Ada")
    monkeypatch.setenv("CLAIMS_ALLOWED_HOSTS", HOST)
    monkeypatch.setenv("CLAIMS_MODEL", str(path.parent / "no-model"))
    return lambda *words, **known: CliRunner().invoke(cli, ["--db", str(path), *words], catch_exceptions=False, **known)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.pages["/return"] = RETURN
        yield made


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_from_an_address_to_a_quote_that_is_looked_for_again(run: Run, site: Site, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Harbour news\n\nThe harbour counted 96 landings by fishing boats in October 2026.\n", encoding="utf-8")
    claim = answer(run("add", str(article), "--json"))["claims"][0]["claim_id"]
    result = run("source", "add", f"{site.root}/return", "--kind", "primary_document", "--json")
    source = answer(result)
    assert "source 1 came from the newsroom's own network, so it is confidential" in result.stderr
    assert (source["title"], source["added"], source["copies"]) == ("Harbour return", True, [])
    assert answer(run("source", "add", f"{site.root}/return?utm_source=x", "--json"))["added"] is False
    best = answer(run("source", "passages", str(claim), "1", "--json"))["passages"][0]
    assert (best["quote"], best["locator"]) == (QUOTE, "paragraph 2") and "96" in best["agreeing"]
    link = answer(run("source", "link", str(claim), "1", "--stance", "supports", "--pick", "1", "--json"))
    assert (link["quote"], link["locator"]) == (QUOTE, "paragraph 2")
    site.pages["/return"] = [RETURN[0], RETURN[1].replace("96", "69"), RETURN[2]]
    seen = answer(run("source", "recheck", "--all", "--json"))["rechecks"][0]
    assert seen["changed"] is True and seen["quotes"][0]["whereabouts"] == "changed" and "69" in seen["quotes"][0]["found"]
    assert "changed: “Landings" in run("source", "recheck", "1").output
    assert "quote_moved" in {problem["kind"] for problem in answer(run("report", "1", "--json"))["problems"]}
    del site.pages["/return"]
    failed = run("source", "recheck", "1")
    assert failed.exit_code == 1 and "could not be fetched" in failed.output


def test_rechecking_nothing_and_picking_beside_a_quote_are_wrong_usage(run: Run) -> None:
    assert run("source", "recheck").exit_code == 2
    assert run("source", "recheck", "1", "--all").exit_code == 2
    assert run("source", "link", "1", "1", "--stance", "supports", "--pick", "1", "--quote", "x").exit_code == 2
    assert run("source", "recheck", "--all").exit_code == 0


def test_settings_and_the_scale_are_listed_and_changed(run: Run) -> None:
    assert answer(run("setting", "list", "--json"))["settings"] == {
        "origins": 2, "secondary_origins": 3, "copied": 50, "allow_self_approval": False, "confidential_readers": "viewer", "second_factor_from": "nobody", "day_first": True, "language": "browser", "time_zone": "UTC",
        "newsroom_name": "", "methodology_url": "", "corrections_url": "", "name_people": "no",
    }  # fmt: skip
    assert len(answer(run("setting", "list", "--json"))["rules"]) == len(ProblemKind)
    run("setting", "set", "origins", "3")
    run("setting", "set", "allow_self_approval", "yes")
    assert "origins = 3" in run("setting", "list").output
    with pytest.raises(Refused):
        run("setting", "set", "origins", "many")
    with pytest.raises(Refused, match="'colour' is not a setting: choose origins, .*, name_people"):
        run("setting", "set", "colour", "blue")
    assert list(answer(run("setting", "list", "--json"))["settings"]) == list(newsroom.NAMES)
    run("scale", "add", "Satire", "--meaning", "neither")
    run("scale", "edit", "satire", "--label", "A joke")
    run("scale", "move", "satire", "up")
    run("scale", "remove", "unproven")
    assert [one["label"] for one in answer(run("scale", "list", "--json"))["scale"]][-2:] == ["False", "A joke"]


def test_an_article_is_signed_off_and_all_are_told(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Harbour news\n\nThe harbour counted 96 landings in October 2026.\n", encoding="utf-8")
    run("add", str(article))
    with pytest.raises(Refused, match="say in the note why"):
        run("sign-off", "1")
    assert "Signed off by Ada" in run("sign-off", "1", "--note", "urgent").output
    with pytest.raises(Refused, match="the note is empty"):
        run("sign-off", "1", "--take-back")
    assert "Sign-off withdrawn by Ada" in run("sign-off", "1", "--take-back", "--note", "a doubt").output
    assert run("sign-off", "1", "--restore").output.startswith("Signed off by Ada")
    assert answer(run("report", "1", "--json"))["signed_off"]["note"] == "urgent"
    told = answer(run("reports", "--json"))
    assert [one["article_id"] for one in told["open"]] == [1] and told["repeats"] == told["stale"] == []
    assert "Open, oldest first: 1" in run("reports").output


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("The ferry carried 12,000 people in May.", encoding="utf-8")
    (folder / "deep" / "b.txt").write_text("The quay is 200 metres long.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / ".hidden").write_text("not to be read", encoding="utf-8")
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "secret.txt").write_text("The combination is 4711.", encoding="utf-8")
    (folder / "way-out").symlink_to(secret)
    (folder / "way-out.txt").symlink_to(secret / "secret.txt")
    return folder


def test_a_folder_is_added_item_by_item_and_no_link_leads_out_of_it(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    told = answer(run("source", "add", str(folder), "--kind", "report", "--json"))
    assert [one["title"][:8] for one in told["added"]] == ["The ferr", "The quay"] and {one["kind"] for one in told["added"]} == {"report"}
    assert {one["item"]: one["reason"][:16] for one in told["failed"]} == {
        "papers/empty.txt": "It is empty: the",
        "papers/noise.bin": told["failed"][1]["reason"][:16],
        "papers/way-out": "it is a link, an",
        "papers/way-out.txt": "it is a link, an",
    }
    assert "4711" not in json.dumps(answer(run("search", "combination", "--json")))
    again = answer(run("source", "add", str(folder), "--json"))
    assert (again["added"], [one["id"] for one in again["there"]]) == ([], [1, 2])


def test_a_zip_file_is_read_in_memory_and_a_bomb_in_it_fails_alone(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "papers.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../../escape.txt", "The depot was pulled down in 2024.")
        made.writestr("bomb.txt", b"a" * 60_000_000)
        made.writestr("inner.zip", package.name)
        made.writestr("__MACOSX/._x", "nothing")
    told = answer(run("source", "add", str(package), "--json"))
    assert [one["title"] for one in told["added"]] == ["The depot was pulled down in 2024."]
    assert not list(tmp_path.parent.glob("**/escape.txt"))
    assert [one["item"] for one in told["failed"]] == ["papers.zip/bomb.txt", "papers.zip/inner.zip"]
    assert "larger than 5,000,000" in told["failed"][0]["reason"]
    cut = tmp_path / "cut.zip"
    cut.write_bytes(package.read_bytes()[:-30])
    assert run("source", "add", str(cut), str(package)).exit_code == 0


def test_a_list_of_addresses_goes_on_where_it_stopped(run: Run, site: Site, tmp_path: Path) -> None:
    site.pages["/second"] = ["The second page says that the tower was built in 1911, and nobody in town doubts it today."]
    listed = tmp_path / "list.txt"
    listed.write_text(f"# sources\n{site.root}/return\n\n{site.root}/gone\nharbour\n{site.root}/second\n", encoding="utf-8")
    result = run("source", "add", "--list", str(listed))
    assert result.exit_code == 0 and "2 added, 0 there before, 2 not added." in result.stderr
    assert result.stderr.count("came from the newsroom's own network, so it is confidential") == 2
    assert "not added: harbour: this line is no address" in result.stderr
    site.pages.clear()  # nothing is fetched again
    told = answer(run("source", "add", "--list", "-", "--json", input=listed.read_text(encoding="utf-8")))
    assert [one["url"] for one in told["there"]] == [f"{site.root}/return", f"{site.root}/second"]
    assert [one["item"] for one in told["failed"]] == [f"{site.root}/gone", "harbour"]


def test_when_nothing_goes_in_the_command_fails_and_what_holds_for_one_source_is_refused_for_many(run: Run, tmp_path: Path) -> None:
    nothing = tmp_path / "empty.txt"
    nothing.write_bytes(b"")
    missing = str(tmp_path / "missing.txt")
    result = run("source", "add", str(nothing), missing)
    assert result.exit_code == 1 and f"not added: {missing}: the file cannot be read: No such file" in result.stderr
    assert run("source", "add", str(nothing), missing, "--title", "Both").exit_code == 2
    assert run("source", "add", str(nothing), "-").exit_code == 2


def test_the_claims_that_a_long_source_may_speak_to_are_not_looked_for_while_somebody_waits(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Harbour news\n\nThe harbour counted 96 landings by fishing boats in October 2026.\n", encoding="utf-8")
    run("add", str(article))
    looked_up: list[int] = []
    monkeypatch.setattr(found_passages, "claims_spoken_to", lambda _db, source_id, *_: looked_up.append(source_id) or [])
    for name, length in {"short": 20_000, "long": 20_001}.items():
        (tmp_path / f"{name}.txt").write_text(("The harbour counted boats. " * 1_000)[: length - 1] + ".", encoding="utf-8")
    words = "longer than 20,000 characters, so the claims it may speak to were not looked for: `evidence find --article ID`"
    assert words not in run("source", "add", str(tmp_path / "short.txt"), "--json").stderr and looked_up == [1]
    told = run("source", "add", str(tmp_path / "long.txt"), "--json")
    assert words in told.stderr and answer(told)["speaks_to"] == [] and looked_up == [1]
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("short", "long"):
        text = (tmp_path / f"{name}.txt").read_text(encoding="utf-8")
        (folder / f"{name}.txt").write_text(text.replace("boats", "ships"), encoding="utf-8")
    told = run("source", "add", str(folder))
    assert len(looked_up) == 2 and "The claims that 1 more sources may speak to" in told.stderr


def test_a_thousand_copies_of_a_file_are_one_source(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(1_000):
        (folder / f"{number:04}.txt").write_text("The same words again.", encoding="utf-8")
    told = answer(run("source", "add", str(folder), "--json"))
    assert (len(told["added"]), len(told["there"]), told["failed"]) == (1, 999, [])
