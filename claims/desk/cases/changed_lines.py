"""What changed in a new version of an article, line by line, beside the claims and verdicts of its old lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims.model import Article, Claim, FactKind, LineStatus, Mark, Sentence, State, Verdict, newest_approved
from claims.store import appearances, articles, claims, line_changes, verdicts
from claims.store.connect import read
from claims.store.line_changes import StoredChange


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line in both versions; ``number`` counts them. ``claims`` are the claims made by the old line, read through their joins, each with its approved verdict."""

    number: int
    status: LineStatus
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]
    facts: tuple[FactKind, ...]
    moved: bool
    claims: tuple[tuple[Claim, Verdict | None], ...]

    @property
    def is_open(self) -> bool:
        """Whether a person has to look: the new line is not marked yet, and its facts changed or the old line was marked."""
        if self.status not in (LineStatus.WORDING, LineStatus.CHANGED) or self.after[0].mark is not Mark.UNMARKED:
            return False
        return self.status is LineStatus.CHANGED or self.old_mark is not Mark.UNMARKED

    @property
    def old_mark(self) -> Mark:
        """How people marked the old line. If several old lines became one, "claim" wins over "not a claim"."""
        marks = [sentence.mark for sentence in self.before]
        return Mark.CLAIM if Mark.CLAIM in marks else Mark.NOT_CLAIM if Mark.NOT_CLAIM in marks else Mark.UNMARKED

    @property
    def old_text(self) -> str:
        """The text of the old line."""
        return " ".join(sentence.text for sentence in self.before)

    @property
    def new_text(self) -> str:
        """The text of the new line."""
        return " ".join(sentence.text for sentence in self.after)

    @property
    def start(self) -> int:
        """Where the new line begins in its version."""
        return self.after[0].start

    @property
    def end(self) -> int:
        """Where the new line ends in its version."""
        return self.after[-1].end

    @property
    def claim_ids(self) -> list[int]:
        """The numbers of its claims."""
        return [claim.id for claim, _ in self.claims]


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """A new version compared with the one before; ``lines`` has every line of both, in the order of the new one."""

    article: Article
    earlier: Article
    lines: tuple[ChangedLine, ...]

    def of_status(self, status: LineStatus) -> list[ChangedLine]:
        """The lines with this status."""
        return [line for line in self.lines if line.status is status]

    @property
    def counts(self) -> dict[LineStatus, int]:
        """How many lines have each status."""
        return {status: len(self.of_status(status)) for status in LineStatus}

    @property
    def reopened(self) -> list[ChangedLine]:
        """The lines of which the facts changed."""
        return self.of_status(LineStatus.CHANGED)

    @property
    def new_lines(self) -> list[str]:
        """The texts that only the new version has."""
        return [line.new_text for line in self.of_status(LineStatus.NEW)]

    @property
    def gone_lines(self) -> list[str]:
        """The texts that only the old version has."""
        return [line.old_text for line in self.of_status(LineStatus.GONE)]

    @property
    def wording_to_confirm(self) -> list[ChangedLine]:
        """The lines whose wording alone changed and that wait for a person to confirm it."""
        return [line for line in self.of_status(LineStatus.WORDING) if line.is_open]

    @property
    def is_open(self) -> bool:
        """Whether any line waits for a person."""
        return any(line.is_open for line in self.lines)


def what_changed(db: Database, article_id: int) -> WhatChanged | None:
    """What changed since the version before; None for a first version, or one added by an older program. Raise NotFound."""
    with read(db):
        article = articles.get_article(db, article_id)
        stored = line_changes.line_changes_of(db, article_id)
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
    approved = {root: newest_approved(verdicts.verdicts_of(db, family)) for root, family in families.items()}
    claims_by_sentence: dict[int, list[tuple[Claim, Verdict | None]]] = {}
    for appearance in placed:
        claim = speaking[roots[appearance.claim_id]]
        pair = (claim, approved[claim.id])
        if claim.state is not State.DROPPED and pair not in claims_by_sentence.setdefault(appearance.sentence_id, []):
            claims_by_sentence[appearance.sentence_id].append(pair)
    return claims_by_sentence


def _line(
    change: StoredChange, old: Sequence[Sentence], new: Sequence[Sentence], claims_on: dict[int, list[tuple[Claim, Verdict | None]]]
) -> ChangedLine:
    before = tuple(old[position - 1] for position in change.before)
    carried = {claim.id: (claim, verdict) for sentence in before for claim, verdict in claims_on.get(sentence.id, ())}
    after = tuple(new[position - 1] for position in change.after)
    return ChangedLine(change.number, change.status, before, after, change.facts, change.moved, tuple(carried.values()))


def stale_verdicts(db: Database, article_id: int) -> list[tuple[Claim, ChangedLine]]:
    """The rated claims whose line changed in this version and is not marked again yet: their verdicts were about other words."""
    changed = what_changed(db, article_id)
    lines = [line for line in changed.of_status(LineStatus.CHANGED) if line.is_open] if changed else []
    return [(claim, line) for line in lines for claim, verdict in line.claims if verdict is not None]
