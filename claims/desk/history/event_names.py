"""The names of everything that history lines refer to, looked up together, so that no line shows a bare number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from claims.desk.newsroom import KNOBS, SELF_APPROVAL
from claims.desk.people.confidential import READERS
from claims.desk.people.languages import SETTING as LANGUAGE
from claims.desk.people.second_factor import REQUIRED_FROM
from claims.model import Event
from claims.store import articles, claims, matches, newsroom, people, sources
from claims.wording import phrase

_SETTINGS = {f"threshold.{knob.name}": knob.label.lower() for knob in KNOBS} | {
    SELF_APPROVAL: phrase("people may approve their own verdicts"),
    READERS: phrase("lowest role that reads confidential sources"),
    REQUIRED_FROM: phrase("lowest role that must use two-step sign-in"),
    "timezone": phrase("time zone"),
    "newsroom_name": phrase("name of the newsroom"),
    "methodology_url": phrase("page on how you check claims"),
    "corrections_url": phrase("page on corrections"),
    "name_people": phrase("public pages name who checked a claim"),
    LANGUAGE: phrase("language"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names by number. ``root``, such as ("claim", 7), is the subject of the history, which its own lines do not name."""

    root: tuple[str, int] | None = None
    sources: dict[int, str] = field(default_factory=dict)
    claims: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    ratings: dict[str, str] = field(default_factory=dict)
    pairs: dict[int, tuple[int, int]] = field(default_factory=dict)  # the two claims of a match
    lines: dict[int, tuple[int, str]] = field(default_factory=dict)  # a sentence's position and text

    def source(self, number: object) -> str:
        """A source's title, in quotation marks."""
        return _quoted(self.sources.get(_number(number)), phrase("a source"))

    def claim(self, number: object) -> str:
        """A claim's wording, in quotation marks."""
        return _quoted(self.claims.get(_number(number)), phrase("another claim"))

    def person(self, number: object) -> str:
        """A person's name."""
        return self.people.get(_number(number), phrase("somebody"))

    def rating(self, name: object) -> str:
        """A rating's current label."""
        return self.ratings.get(str(name), str(name).replace("_", " "))

    def setting(self, name: str) -> str:
        """A setting in words."""
        return _SETTINGS.get(name, name.replace("_", " ").replace(".", ": "))

    def line(self, sentence_id: int) -> str:
        """A sentence's position in its article: "line 4"."""
        return phrase("line {number}", number=self.lines[sentence_id][0]) if sentence_id in self.lines else phrase("a line")

    def other_claim(self, match_id: int) -> str:
        """The claim of a pair that is not the subject of the history."""
        claim_id, known_id = self.pairs.get(match_id, (0, 0))
        return self.claim(claim_id if ("claim", known_id) == self.root else known_id)

    def about(self, event: Event) -> str | None:
        """The text of the claim, sentence or source that an event is about; None if that is the subject of the history."""
        if (event.subject, event.subject_id) == self.root:
            return None
        if event.subject == "sentence":
            return self.lines[event.subject_id][1] if event.subject_id in self.lines else None
        return {"claim": self.claims, "source": self.sources}.get(event.subject, {}).get(event.subject_id)


def names_in(db: Database, events: Sequence[Event], root: tuple[str, int] | None) -> Names:
    """The names of everything that these events refer to, with one query per kind."""
    pairs = {match.id: (match.claim_id, match.known_id) for match in matches.get_matches(db, _subjects(events, "match"))}
    spoken = {number for pair in pairs.values() for number in pair} | set(_subjects(events, "claim")) | _values(events, "joined_into")
    named = _values(events, "source_id") | _values(events, "derived_from") | set(_subjects(events, "source"))
    return Names(
        root=root,
        sources=sources.titles(db, named),
        claims={number: claim.text for number, claim in claims.get_claims(db, spoken).items()},
        people={person.id: person.name for person in people.list_people(db)} if _values(events, "assignee_id") else {},
        ratings={rating.name: rating.label for rating in newsroom.scale(db)},
        pairs=pairs,
        lines=articles.lines(db, _subjects(events, "sentence")),
    )


def _subjects(events: Iterable[Event], kind: str) -> list[int]:
    return list({event.subject_id for event in events if event.subject == kind})


def _values(events: Iterable[Event], name: str) -> set[int]:
    values_found = (values.get(name) for event in events for values in (event.before, event.after))
    return {value for value in values_found if isinstance(value, int)}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _quoted(words: str | None, otherwise: str) -> str:
    return f"“{words}”" if words else otherwise
