"""No number anywhere counts what was withdrawn: a newsroom with a withdrawn article counts like one that never had it."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claims.desk.articles import fetching, intake, withdrawals
from claims.desk.cases import cases
from claims.desk.checking import review, verdicts
from claims.desk.exchange import exporting
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.desk.publishing import published
from claims.desk.queue import bulk_work
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.queue.query import filter_for
from claims.desk.screens import listings, overview, repeats, roundup
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import Claim, Mark, Role, SourceKind, Stance, Status
from claims.store import alerts as stored_alerts
from claims.store import articles, claims, matches, queue, search, tags
from claims.store import people as stored_people
from web.pages.queue import VIEWS

AT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
KEPT = "Trams\n\nThe tram line carried 12,000 passengers on its first day. The depot was torn down in March 2024.\n"
SPOOF = "Spoof\n\nThe tram line carried 12,000 passengers on its first day. The mayor bought 40 trams in 2025. It rained on 90 days.\n"


class Newsroom:
    """A store with an article, a rated claim and a source; and, when asked, a spoof with much work in it that is then withdrawn."""

    def __init__(self, path: Path, *, spoofed: bool, matcher: Matcher) -> None:
        self.db = open_store(path)
        self.matcher, self.book = matcher, ProblemBook()
        self.ada = stored_people.add_person(self.db, "Ada", Role.ADMIN, by=None, at=AT)
        self.ben = stored_people.add_person(self.db, "Ben", Role.CHECKER, by=self.ada, at=AT)
        self.cleo = stored_people.add_person(self.db, "Cleo", Role.CHECKER, by=self.ada, at=AT)
        self.book.counts(self.db)
        self.source = evidence.add_source(
            self.db, NewSource("Register", SourceKind.REPORT, text="Forty trams."), by=self.ben, at=AT
        ).source.id
        kept = self.read(KEPT, AT)
        self.link(self.claim(kept, "12,000"))
        self.approve(self.claim(kept, "12,000"), "false")
        if spoofed:
            self.spoof(kept)

    def spoof(self, kept: int) -> None:
        later = AT + timedelta(hours=3)
        spoof = self.read(SPOOF, later)
        same, trams = self.claim(spoof, "12,000"), self.claim(spoof, "40 trams")
        rated = self.claim(kept, "12,000")
        pair = matches.find_pair(self.db, same.id, rated.id)
        assert pair is not None
        review.decide_match(self.db, pair.id, Status.CONFIRMED, by=self.ben, at=later)
        self.link(trams)
        bulk_work.tag_all(self.db, [(trams.id, None)], "spoofs", by=self.ben, at=later)
        self.approve(trams, "false")
        # A false claim of the spoof that another claim seems to repeat.
        other = self.claim(kept, "depot")
        near = matches.find_pair(self.db, other.id, trams.id)
        number = near.id if near else matches.add_match(self.db, other.id, trams.id, pair.comparison, at=later)
        stored_alerts.add_alert(self.db, number, kept, at=later)
        withdrawals.withdraw_article(self.db, spoof, "a spoof", by=self.ben, at=later)

    def read(self, text: str, at: datetime) -> int:
        document = fetching.read_upload(text.encode(), "article.txt", limit=10_000)
        number = intake.add_article(self.db, self.matcher, document, by=self.ben, at=at).article.id
        for sentence in overview.article_desk(self.db, number, at=at).sentences[1:]:
            review.mark_sentence(self.db, sentence.id, Mark.CLAIM, by=self.ben, at=at)
        return number

    def claim(self, article: int, words: str) -> Claim:
        desk = overview.article_desk(self.db, article, at=AT)
        sentence = next(one for one in desk.sentences if words in one.text)
        return desk.claims_in[sentence.id][0]

    def link(self, claim: Claim) -> None:
        evidence.link_source(self.db, claim.id, self.source, Stance.CONTRADICTS, by=self.ben, at=AT)

    def approve(self, claim: Claim, rating: str) -> None:
        verdicts.submit(self.db, claim.id, rating, "So.", by=self.ben, at=AT)
        verdicts.approve(self.db, claim.id, by=self.cleo, at=AT)

    def numbers(self) -> dict[str, object]:
        """Every number that a page, a command or a file shows."""
        db, at = self.db, AT + timedelta(days=1)
        seen = roundup.roundup(db, self.book, at=at, zone=UTC)
        counted = [filter_for(db, fields, self.book, reader=self.ben, at=at) for _, fields in VIEWS]
        rated = self.claim(1, "12,000")
        page = overview.claim_page(db, rated.id)
        listed = listings.list_sources(db, {}, "title", limit=9, offset=0)
        return {
            "open": [(one.title, one.unmarked, one.open, one.in_review) for one in seen.open],
            "states": seen.states,
            "approved": seen.approved,
            "problems": seen.problems,
            "problems judged anew": ProblemBook().counts(db),
            "repeats": [(repeat.case.claim.text, [article.title for article in repeat.articles]) for repeat in seen.repeats],
            "stale": [one.case.claim.text for one in seen.stale],
            "views": queue.how_many(db, counted),
            "queue": [overview.queue(db, one)[1] for one in counted],
            "rows": [
                (one.text, one.articles, one.matches_waiting, one.linked["contradicts"]) for one in overview.queue(db, overview.Filter())[0]
            ],
            "tags": tags.tags_in_use(db),
            "alerts": stored_alerts.count_open(db),
            "alerts told": len(stored_alerts.list_alerts(db, "told", limit=9)),
            "pairs": len(matches.waiting(db)),
            "articles": listings.list_articles(db, {}, "title", at=at, limit=9, offset=0).in_all,
            "progress": list(articles.progress_of(db, [1]).values()),
            "sources": [(row.source.title, row.claims) for row in listed.rows],
            "source": [claim.text for _, claim in overview.source_page(db, self.source)[1]],
            "claims": [one.text for one in claims.list_claims(db, state=None, origin=None, limit=9)],
            "said": [(point.title, point.times) for point in repeats.points_of(page) if point.kind == repeats.SAID],
            "carried by": [one.title for one in page.articles.values()],
            "suggested": [
                suggestion.known.claim.text
                for suggestion in page.suggestions
                if suggestion.match and suggestion.match.status is Status.SUGGESTED
            ],
            "problems of the report": [(problem.kind, problem.text) for problem in cases.sourcing_report(db, 1, at=at).problems],
            "search": sorted((one.kind, one.text) for one in search.search(db, "tram mayor line passengers")),
            "export": self.exported(),
        }

    def exported(self) -> int:
        file = io.StringIO()
        exporting.export_claims(self.db, file, "jsonl", published.Newsroom("Gazette", "https://gazette.example.org/"))
        return len(file.getvalue().splitlines())


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[tuple[Newsroom, Newsroom]]:
    made = tuple(Newsroom(tmp_path / f"{spoofed}.db", spoofed=spoofed, matcher=Matcher(tmp_path / "no-model")) for spoofed in (True, False))
    yield made[0], made[1]
    for one in made:
        one.db.close()


def test_a_newsroom_with_a_withdrawn_article_counts_like_one_that_never_had_it(rooms: tuple[Newsroom, Newsroom]) -> None:
    spoofed, without = rooms
    assert spoofed.numbers() == without.numbers()


def test_the_report_on_a_withdrawn_article_still_has_its_claims(rooms: tuple[Newsroom, Newsroom]) -> None:
    spoofed, _ = rooms
    made = cases.sourcing_report(spoofed.db, 2, at=AT)
    assert [bool(line.claim_ids) for line in made.lines] == [False, True, True, True]
    assert overview.claim_page(spoofed.db, made.lines[2].claim_ids[0]).articles[2].withdrawn


def test_all_numbers_come_back_with_the_article(rooms: tuple[Newsroom, Newsroom]) -> None:
    spoofed, without = rooms
    withdrawals.restore_article(spoofed.db, 2, by=spoofed.ben, at=AT + timedelta(hours=4))
    mine, theirs = spoofed.numbers(), without.numbers()
    same = {name for name in mine if mine[name] == theirs[name]}
    assert same <= {"progress", "problems of the report", "suggested"}, same
