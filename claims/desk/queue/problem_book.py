"""The sourcing problems of each claim, and which public pages are out of date: a cache, for the queue to filter and count by.

The sourcing rules are Python and judge a whole case; judging 10,000 cases for each page would take seconds. So each
process remembers the results and follows the history: every action writes its event in the same transaction, so the newest
event shows whether anything changed, and the events since show which claims to judge again. If an event's effect is
unknown, all claims are judged again: that can be slow, but never wrong.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from threading import RLock

from sqlite_utils import Database

from claims.desk.cases import cases
from claims.desk.publishing import page_states
from claims.model import Event, ProblemKind
from claims.sourcing import rules
from claims.store import affected_claims as stored
from claims.store import claims, history
from claims.store.connect import read

TOGETHER = 1_000
"""Claims judged at a time, so that a large store is never in memory all at once."""

MANY = 3_000
"""With this many events since the last look, judging all claims is faster than finding out which ones they changed."""


class ProblemBook:
    """The problems of every claim of ours. Make one per process and database file; safe to share between threads."""

    def __init__(self) -> None:
        """Nothing is judged before the first lookup."""
        self._kinds: dict[int, frozenset[ProblemKind]] = {}
        self._behind: set[int] = set()
        self._seen = -1
        self._lock = RLock()

    def having(self, db: Database, kinds: Iterable[ProblemKind]) -> tuple[int, ...]:
        """The claims with any of these problems, as the store stands now."""
        wanted_kinds = frozenset(kinds)
        with self._lock:
            self.refresh(db)
            return tuple(number for number, kinds_of_claim in self._kinds.items() if kinds_of_claim & wanted_kinds)

    def changed_since_published(self, db: Database) -> frozenset[int]:
        """The claims that differ from their public page, as the store stands now."""
        with self._lock:
            self.refresh(db)
            return frozenset(self._behind)

    def counts(self, db: Database) -> dict[ProblemKind, int]:
        """How many claims have each kind of problem, as the store stands now; every kind is included."""
        with self._lock:
            self.refresh(db)
            return {kind: sum(kind in kinds for kinds in self._kinds.values()) for kind in ProblemKind}

    def refresh(self, db: Database) -> None:
        """Judge again the claims that changed since the last look."""
        with self._lock, read(db):
            newest = history.last_line(db)
            if newest <= self._seen:
                return
            events = history.events_between(db, self._seen + 1, newest) if 0 <= newest - self._seen <= MANY and self._seen >= 0 else None
            numbers = None if events is None else claims_changed_by(db, events)
            if numbers is None:
                self._behind = set()
                self._kinds = self._judge(db, stored.our_claims(db))
            elif numbers:
                self._behind -= numbers
                for number in numbers:
                    self._kinds.pop(number, None)
                self._kinds |= self._judge(db, stored.our_claims(db, numbers))
            self._seen = newest

    def _judge(self, db: Database, numbers: Sequence[int]) -> dict[int, frozenset[ProblemKind]]:
        kinds_by_claim: dict[int, frozenset[ProblemKind]] = {}
        waiting = iter(numbers)
        while chunk := list(islice(waiting, TOGETHER)):
            self._behind |= {number for number, state in page_states.page_states(db, chunk).items() if state.changes}
            for case in cases.cases_of(db, chunk):
                kinds = frozenset(problem.kind for problem in rules.problems(case))
                if kinds:
                    kinds_by_claim[case.claim.id] = kinds
        return kinds_by_claim


NO_MATTER = frozenset(
    {
        "add_person", "set_password", "set_role", "disable_person", "enable_person", "sign_out_everywhere", "set_up_second_factor",
        "remove_second_factor", "make_recovery_codes", "use_recovery_code", "add_identity", "allow_identity",
        "remove_identity", "set_contact",
    }
)  # fmt: skip
"""Actions on people that cannot affect a sourcing rule; other events of people can."""

NO_RULE_ASKS = frozenset({"view", "feed", "alert"})
"""Kinds of things whose history cannot affect a sourcing rule."""


def claims_changed_by(db: Database, events: Sequence[Event]) -> set[int] | None:
    """The claims whose problems these events may have changed, read through their joins before and after; None for all claims."""
    numbers: dict[str, set[int]] = {"claim": set(), "source": set(), "article": set(), "sentence": set(), "match": set()}
    for event in events:
        if event.subject in NO_RULE_ASKS or (event.subject == "person" and event.action in NO_MATTER):
            continue
        if event.subject == "import":
            updated = event.after.get("updated")
            numbers["claim"] |= {int(update["claim_id"]) for update in updated} if isinstance(updated, list) else set()
            continue
        if event.subject not in numbers:
            return None
        numbers[event.subject].add(event.subject_id)
        joined = (event.before.get("joined_into"), event.after.get("joined_into"))
        numbers["claim"] |= {number for number in joined if isinstance(number, int)}
    changed = numbers["claim"] | stored.claims_of_sources(db, numbers["source"]) | stored.claims_of_articles(db, numbers["article"])
    changed |= stored.claims_of_sentences(db, numbers["sentence"]) | stored.claims_of_matches(db, numbers["match"])
    return changed | set(claims.roots_of(db, changed).values())
