"""Where the key for the next step leads on an article: to what waits for this person first."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from claims.desk.people import people
from claims.desk.screens.overview import ArticleDesk
from claims.model import Claim, Mark, Person, State
from web.show.line_shapes import Row


class StepKind(StrEnum):
    """What a line waits for, in the order in which it is offered: what holds a colleague up first, then new work."""

    READ = "read"  # a verdict waits for its second reader
    COMPARE = "compare"  # a match of a marked claim waits for a decision
    MARK = "mark"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The line to go to, and what waits there."""

    row: Row
    kind: StepKind

    @property
    def number(self) -> int:
        """The line's number."""
        return self.row.number


def next_step(desk: ArticleDesk, rows: list[Row], reader: Person, *, self_approval: bool, after: Row | None = None) -> NextStep | None:
    """The first line that waits, from the one after ``after`` on and then from the top; None when no other line waits."""
    waiting = {
        case.claim.id
        for case in desk.report.cases
        if case.verdicts and case.verdicts[-1].outcome is None and case.verdicts[-1].waits_for(reader.name, self_approval=self_approval)
    }
    may_read, may_decide = people.may(reader, "approve"), people.may(reader, "decide_match")

    def any_claim(row: Row, holds: Callable[[Claim], bool]) -> bool:
        return row.sentence.mark is Mark.CLAIM and any(holds(claim) for claim in row.claims)

    waits: dict[StepKind, Callable[[Row], bool]] = {
        StepKind.READ: lambda row: may_read and any_claim(row, lambda claim: claim.id in waiting),
        StepKind.COMPARE: lambda row: may_decide and any_claim(row, lambda claim: claim.id in desk.paired),
        StepKind.MARK: lambda row: row.sentence.mark is Mark.UNMARKED,
        StepKind.CHECK: lambda row: any(claim.state in (State.OPEN, State.IN_REVIEW) for claim in row.claims),
    }
    start = after.number if after else 0
    order = [row for row in (*rows[start:], *rows[:start]) if after is None or row.number != after.number]
    return next((NextStep(row, kind) for kind, is_waiting in waits.items() for row in order if is_waiting(row)), None)
