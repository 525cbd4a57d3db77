"""Choosing what to link to a claim: the stored sources that typed words name, then the passages of one of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk.sources import source_passages
from claims.desk.sources.source_passages import Offered
from claims.model import Claim, Evidence, Source, Stance
from claims.store import claims, evidence, search, sources
from claims.store.match_inputs import day_of

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher
    from claims.sourcing.library.judging import Judged

OFFERED = 8
"""The most sources that are offered for typed words."""

MOST_WORDS = 10
"""Typed words that are looked for; more narrow nothing down."""

MOST_TEXT = 200_000
"""The most characters of a source's text that are shown for selecting words: a thousand pages would make a browser crawl."""


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A passage of a source with what the program thinks it says about the claim."""

    offered: Offered
    judged: "Judged"


@dataclass(frozen=True, slots=True)
class Choice:
    """A source chosen for a claim: its best passages, the beginning of its text, and how it is linked to the claim already."""

    claim: Claim
    source: Source
    passages: tuple[JudgedPassage, ...]
    text: str
    linked: tuple[Stance, ...]

    @property
    def is_cut(self) -> bool:
        """Whether the source has more text than is shown."""
        return len(self.source.text or "") > len(self.text)


def offered_sources(db: Database, typed_words: str, *, limit: int = OFFERED) -> list[Source]:
    """The stored sources that typed words name, best first: those at an address, those with the words in title, publisher or
    address (the beginning of a word is enough), then those with the words in their text. Without words the last added.
    """
    words = typed_words.split()[:MOST_WORDS]
    if not words:
        return sources.list_sources(db, limit=limit)
    if same := sources.sources_at(db, typed_words.strip()):
        return same
    by_name = [source.id for source in sources.sources_named(db, words, limit=limit)]
    by_text = [hit.id for hit in search.search(db, typed_words, limit=limit, kind="source")] if len(by_name) < limit else []
    return [sources.get_source(db, number) for number in list(dict.fromkeys([*by_name, *by_text]))[:limit]]


def links_of(db: Database, claim_id: int) -> list[Evidence]:
    """The links in force of the claim that speaks for this number and of those joined to it; raise NotFound."""
    family = claims.family_of(db, [claims.root_of(db, claim_id).id])
    return evidence.evidence_of(db, [number for numbers in family.values() for number in numbers])


def linked_stances(db: Database, claim_id: int) -> dict[int, tuple[Stance, ...]]:
    """How each source is linked to the claim that speaks for this number, by source."""
    stances: dict[int, tuple[Stance, ...]] = {}
    for link in links_of(db, claim_id):
        if link.stance not in stances.get(link.source.id, ()):
            stances[link.source.id] = (*stances.get(link.source.id, ()), link.stance)
    return stances


def choose_source(db: Database, claim_id: int, source_id: int, matcher: "Matcher") -> Choice:
    """A stored source with its best passages for a claim, each read by the passage model where there is one. Raise NotFound."""
    from claims.sourcing.library.judging import judge  # these load all of matching
    from claims.sourcing.library.key_sentences import key_sentences

    claim, source = claims.root_of(db, claim_id), sources.get_source(db, source_id)
    days = {
        "claimed_on": day_of(claim.claimed_at) if claim.claimed_at else None,
        "published_on": day_of(source.published_at) if source.published_at else None,
    }
    passages = source_passages.passages_in_source(db, claim.id, source.id)
    keys = key_sentences(matcher.passage_model, claim.text, [(source.title, offered.passage.sentence) for offered in passages])
    judged = [JudgedPassage(offered, judge(claim.text, key.span, key.reading, **days)) for offered, key in zip(passages, keys, strict=True)]
    return Choice(claim, source, tuple(judged), (source.text or "")[:MOST_TEXT], linked_stances(db, claim.id).get(source.id, ()))
