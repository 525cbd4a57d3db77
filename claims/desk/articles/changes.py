"""What changed in a new version of an article, and what people say of it: only worded otherwise, or the same claim after all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from claims.desk.articles.appearances import add_place
from claims.desk.people import people
from claims.errors import Refused, StaleEdit
from claims.model import Appearance, Article, Claim, FactKind, LineStatus, Mark, Outcome, Person, Said, Sentence, Span, State, Verdict
from claims.store import appearances, articles, claims, line_changes, verdicts
from claims.store.connect import read, write
from claims.store.line_changes import StoredChange


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line in both versions. ``claims`` are those that the old line carried, as they speak now, each with its approved verdict."""

    status: LineStatus
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]
    facts: tuple[FactKind, ...]
    moved: bool
    claims: tuple[tuple[Claim, Verdict | None], ...]

    @property
    def is_open(self) -> bool:
        """Whether a person has to look: the line is not marked yet, and there was work on it before, or its facts changed."""
        if self.status not in (LineStatus.WORDING, LineStatus.CHANGED) or self.after[0].mark is not Mark.UNMARKED:
            return False
        return self.status is LineStatus.CHANGED or self.old_mark is not Mark.UNMARKED

    @property
    def old_mark(self) -> Mark:
        """What people said of the old line; of several that were joined, that they are a claim goes first."""
        marks = [sentence.mark for sentence in self.before]
        return Mark.CLAIM if Mark.CLAIM in marks else Mark.NOT_CLAIM if Mark.NOT_CLAIM in marks else Mark.UNMARKED

    @property
    def old_text(self) -> str:
        """The words of the old line."""
        return " ".join(sentence.text for sentence in self.before)

    @property
    def new_text(self) -> str:
        """The words of the new line."""
        return " ".join(sentence.text for sentence in self.after)


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """A new version beside the one before; ``lines`` is every line of both, in the order of the new one."""

    article: Article
    earlier: Article
    lines: tuple[ChangedLine, ...]

    def of_status(self, status: LineStatus) -> list[ChangedLine]:
        """The lines that became this."""
        return [line for line in self.lines if line.status is status]

    @property
    def wording_to_confirm(self) -> list[ChangedLine]:
        """The lines that are only worded otherwise and wait for a person's word."""
        return [line for line in self.of_status(LineStatus.WORDING) if line.is_open]

    @property
    def is_open(self) -> bool:
        """Whether any line waits for a person."""
        return any(line.is_open for line in self.lines)


def what_changed(db: Database, article_id: int) -> WhatChanged | None:
    """What changed since the version before; None for a first version, and for one that an older program read. Raise NotFound."""
    with read(db):
        article = articles.get_article(db, article_id)
        stored = line_changes.changes_of(db, article_id)
        if article.replaces_id is None or not stored:
            return None
        earlier = articles.get_article(db, article.replaces_id)
        old, new = articles.sentences_of(db, earlier), articles.sentences_of(db, article)
        claims_on = _claims_on(db, earlier.id)
    return WhatChanged(article, earlier, tuple(_line(change, old, new, claims_on) for change in stored))


def _claims_on(db: Database, article_id: int) -> dict[int, list[tuple[Claim, Verdict | None]]]:
    placed = appearances.appearances_in(db, article_id)
    roots = claims.roots_of(db, [appearance.claim_id for appearance in placed])
    speaking = claims.get_claims(db, roots.values())
    families = claims.family_of(db, list(speaking))
    approved = {
        root: next((verdict for verdict in reversed(verdicts.verdicts_of(db, family)) if verdict.outcome is Outcome.APPROVED), None)
        for root, family in families.items()
    }
    found: dict[int, list[tuple[Claim, Verdict | None]]] = {}
    for appearance in placed:
        claim = speaking[roots[appearance.claim_id]]
        pair = (claim, approved[claim.id])
        if claim.state is not State.DROPPED and pair not in found.setdefault(appearance.sentence_id, []):
            found[appearance.sentence_id].append(pair)
    return found


def _line(
    change: StoredChange, old: Sequence[Sentence], new: Sequence[Sentence], claims_on: dict[int, list[tuple[Claim, Verdict | None]]]
) -> ChangedLine:
    before = tuple(old[place - 1] for place in change.before)
    carried = {claim.id: (claim, verdict) for sentence in before for claim, verdict in claims_on.get(sentence.id, ())}
    after = tuple(new[place - 1] for place in change.after)
    return ChangedLine(change.status, before, after, change.facts, change.moved, tuple(carried.values()))


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


def stale_verdicts(db: Database, article_id: int) -> list[tuple[Claim, ChangedLine]]:
    """The rated claims whose line changed in this version while nobody has marked it again: their verdicts were given on other words."""
    changed = what_changed(db, article_id)
    lines = [line for line in changed.of_status(LineStatus.CHANGED) if line.is_open] if changed else []
    return [(claim, line) for line in lines for claim, verdict in line.claims if verdict is not None]


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
