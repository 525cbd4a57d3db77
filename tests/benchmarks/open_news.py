"""Whole news articles against stored claims: how many of their sentences get a suggestion that is wrong, and how many right ones are found.

    python -m tests.benchmarks.open_news [FILE] [--all]

FILE (tests/data/open/news.jsonl) holds claims, and articles whose sentences name the claims that are the same and those that are related.
Each article is added to a store of its own with all the claims. A suggestion is wrong when it is neither; ``--all`` prints each one.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claims.desk.articles import intake
from claims.desk.exchange.later_embeddings import embed, missing_embeddings
from claims.desk.index.matcher import Matcher
from claims.desk.opening import Database, open_store
from claims.model import Match, Person, Role
from claims.reading import documents
from claims.store import claims, matches, people
from claims.store.reviews import NewReview, put_reviews
from tests.labelled import DATA, rows

AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Suggested:
    """A sentence, what was suggested for it, and what it truly is: same, related or wrong."""

    sentence: str
    known: str
    match: Match
    truth: str

    @property
    def relation(self) -> str:
        return str(self.match.comparison.closer or self.match.comparison.relation)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, nargs="?", default=DATA / "open" / "news.jsonl")
    options.add_argument("--all", action="store_true")
    given = options.parse_args()
    lines = rows(given.file)
    known = {line["id"]: line["text"] for line in lines if line["kind"] == "claim"}
    articles = [line for line in lines if line["kind"] == "article"]
    suggested = [suggestion for article in articles for suggestion in suggestions(article, known)]
    if given.all:
        for one in suggested:
            print(f"{one.truth:8}{one.relation:8}{one.match.comparison.score:.3f}  {one.sentence}\n{'':>23}{one.known}")
    figures([sentence for article in articles for sentence in article["sentences"]], suggested)


def suggestions(article: dict, known: dict[str, str]) -> Iterator[Suggested]:  # type: ignore[type-arg]
    """What is suggested for the sentences of an article when it is added to a store that holds these claims alone."""
    labels = {sentence["text"]: sentence for sentence in article["sentences"]}
    text = "\n\n".join([article["title"], *labels])
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "claims.db") as db:
        matcher, ada = Matcher(beside=SHARED), people.add_person(db, "Ada", Role.ADMIN, by=None, at=AT)
        store(db, matcher, known, ada)
        added = intake.add_article(db, matcher, documents.read(text.encode(), name="article.txt"), by=ada, at=AT)
        numbers = {claim.id for _, claim in intake.claims_in(db, added.article)}
        quotes = {claim.id: place.quote for place, claim in intake.claims_in(db, added.article)}
        for match in matches.matches_of(db, numbers):
            if match.known_id in numbers:
                continue  # two sentences of the article
            sentence, theirs = quotes[match.claim_id].strip(), claims.get_claim(db, match.known_id).text
            label = labels.get(sentence, {"same": [], "related": []})
            yield Suggested(sentence, theirs, match, truth_of(theirs, label, known))


def truth_of(theirs: str, label: dict, known: dict[str, str]) -> str:  # type: ignore[type-arg]
    return next((name for name in ("same", "related") if theirs in [known[number] for number in label[name]]), "wrong")


def store(db: Database, matcher: Matcher, known: dict[str, str], ada: Person) -> None:
    put_reviews(db, [NewReview(number, text) for number, text in known.items()], by=ada, at=AT)
    embed(db, matcher, missing_embeddings(db, matcher))


def figures(sentences: Sequence[dict], suggested: Sequence[Suggested]) -> None:  # type: ignore[type-arg]
    """Print the shares that count."""
    by_truth = {truth: {one.sentence for one in suggested if one.truth == truth} for truth in ("same", "related", "wrong")}
    answered = [sentence for sentence in sentences if sentence["same"]]
    found = sum(sentence["text"].strip() in by_truth["same"] for sentence in answered)
    silent = [sentence for sentence in sentences if not sentence["same"] and not sentence["related"]]
    told_same = {one.sentence for one in suggested if one.relation == "same" and one.truth != "same"}
    print(f"{len(sentences)} sentences; with a wrong suggestion: {len(by_truth['wrong']) / len(sentences):.1%} ({len(by_truth['wrong'])})")
    print(f"told same of a claim that is not: {len(told_same)}")
    print(f"{len(silent)} sentences with nothing to find; with a suggestion: {sum(one['text'] in by_truth['wrong'] for one in silent)}")
    print(f"{len(answered)} sentences with a claim that is the same; suggested: {found / max(1, len(answered)):.1%} ({found})")
    for truth in by_truth:
        print(f"suggestions that are {truth}: {dict(Counter(one.relation for one in suggested if one.truth == truth))}")


SHARED = Matcher()

if __name__ == "__main__":
    main()
