"""What the forms about claims and their sources are tried on, and what became of it."""

from collections.abc import Callable

from claims.desk import alerts
from claims.desk.articles import appearances
from claims.desk.checking import talk
from claims.desk.queue import bulk_work
from claims.desk.screens import overview
from claims.desk.sources import corrections, evidence, found_passages, rechecks
from claims.desk.sources.evidence import NewSource
from claims.model import Appearance, Recheck, Source, SourceKind, Status
from claims.store import alerts as stored_alerts
from claims.store import appearances as stored_appearances
from claims.store import history, matches, notes, sources
from claims.store.connect import rows
from tests.web_stage import Stage

Fields = dict[str, object]


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


def verdict_outcome(stage: Stage, number: int) -> object:
    newest = overview.claim_page(stage.db, number).case.verdicts[-1]
    return newest.outcome and newest.outcome.value


def match_status(stage: Stage, number: int) -> Status:
    return overview.pair_page(stage.db, number).match.status


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


def inside_source(stage: Stage) -> int:
    """A source at an address that nothing is ever fetched from."""
    new = NewSource("Minutes", SourceKind.REPORT, url="http://127.0.0.1/minutes")
    return evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source.id


def looks(stage: Stage, number: int) -> list[Recheck]:
    return rechecks.last_looks(stage.db, number)


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


def note_texts(stage: Stage, number: int) -> list[str]:
    return [note.text for note in talk.talk_of(stage.db, number, reader=stage.cast["Ben"]).notes]


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


def withdrawn_source(stage: Stage) -> int:
    number = stage.source().id
    evidence.withdraw_source(stage.db, number, "forged", by=stage.cast["Ben"], at=stage.at)
    return number


def withdrawn_link(stage: Stage) -> int:
    number = stage.link()
    evidence.unlink_source(stage.db, number, "wrong page", by=stage.cast["Ben"], at=stage.at)
    return number


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
    return next(match.id for match in matches.matches_of(stage.db, range(1, 100)) if match.status is Status.CONFIRMED)


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


def depot_place(stage: Stage) -> int:
    claim = stage.claim("depot")
    return next(
        appearance.id for appearance in stored_appearances.appearances_in(stage.db, stage.article) if appearance.claim_id == claim.id
    )


def asked_place(stage: Stage) -> int:
    """A place of which the desk asks who says the claim there."""
    number = depot_place(stage)
    appearances.ask_again(stage.db, number, ["Bo Rusk", "Ilsa Brenn"], by=stage.cast["Ben"], at=stage.at)
    return number


def place(stage: Stage, number: int) -> Appearance:
    return stored_appearances.get_appearance(stage.db, number)
