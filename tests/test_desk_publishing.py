"""Publishing freezes what visitors see; nothing but publishing, withdrawing, confidentiality and redaction changes it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.checking import review, verdicts
from claims.desk.publishing import page_states, publishing
from claims.desk.publishing.publishing import Picked
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.errors import NotAllowed, Refused
from claims.model import Claim, Mark, Person, Publication, Role, SourceKind, Stance, State, Status, UsedAs
from claims.store import appearances, people, publications, tags
from claims.store import claims as stored_claims
from claims.store import evidence as stored_evidence
from claims.store import verdicts as stored_verdicts
from claims.store.connect import rows
from claims.store.evidence import NewEvidence
from tests.stage import a_claim, a_match, an_article, older_claim
from tests.test_store_migrations import open_at
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def page_of(stage: Stage, claim_id: int) -> Publication:
    found = publications.find_page(stage.db, claim_id)
    assert found is not None
    return found


def checked_again(stage: Stage, claim: Claim, rating: str, explanation: str) -> None:
    """Another verdict on a published claim, approved and not published."""
    verdicts.reopen(stage.db, claim.id, "New figures.", by=stage.cast["Edith"], at=stage.at)
    verdicts.submit(stage.db, claim.id, rating, explanation, by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)


def test_publishing_freezes_the_claim_its_rating_and_what_it_rests_on(stage: Stage) -> None:
    link = stage.link()
    claim = stage.bring("depot", "published")
    found = page_of(stage, claim.id)
    assert (found.by_id, found.at) == (stage.cast["Edith"].id, stage.at)
    assert (found.page.text, found.page.rating.label, found.page.explanation) == (claim.text, "True", "The register says so.")
    assert [(one.evidence_id, one.stance, one.quote) for one in found.page.evidence] == [
        (link, Stance.SUPPORTS, "demolished on 4 March 2024")
    ]
    assert found.page.second_reader and found.page.claims == (claim.id,)


def test_editing_rating_and_withdrawing_evidence_leave_the_page_and_are_named(stage: Stage) -> None:
    link = stage.link()
    claim = stage.bring("depot", "published")
    before = page_of(stage, claim.id)
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ()
    review.edit_claim(stage.db, claim.id, "The depot is gone.", "the mayor", by=stage.cast["Ben"], at=stage.at)
    evidence.unlink_source(stage.db, link, "wrong page", by=stage.cast["Ben"], at=stage.at)
    checked_again(stage, claim, "false", "It still stands.")
    assert page_of(stage, claim.id) == before
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == (
        "the wording", "who said it", "the rating", "the explanation", "the sources",
    )  # fmt: skip
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    after = page_of(stage, claim.id)
    assert (after.page.text, after.page.rating.name, after.page.evidence) == ("The depot is gone.", "false", ())
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ()


MARKED_UP = "The *register* says so, on [page 4](https://register.example.org/4). It burned.\n\n- twice"


def test_a_page_has_the_headline_and_summary_that_the_editor_wrote_or_else_the_claim_and_the_first_sentence(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    verdicts.submit(stage.db, claim.id, "false", MARKED_UP, by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(headline=" ", summary=""))
    page = page_of(stage, claim.id).page
    assert (page.headline, page.summary, page.explanation) == (claim.text, "The register says so, on page 4.", MARKED_UP)
    written = Picked(headline="No, the depot\nstands", summary="It is there.")
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at + timedelta(days=3), picked=written)
    page = page_of(stage, claim.id).page
    assert (page.headline, page.summary) == ("No, the depot stands", "It is there.")
    (earlier,) = page.earlier
    assert (earlier.headline, earlier.summary) == (claim.text, "The register says so, on page 4.")
    assert earlier.until == stage.at + timedelta(days=3) and earlier.explanation == MARKED_UP
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ()


def test_the_editors_headline_stays_when_the_claim_is_published_again(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    written = Picked(headline="No, the depot stands", summary="It is there.")
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=written)
    review.edit_claim(stage.db, claim.id, "The old depot vanished.", None, by=stage.cast["Ben"], at=stage.at)
    offer = publishing.publishing_choices(stage.db, claim.id, at=stage.at)
    assert (offer.page.text, offer.page.headline, offer.page.summary) == ("The old depot vanished.", "No, the depot stands", "It is there.")
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert len(page_of(stage, claim.id).page.earlier) == 1, "visitors read the same headline as before"


def test_a_page_from_before_headlines_stays_plain_text_and_needs_no_correction(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    stage.db.execute("DROP TRIGGER publication_append_only_update")
    stage.db.execute("UPDATE publication SET headline = NULL, summary = NULL, explanation = 'The *register* says so.'")
    page = page_of(stage, claim.id).page
    assert not page.is_marked_up and page.headline is None
    assert "The *register* says so." in stage.get(f"/claims/{claim.id}", by=None).text
    stage.db.execute("UPDATE publication SET explanation = 'The register says so.'")
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert page_of(stage, claim.id).page.earlier == ()


def test_corrections_are_told_from_what_was_published_and_never_from_what_was_only_approved(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    checked_again(stage, claim, "false", "A secret that nobody published.")
    verdicts.reopen(stage.db, claim.id, "Not yet.", by=stage.cast["Edith"], at=stage.at)
    verdicts.submit(stage.db, claim.id, "mostly_true", "It was torn down in May.", by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert [(one.label, one.explanation) for one in page_of(stage, claim.id).page.earlier] == [("True", "The register says so.")]
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert len(page_of(stage, claim.id).page.earlier) == 1, "publishing the same again is no correction"


def test_a_published_claim_speaks_for_one_that_is_joined_to_it_and_its_page_stays(stage: Stage) -> None:
    older = stage.bring("depot", "checked")
    published = stage.bring("9 kilometres", "published")
    before = page_of(stage, published.id)
    pair = a_match(stage.db, published.id, older.id, at=stage.at)
    review.decide_match(stage.db, pair, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at)
    assert older.id < published.id and stage.page_of(older.id).id == published.id
    assert page_of(stage, published.id) == before
    assert "the claims joined to it" in page_states.page_states(stage.db, [published.id])[published.id].changes


def two_published(stage: Stage) -> tuple[Claim, Claim]:
    """Two claims with a page each, the second joined into the first by a checker."""
    first = stage.bring("depot", "published")
    second = stage.bring("9 kilometres", "published")
    pair = a_match(stage.db, second.id, first.id, at=stage.at)
    review.decide_match(stage.db, pair, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at)
    return first, second


def test_joined_claims_keep_their_pages_until_an_editor_publishes_then_the_old_address_leads_on(stage: Stage) -> None:
    first, second = two_published(stage)
    assert publications.forwards_to(stage.db, second.id) == second.id
    assert page_states.page_states(stage.db, [first.id])[first.id].changes[0].startswith(f"claim {second.id}, which has a page of its own")
    verdicts.publish(stage.db, first.id, by=stage.cast["Edith"], at=stage.at)
    assert publications.forwards_to(stage.db, second.id) == first.id
    assert stored_claims.get_claim(stage.db, second.id).state is State.CHECKED
    # A checker splits it again: the address leads where the editor let it lead.
    review.split(stage.db, second.id, by=stage.cast["Ben"], at=stage.at)
    assert publications.forwards_to(stage.db, second.id) == first.id
    verdicts.publish(stage.db, first.id, by=stage.cast["Edith"], at=stage.at)
    assert publications.forwards_to(stage.db, second.id) is None
    verdicts.publish(stage.db, second.id, by=stage.cast["Edith"], at=stage.at)
    assert publications.forwards_to(stage.db, second.id) == second.id


def test_withdrawing_takes_every_page_of_the_claim_away_also_while_it_is_checked_again(stage: Stage) -> None:
    first, second = two_published(stage)
    verdicts.reopen(stage.db, first.id, "New figures.", by=stage.cast["Edith"], at=stage.at)
    verdicts.withdraw(stage.db, first.id, "wrong", by=stage.cast["Edith"], at=stage.at)
    assert publications.numbers(stage.db) == []
    assert stored_claims.get_claim(stage.db, first.id).state is State.IN_REVIEW
    assert stored_claims.get_claim(stage.db, second.id).state is State.CHECKED
    with pytest.raises(Refused, match="to withdraw it, it must be published"):
        verdicts.withdraw(stage.db, first.id, "again", by=stage.cast["Edith"], at=stage.at)


def test_a_confidential_source_is_gone_at_once_and_does_not_come_back_when_the_flag_is_lifted(stage: Stage) -> None:
    stage.link()
    claim = stage.bring("depot", "published")
    source = page_of(stage, claim.id).page.evidence[0].source_id
    for flag in (1, 0):
        stage.db.execute("UPDATE source SET confidential = :flag WHERE id = :id", {"flag": flag, "id": source})
        assert page_of(stage, claim.id).page.evidence == ()
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert [one.source_id for one in page_of(stage, claim.id).page.evidence] == [source]


def test_only_articles_that_anybody_can_read_are_ticked_unasked(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    day = stage.at.date()
    for number, (url, published) in enumerate(
        [
            ("https://herald.example.org/trams", "2026-03-01"),
            ("https://herald.example.org/tomorrow", f"{day + timedelta(days=1)}"),
            ("https://herald.example.org/later", (stage.at + timedelta(hours=1)).isoformat()),
            ("https://cms.paper.example.org/draft", "2026-03-01"),
            ("http://10.0.0.5/a", "2026-03-01"),
            ("http://2130706433/a", "2026-03-01"),
            ("http://intranet/a", "2026-03-01"),
            ("http://desk.internal/a", "2026-03-01"),
            ("http://[::1]/a", "2026-03-01"),
            ("ftp://herald.example.org/a", "2026-03-01"),
        ]
    ):
        article = an_article(
            stage.db, f"It is {number} said.", by=stage.cast["Ben"], at=stage.at, title=f"Article {number}", url=url, published=published
        )
        place = rows(stage.db, "SELECT id FROM sentence WHERE article_id = :id", {"id": article})[0]["id"]
        appearances.add_appearance(stage.db, claim.id, place, start=0, end=5, quote="It is", prefix="", suffix="", speaker=None)
    inside = frozenset({"cms.paper.example.org"})
    offer = publishing.publishing_choices(stage.db, claim.id, inside=inside, at=stage.at)
    assert [one.article.url for one in offer.articles if one.ticked] == ["https://herald.example.org/trams"]
    assert {one.article.title: one.why_not for one in offer.articles if not one.ticked} == {
        "Article 1": "it is not published yet",
        "Article 2": "it is not published yet",
        **{f"Article {number}": "it comes from inside your network" for number in range(3, 9)},
    }
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(inside=inside))
    assert [appearance.title for appearance in page_of(stage, claim.id).page.appearances] == ["Article 0"]
    # What the editor decides holds until they decide again.
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(articles=[]))
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(inside=inside))
    assert page_of(stage, claim.id).page.appearances == ()
    with pytest.raises(Refused, match="no longer belongs to the claim"):
        verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(articles=[stage.article]))


def test_the_address_of_a_source_inside_the_network_is_on_no_public_page(stage: Stage) -> None:
    claim = stage.claim("depot")
    addresses = ("https://register.example.org/a", "http://intranet/a", "http://10.0.0.5/a", "https://cms.paper.example.org/draft")
    for number, url in enumerate(addresses):
        new = NewSource(f"Source {number}", SourceKind.REPORT, url, text=f"It is {number}.", archived_url=f"{url}/kept")
        source = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source
        evidence.link_source(stage.db, claim.id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)
    stage.bring("depot", "checked")
    inside = frozenset({"cms.paper.example.org"})
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(inside=inside))
    shown = page_of(stage, claim.id)
    assert [source.title for source in shown.page.evidence] == ["Source 0", "Source 1", "Source 2", "Source 3"]
    assert [source.url for source in shown.page.evidence] == [addresses[0], None, None, None]
    assert [source.archived_url for source in shown.page.evidence] == [f"{addresses[0]}/kept", None, None, None]
    visitor = stage.app.test_client()
    for path in (f"/claims/{claim.id}", "/feed/claimreview.json", "/feed/checks.atom", "/v1alpha1/claims:search?query=depot"):
        answer = visitor.get(path).text
        assert not any(host in answer for host in ("intranet", "10.0.0.5", "cms.paper")), path
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ()


def test_tags_are_internal_unless_an_editor_ticks_them(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    for word in ("trams", "ask the lawyer"):
        tags.add_tag(stage.db, claim.id, word, by=stage.cast["Ben"], at=stage.at)
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert page_of(stage, claim.id).page.tags == ()
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(tags=["trams"]))
    assert page_of(stage, claim.id).page.tags == ("trams",)
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    assert page_of(stage, claim.id).page.tags == ("trams",), "what was ticked last is ticked again"


@pytest.mark.parametrize("name", ["Vic", "Ben"])
def test_who_may_not_publish_stores_no_page(stage: Stage, name: str) -> None:
    claim = stage.bring("depot", "checked")
    with pytest.raises(NotAllowed):
        verdicts.publish(stage.db, claim.id, by=stage.cast[name], at=stage.at)
    assert rows(stage.db, "SELECT * FROM publication") == []


def test_the_migration_freezes_each_published_claim_as_visitors_saw_it(path: Path, at: datetime) -> None:
    old = open_at(path, before="011_publications")
    ada = people.add_person(old, "Ada", Role.ADMIN, by=None, at=at)
    article = an_article(old, "The ferry sank in 1931.", by=ada, at=at, url="https://herald.example.org/ferry")
    one, joined, waiting = (
        a_claim(old, text, by=ada, at=at) for text in ("The ferry sank.", "The ferry went down.", "The ferry was blue.")
    )
    # In the columns of that time: later steps add more.
    old.execute(
        "INSERT INTO appearance (claim_id, sentence_id, start_offset, end_offset, quote, prefix, suffix)"
        " SELECT :claim, id, start_offset, end_offset, 'The ferry sank in 1931.', '', '' FROM sentence WHERE id = 1",
        {"claim": one},
    )
    old.execute(
        "INSERT INTO source (title, kind, url, added_by, added_at) VALUES ('Harbour log', 'primary_document', NULL, :by, :at),"
        " ('A clerk', 'primary_document', 'https://a.example.org/', :by, :at)",
        {"by": ada.id, "at": at.isoformat()},
    )
    open_source, secret = 1, 2
    new = [NewEvidence(one, number, Stance.CONTRADICTS, UsedAs.PRIMARY) for number in (open_source, secret)]
    links = [stored_evidence.add_evidence(old, link, by=ada, at=at) for link in new]
    old.execute("UPDATE source SET confidential = 1 WHERE id = :id", {"id": secret})
    tags.add_tag(old, one, "ferries", by=ada, at=at)
    rate(old, one, "true", "It sank.", links, by=ada, at=at)
    rate(old, one, "false", "It did not sank.", links, by=ada, at=at + timedelta(days=1))
    rate(old, waiting, "true", "Nobody reads this.", [], by=ada, at=at)
    for number in (one, joined):
        for state, action in ((State.IN_REVIEW, "take"), (State.CHECKED, "approve"), (State.PUBLISHED, "publish")):
            stored_claims.move_claim(old, older_claim(old, number), state, by=ada, at=at, action=action)
    stored_claims.join(old, older_claim(old, joined), older_claim(old, one), by=ada, at=at)
    old.close()

    from claims.desk.opening import open_store

    db = open_store(path)
    found = publications.find_page(db, one)
    assert found is not None and publications.numbers(db) == [one]
    page = found.page
    assert (page.text, page.rating.label, page.explanation, found.at) == ("The ferry sank.", "False", "It did not sank.", at)
    assert page.submitted_at == page.read_at == at + timedelta(days=1) and not page.second_reader
    assert [(source.source_id, source.stance) for source in page.evidence] == [(open_source, Stance.CONTRADICTS)]
    assert [(appearance.article_id, appearance.url, appearance.quote) for appearance in page.appearances] == [
        (article, "https://herald.example.org/ferry", "The ferry sank in 1931.")
    ]
    assert [(earlier.label, earlier.explanation, earlier.submitted_at) for earlier in page.earlier] == [("True", "It sank.", at)]
    assert page.tags == ("ferries",) and page.claims == (one, joined) and page.offered == (article,)
    assert publications.forwards_to(db, joined) == one and publications.forwards_to(db, waiting) is None
    assert stored_claims.get_claim(db, joined).state is State.CHECKED
    assert page_states.page_states(db, [one])[one].changes == ()
    db.close()


def rate(db: Database, claim_id: int, rating: str, explanation: str, links: list[int], *, by: Person, at: datetime) -> None:
    """An approved verdict, as the store keeps one."""
    number = stored_verdicts.add_verdict(db, older_claim(db, claim_id), rating, explanation, links, by=by, at=at)
    # In the columns of that time: later steps add more.
    db.execute(
        "INSERT INTO second_reading (verdict_id, read_by, read_at, outcome) VALUES (:verdict, :by, :at, 'approved')",
        {"verdict": number, "by": by.id, "at": at.isoformat(timespec="milliseconds")},
    )


def test_redaction_takes_words_out_of_every_page_and_the_page_can_still_be_read(stage: Stage) -> None:
    from claims.desk.upkeep import redaction

    stage.link()
    claim = stage.bring("depot", "published")
    words = page_of(stage, claim.id).page.evidence[0].title
    assert "publication" in redaction.redact(stage.db, words, "a court order", by=stage.cast["Ada"], at=stage.at)
    redaction.redact(stage.db, "supports", "a test", by=stage.cast["Ada"], at=stage.at)
    shown = page_of(stage, claim.id).page.evidence[0]
    assert words not in shown.title and shown.stance is Stance.SUPPORTS
    assert words not in str([tuple(row) for row in rows(stage.db, "SELECT * FROM publication")])


def test_a_claim_with_a_public_page_is_not_dropped_out_of_the_queue(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    verdicts.reopen(stage.db, claim.id, "New figures.", by=stage.cast["Edith"], at=stage.at)
    verdicts.release(stage.db, claim.id, by=stage.cast["Ben"], at=stage.at)
    with pytest.raises(Refused, match="An editor must withdraw it first"):
        verdicts.drop(stage.db, claim.id, by=stage.cast["Ben"], at=stage.at)
    with pytest.raises(Refused, match="An editor must withdraw it first"):
        review.mark_sentence(stage.db, stage.sentence("depot").id, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    verdicts.withdraw(stage.db, claim.id, "wrong", by=stage.cast["Edith"], at=stage.at)
    verdicts.drop(stage.db, claim.id, by=stage.cast["Ben"], at=stage.at)


def test_an_article_that_was_fetched_from_an_allowed_host_is_inside_whatever_its_address_says_and_whatever_is_allowed_now(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims.desk.articles import fetching, intake
    from claims.reading import fetch as fetcher

    page = b"<html><head><link rel='canonical' href='https://paper.example.org/a'><meta property='article:published_time' content='2026-03-01'>"
    page += b"</head><body><h1>Trams</h1><p>The depot has 12 gates.</p></body></html>"

    def ask(*_: object) -> fetcher.Fetched:
        return fetcher.Fetched(page, "https://cms.paper.example.org/draft", "text/html")

    monkeypatch.setattr(fetcher, "_ask", ask)
    found: dict[str, bool] = {}
    for name, answers in (("cms.paper.example.org", ["10.1.2.3"]), ("www.paper.example.org", ["93.184.216.34"])):
        got = fetcher.fetch(f"https://{name}/draft", allowed_hosts=[name], resolver=lambda host, port, answers=answers: answers)
        found[name] = got.is_inside
    assert found == {"cms.paper.example.org": True, "www.paper.example.org": False}
    monkeypatch.setattr(fetcher, "resolve", lambda host, port: ["10.1.2.3"])
    monkeypatch.setattr(fetcher, "_checked", lambda *_: "10.1.2.3")
    document = fetching.fetch("https://cms.paper.example.org/draft", allowed_hosts=["cms.paper.example.org"], limit=100_000)
    assert document.is_inside
    added = intake.add_article(stage.db, stage.matcher, document, by=stage.cast["Ben"], at=stage.at).article
    claim = stage.bring("depot", "checked")
    (place,) = rows(stage.db, "SELECT id FROM sentence WHERE article_id = :id ORDER BY id DESC LIMIT 1", {"id": added.id})
    appearances.add_appearance(stage.db, claim.id, place["id"], start=0, end=5, quote="depot", prefix="", suffix="", speaker=None)
    (offered,) = publishing.publishing_choices(stage.db, claim.id, at=stage.at).articles
    assert not offered.ticked and offered.why_not == "it comes from inside your network"
