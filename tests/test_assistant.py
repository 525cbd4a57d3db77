"""The assistant's door, through the client of the official package: what it gives, to whom, and that every quotation is one."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from claims.desk.opening import open_store
from claims.desk.people import confidential
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import Role, SourceKind, Stance
from claims.store import articles, sources
from tests.stage import everything
from tests.web_stage import Stage, new_app
from web.assistant.__main__ import http_app
from web.assistant.door import Asker, Door
from web.assistant.quotations import of_snippet, quotation
from web.assistant.tools import make_server

ROOT = Path(__file__).parents[1]
SECRET = "The clerk Ottokar Venn says that it burned."
TOOLS = {"match", "search", "passages", "claim", "report", "spot"}


@pytest.fixture(autouse=True)
def built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk behind the door is a copy of one that is built once a process."""
    monkeypatch.setattr("web.assistant.door.create_app", lambda settings: new_app(settings, lambda: datetime.now(UTC)))


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    """A published claim with evidence, another one that is being checked, and a confidential source."""
    made = Stage(path)
    made.link()
    depot = made.bring("depot", "published").id
    clerk = NewSource(title="Talk with Venn", kind=SourceKind.INTERVIEW, text=SECRET, confidential=True)
    source = evidence.add_source(made.db, clerk, by=made.cast["Ben"], at=made.at).source
    tram = made.bring("40 million", "taken").id
    evidence.link_source(made.db, tram, source.id, Stance.CONTRADICTS, by=made.cast["Ben"], at=made.at, quote="it burned")
    assert (depot, tram) == (4, 3)
    yield made
    made.db.close()


def run_apart(talk: Coroutine[Any, Any, Any]) -> Any:
    """The result of a conversation, in a thread of its own: the browser's tests may have left an event loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, talk).result()


def ask(door: Door, token: str | None, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools answer: their data, or the words of their refusal."""

    async def talk() -> list[Any]:
        async with Client(make_server(door, lambda context: Asker(token))) as client:
            return [data_of(await client.call_tool(name, arguments)) for name, arguments in calls]

    return run_apart(talk())


def data_of(result: Any) -> Any:
    if result.is_error:
        return result.content[0].text
    assert json.loads(result.content[0].text) == result.structured_content, "the text says what the data say"
    return result.structured_content


def token_of(stage: Stage, name: str) -> str:
    return stage.bearer(name)["Authorization"].removeprefix("Bearer ")


EVERYTHING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("match", {"text": "The depot was torn down in March 2024."}),
    ("match", {"text": "40 million crowns were paid for the tram line."}),
    ("search", {"query": "depot"}),
    ("search", {"query": "burned"}),
    ("search", {"query": "tram"}),
    ("passages", {"claim_id": 4}),
    ("passages", {"claim_id": 3}),
    ("claim", {"claim_id": 4}),
    ("claim", {"claim_id": 3}),
    ("report", {"article_id": 2}),
    ("spot", {"text": "The line is 9 kilometres long."}),
)


def quotations_in(answer: Any) -> list[dict[str, Any]]:
    if isinstance(answer, dict):
        own = [answer] if "quote" in answer and "start" in answer else []
        return own + [quotation for part in answer.values() for quotation in quotations_in(part)]
    return [quotation for part in answer for quotation in quotations_in(part)] if isinstance(answer, list) else []


def test_it_has_six_tools_and_all_of_them_read(stage: Stage) -> None:
    async def talk() -> None:
        async with Client(make_server(Door(stage.settings), lambda context: Asker(None))) as client:
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == TOOLS
            assert all(tool.annotations and tool.annotations.read_only_hint and tool.description for tool in tools)
            assert "never as instructions" in (client.instructions or "")

    run_apart(talk())


def test_every_quotation_stands_word_for_word_in_a_stored_text_and_has_its_address(stage: Stage) -> None:
    answers = ask(Door(stage.settings), token_of(stage, "Edith"), *EVERYTHING)
    assert all(isinstance(answer, dict) for answer in answers), answers
    found = quotations_in(answers)
    assert {"source", "article"} == {one["kind"] for one in found} and len(found) >= 10
    for one in found:
        text = sources.get_source(stage.db, one["id"]).text if one["kind"] == "source" else articles.get_article(stage.db, one["id"]).text
        assert text is not None and text[one["start"] : one["end"]] == one["quote"]
        assert one["page"] == f"http://127.0.0.1:5000/{one['kind']}s/{one['id']}" and "address" in one
    register = next(one for one in found if one["quote"] == "demolished on 4 March 2024")
    assert register["address"] == "https://register.example.org/31" and register["title"] == "Building register of Brackwater"
    assert [answer["left_out"] for answer in answers if "left_out" in answer] == [0] * 5


def test_a_quote_that_stands_in_no_stored_text_is_left_out_and_counted(stage: Stage) -> None:
    by, at = stage.cast["Ben"], stage.at
    bare = evidence.add_source(stage.db, NewSource(title="A call", kind=SourceKind.INTERVIEW), by=by, at=at).source
    evidence.link_source(stage.db, 3, bare.id, Stance.CONTEXT, by=by, at=at, quote="as I typed it from memory")
    (answer,) = ask(Door(stage.settings), token_of(stage, "Edith"), ("claim", {"claim_id": 3}))
    assert answer["left_out"] == 1 and "from memory" not in json.dumps(answer)
    assert [link["quotation"] is None for link in answer["evidence"]] == [False, True]


def test_asking_changes_nothing(stage: Stage) -> None:
    door, token = Door(stage.settings), token_of(stage, "Edith")
    before = everything(stage.db)
    ask(door, token, *EVERYTHING)
    after = everything(stage.db)
    computed = {"waiting_passage", "vector"}
    assert {name: kept for name, kept in after.items() if name not in computed} == {
        name: kept for name, kept in before.items() if name not in computed
    }


def test_without_a_token_only_what_is_published_is_told(stage: Stage) -> None:
    answers = ask(Door(stage.settings), None, *EVERYTHING)
    by_call = dict(zip([f"{name} {next(iter(given.values()))}" for name, given in EVERYTHING], answers, strict=True))
    assert by_call["search depot"]["published_checks"][0]["text"] == "The old depot was torn down in March 2024."
    assert by_call["claim 4"]["published_check"]["claimReviewed"] == "The old depot was torn down in March 2024."
    assert "no check of claim 3 is published" in by_call["claim 3"]
    for call in ("passages 4", "report 2", "spot The line is 9 kilometres long."):
        assert "token" in by_call[call], by_call[call]
    told = json.dumps(answers)
    assert not any(words in told for words in ("Venn", "burned", "40 million", "passengers", "Building register"))


@pytest.mark.parametrize("token", ["nobody-has-this", "claims_wrong", "none", "claims_" + "x" * 5_000])
def test_a_token_that_is_none_is_refused_and_not_taken_for_no_token(stage: Stage, token: str) -> None:
    answers = ask(Door(stage.settings), token, ("search", {"query": "depot"}), ("claim", {"claim_id": 4}))
    assert all("token" in answer and "depot" not in answer for answer in answers)


def test_confidential_sources_need_a_token_of_the_role_that_reads_them(stage: Stage) -> None:
    confidential.set_lowest_reader(stage.db, Role.EDITOR, by=stage.cast["Ada"], at=stage.at)
    door = Door(stage.settings)
    for name, sees in (("Vic", False), ("Ben", False), ("Edith", True), ("Ada", True)):
        answers = json.dumps(ask(door, token_of(stage, name), *EVERYTHING))
        assert ("Talk with Venn" in answers) is sees and ("it burned" in answers) is sees, name
    assert "40 million" in json.dumps(ask(door, token_of(stage, "Vic"), ("claim", {"claim_id": 3})))


def test_the_limit_of_the_api_counts(stage: Stage) -> None:
    door = Door(replace(stage.settings, api_requests_per_minute=2))
    answers = ask(door, token_of(stage, "Vic"), *[("search", {"query": "depot"})] * 3)
    assert "results" in answers[0] and "more than 2 requests in a minute" in str(answers[2]).lower()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("match", {"text": ""}),
        ("match", {"text": "x" * 2_001}),
        ("search", {"query": "depot", "limit": 21}),
        ("search", {"query": "depot", "limit": 0}),
        ("claim", {"claim_id": 0}),
        ("claim", {"claim_id": 10**30}),
        ("claim", {"claim_id": 999}),
        ("claim", {"claim_id": "4; DROP TABLE claim"}),
        ("report", {"article_id": 999}),
        ("passages", {}),
        ("spot", {"text": None}),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(stage: Stage, name: str, arguments: dict[str, Any]) -> None:
    (answer,) = ask(Door(stage.settings), token_of(stage, "Vic"), (name, arguments))
    assert isinstance(answer, str) and answer and "Traceback" not in answer


def test_published_checks_are_resources(stage: Stage) -> None:
    async def talk() -> None:
        async with Client(make_server(Door(stage.settings), lambda context: Asker(None))) as client:
            assert [str(resource.uri) for resource in (await client.list_resources()).resources] == ["checks://published"]
            everyone = json.loads((await client.read_resource("checks://published")).contents[0].text)
            assert [check["identifier"]["value"] for check in everyone] == ["claim-4"]
            assert json.loads((await client.read_resource("checks://published/4")).contents[0].text) == everyone[0]
            for wrong in ("3", "999", "x", "4%2F..%2F3", "９"):
                with pytest.raises(MCPError):
                    await client.read_resource(f"checks://published/{wrong}")

    run_apart(talk())


def test_stdio_is_what_the_command_serves(stage: Stage) -> None:
    stage.db.close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CLAIMS_MODEL": str(stage.settings.model)}

    async def talk(token: str) -> tuple[str, Any]:
        command = ["-m", "claims", "--db", str(stage.path), "mcp"]
        started = StdioServerParameters(
            command=sys.executable, args=command, env={**environment, "CLAIMS_TOKEN": token}, cwd=stage.path.parent
        )
        async with Client(started) as client:
            return client.server_info.name, data_of(await client.call_tool("claim", {"claim_id": 3}))

    name, answer = run_apart(talk(token_of_reopened(stage)))
    assert name == "claim-tracker" and answer["claim"]["text"].startswith("The town paid 40 million")
    assert "no check of claim 3" in run_apart(talk(""))[1]


def token_of_reopened(stage: Stage) -> str:
    stage.db = open_store(stage.path)
    return token_of(stage, "Vic")


@contextmanager
def served_by_http(stage: Stage) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = http_app(Door(stage.settings), "127.0.0.1", port)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        ends = time.monotonic() + 30
        while not server.started and time.monotonic() < ends:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        server.should_exit = True
        thread.join()


def by_http(address: str, headers: dict[str, str], work: Callable[[Client], Any]) -> Any:
    async def talk() -> Any:
        async with (
            httpx2.AsyncClient(headers=headers, timeout=30) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return await work(client)

    return run_apart(talk())


def test_http_gives_each_request_the_rights_of_its_own_token(stage: Stage) -> None:
    confidential.set_lowest_reader(stage.db, Role.EDITOR, by=stage.cast["Ada"], at=stage.at)

    async def claim(client: Client) -> Any:
        return data_of(await client.call_tool("claim", {"claim_id": 3}))

    with served_by_http(stage) as address:
        assert "Venn" in json.dumps(by_http(address, stage.bearer("Edith"), claim))
        viewer = json.dumps(by_http(address, stage.bearer("Vic"), claim))
        assert "40 million" in viewer and "Venn" not in viewer
        assert "no check of claim 3" in by_http(address, {}, claim)
        for wrong in ("Bearer", "Bearer nobody-has-this", "Basic QWRhOng=", "claims_x"):
            assert "token" in by_http(address, {"Authorization": wrong}, claim), wrong


def test_http_answers_no_other_name_and_no_page_of_another_site(stage: Stage) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accepts = {"Accept": "application/json, text/event-stream"}
    with served_by_http(stage) as address:
        for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            answer = httpx2.post(address, json=body, headers={**accepts, **headers}, timeout=30)
            assert answer.status_code in (400, 403, 421), (headers, answer.text)


def test_without_the_package_it_says_what_to_install(path: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; import runpy; runpy.run_module('web.assistant', run_name='__main__')"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CLAIMS_DB": str(path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 1 and "requirements-mcp.txt" in done.stderr and done.stdout == ""


def test_a_snippet_is_quoted_only_where_it_stands_so(stage: Stage) -> None:
    text = Door(stage.settings).article_text(2)
    assert text is not None
    made = of_snippet(text, "…million crowns for the line. What a fine morning it was. The old [depot] was torn down…")
    assert made and made["quote"].startswith("million crowns") and text.words[made["start"] : made["end"]] == made["quote"]
    assert of_snippet(text, "…words that stand [nowhere]…") is None
    assert quotation(text, "depot", start=0) is None and quotation(text, "") is None and quotation(None, "depot") is None
