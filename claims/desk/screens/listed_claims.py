"""Claims with what surrounds them, as programs read them: in lists, and everything about one."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlite_utils import Database

from claims.desk.cases.cases import counted_appearances
from claims.desk.checking.talk import Talk
from claims.desk.index.lookup import known_claims
from claims.desk.publishing.page_states import Standing, page_states
from claims.model import Appearance, Case, Claim, Draft, Evidence, Note, Origin, Problem, Review, Verdict
from claims.sourcing import rules
from claims.store import appearances, claims, people


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim that speaks for itself, with the rating, tags and appearances of all claims joined to it.

    ``proposed`` says that the program proposed it and nobody has taken it up.
    """

    claim: Claim
    proposed: bool
    assignee: str | None
    tags: list[str]
    rating: str | None
    review: Review | None
    appearances: list[Appearance]
    published: Standing | None


@dataclass(frozen=True, slots=True)
class WholeClaim(ListedClaim):
    """Everything about one claim; ``notes`` are those that the reader may see."""

    problems: list[Problem]
    evidence: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    draft: Draft | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class LoneAppearance:
    """One appearance, with the version of its claim."""

    appearance: Appearance
    version: int


def listed_claims(db: Database, rows: Sequence[Claim]) -> list[ListedClaim]:
    """These claims with what surrounds them, in the same order."""
    known = known_claims(db, [claim.id for claim in rows])
    families = claims.family_of(db, [claim.id for claim in rows])
    root = {number: head for head, numbers in families.items() for number in numbers}
    tags, taken_up = claims.tags_by_root(db, families), claims.taken_up(db, root)
    appearances_of: dict[int, list[Appearance]] = {}
    for appearance in appearances.appearances_of(db, root):
        appearances_of.setdefault(root[appearance.claim_id], []).append(appearance)
    public = page_states(db, families)
    names = {person.id: person.name for person in people.list_people(db)} if any(claim.assignee_id for claim in rows) else {}
    return [
        ListedClaim(
            claim=claim,
            proposed=claim.origin is Origin.OWN and taken_up.isdisjoint(families[claim.id]),
            assignee=names.get(claim.assignee_id or 0),
            tags=tags.get(claim.id, []),
            rating=known[claim.id].rating,
            review=known[claim.id].review,
            appearances=counted_appearances(appearances_of.get(claim.id, ())),
            published=public.get(claim.id),
        )
        for claim in rows
    ]


def whole_claim(db: Database, case: Case, draft: Draft | None, talk: Talk) -> WholeClaim:
    """Everything about one claim."""
    (listed,) = listed_claims(db, [case.claim])
    row = {field.name: getattr(listed, field.name) for field in fields(listed)}
    return WholeClaim(**row, problems=rules.problems(case), evidence=case.evidence, verdicts=case.verdicts, draft=draft, notes=talk.notes)


def lone_appearance(db: Database, appearance: Appearance) -> LoneAppearance:
    """An appearance with the version of its claim."""
    return LoneAppearance(appearance, claims.get_claim(db, appearance.claim_id).version)
