"""What people say of the lines of a new version: only worded otherwise, or the same claim after all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from claims.desk.articles.appearances import add_place
from claims.desk.cases.changed_lines import ChangedLine, WhatChanged, what_changed
from claims.desk.people import people
from claims.errors import Refused, StaleEdit
from claims.model import Appearance, LineStatus, Mark, Person, Said, Sentence, Span, State
from claims.store import appearances, articles, claims
from claims.store.connect import write


def confirm_wording(db: Database, article_id: int, chosen: Sequence[tuple[int, int | None]], *, by: Person, at: datetime) -> int:
    """Say of lines that are only worded otherwise that they are: each gets the mark of its old line. Give how many.

    ``chosen`` are sentences with the version that was read. All of them or none: raise Refused for one that does not wait for this, StaleEdit
    for one that was marked meanwhile.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        changed = what_changed(db, article_id)
        waiting = {line.after[0].id: line for line in changed.wording_to_confirm} if changed else {}
        for sentence_id, version_read in chosen:
            line = waiting.get(sentence_id)
            if line is None:
                raise Refused("one of these lines does not wait to be confirmed any more: load the page again.")
            for sentence in line.after:
                if sentence.id == sentence_id and version_read not in (None, sentence.version):
                    raise StaleEdit("sentence", sentence_id)
                if sentence.mark is Mark.UNMARKED:
                    articles.mark_sentence(db, sentence, line.old_mark, by=by, at=at)
    return len(chosen)


def take_along(db: Database, sentence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Say that a changed line still makes the claims of its old line: they appear on it, and what was proposed for it anew is dropped.

    Raise Refused for a line that is not changed or whose old line made no claim, StaleEdit when ``seen_version`` is not the version.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        sentence = articles.get_sentence(db, sentence_id)
        if seen_version is not None and sentence.version != seen_version:
            raise StaleEdit("sentence", sentence_id)
        changed = what_changed(db, sentence.article_id)
        lines = [line for line in changed.of_status(LineStatus.CHANGED) if line.after[0].id == sentence_id] if changed else []
        if not lines or not lines[0].claims:
            raise Refused("the old line made no claim that could be taken along: mark this line instead.")
        drop_proposals(db, sentence, by=by, at=at)
        _place_old_claims(db, sentence, lines[0])
        if sentence.mark is not Mark.CLAIM:
            articles.mark_sentence(db, sentence, Mark.CLAIM, by=by, at=at)


def drop_proposals(db: Database, sentence: Sentence, *, by: Person, at: datetime) -> None:
    """Drop what the program alone proposed for a sentence."""
    here = [appearance for appearance in appearances.appearances_in(db, sentence.article_id) if appearance.sentence_id == sentence.id]
    for claim in claims.get_claims(db, {appearance.claim_id for appearance in here}).values():
        if (
            claim.proposed
            and claim.state is State.OPEN
            and claim.joined_into is None
            and len(appearances.appearances_of(db, [claim.id])) == 1
        ):
            claims.move_claim(db, claim, State.DROPPED, by=by, at=at, action="drop")


def _place_old_claims(db: Database, sentence: Sentence, line: ChangedLine) -> None:
    article = articles.get_article(db, sentence.article_id)
    old = {place.id for place in line.before}
    there = {place.claim_id for place in appearances.appearances_in(db, article.id) if place.sentence_id == sentence.id}
    wanted: dict[int, Appearance] = {}
    for place in appearances.appearances_in(db, line.before[0].article_id):
        if place.sentence_id in old and place.claim_id not in there:
            wanted.setdefault(place.claim_id, place)
    span = Span(sentence.start, sentence.end, sentence.text)
    for number, place in wanted.items():
        add_place(db, number, sentence.id, span, article.text, Said(place.speaker, place.polarity, place.candidates))


def changes_answer(changed: WhatChanged | None) -> dict[str, Any] | None:
    """What changed, with the keys of the contract; None where there is no version before."""
    if changed is None:
        return None
    count = {status: len(changed.of_status(status)) for status in LineStatus}
    return {
        "replaces": changed.earlier.id,
        "unchanged": count[LineStatus.UNCHANGED],
        "wording": count[LineStatus.WORDING],
        "to_confirm": [_line_answer(line) for line in changed.wording_to_confirm],
        "reopened": [_line_answer(line) for line in changed.of_status(LineStatus.CHANGED)],
        "new": count[LineStatus.NEW],
        "gone": count[LineStatus.GONE],
        "new_lines": [line.new_text for line in changed.of_status(LineStatus.NEW)],
        "gone_lines": [line.old_text for line in changed.of_status(LineStatus.GONE)],
    }


def _line_answer(line: ChangedLine) -> dict[str, Any]:
    return {
        "start": line.after[0].start,
        "end": line.after[-1].end,
        "old": line.old_text,
        "new": line.new_text,
        "facts": [kind.value for kind in line.facts],
        "claim_ids": [claim.id for claim, _ in line.claims],
        "open": line.is_open,
    }
