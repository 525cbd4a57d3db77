"""What the forms about articles, drafts, tips and feeds are tried on, and what became of it."""

import io
import time

from claims.desk.articles import changes, fetching, intake, new_versions, signoffs, withdrawals
from claims.desk.articles import corrections as article_corrections
from claims.desk.cases import cases
from claims.desk.cases.changed_lines import what_changed
from claims.desk.checking import questions
from claims.desk.feeds import watching
from claims.desk.screens import overview
from claims.desk.sharing import sharing
from claims.desk.sources import proposed_sources
from claims.desk.tips import tips
from claims.desk.tips.tips import NewTip
from claims.model import Article, Mark, Medium, Report, Sentence
from claims.reading.fetch import Fetched
from claims.settings import imports_folder
from claims.store import appearances as stored_appearances
from claims.store import articles, expert_links, line_notes
from claims.store import proposed_sources as stored_proposed_sources
from claims.store import watching as stored_watching
from claims.store.connect import rows
from tests.drafts import add_draft, draft
from tests.web_stage import ARTICLE, Stage
from web.adding import Adding
from web.importing import Importing
from web.pages.articles import FIELDS

Fields = dict[str, object]


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


def mark_of(stage: Stage, number: int) -> Mark:
    return articles.get_sentence(stage.db, number).mark


def article_row(stage: Stage, number: int) -> Article:
    return overview.article_desk(stage.db, number, at=stage.at).article


def expert_link(stage: Stage) -> int:
    """A link for an expert to the stage's article."""
    return sharing.share_article(stage.db, stage.article, "Dr Zora Kell", by=stage.cast["Edith"], at=stage.at).link.id


def expert_note(stage: Stage) -> int:
    """A note that an expert left by such a link."""
    link = expert_links.get_link(stage.db, expert_link(stage))
    return sharing.leave_note(stage.db, link, "Zora Kell", "It stood until April.", 5, may_add=lambda: True, at=stage.at).id


def settled_expert_note(stage: Stage) -> int:
    return sharing.settle_note(stage.db, expert_note(stage), by=stage.cast["Ben"], at=stage.at).id


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


def withdrawn_article(stage: Stage) -> int:
    withdrawals.withdraw_article(stage.db, stage.article, "a spoof", by=stage.cast["Ben"], at=stage.at)
    return stage.article


def corrected_article(stage: Stage) -> int:
    """The article, with a byline that was corrected."""
    by = stage.cast["Ben"]
    article_corrections.correct_article(stage.db, stage.matcher, stage.article, {"byline": "Ira Nold"}, by=by, at=stage.at)
    return stage.article


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


STORM = "Storm report\n\nThe Avel ferry sank in 1931, and the Avel harbour board closed a pier.\n"


def storm_line(stage: Stage) -> int:
    """A line that states two facts, neither of them a claim yet."""
    article = stage.add_article(STORM)
    return stage.sentence("The Avel ferry sank", article).id


def claims_of_line(stage: Stage, number: int) -> int:
    line = articles.get_sentence(stage.db, number)
    return sum(appearance.sentence_id == number for appearance in stored_appearances.appearances_in(stage.db, line.article_id))


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
    number = next(note.id for note in questions.list_notes(stage.db, drafted(stage)))
    if settled:
        questions.settle(stage.db, number, by=stage.cast["Ben"], at=stage.at)
    return number


def question_form(stage: Stage, number: int) -> Fields:
    return {"seen": line_notes.get_line_note(stage.db, number).version}


def question_state(stage: Stage, number: int) -> str:
    return str(line_notes.get_line_note(stage.db, number).state)
