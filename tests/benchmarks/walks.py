"""What ordinary walks cost in this checkout and in another one: python tests/benchmarks/walks.py OTHER_CHECKOUT [ROUNDS]

Prints the milliseconds of the processor that each request, command and import takes, in the other checkout and here: the least
of ROUNDS (5) runs, the two versions in turn. The store is small and there is no embedding model, so what counts is our own code.
Each run is a process of its own, with the modules of its checkout; both run on this Python and its packages.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).parents[2]
REQUESTS = 25
ROWS = 2_000
TARGET = 1.1
"""What may cost more than this share of what it cost is marked."""


def main() -> None:
    """Measure the versions in turn and print the table."""
    checkouts = [Path(sys.argv[1]).resolve(), HERE]
    costs: list[dict[str, float]] = [{}, {}]
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 5):
        for checkout, least in zip(checkouts, costs, strict=True):
            environ = os.environ | {"PYTHONPATH": str(checkout), "CLAIMS_MODEL": "/no-model", "CLAIMS_USER": "Ben"}
            run = [sys.executable, __file__, "--measure", *sys.argv[3:]]
            done = subprocess.run(run, env=environ, cwd=checkout, check=True, stdout=subprocess.PIPE)
            for walk, cost in json.loads(done.stdout).items():
                least[walk] = min(cost, least.get(walk, cost))
    for walk, before in costs[0].items():
        now = costs[1][walk]
        print(f"{walk:32} {before:8.1f} {now:8.1f}   {now / before - 1:+4.0%}{'  *' if now > before * TARGET else ''}")


def measure(kinds: list[str]) -> dict[str, float]:
    """The cost of each walk in this process's checkout, in milliseconds of the processor."""
    from tests.web_stage import Stage

    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "claims.db")
        try:
            stage.bring("depot", "published")
            stage.link()
            stage.add_article("\n\n".join(f"District {n} of Varn counted {n * 41} new homes in {1990 + n}." for n in range(30)))
            walks = {"requests": requests, "commands": commands, "imports": imports}
            return {walk: cost for kind, of in walks.items() if kind in (kinds or walks) for walk, cost in of(stage, Path(folder))}
        finally:
            stage.db.close()


def requests(stage, folder: Path) -> Iterator[tuple[str, float]]:  # type: ignore[no-untyped-def]
    """Pages of the desk, the public pages, the API, and forms that are sent."""
    from tests.web_stage import token_in

    claim, other = stage.claim("depot"), stage.claim("9 kilometres")
    browser, visitor, script = stage.client("Ben"), stage.client(None), stage.app.test_client()
    bearer = stage.bearer("Ben")
    pages = {
        "queue": "/", "all claims": "/claims", "a claim": f"/claims/{other.id}", "articles": "/articles",
        "an article's desk": f"/articles/{stage.article}?line=1", "its report": f"/articles/{stage.article}/report",
        "all reports": "/reports", "sources": "/sources", "search": "/search?q=homes", "search: two words": "/search?q=tram+line",
        "a claim's history": f"/claims/{claim.id}/history",
    }  # fmt: skip
    public = {
        "a published page": f"/claims/{claim.id}",
        "the feed": "/feed/claimreview.json",
        "claims:search": "/v1alpha1/claims:search?query=depot",
    }
    api = {
        "claims": "claims",
        "a claim": f"claims/{claim.id}",
        "articles": "articles",
        "report": f"articles/{stage.article}/report",
        "search": "search?q=homes",
    }
    for name, address in pages.items():
        yield f"desk: {name}", cost(lambda _, at=address: browser.get(at, buffered=True), 200)
    for name, address in public.items():
        yield f"public: {name}", cost(lambda _, at=address: visitor.get(at, buffered=True), 200)
    for name, address in api.items():
        yield f"API: {name}", cost(lambda _, at=address: script.get(f"/api/v1/{at}", headers=bearer, buffered=True), 200)
    yield "API: match", cost(lambda _: script.post("/api/v1/match", json={"text": "The line is 8 kilometres long."}, headers=bearer), 200)
    yield (
        "API: a source added",
        cost(lambda n: script.post("/api/v1/sources", json={"title": f"Log {n}", "kind": "dataset"}, headers=bearer), 201),
    )
    token = {"csrf_token": token_in(browser.get("/password").text)}
    yield "desk: a tag added", cost(lambda n: browser.post(f"/claims/{other.id}/tags", data={"tag": f"tag {n}", **token}), 303)
    yield "desk: a note said", cost(lambda n: browser.post(f"/claims/{other.id}/notes", data={"note": f"note {n}", **token}), 303)


def commands(stage, folder: Path) -> Iterator[tuple[str, float]]:  # type: ignore[no-untyped-def]
    """The commands of an ordinary walk, each with the start of its process."""
    for n in range(6):
        (folder / f"{n}.txt").write_text(
            f"The ferry news\n\nThe ferry carried {n + 2} thousand people in 2024. The harbour cost {n + 3} million crowns.\n"
        )
    claim, source = str(stage.claim("9 kilometres").id), str(stage.source("Log of the tram line").id)
    walks = {
        "--version": ["--version"], "queue": ["queue"], "claim show": ["claim", "show", claim], "report": ["report", str(stage.article)],
        "reports": ["reports"], "article list": ["article", "list"], "matches": ["matches"], "search": ["search", "homes"],
        "match": ["match", "The line is 8 kilometres long."], "verify": ["verify"], "export": ["export", "--format", "jsonl"],
    }  # fmt: skip
    yield "command: add", min(command(stage, "add", f"{folder}/{n}.txt") for n in range(6))
    yield "command: source add", min(command(stage, "source", "add", "--title", f"A log {n}", "--kind", "dataset") for n in range(4))
    link = ["source", "link", claim, source, "--stance", "context"]
    yield "command: source link", command(stage, *link)
    yield "command: note", min(command(stage, "note", claim, f"Note {n}.") for n in range(4))
    for name, words in walks.items():
        yield f"command: {name}", min(command(stage, *words) for _ in range(4))


def imports(stage, folder: Path) -> Iterator[tuple[str, float]]:  # type: ignore[no-untyped-def]
    """Rows taken in, then the same file once more."""
    from tests.benchmarks.import_speed import make

    for form in ("csv", "jsonl", "claimreview"):
        make(folder / form, ROWS, form)
        words = ["--db", f"{folder}/{form}.db", "import", f"{folder}/{form}", "--format", form, "--no-embed"]
        yield f"import: {ROWS} rows of {form}", command(stage, *words)
        yield f"import: {form}, unchanged", command(stage, *words)


def cost(request: Callable[[int], object], status: int) -> float:
    """What one request takes, after two that fill what is kept."""
    start = 0.0
    for n in range(-2, REQUESTS):
        if n == 0:
            start = time.process_time()
        answer = request(n)
        assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    return (time.process_time() - start) / REQUESTS * 1000


def command(stage, *words: str) -> float:  # type: ignore[no-untyped-def]
    """What one command takes, with its start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "claims", "--db", str(stage.path), *words], capture_output=True)
    if "verify" not in words:
        assert done.returncode == 0, (words, done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2:])))
    else:
        main()
