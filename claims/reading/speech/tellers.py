"""Who makes a statement and whose a quotation is, where a sentence says so itself or leads up to it."""

import re

from claims.model import Span
from claims.reading.speech import framing, saying
from claims.reading.speech.mentions import NOBODY, Context, Who
from claims.reading.speech.persons_named import is_subject, persons_in
from claims.reading.speech.pronouns import pronoun_in
from claims.reading.speech.propositions import FIRST_PERSON
from claims.reading.speech.quoting import person_before_colon
from claims.reading.speech.referents import group_in_sentence, resolve, with_apposed
from claims.reading.speech.saying import Quotation
from claims.reading.speech.statements import Statement
from claims.reading.speech.voices import names_nothing
from claims.reading.speech.ways import Sign, Way

_AND_LAST = re.compile(r"\b(?:and|but|yet) $")


def teller(made: Statement, by_grammar: Statement | None, sentence: Span, own_words: str, context: Context, signs: set[Sign]) -> Who:
    """Who makes a statement, by its subject, which is completed here; a sign is added where only a description is left to name."""
    made.subject = with_apposed(made.subject, own_words)
    if made.subject and not FIRST_PERSON.search(made.subject) and made.subject.lower() not in ("he", "she", "they"):
        context.of_others.add(sentence.start)
    who = _of_two(_in_sentence(made.subject, own_words, context) or resolve(made.subject, context, is_sure=made.is_sure), made, context)
    if who == NOBODY and by_grammar and by_grammar.is_telling and not names_nothing(by_grammar.subject):
        signs.add(Sign.UNSURE_NOUN)
        return Who(by_grammar.subject[:1].lower() + by_grammar.subject[1:], way=Way.DESCRIPTION)
    return who


def framed_owner(frame: str | None, context: Context, signs: set[Sign]) -> Who | None:
    """Whose a quotation is by the subject of the sentence around it; a sign says that the grammar confirms it."""
    owner = _named(resolve(frame, context)) if frame else None
    if owner:
        signs.add(Sign.CONFIRMED)
    return owner


def owner_within(own_words: str, context: Context, signs: set[Sign]) -> Who | None:
    """Whose quoted words in a sentence are, by the verb that they hang on; nobody's where a label says who speaks."""
    within = None if context.is_turn else framing.owner_within(own_words)
    if not within:
        return None
    signs.add(Sign.CONFIRMED)
    return _named(resolve(within, context))


def leads_up(own_words: str, sentence: Span, quote: Quotation) -> bool:
    """Whether the words before a quotation end with a colon."""
    return own_words[: quote.start - sentence.start].rstrip(f" {saying.MASK}").endswith(":")


def surer(by_verb: Who, own_words: str, sentence: Span, quote: Quotation, context: Context) -> Who:
    """The one person that the words before a colon name, where the verb's subject is only described; else that subject."""
    named = person_before_colon(own_words[: quote.start - 1 - sentence.start], context)
    return named if named.name and by_verb.name not in context.cast.full_names.values() else by_verb


def _of_two(who: Who, made: Statement, context: Context) -> Who:
    """Nobody, if a sentence holds the words of two speakers: "the union says it was 80 percent; the company says it was 30"."""
    second = resolve(made.second, context).name if made.second else None
    return Who(None, (who.name, second)) if who.name and second and who.name != second else who


def _in_sentence(subject: str, own_words: str, context: Context) -> Who | None:
    """Whom "she" means where the same sentence tells of one person before: "Noa Lind found a use for it: the table shows, she said, …"."""
    pronoun = pronoun_in(subject)
    if subject in ("it", "they"):
        return group_in_sentence(subject, own_words, context)
    if pronoun is None:
        return None
    before = own_words[: own_words.find(f" {pronoun} ") + 1]
    persons = persons_in(before, before, context)
    if len(persons) == 1 and is_subject(persons[0], before) and pronoun.islower():  # "Roth is leaving for what she called family reasons"
        return Who(persons[0], way=Way.PRONOUN) if context.cast.may_be(pronoun, persons[0]) else None
    before = before if _AND_LAST.search(before) else before[: max(before.rfind(":"), before.rfind(". "), 0)]
    persons = persons_in(before, before, context)
    return Who(persons[0], way=Way.PRONOUN) if len(persons) == 1 and context.cast.may_be(pronoun.lower(), persons[0]) else None


def _named(who: Who) -> Who | None:
    return who if who.name or who.candidates else None


def led(sentence: Span, own_words: str, quote: Quotation, number: int, owner: Who) -> tuple[Statement | None, Who]:
    """What a sentence says whose words lead up to a quotation: the quotation after a colon, else the whole ("calls it “a gift”")."""
    before = own_words[: max(0, quote.start - 1 - sentence.start)].rstrip()
    if not re.search(r"\w", before):
        after = own_words[quote.end + 1 - sentence.start :]
        signed = sentence.text[quote.start - sentence.start : quote.end - sentence.start]
        return (Statement("", signed, [number]), owner) if re.search(r"\w", after) else (None, NOBODY)
    words = sentence.text[quote.start - sentence.start : quote.end - sentence.start] if before.endswith(":") else sentence.text
    return Statement("", words, [number]), owner
