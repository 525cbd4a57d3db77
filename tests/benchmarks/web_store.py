"""A store as a newsroom has it after a while, for looking at the screens and for timing them.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/web_store.py STORE.db [ARTICLES] [FURTHER CLAIMS]

Makes ARTICLES articles (25, of 20 lines each: about 500 claims) in every state of work, and as many further claims
without an article as asked. Everybody's password is the tests'. Words are drawn with a fixed seed: a second run makes the same store.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.desk.checking import review, verdicts
from claims.desk.people import people
from claims.desk.screens import overview
from claims.desk.sources.evidence import link_source
from claims.errors import ClaimsError
from claims.model import Claim, Mark, Reason, Stance, Status
from claims.store import claims
from claims.store import newsroom as stored_newsroom
from claims.store.connect import write
from tests.web_stage import PASSWORD, Stage

TOWNS = ["Varn", "Brackwater", "Ostrel", "Lindholm", "Tarnmouth", "Old Quarry", "Nether Fell", "Sankt Aldo"]
OFFICES = [
    "the housing office",
    "the harbour board",
    "the roads ministry",
    "the statistics office",
    "the mayor",
    "an opposition councillor",
]
PATTERNS = [
    "{town} built {n} homes in {year}, {office} said.",
    "The council of {town} paid {n} thousand crowns for the {thing}.",
    "Unemployment in {town} fell by {pct} percent between {year} and {later}.",
    "No town in the county has a longer {thing} than {town}.",
    "{office} of {town} did not ask for a second offer before it signed the contract for the {thing} in {year}.",
    "About {n} people used the {thing} of {town} every day in {year}, twice as many as the planners of the day, who had been asked "
    "by the county to keep their figures low, thought possible when the first sketches were shown to the public.",
]
THINGS = ["harbour bridge", "tram line", "swimming hall", "grain silo", "ring road", "ferry landing"]
PLAIN = ["It was a fine morning.", "Nobody could say what comes next.", "That is how it has always been here.", "What a year."]


def line(chance: random.Random) -> str:
    """One sentence: mostly a claim."""
    if chance.random() < 0.25:
        return chance.choice(PLAIN)
    year = chance.randrange(1995, 2022)
    return chance.choice(PATTERNS).format(
        town=chance.choice(TOWNS),
        office=chance.choice(OFFICES),
        thing=chance.choice(THINGS),
        n=f"{chance.randrange(20, 9000):,}",
        pct=chance.randrange(2, 40),
        year=year,
        later=year + chance.randrange(1, 4),
    )


def work(stage: Stage, chance: random.Random, article: int) -> None:
    """Mark most lines and bring some claims further, as a day's work would."""
    ben, cleo, edith = (stage.cast[name] for name in ("Ben", "Cleo", "Edith"))
    desk = overview.article_desk(stage.db, article, at=stage.at)
    for sentence in desk.sentences[: chance.randrange(8, len(desk.sentences) + 1)]:
        found = desk.claims_in.get(sentence.id, ())
        review.mark_sentence(stage.db, sentence.id, Mark.CLAIM if found else Mark.NOT_CLAIM, by=ben, at=stage.at)
        for claim in found[:1]:
            verdicts.set_due(stage.db, claim.id, stage.at + timedelta(hours=chance.randrange(-40, 200)), by=ben, at=stage.at)
            check(stage, chance, claim)
            for suggestion in overview.claim_page(stage.db, claim.id).suggestions[:1]:
                if suggestion.match and suggestion.match.status is Status.SUGGESTED and chance.random() < 0.4:
                    decided = Status.CONFIRMED if suggestion.comparison.score > 0.9 else Status.REJECTED
                    try:
                        review.decide_match(
                            stage.db, suggestion.match.id, decided, by=cleo, at=stage.at, reasons=[Reason.NUMBER], note="seen side by side"
                        )
                    except ClaimsError:
                        continue  # Two ratings, or a verdict that waits: left for a person, as the desk would.
    if chance.random() < 0.3:
        ready, _ = overview.queue(stage.db, overview.Filter(states=("checked",)), limit=2)  # type: ignore[arg-type]
        for row in ready:
            verdicts.publish(stage.db, row.claim_id, by=edith, at=stage.at)


def check(stage: Stage, chance: random.Random, claim: Claim) -> None:
    """Source a claim and rate it, or do less."""
    ben, cleo = stage.cast["Ben"], stage.cast["Cleo"]
    far = chance.random()
    if far < 0.35:
        return
    verdicts.take(stage.db, claim.id, by=ben, at=stage.at)
    for _ in range(chance.randrange(0, 4)):
        source = stage.source(f"{chance.choice(THINGS).capitalize()} yearbook of {chance.choice(TOWNS)}, {chance.randrange(1995, 2024)}")
        link_source(
            stage.db, claim.id, source.id, chance.choice(list(Stance)), by=ben, at=stage.at, locator=f"page {chance.randrange(1, 90)}"
        )
    if far > 0.6:
        rating = chance.choice(["true", "false", "missing-context"])
        known = {one.name for one in stored_newsroom.scale(stage.db)}
        verdicts.submit(
            stage.db, claim.id, rating if rating in known else "true", "The yearbooks say so, page by page.", by=ben, at=stage.at
        )
        if far > 0.7:
            verdicts.approve(stage.db, claim.id, by=cleo, at=stage.at)


def build(path: Path, articles: int = 25, further: int = 0) -> Stage:
    """The store, with everybody able to sign in."""
    chance = random.Random(7)
    stage = Stage(path, at=datetime(2026, 11, 13, 9, 30, tzinfo=UTC))
    for person in stage.cast.values():
        people.set_password(stage.db, person, PASSWORD, by=stage.cast["Ada"], at=stage.at)
    with write(stage.db):
        for _ in range(further):
            claims.add_claim(stage.db, line(chance), by=stage.cast["Ben"], at=stage.at)
    for number in range(articles):
        title = f"{chance.choice(TOWNS)} and its {chance.choice(THINGS)}: what the council knew, part {number + 1}"
        article = stage.add_article("\n\n".join([title, *(line(chance) for _ in range(20))]))
        with write(stage.db):
            work(stage, chance, article)
    return stage


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[2:4]]
    made = build(Path(sys.argv[1]), *numbers)
    print(overview.count(made.db, overview.Filter()))
