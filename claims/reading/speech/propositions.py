"""What one sentence says: its proposition without the words that tell who says it, and whether it is asserted."""

import re
from dataclasses import dataclass

from claims.model import Polarity, Span
from claims.reading.speech import polarity
from claims.reading.speech.mentions import NOBODY, Context, Who
from claims.reading.speech.pronouns import pronoun_in
from claims.reading.speech.referents import resolve
from claims.reading.speech.saying import Quotation
from claims.reading.speech.statements import Statement, full_stop, statement
from claims.reading.speech.ways import Reading, Way

# "PORT AVEL, March 4 (AP) - ": where and when a report was written is no part of what it says.
_DATELINE = re.compile(
    r"\A[A-Z]{3}[A-Z .’'-]{0,40}(?:, [A-Z][a-z]{1,9}\.?(?: [0-9]{1,2})?(?:, [0-9]{4})?){0,2}(?: ?\([^()]{2,20}\)| /[\w -]{2,30}/)? ?(?:—|–|--|-) (?=\S)"
)
_NOTES = re.compile(r"(?:\[(?:[0-9]{1,4}|[a-z])\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]){1,20}(?=[.!?\s]|$)")
_SPREADS = re.compile(
    r"^\W*(?P<who>[^;:]{2,80}?),? (?:\w+ly )?(?:repeated|repeats|spread|spreads|pushed|pushes|shared|shares|promoted|promotes) (?:the|a) "
)
_CITED = re.compile(
    r"\W*(?:As|Like) (?P<who>[^,]{3,60}?),? (?:used to say|once said|always said|likes to say|says|said|put it),? (?P<said>.+)", re.DOTALL
)
# "That would help": before a verb, "that" is the subject and no link to what somebody says.
_THAT_STATES = re.compile(r"that (?:is|was|has|had|will|would|can|could|may|might|must|should|does|did|means|meant)\b")
FIRST_PERSON = re.compile(r"\b(?:I|we|We|you|You|it|It|this|This)\b")


@dataclass(frozen=True, slots=True)
class Reported:
    """What one sentence tells of its own saying, with the speaker found."""

    statement: Statement
    who: Who


def attribution_of(sentence: Span, quotes: list[Quotation], reported: Reported | None, owners: dict[int, Who], context: Context) -> Reading:
    """What is known of one sentence: by its own verb of speech, by the quotation it stands in, else it is the article's own word."""
    if reported:
        around = sentence.text.replace(reported.statement.content, " ", 1) if len(reported.statement.content) < len(sentence.text) else ""
        return _judged(reported.who, reported.statement.content, polarity.polarity_of_saying(around), context)
    if (number := quotation_around(sentence, quotes)) is not None:
        quote = quotes[number]
        if (cited := _CITED.match(sentence.text)) and (who := resolve(cited["who"], context)).name:
            return Reading(who.name, _tidied(cited["said"]), way=who.way)
        words = context.text[max(sentence.start, quote.start) : min(sentence.end, quote.end)]
        if nested := _within_quotation(words, context):
            return nested
        owner = owners.get(number, NOBODY)
        is_first = quote.start <= sentence.start + 1
        return Reading(owner.name, _tidied(words), candidates=owner.candidates, way=owner.way if is_first else Way.GOES_ON)
    return _judged(NOBODY, sentence.text, Polarity.ASSERTED, context)


def quotation_around(sentence: Span, quotes: list[Quotation]) -> int | None:
    """The quotation that a whole sentence stands in."""
    return next((n for n, quote in enumerate(quotes) if quote.start - 1 <= sentence.start and sentence.end <= quote.end + 2), None)


def _within_quotation(words: str, context: Context) -> Reading | None:
    """What somebody quotes of somebody else: "“Management told us in writing that no driver will be sacked.”"."""
    made = statement(Span(0, len(words), words), [])
    if made is None or not made.is_sure or FIRST_PERSON.search(made.subject) or pronoun_in(made.subject):
        return None
    who = resolve(made.subject, context, is_sure=True)
    return Reading(who.name, _tidied(made.content), way=who.way) if who.name else None


def _judged(who: Who, statement: str, saying: Polarity, context: Context) -> Reading:
    judgement = polarity.polarity_of_sentence(statement)
    if not who.name and (spreads := _SPREADS.match(statement)) and judgement.claim:
        who = resolve(spreads["who"], context)
    if judgement.claim is None:
        return Reading(who.name, _tidied(statement), saying, who.candidates, who.way)
    return Reading(who.name, _tidied(judgement.claim), judgement.polarity, who.candidates, who.way)


def _tidied(statement: str) -> str:
    """One line that begins with a capital and ends like a sentence, without dateline and marks of a quotation around it."""
    words = _DATELINE.sub("", _NOTES.sub("", " ".join(statement.split())), count=1).strip(" ,;:—–-")
    words = words if _THAT_STATES.match(words) else words.removeprefix("that ")
    if words[:1] in '"“„«‘' and not any(mark in words[1:-1] for mark in '"”»’'):
        words = words[1:].rstrip('"”»’')
    if words and words[-1] in '"”»' and not any(mark in words[:-1] for mark in '"“«'):
        words = words[:-1]
    words = words.strip(" ,;:")
    return full_stop(words[:1].upper() + words[1:])
