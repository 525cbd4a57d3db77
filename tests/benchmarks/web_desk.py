"""How long the desk takes to make a page: an article of 60 sentences among 10,000 claims, and to mark the lines of one of 471.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/web_desk.py

Prints the median and the 95th percentile in milliseconds, over the whole request as a browser would wait for it
(signing in is done once before), and the bytes of the page with everything it brings along. Marking is measured in the processor's
milliseconds, for the click and the page that it leads to. The desk is served with ``OPENBLAS_NUM_THREADS=1``; set it here, too.
"""

import gzip
import html
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

from claims.desk.articles import fetching, intake
from claims.desk.articles.pace import Pace
from claims.desk.checking import review
from claims.model import Mark
from claims.store import claims
from claims.store.connect import write
from tests.benchmarks.web_store import line
from tests.web_stage import Stage

CLAIMS = 10_000
SENTENCES = 60
ROUNDS = 40
LONG = 471
MARKS = 20


def fill(stage: Stage) -> int:
    """Claims of other articles, then the article that is opened; gives its number."""
    by = stage.cast["Ben"]
    with write(stage.db):
        for n in range(CLAIMS):
            text = f"District {n % 97} of Varn counted {n * 37 % 8999} new homes in {1990 + n % 35}, its housing office number {n} says."
            claims.add_claim(stage.db, text, by=by, at=stage.at)
    lines = [f"District {n} of Varn counted {n * 41} new homes in {1990 + n % 30}, the housing office said." for n in range(SENTENCES)]
    article = stage.add_article("\n\n".join(lines))
    for n in range(0, SENTENCES, 2):
        sentence = stage.sentence(lines[n], article)
        review.mark_sentence(stage.db, sentence.id, Mark.CLAIM, by=by, at=stage.at)
    return article


def measure(stage: Stage, address: str) -> tuple[float, float, int]:
    """Median and 95th percentile of the milliseconds, and the bytes of the page with its style and script, compressed."""
    client = stage.client("Ben")
    page = client.get(address).text
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.status
    parts = set(re.findall(r'"(/static/[^"#]+)', page))
    size = len(gzip.compress(page.encode())) + sum(len(gzip.compress(client.get(part, buffered=True).data)) for part in parts)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[18], size


def long_article(stage: Stage) -> int:
    """An article of LONG sentences, of which two thirds are proposed as claims."""
    chance = random.Random(5)
    lines = [line(chance) for _ in range(LONG)]
    text = "\n\n".join(" ".join(lines[at : at + 4]) for at in range(0, LONG, 4))
    document = fetching.read_upload(text.encode(), "long.txt", limit=5_000_000)
    return intake.add_article(stage.db, stage.matcher, document, by=stage.cast["Ben"], at=stage.at, pace=Pace(within=None)).article.id


def measure_marks(stage: Stage, article: int) -> list[float]:
    """Processor milliseconds of each press of "c" on line after line: the form, and the page that follows."""
    client, taken = stage.client("Ben"), []
    page = client.get(f"/articles/{article}?line=1&view=all").text
    for _ in range(MARKS):
        form = page[: page.index('data-key="c"')].rpartition("<form")[2]
        action = re.findall(r'action="([^"]+)"', form)[0]
        fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
        begun = time.process_time()
        answer = client.post(action, data=fields)
        page = client.get((answer.location or "").partition("#")[0]).text
        taken.append((time.process_time() - begun) * 1000)
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "claims.db")
        article = fill(stage)
        for address in (f"/articles/{article}?line=21", "/", f"/articles/{article}/report", "/reports", "/search?q=homes"):
            median, high, size = measure(stage, address)
            print(f"{address:32} median {median:6.1f} ms   p95 {high:6.1f} ms   {size / 1000:6.1f} kB gzip")
        taken = measure_marks(stage, long_article(stage))
        print(
            f"marking a line of {LONG}           first {taken[0]:6.1f} ms   median {statistics.median(taken):6.1f} ms   most {max(taken):6.1f} ms"
        )
        stage.db.close()


if __name__ == "__main__":
    main()
