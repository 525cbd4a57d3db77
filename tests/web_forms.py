"""Every form of the desk, for the tests that try them: where it goes, what it says, what must be so before and after."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyotp import TOTP

from claims.desk import alerts, newsroom
from claims.desk.articles import appearances, changes, fetching, intake, new_versions, signoffs, withdrawals
from claims.desk.articles import corrections as article_corrections
from claims.desk.cases import cases
from claims.desk.cases.changed_lines import what_changed
from claims.desk.checking import questions, talk
from claims.desk.feeds import watching
from claims.desk.people import confidential, second_factor, sessions
from claims.desk.publishing import publisher
from claims.desk.queue import bulk_work, views
from claims.desk.screens import listings, overview
from claims.desk.sharing import sharing
from claims.desk.sources import corrections, evidence, found_passages, proposed_sources, rechecks
from claims.desk.sources.evidence import NewSource
from claims.desk.tips import tips
from claims.desk.tips.tips import NewTip
from claims.errors import NotFound
from claims.model import Appearance, Article, Mark, Medium, Recheck, Report, Sentence, Source, SourceKind, State, Status
from claims.reading.fetch import Fetched
from claims.settings import imports_folder
from claims.sourcing import sign_off_basis
from claims.store import alerts as stored_alerts
from claims.store import appearances as stored_appearances
from claims.store import articles, expert_links, expert_notes, history, line_notes, matches, notes, signing_in, sources
from claims.store import evidence as stored_evidence
from claims.store import newsroom as stored_newsroom
from claims.store import notices as stored_notices
from claims.store import people as stored_people
from claims.store import proposed_sources as stored_proposed_sources
from claims.store import second_factor as stored_factors
from claims.store import watching as stored_watching
from claims.store.connect import rows
from claims.store.history import digest
from claims.store.languages import language_of
from tests.drafts import add_draft, draft
from tests.web_stage import ARTICLE, PASSWORD, Stage
from web.adding import Adding
from web.importing import Importing
from web.pages.articles import FIELDS
from web.pages.exchange import pack

Fields = dict[str, object]


@dataclass(frozen=True)
class Form:
    """One form: where it goes, what it says, and what must be so before and after. ``number`` is the row it is about."""

    endpoint: str
    path: str
    fields: Callable[[Stage, int], Fields]
    number: Callable[[Stage], int]
    row: Callable[[Stage, int], Any]
    before: Any
    after: Any
    by: str = "Ben"
    forbidden: str | None = "Vic"
    stale: bool = True
    shown: str = ""
    seen: str = "seen"


def stopped_import(stage: Stage) -> int:
    """An import of a large file that was stopped; its id is this number in hexadecimal digits."""
    importing: Importing = stage.app.extensions["importing"]
    report = importing.keep_file(io.BytesIO(b"Claim,Verdict\nThe kiln cracked.,False\n"), "kilns.csv")
    importing.cancel(report)
    importing.run(report, stage.cast["Edith"])
    return int(report.id, 16)


def unfinished_article(stage: Stage) -> int:
    """An article of Ben's that could not be added; its id is this number in hexadecimal digits."""
    adding: Adding = stage.app.extensions["adding"]
    report = adding.start(dict.fromkeys(FIELDS, "") | {"title": "Rain"}, None, replaces=None, by=stage.cast["Ben"])
    return int(report.id, 16)


def is_listed(stage: Stage, number: int) -> bool:
    """Whether there still is a report on the article."""
    adding: Adding = stage.app.extensions["adding"]
    return f"{number:016x}" in {report.id for report in adding.reports()}


def looked_at_import(stage: Stage) -> int:
    """A large file that was looked at and waits to be imported."""
    importing: Importing = stage.app.extensions["importing"]
    return int(importing.keep_file(io.BytesIO(b"Claim\nThe kiln cracked.\n"), "kilns.csv").id, 16)


def import_state(stage: Stage, number: int) -> str:
    """How the import stands once nothing is working at it."""
    importing: Importing = stage.app.extensions["importing"]
    ends = time.monotonic() + 30
    while (report := importing.report(f"{number:016x}")).is_running and time.monotonic() < ends:
        time.sleep(0.02)
    return report.state


def must_stop(stage: Stage, number: int) -> bool:
    """Whether somebody told the import to stop."""
    return (imports_folder(stage.path) / f"{number:016x}.cancel").exists()


def imported_texts(stage: Stage, number: int) -> list[str]:
    return [row["text"] for row in rows(stage.db, "SELECT text FROM claim WHERE origin = 'imported' ORDER BY id")]


def claim_row(stage: Stage, number: int) -> object:
    return stage.page_of(number).state


def version(stage: Stage, number: int) -> int:
    return stage.page_of(number).version


def seen(stage: Stage, number: int) -> Fields:
    return {"seen": version(stage, number)}


def noted(stage: Stage, number: int) -> Fields:
    return {"seen": version(stage, number), "note": "the register was corrected"}


def bring(state: str) -> Callable[[Stage], int]:
    return lambda stage: stage.bring("depot", state).id


def mark_of(stage: Stage, number: int) -> Mark:
    return articles.get_sentence(stage.db, number).mark


def verdict_outcome(stage: Stage, number: int) -> object:
    newest = overview.claim_page(stage.db, number).case.verdicts[-1]
    return newest.outcome and newest.outcome.value


def match_status(stage: Stage, number: int) -> Status:
    return overview.pair_page(stage.db, number).match.status


def article_row(stage: Stage, number: int) -> Article:
    return overview.article_desk(stage.db, number, at=stage.at).article


def draft_of(stage: Stage, number: int) -> object:
    draft = overview.claim_page(stage.db, number).draft
    return draft and (draft.rating, draft.explanation)


def assignee(stage: Stage, number: int) -> object:
    return overview.claim_page(stage.db, number).assignee


def due(stage: Stage, number: int) -> object:
    at = stage.page_of(number).due_at
    return at and at.isoformat()


def passage_name(stage: Stage, source: Source) -> str:
    return f"source-{source.id}:0-{len(source.text or '')}"


def expert_link(stage: Stage) -> int:
    """A link for an expert to the stage's article."""
    return sharing.share_article(stage.db, stage.article, "Dr Zora Kell", by=stage.cast["Edith"], at=stage.at).link.id


def expert_note(stage: Stage) -> int:
    """A note that an expert left by such a link."""
    link = expert_links.get_link(stage.db, expert_link(stage))
    return sharing.leave_note(stage.db, link, "Zora Kell", "It stood until April.", 5, may_add=lambda: True, at=stage.at).id


def settled_expert_note(stage: Stage) -> int:
    return sharing.settle_note(stage.db, expert_note(stage), by=stage.cast["Ben"], at=stage.at).id


def a_picture(stage: Stage) -> int:
    """A picture that is a source."""
    new = NewSource(
        "Ruins", SourceKind.REPORT, original=b"\x89PNG\r\n\x1a\n" + bytes(40), original_type="png", description="The depot in ruins."
    )
    return evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source.id


def refused_passage(stage: Stage) -> int:
    by = stage.cast["Ben"]
    return found_passages.refuse_passage(stage.db, stage.claim("depot").id, passage_name(stage, stage.source()), by=by, at=stage.at)


def refusals(stage: Stage, number: int) -> int:
    return rows(stage.db, "SELECT count(*) FROM refused_passage WHERE taken_back_at IS NULL")[0][0]


def links(stage: Stage, number: int) -> list[str]:
    return [one.stance.value for one in overview.claim_page(stage.db, number).case.evidence]


def source_of(stage: Stage, number: int) -> Source:
    return sources.get_source(stage.db, number)


def report_of(stage: Stage, number: int) -> Report:
    return cases.sourcing_report(stage.db, number, at=stage.at)


def signed_article(stage: Stage) -> int:
    signoffs.sign_off(stage.db, stage.article, "urgent", by=stage.cast["Edith"], at=stage.at)
    return stage.article


def unsigned_article(stage: Stage) -> int:
    signoffs.take_back(stage.db, signed_article(stage), "a doubt", by=stage.cast["Edith"], at=stage.at)
    return stage.article


def signed_off(stage: Stage, number: int) -> int:
    given = report_of(stage, number).sign_off
    return given.id if given else 1


def taken_back(stage: Stage, number: int) -> bool:
    given = report_of(stage, number).sign_off
    return given is not None and given.taken_back is not None


def rule_numbers(stage: Stage, number: int) -> tuple[int, int, int, bool, str, str]:
    chosen = newsroom.thresholds(stage.db)
    readers = confidential.lowest_reader(stage.db)
    return (
        chosen.origins,
        chosen.secondary_origins,
        chosen.copied,
        newsroom.self_approval_allowed(stage.db),
        readers,
        second_factor.required_from(stage.db),
    )


def scale_of(stage: Stage) -> list[str]:
    return [f"{one.label}: {one.meaning}" for one in stored_newsroom.scale(stage.db)]


def inside_source(stage: Stage) -> int:
    """A source at an address that nothing is ever fetched from."""
    new = NewSource("Minutes", SourceKind.REPORT, url="http://127.0.0.1/minutes")
    return evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source.id


def looks(stage: Stage, number: int) -> list[Recheck]:
    return rechecks.last_looks(stage.db, number)


def person_row(stage: Stage, number: int) -> tuple[str, bool]:
    found = stored_people.get_person(stage.db, number)
    return found.role.value, found.disabled


FORGOTTEN = "the secret of a session on a forgotten computer"


def left_signed_in(stage: Stage) -> int:
    """Ben, who is also signed in on another computer."""
    ben = stage.cast["Ben"].id
    session = signing_in.Session(digest(FORGOTTEN), ben, "password", "Firefox on Windows", "192.0.2.x", stage.at, stage.at)
    signing_in.add_session(stage.db, session, ends_at=stage.at + sessions.SESSION)
    return ben


def is_signed_in_there(stage: Stage, number: int) -> bool:
    return sessions.person_of_session(stage.db, FORGOTTEN, at=stage.at) is not None


def code_of(stage: Stage, name: str, ahead: int = 0) -> str:
    """The code that this person's app shows, or will show ``ahead`` half minutes later."""
    factor = stored_factors.find_factor(stage.db, stage.cast[name].id)
    if factor is None:
        raise NotFound(f"{name} signs in without a second step.")
    return TOTP(factor.secret).generate_otp(int(stage.at.timestamp()) // second_factor.STEP + ahead)


def setting_up(stage: Stage) -> int:
    """Ben, who has made a key for his app."""
    second_factor.begin(stage.db, stage.cast["Ben"], at=stage.at)
    return stage.cast["Ben"].id


def with_second_factor(stage: Stage) -> int:
    """Ben, who needs a code of his app to sign in."""
    setting_up(stage)
    code = code_of(stage, "Ben", -1)
    stage.recovery_codes = second_factor.confirm(stage.db, stage.cast["Ben"], code, address="192.0.2.1", at=stage.at)
    return stage.cast["Ben"].id


def factor_state(stage: Stage, number: int) -> tuple[bool, bool, bool]:
    """Whether Ben has a key, whether it counts, and whether the recovery codes are those of ``with_second_factor``."""
    factor = stored_factors.find_factor(stage.db, number)
    kept = rows(stage.db, "SELECT secret_sha256 FROM recovery_code")
    first = digest(stage.recovery_codes[0].replace("-", "")) if stage.recovery_codes else ""
    return factor is not None, bool(factor and factor.confirmed_at), first in [row["secret_sha256"] for row in kept]


def chosen(fields: Fields) -> Callable[[Stage, int], Fields]:
    return lambda stage, number: {**fields, "chosen": f"{number}:{version(stage, number)}"}


def tags_of(stage: Stage, number: int) -> tuple[str, ...]:
    return overview.claim_page(stage.db, number).tags


def tagged(stage: Stage) -> int:
    number = stage.claim("depot").id
    bulk_work.tag_all(stage.db, [(number, None)], "budget", by=stage.cast["Ben"], at=stage.at)
    return number


def taken_in_bulk(stage: Stage) -> int:
    claim = stage.claim("depot")
    bulk_work.take_all(stage.db, [(claim.id, claim.version)], by=stage.cast["Ben"], at=stage.at)
    return claim.id


def last_done(stage: Stage) -> Fields:
    last = history.last_line(stage.db)
    return {"first": last - 1, "last": last}


def view_names(stage: Stage, number: int) -> list[str]:
    return [one.name for one in views.list_views(stage.db, stage.cast["Ben"])]


def saved_view(stage: Stage) -> int:
    return views.save_view(stage.db, "Ben's", "due=late", by=stage.cast["Ben"], at=stage.at)


def note_texts(stage: Stage, number: int) -> list[str]:
    return [one.text for one in talk.talk_of(stage.db, number, reader=stage.cast["Ben"]).notes]


def noted_by_ben(stage: Stage) -> int:
    return talk.add_note(stage.db, stage.claim("depot").id, "Look again.", by=stage.cast["Ben"], at=stage.at)


def withdrawn_by_ben(stage: Stage) -> int:
    number = noted_by_ben(stage)
    talk.withdraw_note(stage.db, number, by=stage.cast["Ben"], at=stage.at)
    return number


def note_withdrawn(stage: Stage, number: int) -> bool:
    return notes.get_note(stage.db, number).withdrawn


def mention_of_ben(stage: Stage) -> int:
    claim = stage.claim("depot").id
    talk.add_note(stage.db, claim, "@Ben, is it gone?", by=stage.cast["Cleo"], at=stage.at)
    return claim


def unseen(stage: Stage, number: int) -> int:
    return len(talk.talk_of(stage.db, number, reader=stage.cast["Ben"]).unseen)


def withdrawn_article(stage: Stage) -> int:
    withdrawals.withdraw_article(stage.db, stage.article, "a spoof", by=stage.cast["Ben"], at=stage.at)
    return stage.article


def withdrawn_source(stage: Stage) -> int:
    number = stage.source().id
    evidence.withdraw_source(stage.db, number, "forged", by=stage.cast["Ben"], at=stage.at)
    return number


def withdrawn_link(stage: Stage) -> int:
    number = stage.link()
    evidence.unlink_source(stage.db, number, "wrong page", by=stage.cast["Ben"], at=stage.at)
    return number


def corrected_article(stage: Stage) -> int:
    """The article, with a byline that was corrected."""
    by = stage.cast["Ben"]
    article_corrections.correct_article(stage.db, stage.matcher, stage.article, {"byline": "Ira Nold"}, by=by, at=stage.at)
    return stage.article


def corrected_source(stage: Stage) -> int:
    """A source whose title was corrected."""
    number = stage.source().id
    corrections.correct_source(stage.db, number, {"title": "Register of buildings"}, by=stage.cast["Ben"], at=stage.at)
    return number


def corrected_link(stage: Stage) -> int:
    """A link that got a locator."""
    number = stage.link()
    corrections.correct_link(stage.db, number, {"locator": "page 12"}, by=stage.cast["Ben"], at=stage.at)
    return number


def joined_number(stage: Stage) -> int:
    """The claim that was joined into another one."""
    stage.bring("9 kilometres", "joined")
    decided = overview.pair_page(stage.db, stage_match(stage)).match
    assert decided.joined_id is not None
    return decided.joined_id


def stage_match(stage: Stage) -> int:
    return next(one.id for one in matches.matches_of(stage.db, range(1, 100)) if one.status is Status.CONFIRMED)


def an_alert(stage: Stage) -> int:
    """An alert on the pair of twice 9 kilometres."""
    return stored_alerts.add_alert(stage.db, stage.match(differing=False).id, stage.article, at=stage.at)


def seen_alert(stage: Stage) -> int:
    number = an_alert(stage)
    alerts.see(stage.db, [(number, 1)], by=stage.cast["Ben"], at=stage.at)
    return number


def alert_row(stage: Stage, number: int) -> object:
    return stored_alerts.get_alert(stage.db, number).state


def alert_form(stage: Stage, number: int) -> Fields:
    return {"seen": stored_alerts.get_alert(stage.db, number).version, "note": "another tram line", "back": "/alerts?view=all"}


def has_address(stage: Stage, number: int) -> bool:
    return stored_alerts.address_made_at(stage.db, stage.cast["Ben"]) is not None


def with_address(stage: Stage) -> int:
    alerts.make_address(stage.db, stage.cast["Ben"], at=stage.at)
    return 0


FEED = (
    b"<rss version='2.0'><channel><title>Brackwater Bugle</title><item><title>Trams</title><link>https://bugle.example.org/1</link></item>"
    b"</channel></rss>"
)


def a_tip(stage: Stage) -> int:
    """A tip with a picture."""
    new = NewTip(Medium.IMAGE, "WhatsApp", sender="Zora", file=("quay.png", "image/png", b"\x89PNG"))
    return tips.add_tip(stage.db, stage.matcher, "The quay at Orvel is 90 metres long.", new, by=stage.cast["Ben"], at=stage.at).tip.id


def a_feed(stage: Stage, *, paused: bool = False) -> int:
    """A followed feed, without asking the network for it."""

    def get(url: str, **more: object) -> Fetched:
        return Fetched(FEED, url, "application/rss+xml")

    by = stage.cast["Edith"]
    number = watching.add_feed(stage.db, "https://bugle.example.org/feed", by=by, at=stage.at, allowed_hosts=(), get=get).id
    if paused:
        watching.pause(stage.db, number, by=by, at=stage.at)
    return number


def failing_feed(stage: Stage) -> int:
    number = a_feed(stage)
    stage.db.execute(
        "UPDATE feed SET failures = 2, reason = 'No answer.', next_at = '2030-01-01T00:00:00.000+00:00' WHERE id = ?", [number]
    )
    return number


def feed_form(stage: Stage, number: int) -> Fields:
    return {"seen": stored_watching.get_feed(stage.db, number).version}


def is_paused(stage: Stage, number: int) -> bool:
    return stored_watching.get_feed(stage.db, number).paused


CLAIM = "/claims/{}/"
WORK = "claim_work."
STORM = "Storm report\n\nThe Avel ferry sank in 1931, and the Avel harbour board closed a pier.\n"


def storm_line(stage: Stage) -> int:
    """A line that states two facts, neither of them a claim yet."""
    article = stage.add_article(STORM)
    return stage.sentence("The Avel ferry sank", article).id


def claims_of_line(stage: Stage, number: int) -> int:
    line = articles.get_sentence(stage.db, number)
    return sum(one.sentence_id == number for one in stored_appearances.appearances_in(stage.db, line.article_id))


def depot_place(stage: Stage) -> int:
    claim = stage.claim("depot")
    return next(one.id for one in stored_appearances.appearances_in(stage.db, stage.article) if one.claim_id == claim.id)


def asked_place(stage: Stage) -> int:
    """A place of which the desk asks who says the claim there."""
    number = depot_place(stage)
    appearances.ask_again(stage.db, number, ["Bo Rusk", "Ilsa Brenn"], by=stage.cast["Ben"], at=stage.at)
    return number


def place(stage: Stage, number: int) -> Appearance:
    return stored_appearances.get_appearance(stage.db, number)


def new_version(stage: Stage) -> int:
    """A version of the article in which one line is put otherwise and one figure is another."""
    stage.claim("depot")
    stage.claim("passengers")
    text = ARTICLE.replace("The old depot was torn down in March 2024.", "The old depot – was torn down, in March 2024.").replace(
        "12,000", "13,000"
    )
    document = fetching.read_upload(text.encode(), "article.txt", limit=stage.max_bytes)
    return intake.add_article(stage.db, stage.matcher, document, by=stage.cast["Ben"], at=stage.at, replaces=stage.article).article.id


def reworded(stage: Stage, number: int) -> Sentence:
    return stage.sentence("depot", number)


def reopened_line(stage: Stage) -> int:
    """A line told as reworded that somebody reopened."""
    line = reworded(stage, new_version(stage))
    changes.reopen_line(stage.db, line.id, by=stage.cast["Ben"], at=stage.at)
    return line.id


def line_status(stage: Stage, number: int) -> str:
    """What the new version says of a line, by its sentence."""
    changed = what_changed(stage.db, articles.get_sentence(stage.db, number).article_id)
    assert changed is not None
    return next(line.status.value for line in changed.lines if line.after and line.after[0].id == number)


def made_version(stage: Stage) -> int:
    """An article that was made the new version of another."""
    number = again_added(stage)
    new_versions.make_version(stage.db, stage.matcher, number, stage.article, by=stage.cast["Ben"], at=stage.at)
    return number


def changed_line(stage: Stage) -> int:
    return stage.sentence("13,000", new_version(stage)).id


def again_added(stage: Stage) -> int:
    return stage.add_article(ARTICLE.replace("12,000", "13,000"))


def drafted(stage: Stage) -> int:
    """A draft as a Word file; the claims of its lines are marked."""
    article = add_draft(stage.db, stage.matcher, draft(), by=stage.cast["Ben"], at=stage.at).article.id
    stage.claim("Ridership", article)
    return article


def a_proposed(stage: Stage, *, dropped: bool = False) -> int:
    """The source that a draft names in its footnote."""
    number = next(one.id for one in proposed_sources.list_proposed(stage.db, drafted(stage)) if one.named.kind == "footnote")
    if dropped:
        proposed_sources.drop(stage.db, number, by=stage.cast["Ben"], at=stage.at)
    return number


def proposed_form(stage: Stage, number: int) -> Fields:
    return {"seen": stored_proposed_sources.get_proposed(stage.db, number).version}


def proposed_state(stage: Stage, number: int) -> str:
    return str(stored_proposed_sources.get_proposed(stage.db, number).state)


def a_question(stage: Stage, *, settled: bool = False) -> int:
    """The question that a draft asks in a comment."""
    number = next(one.id for one in questions.list_notes(stage.db, drafted(stage)))
    if settled:
        questions.settle(stage.db, number, by=stage.cast["Ben"], at=stage.at)
    return number


def question_form(stage: Stage, number: int) -> Fields:
    return {"seen": line_notes.get_line_note(stage.db, number).version}


def question_state(stage: Stage, number: int) -> str:
    return str(line_notes.get_line_note(stage.db, number).state)


FORMS = [
    Form("article_desk.mark", "/sentences/{}/mark", lambda s, n: {"mark": "not_claim", "seen": articles.get_sentence(s.db, n).version},
         lambda s: s.sentence("fine morning").id, mark_of, Mark.UNMARKED, Mark.NOT_CLAIM, shown="Not a claim"),
    Form("article_desk.mark_several", "/articles/{}/marks",
         lambda s, n: {"mark": "not_claim", "chosen": f"{s.sentence('fine morning').id}:{s.sentence('fine morning').version}"},
         lambda s: s.article, lambda s, n: s.sentence("fine morning").mark, Mark.UNMARKED, Mark.NOT_CLAIM, stale=False, shown="Not a claim"),
    Form("article_desk.add_claim", "/articles/{}/claims", lambda s, n: {"quote": "fine morning"}, lambda s: s.article,
         lambda s, n: s.sentence("fine morning").mark, Mark.UNMARKED, Mark.CLAIM, stale=False, shown="fine morning"),
    Form("article_desk.set_due", "/articles/{}/due", lambda s, n: {"due": "2026-03-14T18:00", "seen": article_row(s, n).version}, lambda s: s.article,
         lambda s, n: article_row(s, n).due_at is not None, False, True, shown="2026-03-14T18:00"),
    Form("beside.accept", "/proposed-sources/{}/accept", lambda s, n: {**proposed_form(s, n), "stance": "supports"}, a_proposed, proposed_state,
         "proposed", "accepted", shown="Supports 1"),
    Form("beside.drop", "/proposed-sources/{}/drop", proposed_form, a_proposed, proposed_state, "proposed", "dropped", shown="Dropped"),
    Form("beside.propose_again", "/proposed-sources/{}/again", proposed_form, lambda s: a_proposed(s, dropped=True), proposed_state,
         "dropped", "proposed", shown="does not count until you accept it"),
    Form("beside.settle", "/questions/{}/settle", question_form, a_question, question_state, "open", "settled", shown="Settled"),
    Form("beside.reopen", "/questions/{}/reopen", question_form, lambda s: a_question(s, settled=True), question_state, "settled", "open",
         shown="I cannot find it."),
    Form("changes.confirm_wording", "/articles/{}/wording", lambda s, n: {"chosen": f"{reworded(s, n).id}:{reworded(s, n).version}"}, new_version,
         lambda s, n: reworded(s, n).mark, Mark.UNMARKED, Mark.CLAIM, stale=False, shown="Confirmed"),
    Form("changes.take_along", "/sentences/{}/same-claim", lambda s, n: {"seen": articles.get_sentence(s.db, n).version}, changed_line, mark_of,
         Mark.UNMARKED, Mark.CLAIM, shown="reviewed since"),
    Form("changes.reopen_line", "/sentences/{}/reopen", lambda s, n: {"seen": articles.get_sentence(s.db, n).version},
         lambda s: reworded(s, new_version(s)).id, line_status, "wording", "changed", shown="Check again"),
    Form("changes.close_line", "/sentences/{}/reworded", lambda s, n: {"seen": articles.get_sentence(s.db, n).version},
         reopened_line, line_status, "changed", "wording", shown="Reworded"),
    Form("changes.undo_version", "/articles/{}/replaces/undo", lambda s, n: {"seen": article_row(s, n).version}, made_version,
         lambda s, n: article_row(s, n).replaces_id is None, False, True),
    Form("changes.make_version", "/articles/{}/replaces", lambda s, n: {"replaces": s.article, "seen": article_row(s, n).version}, again_added,
         lambda s, n: article_row(s, n).replaces_id is not None, False, True, shown="What changed"),
    Form("tips.add", "/tips/new", lambda s, n: {"claim": "The quay at Orvel is 90 metres long.", "medium": "text", "sender": "Zora"},
         lambda s: 0, lambda s, n: listings.list_tips(s.db, {}, "added", limit=9).in_all, 0, 1, stale=False, shown="The quay at Orvel is 90 metres long."),
    Form("articles.add", "/articles/new", lambda s, n: {"text": "Rain\n\nIt rained on 40 days in Brackwater in 2025.", "title": "Rain"},
         lambda s: 0, lambda s, n: len(articles.list_articles(s.db)), 2, 3, stale=False, shown="It rained on 40 days"),
    Form("articles.stop", "/articles/new/{:016x}/stop", lambda s, n: {}, unfinished_article, is_listed, True, False, stale=False,
         shown="Brackwater opens its tram line"),
    Form("claims.edit", CLAIM + "edit", lambda s, n: {**seen(s, n), "text": "The depot was torn down in 2024.", "claimant": "the mayor"},
         lambda s: s.claim("depot").id, lambda s, n: s.page_of(n).claimant, None, "the mayor", shown="The depot was torn down in 2024."),
    Form("claims.split", CLAIM + "split", lambda s, n: {}, lambda s: joined_number(s), lambda s, n: s.page_of(n).id == n, False, True, stale=False),
    Form(WORK + "take", CLAIM + "take", seen, lambda s: s.claim("depot").id, claim_row, State.OPEN, State.IN_REVIEW, shown="In review"),
    Form(WORK + "release", CLAIM + "release", seen, bring("taken"), claim_row, State.IN_REVIEW, State.OPEN, shown="Unassigned"),
    Form(WORK + "assign", CLAIM + "assignee", lambda s, n: {**seen(s, n), "to": s.cast["Cleo"].id}, bring("taken"), assignee, "Ben", "Cleo", shown="Assigned to Cleo"),
    Form(WORK + "set_due", CLAIM + "due", lambda s, n: {**seen(s, n), "due": "2026-03-14T16:00"}, bring("taken"), due, None,
         "2026-03-14T16:00:00+00:00", shown="due today 16:00 UTC"),
    Form(WORK + "save_draft", CLAIM + "draft", lambda s, n: {"draft_seen": 0, "rating": "false", "explanation": "It stands."}, bring("taken"),
         draft_of, None, ("false", "It stands."), shown="It stands.", seen="draft_seen"),
    Form(WORK + "submit", CLAIM + "submit", lambda s, n: {**seen(s, n), "rating": "false", "explanation": "It stands."}, bring("taken"),
         lambda s, n: overview.claim_page(s.db, n).waiting is not None, False, True, shown="Waiting for a second reader"),
    Form(WORK + "return_verdict", CLAIM + "return", noted, bring("submitted"), verdict_outcome, None, "returned", by="Cleo",
         shown="the register was corrected"),
    Form(WORK + "approve", CLAIM + "approve", seen, bring("submitted"), claim_row, State.IN_REVIEW, State.CHECKED, by="Cleo", shown="Checked"),
    Form(WORK + "publish", CLAIM + "publish", seen, bring("checked"), claim_row, State.CHECKED, State.PUBLISHED, by="Edith", forbidden="Ben",
         shown="Published"),
    Form(WORK + "withdraw", CLAIM + "withdraw", noted, bring("published"), claim_row, State.PUBLISHED, State.CHECKED, by="Edith", forbidden="Ben",
         shown="the register was corrected"),
    Form(WORK + "reopen", CLAIM + "reopen", noted, bring("checked"), claim_row, State.CHECKED, State.IN_REVIEW, by="Edith", forbidden="Ben",
         shown="In review"),
    Form(WORK + "drop", CLAIM + "drop", noted, bring("open"), claim_row, State.OPEN, State.DROPPED, shown="Dropped"),
    Form(WORK + "restore", CLAIM + "restore", seen, bring("dropped"), claim_row, State.DROPPED, State.OPEN, shown="Open"),
    Form("bulk.assign", "/claims/assign", lambda s, n: {"chosen": f"{n}:{version(s, n)}", "to": s.cast["Ben"].id}, lambda s: s.claim("depot").id,
         assignee, None, "Ben", shown="You"),
    Form("bulk.set_due", "/claims/due", lambda s, n: {"chosen": f"{n}:{version(s, n)}", "due": "2026-03-15 16:00"}, lambda s: s.claim("depot").id,
         due, None, "2026-03-15T16:00:00+00:00", shown="tomorrow"),
    Form("bulk.tag", "/claims/tag", chosen({"tag": "transport"}), lambda s: s.claim("depot").id, tags_of, (), ("transport",), stale=False,
         shown=">transport</a>"),
    Form("bulk.untag", "/claims/untag", chosen({"tag": "Budget"}), tagged, tags_of, ("budget",), (), stale=False),
    Form("bulk.take", "/claims/take", chosen({}), lambda s: s.claim("depot").id, claim_row, State.OPEN, State.IN_REVIEW, shown="In review"),
    Form("bulk.drop", "/claims/drop", chosen({"note": "trivial"}), lambda s: s.claim("depot").id, claim_row, State.OPEN, State.DROPPED),
    Form("bulk.take_back", "/claims/undo", lambda s, n: last_done(s), lambda s: taken_in_bulk(s), claim_row, State.IN_REVIEW, State.OPEN, stale=False),
    Form("views.save", "/views", lambda s, n: {"name": "Late trams", "query": "due=late&q=tram"}, lambda s: 0, view_names, [], ["Late trams"],
         forbidden=None, stale=False, shown="Late trams"),
    Form("views.remove", "/views/{}/remove", lambda s, n: {}, saved_view, view_names, ["Ben's"], [], forbidden=None, stale=False),
    Form("talk.add", CLAIM + "notes", lambda s, n: {"note": "@Cleo: which register?"}, lambda s: s.claim("depot").id, note_texts, [],
         ["@Cleo: which register?"], stale=False, shown="which register?"),
    Form("talk.withdraw", "/notes/{}/withdraw", lambda s, n: {}, noted_by_ben, note_withdrawn, False, True, stale=False, shown="You withdrew this note"),
    Form("talk.restore", "/notes/{}/restore", lambda s, n: {}, withdrawn_by_ben, note_withdrawn, True, False, stale=False, shown="Look again"),
    Form("talk.confirm_seen", "/mentions/seen", lambda s, n: {}, mention_of_ben, unseen, 1, 0, forbidden=None, stale=False),
    Form("talk.tag", CLAIM + "tags", lambda s, n: {"tag": "transport"}, lambda s: s.claim("depot").id, tags_of, (), ("transport",), stale=False,
         shown="transport"),
    Form("talk.untag", CLAIM + "tags/remove", lambda s, n: {"tag": "budget"}, tagged, tags_of, ("budget",), (), stale=False),
    Form("withdrawals.withdraw_article", "/articles/{}/withdraw", lambda s, n: {"note": "a spoof", "seen": article_row(s, n).version},
         lambda s: s.article, lambda s, n: article_row(s, n).withdrawn, False, True, shown="a spoof"),
    Form("withdrawals.restore_article", "/articles/{}/restore", lambda s, n: {"seen": article_row(s, n).version}, withdrawn_article,
         lambda s, n: article_row(s, n).withdrawn, True, False, shown="Brackwater opens"),
    Form("withdrawals.restore_source", "/sources/{}/restore", lambda s, n: {"seen": source_of(s, n).version}, withdrawn_source,
         lambda s, n: source_of(s, n).withdrawn, True, False, shown="Building register"),
    Form("withdrawals.restore_link", "/evidence/{}/restore", lambda s, n: {"seen": stored_evidence.get_evidence(s.db, n).version}, withdrawn_link,
         lambda s, n: stored_evidence.get_evidence(s.db, n).withdrawn, True, False, shown="Supports 1"),
    Form("places.name_speaker", "/appearances/{}/speaker", lambda s, n: {"speaker": "Ilsa Brenn", "was": ""}, depot_place,
         lambda s, n: place(s, n).speaker, None, "Ilsa Brenn", stale=False, shown="Ilsa Brenn"),
    Form("places.name_nobody", "/appearances/{}/nobody", lambda s, n: {"candidates": "Bo Rusk\r\nIlsa Brenn"}, asked_place,
         lambda s, n: place(s, n).candidates, ("Bo Rusk", "Ilsa Brenn"), (), stale=False, shown="depot"),
    Form("places.ask_again", "/appearances/{}/candidates", lambda s, n: {"candidates": "Bo Rusk\r\nIlsa Brenn"}, depot_place,
         lambda s, n: place(s, n).candidates, (), ("Bo Rusk", "Ilsa Brenn"), stale=False, shown="Bo Rusk"),
    Form("places.set_polarity", "/appearances/{}/polarity", lambda s, n: {"polarity": "denied", "was": "asserted"}, depot_place,
         lambda s, n: place(s, n).polarity.value, "asserted", "denied", stale=False, shown="The article reports this as false"),
    Form("article_desk.add_parts", "/sentences/{}/parts", lambda s, n: {"seen": articles.get_sentence(s.db, n).version}, storm_line,
         claims_of_line, 1, 3, shown="The Avel harbour board closed a pier."),
    Form("matches.decide", "/matches/{}", lambda s, n: {"status": "rejected", "reasons": "number", "seen": overview.pair_page(s.db, n).match.version},
         lambda s: s.match(differing=True).id, match_status, Status.SUGGESTED, Status.REJECTED),
    Form("sources.add", "/sources/new", lambda s, n: {"title": "Ledger", "kind": "report", "url": "https://ledger.example.org/1", "text": "Forty."},
         lambda s: 0, lambda s, n: len(sources.list_sources(s.db)), 0, 1, stale=False, shown="Ledger"),
    Form("many_sources.add", "/sources/many", lambda s, n: {"kind": "report", "files": (io.BytesIO(b"Forty boats landed."), "ledger.txt")},
         lambda s: 0, lambda s, n: len(sources.list_sources(s.db)), 0, 1, stale=False, shown="Forty boats landed."),
    Form("sources.set_origin", "/sources/{}/origin", lambda s, n: {"original": s.source("Wire").id, "seen": source_of(s, n).version},
         lambda s: s.source("Copy").id, lambda s, n: source_of(s, n).derived_from is not None, False, True, shown="the two count once"),
    Form("sources.withdraw", "/sources/{}/withdraw", lambda s, n: {"note": "forged", "seen": source_of(s, n).version}, lambda s: s.source().id,
         lambda s, n: source_of(s, n).withdrawn, False, True, shown="Withdrawn: does not count"),
    Form("sources.set_confidential", "/sources/{}/confidential",
         lambda s, n: {"note": "promised", "confidential": "yes", "seen": source_of(s, n).version}, lambda s: s.source().id,
         lambda s, n: source_of(s, n).confidential, False, True, shown="yes: not on public pages"),
    Form("sources.archive", "/sources/{}/archive", lambda s, n: {}, lambda s: inside_source(s), lambda s, n: source_of(s, n).archived_url, None, None,
         stale=False, shown="Has the page changed"),
    Form("sources.recheck", "/sources/{}/recheck", lambda s, n: {}, lambda s: inside_source(s), lambda s, n: len(looks(s, n)), 0, 1, stale=False,
         shown="Could not be fetched"),
    Form("evidence.add", CLAIM + "evidence", lambda s, n: {"source": s.source().id, "stance": "contradicts", "quote": "demolished on 4 March 2024"},
         lambda s: s.claim("depot").id, links, [], ["contradicts"], stale=False, shown="Contradicts 1"),
    Form("sharing.share", "/articles/{}/share", lambda s, n: {"for": "Dr Zora Kell", "days": 7}, lambda s: s.article,
         lambda s, n: len(sharing.links_of(s.db, n)), 0, 1, by="Edith", forbidden="Ben", stale=False, shown="made by Edith"),
    Form("sharing.end", "/expert-links/{}/end", lambda s, n: {"seen": expert_links.get_link(s.db, n).version}, expert_link,
         lambda s, n: expert_links.get_link(s.db, n).ended_by, None, "Edith", by="Edith", forbidden="Ben", shown="ended by Edith"),
    Form("sharing.settle", "/expert-notes/{}/settle", lambda s, n: {"seen": expert_notes.get_note(s.db, n).version}, expert_note,
         lambda s, n: expert_notes.get_note(s.db, n).is_open, True, False, shown="settled by Ben"),
    Form("sharing.reopen", "/expert-notes/{}/reopen", lambda s, n: {"seen": expert_notes.get_note(s.db, n).version}, settled_expert_note,
         lambda s, n: expert_notes.get_note(s.db, n).is_open, False, True, shown="1 open"),
    Form("linking.link", CLAIM + "linking", lambda s, n: {"source": s.source().id, "stance": "context", "quote": "demolished on 4 March 2024"},
         lambda s: s.claim("depot").id, links, [], ["context"], stale=False, shown="Context 1"),
    Form("evidence.accept", CLAIM + "passages/accept", lambda s, n: {"passage": passage_name(s, s.source()), "stance": "contradicts"},
         lambda s: s.claim("depot").id, links, [], ["contradicts"], stale=False, shown="Contradicts 1"),
    Form("evidence.refuse", CLAIM + "passages/refuse", lambda s, n: {"passage": passage_name(s, s.source())}, lambda s: s.claim("depot").id,
         refusals, 0, 1, stale=False, shown="No relevant passages found"),
    Form("evidence.offer_again", "/passages/{}/again", lambda s, n: {}, refused_passage, refusals, 1, 0, stale=False,
         shown="Building register"),
    Form("corrections.article", "/articles/{}/edit", lambda s, n: {"byline": "Ira Nold", "published": "2026-03-01", "seen": article_row(s, n).version},
         lambda s: s.article, lambda s, n: (article_row(s, n).byline, article_row(s, n).published_at), (None, None), ("Ira Nold", "2026-03-01"),
         shown="1 March 2026"),
    Form("corrections.undo_article", "/articles/{}/edit/undo", lambda s, n: {"seen": article_row(s, n).version}, corrected_article,
         lambda s, n: article_row(s, n).byline, "Ira Nold", None),
    Form("corrections.source", "/sources/{}/edit", lambda s, n: {"title": "Register of buildings", "kind": "report", "seen": source_of(s, n).version},
         lambda s: s.source().id, lambda s, n: (source_of(s, n).title, source_of(s, n).kind.value),
         ("Building register of Brackwater", "primary_document"), ("Register of buildings", "report"), shown="Register of buildings"),
    Form("corrections.undo_source", "/sources/{}/edit/undo", lambda s, n: {"seen": source_of(s, n).version}, corrected_source,
         lambda s, n: source_of(s, n).title, "Register of buildings", "Building register of Brackwater", shown="Building register of Brackwater"),
    Form("corrections.link", "/evidence/{}/edit", lambda s, n: {"locator": "page 12", "seen": stored_evidence.get_evidence(s.db, n).version},
         lambda s: s.link(), lambda s, n: stored_evidence.get_evidence(s.db, n).locator, None, "page 12", shown="page 12"),
    Form("corrections.undo_link", "/evidence/{}/edit/undo", lambda s, n: {"seen": stored_evidence.get_evidence(s.db, n).version}, corrected_link,
         lambda s, n: stored_evidence.get_evidence(s.db, n).locator, "page 12", None, shown="no location given"),
    Form("evidence.withdraw", "/evidence/{}/withdraw", lambda s, n: {"note": "wrong page", "seen": stored_evidence.get_evidence(s.db, n).version},
         lambda s: s.link(), lambda s, n: stored_evidence.get_evidence(s.db, n).withdrawn, False, True, shown="No sources yet"),
    Form("reports.sign_off", "/articles/{}/sign-off", lambda s, n: {"basis": sign_off_basis.basis(report_of(s, n)), "note": "the mayor confirmed it"},
         lambda s: s.article, lambda s, n: report_of(s, n).sign_off is not None, False, True, by="Edith", forbidden="Ben", stale=False,
         shown="Signed off by Edith"),
    Form("reports.take_back", "/articles/{}/sign-off/take-back", lambda s, n: {"sign_off": signed_off(s, n), "note": "the mayor denies it"},
         signed_article, taken_back, False, True, by="Edith", forbidden="Ben", stale=False, shown="the mayor denies it"),
    Form("reports.restore", "/articles/{}/sign-off/restore", lambda s, n: {"sign_off": signed_off(s, n)}, unsigned_article, taken_back, True, False,
         by="Edith", forbidden="Ben", stale=False, shown="Signed off by Edith"),
    Form("newsroom.save", "/settings/numbers", lambda s, n: {"origins": "3", "secondary_origins": "4", "copied": "60", "self_approval": "yes", "confidential_readers": "editor", "second_factor_from": "nobody"}, lambda s: 0,
         rule_numbers, (2, 3, 50, False, "viewer", "nobody"), (3, 4, 60, True, "editor", "nobody"), by="Ada", forbidden="Edith", stale=False, shown="independent origins needed: 3"),
    Form("newsroom.add_rating", "/settings/ratings", lambda s, n: {"label": "Satire", "meaning": "neither"}, lambda s: 0,
         lambda s, n: scale_of(s)[-1], "Unproven: neither", "Satire: neither", by="Ada", forbidden="Edith", stale=False, shown="Satire"),
    Form("newsroom.save_publisher", "/settings/publisher", lambda s, n: {"newsroom_name": "The Skerry Post", "methodology_url": "https://skerry.example.org/how", "corrections_url": "", "name_people": "yes"}, lambda s: 0,
         lambda s, n: tuple(publisher.details_of(s.db).values()), ("", "", "", "no"), ("The Skerry Post", "https://skerry.example.org/how", "", "yes"), by="Ada", forbidden="Edith",
         stale=False, shown="name of the newsroom: The Skerry Post"),
    Form("newsroom.edit_rating", "/settings/ratings/unproven", lambda s, n: {"label": "Nobody knows", "meaning": "neither"}, lambda s: 0,
         lambda s, n: scale_of(s)[-1], "Unproven: neither", "Nobody knows: neither", by="Ada", forbidden="Edith", stale=False, shown="Nobody knows"),
    Form("newsroom.move_rating", "/settings/ratings/unproven/move", lambda s, n: {"way": "up"}, lambda s: 0,
         lambda s, n: scale_of(s)[-1], "Unproven: neither", "False: false", by="Ada", forbidden="Edith", stale=False, shown="Unproven"),
    Form("newsroom.remove_rating", "/settings/ratings/unproven/remove", lambda s, n: {}, lambda s: 0,
         lambda s, n: len(scale_of(s)), 6, 5, by="Ada", forbidden="Edith", stale=False, shown="Unproven removed"),
    Form("people.index", "/people", lambda s, n: {"name": "Dora", "role": "checker", "password": PASSWORD}, lambda s: 0,
         lambda s, n: len(stored_people.list_people(s.db)), 5, 6, by="Ada", forbidden="Edith", stale=False, shown="Dora"),
    Form("people.set_role", "/people/{}/role", lambda s, n: {"role": "editor"}, lambda s: s.cast["Ben"].id, person_row, ("checker", False),
         ("editor", False), by="Ada", forbidden="Edith", stale=False, shown="Ben"),
    Form("people.set_disabled", "/people/{}/disabled", lambda s, n: {"disabled": "yes"}, lambda s: s.cast["Ben"].id, person_row, ("checker", False),
         ("checker", True), by="Ada", forbidden="Edith", stale=False, shown="Deactivated"),
    Form("people.make_link", "/people/{}/link", lambda s, n: {}, lambda s: s.cast["Ben"].id, person_row, ("checker", False), ("checker", False),
         by="Ada", forbidden="Edith", stale=False, shown="/enter/"),
    Form("alerts.see", "/alerts/seen", lambda s, n: {"chosen": f"{n}:{stored_alerts.get_alert(s.db, n).version}", "back": "/alerts?view=seen"}, an_alert,
         alert_row, "new", "seen", shown="You saw it"),
    Form("alerts.dismiss", "/alerts/{}/dismiss", alert_form, an_alert, alert_row, "new", "dismissed", shown="another tram line"),
    Form("alerts.undo", "/alerts/{}/undo", alert_form, seen_alert, alert_row, "seen", "new", shown="Dismiss"),
    Form("alerts.make_address", "/alerts/address", lambda s, n: {}, lambda s: 0, has_address, False, True, forbidden=None, stale=False,
         shown="Remove my address"),
    Form("alerts.end_address", "/alerts/address/end", lambda s, n: {}, with_address, has_address, True, False, forbidden=None, stale=False,
         shown="Create my address"),
    Form("watching.pause", "/feeds/{}/pause", feed_form, lambda s: a_feed(s), is_paused, False, True, by="Edith", forbidden="Ben", shown="Paused"),
    Form("watching.resume", "/feeds/{}/resume", feed_form, lambda s: a_feed(s, paused=True), is_paused, True, False, by="Edith", forbidden="Ben",
         shown="Followed"),
    Form("watching.retry", "/feeds/{}/retry", feed_form, failing_feed, lambda s, n: stored_watching.get_feed(s.db, n).next_at is None, False, True,
         by="Edith", forbidden="Ben", shown="Next try at the next run"),
    Form("watching.remove", "/feeds/{}/remove", feed_form, lambda s: a_feed(s), lambda s, n: len(stored_watching.list_feeds(s.db)), 1, 0, by="Edith",
         forbidden="Ben", shown="You follow no feeds yet"),
    Form("exchange.store", "/imports", lambda s, n: {"packed": pack(b"Claim,Verdict\nThe kiln cracked.,False\n"), "name": "k.csv"}, lambda s: 0,
         imported_texts, [], ["The kiln cracked."], by="Edith", forbidden="Ben", stale=False, shown="Import claims that others checked"),
    Form("exchange.cancel", "/imports/{:016x}/cancel", lambda s, n: {}, looked_at_import, must_stop, False, True, by="Edith", forbidden="Ben",
         stale=False, shown="Import of kilns.csv"),
    Form("exchange.resume", "/imports/{:016x}/resume", lambda s, n: {}, stopped_import, import_state, "cancelled", "done", by="Edith",
         forbidden="Ben", stale=False, shown="0 claims added, 0 updated, 1 unchanged"),
    Form("people.password", "/password", lambda s, n: {"password": PASSWORD}, lambda s: s.cast["Ben"].id,
         lambda s, n: stored_people.get_person(s.db, n).has_password, False, True, forbidden=None, stale=False, shown="Password changed"),
    Form("people.reset_second_factor", "/people/{}/second-factor/reset", lambda s, n: {}, with_second_factor, factor_state, (True, True, True),
         (False, False, False), by="Ada", forbidden="Edith", stale=False, shown="Create one-time link"),
    Form("account.language", "/language", lambda s, n: {"language": "es"}, lambda s: s.cast["Ben"].id,
         lambda s, n: language_of(s.db, s.cast["Ben"]), None, "es", forbidden=None, stale=False, shown="Todo el trabajo abierto"),
    Form("account.begin_second_step", "/second-factor/begin", lambda s, n: {}, lambda s: s.cast["Ben"].id, factor_state, (False, False, False),
         (True, False, False), forbidden=None, stale=False, shown="Type the code that it shows"),
    Form("account.confirm_second_step", "/second-factor/confirm", lambda s, n: {"code": code_of(s, "Ben")}, setting_up, factor_state,
         (True, False, False), (True, True, False), forbidden=None, stale=False, shown="10 of your recovery codes are left"),
    Form("account.renew_recovery_codes", "/second-factor/codes", lambda s, n: {"code": code_of(s, "Ben")}, with_second_factor, factor_state,
         (True, True, True), (True, True, False), forbidden=None, stale=False, shown="10 of your recovery codes are left"),
    Form("account.turn_off_second_step", "/second-factor/off", lambda s, n: {"code": code_of(s, "Ben")}, with_second_factor, factor_state,
         (True, True, True), (False, False, False), forbidden=None, stale=False, shown="Set up two-step sign-in"),
    Form("notifications.save", "/notifications", lambda s, n: {"email": "ben@example.org", "kind": "mention", "pace": "at_once"},
         lambda s: s.cast["Ben"].id, lambda s, n: s.cast["Ben"].id in stored_notices.contacts(s.db, [n]), False, True, forbidden=None, stale=False,
         shown="Notes that mention you"),
    Form("account.sign_out_elsewhere", "/sign-ins/end", lambda s, n: {}, left_signed_in, is_signed_in_there, True, False, forbidden=None, stale=False,
         shown="Where you are signed in"),
]  # fmt: skip
