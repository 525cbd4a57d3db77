"""Values for the parameters of any action of the desk, for the test that walks them all."""

import inspect
import io
import random
from collections.abc import Callable
from typing import Any

from claims.desk.articles import fetching
from claims.desk.publishing.publishing import Picked
from claims.desk.sources.evidence import NewSource
from claims.desk.tips.tips import NewTip
from claims.model import Mark, Meaning, Medium, NoticeKind, Pace, Polarity, Reason, Role, Said, SourceKind, Stance, State, Status
from claims.store import appearances, sources
from claims.store import claims as stored_claims
from claims.store.connect import rows
from tests.web_stage import Stage

WORDS = ["The depot burned down twice.", "Zanzibar", "tram", "a clerk told us", "The line is 9 kilometres long."]


class Guess:
    """Values for the parameters of any action, by their names, as the store stands now."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage, self.chance = stage, chance

    def number(self, table: str) -> int:
        found = [row["id"] for row in rows(self.stage.db, f"SELECT id FROM {table} ORDER BY id")]
        return int(self.chance.choice(found or [1]))

    def of(self, action: str, name: str) -> Any:
        pick, db = self.chance.choice, self.stage.db
        tables = {
            "claim_id": "claim", "match_id": "match", "sentence_id": "sentence", "article_id": "article", "source_id": "source",
            "evidence_id": "evidence", "original_id": "source", "note_id": "note", "feed_id": "feed",
        }  # fmt: skip
        if name in tables:
            return self.number(tables[name])
        makers: dict[str, Callable[[], Any]] = {
            "note": lambda: pick(WORDS),
            "text": lambda: pick(WORDS),
            "label": lambda: pick(WORDS),
            "reason": lambda: pick(WORDS),
            "wording": lambda: pick(WORDS),
            "claimant": lambda: pick([None, "Zanzibar", "the mayor"]),
            "appearance": lambda: appearances.get_appearance(db, self.number("appearance")),
            "nobody": lambda: pick([True, False]),
            "candidates": lambda: pick([(), ("Zanzibar", "the mayor")]),
            "speaker": lambda: pick([None, "Zanzibar"]),
            "polarity": lambda: pick(list(Polarity)),
            "words": lambda: pick(["Zanzibar", "nobody at all"]),
            "word": lambda: pick(["trams", "Zanzibar", "ask the lawyer"]),
            "quote": lambda: pick(["It burned.", "fine morning", "demolished on 4 March 2024"]),
            "locator": lambda: "p. 2",
            "explanation": lambda: pick(WORDS),
            "rating": lambda: pick(["true", "false", "unproven"]),
            "status": lambda: pick(list(Status)),
            "reasons": lambda: [pick(list(Reason))],
            "mark": lambda: pick(list(Mark)),
            "stance": lambda: pick(list(Stance)),
            "meaning": lambda: pick(list(Meaning)),
            "role": lambda: pick(list(Role)),
            "number": lambda: self.number(
                {
                    "appearances": "appearance",
                    "proposed_sources": "proposed_source",
                    "questions": "line_note",
                    "sharing": "expert_link",
                }.get(action.split(".")[0], "alert")
            ),
            "chosen": lambda: self.chosen(action),
            "marks": lambda: [(self.number("sentence"), None)],
            "note_ids": lambda: [self.number("note")],
            "claim_ids": lambda: [self.number("claim")],
            "clock": lambda: lambda: self.stage.at,
            "tip": lambda: NewTip(Medium.IMAGE, "Zanzibar", sender="Zanzibar", file=("a.png", "image/png", b"\x89PNG")),
            "due_at": lambda: pick([None, self.stage.at]),
            "to": lambda: pick(list(State)) if action == "moving.move_to" else pick([None, self.stage.cast["Ben"]]),
            "person": lambda: pick(list(self.stage.cast.values())),
            "name": lambda: self.passage() if action.startswith("found_passages") else pick(["true", "Nina", "origins"]),
            "query": lambda: "due=late",
            "shared": lambda: pick([True, False]),
            "disabled": lambda: False,
            "password": lambda: "nine bridges at Brackwater",
            "allowed": lambda: True,
            "confidential": lambda: pick([True, True, False]),
            "self_approval": lambda: True,
            "is_first": lambda: pick([True, False]),
            "confidential_readers": lambda: pick(list(Role)),
            "second_factor_from": lambda: pick(list(Role)),
            "numbers": lambda: {"origins": 3},
            "facts": lambda: {"claimed_in": "Zanzibar", "claimant_role": "clerk", "claimed_at": "2025-01-05", "medium": "video"},
            "value": lambda: 3,
            "server": lambda: None,
            "language": lambda: pick([None, "es"]),
            "email": lambda: "zanzibar@example.org",
            "pace": lambda: pick(list(Pace)),
            "hour": lambda: 8,
            "kinds": lambda: pick([(), tuple(NoticeKind)]),
            "reader": lambda: pick([None, self.stage.cast["Cleo"]]),
            "up": lambda: True,
            "file": lambda: io.BytesIO(b'{"id": "r", "text": "Zanzibar", "rating": "True"}'),
            "form": lambda: "annotated-html" if action.startswith("annotated") else "jsonl",
            "source": lambda: self.source(action),
            "matcher": lambda: self.stage.matcher,
            "document": lambda: fetching.read_upload(f"News\n\n{pick(WORDS)} {pick(WORDS)}".encode(), "a.txt", limit=100_000),
            "picked": lambda: Picked(tags=()),
            "claim": lambda: stored_claims.root_of(db, self.number("claim")),
            "failure": lambda: None,
            "done": lambda: None,
            "seen_version": lambda: 1,
            "speaker_read": lambda: None,
            "read_before": lambda: Said(None),
            "polarity_read": lambda: Polarity.ASSERTED,
            "replaces": lambda: self.number("article"),
            "typed": lambda: self.typed(action),
            "refusal": lambda: self.number("refused_passage"),
            "days": lambda: 14,
            "details": lambda: {"newsroom_name": "Zanzibar"},
        }
        return makers[name]()

    def passage(self) -> str:
        """The first words of a source, as the program names a passage."""
        return f"source-{self.number('source')}:0-9"

    def typed(self, action: str) -> dict[str, str | None]:
        """What is corrected of an article, a source or a link."""
        pick = self.chance.choice
        if action.endswith("correct_link"):
            return pick([{"locator": "p. 9"}, {"quote": "It burned."}, {"quote": None}, {"note": "Zanzibar"}, {"used_as": "primary"}])
        where = pick(
            [{"url": "https://zanzibar.example.org/"}, {"published": "2025-01-05"}, {"title": "Zanzibar"}, {"publisher": "Zanzibar"}]
        )
        return where if action.endswith("correct_source") else where | pick([{}, {"language": "de"}, {"byline": "Zanzibar"}])

    def chosen(self, action: str) -> list[tuple[int, int | None]]:
        return [(self.number("alert"), 1)] if action.startswith("alerts") else [(self.number("claim"), None)]

    def source(self, action: str) -> Any:
        if action == "evidence.add_source":
            return self.new_source()
        return sources.get_source(self.stage.db, self.number("source"))

    def new_source(self) -> NewSource:
        known = sources.get_source(self.stage.db, self.number("source"))
        if self.chance.random() < 0.5:
            return NewSource(title=known.title, kind=known.kind, url=known.url, text=known.text, confidential=True)
        return NewSource(title=self.chance.choice(WORDS), kind=SourceKind.REPORT, text=self.chance.choice(WORDS))

    def arguments(self, action: str, function: Callable[..., Any]) -> dict[str, Any]:
        wanted = {}
        for name, parameter in inspect.signature(function).parameters.items():
            needed = parameter.default is inspect.Parameter.empty
            if name in ("db", "by", "at") or (name in ("seen_version", "seen_number", "seen_basis") and not needed):
                continue
            if needed or (name in ("note", "quote", "reasons", "wording", "locator") and self.chance.random() < 0.7):
                wanted[name] = self.of(action, name)
        return wanted
