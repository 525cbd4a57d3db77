"""Who has spoken and been named so far in an article: what tells whom a pronoun or "the company" means."""

import re
from dataclasses import dataclass, field

from claims.english.offices import bare
from claims.english.word_lists import words
from claims.reading.capitals import runs
from claims.reading.named_people import People
from claims.reading.speech.ways import Way

COMPANIES = words(
    "company firm business maker operator airline carrier retailer developer brewery supplier manufacturer utility producer publisher"
)
_OF_COMPANIES = words(
    """
    pharma foods shipping air airways airlines bank motors systems rail railways steel energy holdings ltd inc corp plc gmbh ag sons brothers industries
    lines transit water mills media records studios labs technologies networks telecom mobile oil gas mining minerals chemicals textiles
    dairy brewery breweries logistics freight ferries electric power software robotics biotech insurance retail stores hotels resorts builders
    construction properties estates partners products instruments tools plastics paper timber cement glass toys games
    """
)
_THIRD_PERSON = re.compile(r"\b(?:he|she)\b")
_CALLED = re.compile(r"\b(?:builder|group|giant|union|agency|party|club|newspaper|magazine|weekly|chain|charity|station|lender)\s$")


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker; or, if two are possible, nobody, and the candidates with the likelier first."""

    name: str | None = None
    candidates: tuple[str, ...] = ()
    way: Way = field(default=Way.NOBODY, compare=False)


NOBODY = Who()


@dataclass(slots=True)
class Context:
    """Who has spoken and been named so far, for pronouns and for quotations that continue."""

    text: str
    cast: People
    small: frozenset[str]  # the words that the article writes in lower case
    companies: tuple[str, ...]  # the names that the article shows to be a company's
    bodies: frozenset[str]  # ... or another body's
    addressed: dict[str, str] = field(default_factory=dict)  # last word of a name -> "he" or "she" by "Mrs" and such words alone
    is_turn: bool = False  # whether a label or the line above says who speaks
    speaker: str | None = None  # of the last attributed sentence, this paragraph or earlier
    met: tuple[str, ...] = ()  # all persons named so far
    named: tuple[str, ...] = ()  # the persons of the newest sentence in this paragraph that names any
    rival: str | None = None  # who spoke right before the speaker, where nothing stands between
    is_exchange: bool = False  # whether the two sentences before are both somebody's words
    stranger: str | None = None  # the unnamed person that the sentence before is about
    body: str | None = None  # the body that the sentence before is about
    topic: str | None = None  # the person who last spoke or began a sentence, for a "she" that opens a paragraph
    before: "Who | None" = None  # whose words a paragraph of nothing but quotation would be, by how the one before ended
    earlier: str | None = None  # the topic before the speaker began to speak
    spoken_of: frozenset[str] = frozenset()  # "he" and "she" within the speaker's last words
    before_now: str = ""  # the own words of the sentence before, in this paragraph
    spoke_before: str | None = None  # who says the sentence before
    before_paragraph: str = ""  # the own words that the paragraph before ended with
    is_named_now: bool = False  # whether the newest sentence names the persons of ``named``
    of_others: set[int] = field(default_factory=set)  # where the sentences begin that tell what somebody other than "I" says
    bodies_called: dict[str, str | None] = field(default_factory=dict)  # the one name that the text gives "the institute", by noun
    like_persons: dict[str, bool] = field(default_factory=dict)  # whether a name of one word stands where a person's may
    runs_on: list[int] = field(default_factory=list)  # sentences of a quotation that ran on unclosed, and whose nobody has told yet


def bodies(text: str) -> frozenset[str]:
    """The names that the words before them show to be a body's: "the union FTM", "road builder Asfalt Nord"."""
    return frozenset(text[run.start : run.end] for run in runs(text) if _CALLED.search(text[max(0, run.start - 12) : run.start]))


def companies(text: str) -> tuple[str, ...]:
    """The companies that a text names: "Brasswater Foods", "the drug maker Ferrantis"."""
    named: dict[str, str] = {}
    for run in runs(text):
        before = text[max(0, run.start - 30) : run.start].split()
        is_called = bool(before) and text[run.start - 1 : run.start] == " " and before[-1].lower() in COMPANIES
        if (len(run.words) > 1 and bare(run.words[-1]) in _OF_COMPANIES) or is_called:
            named.setdefault(run.words[0], text[run.start : run.end])
    return tuple(named.values())


def note_speaker(who: Who, quoted: str, context: Context, *, follows: bool) -> None:
    """Remember who spoke last. ``quoted`` are the words in marks, ``follows`` tells that the sentence before was somebody's words, too."""
    context.spoke_before = who.name
    if who.name is None:
        context.is_exchange = False
        return
    if context.speaker != who.name:
        context.earlier = context.topic if context.topic != who.name else context.earlier
        context.is_exchange, context.rival = follows, context.speaker
    context.speaker = context.topic = who.name
    if " " in who.name and who.name in context.cast.full_names.values():
        context.met = tuple(dict.fromkeys((*context.met, who.name)))
    context.spoken_of = frozenset(_THIRD_PERSON.findall(quoted.lower()))
