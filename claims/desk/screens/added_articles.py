"""What adding an article gives, as programs and the command line show it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk.cases.changed_lines import WhatChanged, what_changed
from claims.desk.index.lookup import Suggestion, suggestions_for
from claims.model import NOTHING_BESIDE, Appearance, Article, Beside, Claim, Said, Sentence
from claims.store import articles

if TYPE_CHECKING:
    from claims.desk.articles.beside import TakenIn
    from claims.desk.articles.intake import Added
    from claims.desk.articles.versions import Resembled
    from claims.reading.parts.parts import Part


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """A claim as an article makes it. ``parts`` are the facts of its sentence, if it states several."""

    claim: Claim
    appearance: Appearance
    sentence: Sentence
    parts: "Sequence[Part]"
    new: bool  # whether the claim appears here first
    matches: list[Suggestion]


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """An article and every claim in it, in its order; ``gone`` are the quotes of the version before that are not in this one.

    ``beside`` is what else its file held, ``taken_in`` what of that was stored.
    """

    article: Article
    added: bool  # False: the same text was stored already
    sentences: int
    claims: list[ArticleClaim]
    beside: Beside
    taken_in: "TakenIn"
    gone: list[str]
    changes: WhatChanged | None
    looks_like: "Resembled | None"

    @property
    def warnings(self) -> list[str]:
        """What was left out, moved or guessed when the file was read."""
        return [*self.beside.warnings, *self.taken_in.warnings]


def added_article(db: Database, added: "Added", beside: Beside = NOTHING_BESIDE) -> AddedArticle:
    """What adding an article gave; ``beside`` is what else its file held."""
    sentences = {sentence.id: sentence for sentence in articles.sentences_of(db, added.article)}
    return AddedArticle(
        article=added.article,
        added=not added.was_there,
        sentences=len(sentences),
        claims=_claims(db, added, sentences),
        beside=beside,
        taken_in=added.beside,
        gone=[appearance.quote for appearance in added.gone],
        changes=what_changed(db, added.article.id),
        looks_like=added.resembles,
    )


def _claims(db: Database, added: "Added", sentences: dict[int, Sentence]) -> list[ArticleClaim]:
    from claims.desk.articles import facts, intake  # load all of article reading, a fifth of a second

    appearances = intake.claims_in(db, added.article)
    parts = facts.parts_of_all(list(sentences.values()), {appearance.sentence_id for appearance, _ in appearances})
    matched = suggestions_for(db, {claim.id for _, claim in appearances})
    met: set[int] = set()
    article_claims = []
    for appearance, claim in appearances:
        sentence = sentences[appearance.sentence_id]
        new = not added.was_there and claim.id not in met
        attribution = Said(appearance.speaker, appearance.polarity, appearance.candidates)
        stated = parts.get(sentence.id, ())
        worded = [replace(part, speaker=name) for part, name in zip(stated, facts.speakers_of(stated, attribution), strict=True)]
        article_claims.append(ArticleClaim(claim, appearance, sentence, worded, new, matched[claim.id]))
        met.add(claim.id)
    return article_claims
