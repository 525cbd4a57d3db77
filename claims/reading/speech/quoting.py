"""The speaker of a quotation without a verb of speech: by the words that lead up to it, its signature, or the sentence before it."""

import re
from dataclasses import replace

from claims.english.offices import is_organisation
from claims.english.verbs import VERB
from claims.english.word_lists import words
from claims.model import Span
from claims.reading.capitals import runs
from claims.reading.speech import saying
from claims.reading.speech.mentions import NOBODY, Context, Who
from claims.reading.speech.persons_named import is_subject, persons_in
from claims.reading.speech.pronouns import person_meant
from claims.reading.speech.referents import resolve
from claims.reading.speech.saying import Quotation
from claims.reading.speech.subjects import subject_after, subject_before
from claims.reading.speech.ways import Way

# "“It will hold.” — Ana Reyes, engineer"
_SIGNED = re.compile(r"[”\"’'»]?[.,]?\s{0,3}\n?\s{0,3}(?:—|–|-{1,2})\s?(?P<who>[^\W\d_a-z][^\n“”\"«».!?;]{1,80}?)[.\s]*(?:\n|$)")
_CALLS = re.compile(
    r"\b(?:(?:call|dubb|describ|label|labell|brand|blam|dismiss|denounc|prais|hail|term|deem|condemn|reject|promis|mock|brush|accus)(?:ed|s|es)?"
    r"|put|puts) (?:[^,;:]{0,60}? )?(?:as |at |for |of )?\W*$"
)
_NOT_SO = re.compile(r"\W*(?:not so|not true|wrong|nonsense|rubbish|no|hardly|not quite|not at all),? (?:said|says|say) ", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(he|she|his|her)\b", re.IGNORECASE)
_WHOSE_WORDS = re.compile(
    r"\b(His|Her) (?:\w+ )?(?:words|answer|reply|verdict|explanation|response|reaction|comment)(?: (?:was|were|is|are))?:?\W*$"
)
_FROM = re.compile(r"\W*(?:[A-Za-z]+,? ){0,4}from (?P<who>[A-Z][^,:;]{2,60})(?=[,:])")  # "And from Ben Rask:"
_STANCE = re.compile(
    r"\s(?:is|was|are|were) (?:\w+ )?(?:clear|blunt|plain|scathing|unequivocal|careful|harsh|critical|firm|cautious|different|silent|damning|brief|short|adamant)\b"
    r"|\s(?:did|does|do) not (?:mince|hold back|agree|hesitate)|\s(?:disagree|differ|repli|react|respond|object)(?:s|ed|es)\b"
)
_DOCUMENTS = words(
    "report study letter audit survey ruling statement review document article paper memo judgment verdict law press newspaper website sign"
)
_TOLD_AFTER = re.compile(
    rf"\W*(?:(?:[Tt]hat|[Tt]his|[Ss]uch|[Tt]hose|[Tt]hese) (?:is|was|were|are) (?:how|what) (?P<by>[^,.;:]{{2,60}}?) (?:has |had )?(?:{saying.VERB.pattern}|put|puts|sees|saw|describes|described)\b"
    r"|(?:[Tt]hat|[Tt]his|[Tt]hose|[Tt]hese|[Ss]uch|[Tt]he|[Ww]ith those) (?:is |was |were |are )?(?:the )?(?:words|verdict|view|opinion|account|explanation|judge?ment|version|answer|assessment)"
    r"(?: (?:is|was|were|are|come|came))?(?: that| those)? (?:of|from) (?P<of>[^,.;:]{2,60})"
    r"|(?:[Tt]hat|[Tt]he|[Tt]hose) (?:words|sentence|line|quote) (?:is|was|are|were) (?P<whose>[A-Z][^,.;:]{2,40}?)['’]s\b)"
)
_OWNER = re.compile(r"\w['’]s? [a-z]+$")
_LONGEST_STANCE = 12  # words


def speaker_of_quotation(
    number: int, sentence: Span, own_words: str, quotes: list[Quotation], owners: dict[int, Who], actor: Who | None, context: Context
) -> Who | None:
    """The speaker of a quotation that begins in a sentence and is nobody's yet; None when it is no speech, but words in marks.

    ``actor`` is whom the own words since the last quotation tell of, None where there are none.
    """
    quote = quotes[number]
    if signed := _signature(quote, context):
        return signed
    if quote.closed and quote.end + 1 >= sentence.end and (source := source_after(context.text[quote.end + 1 : quote.end + 200], context)):
        return source
    before = own_words[: max(0, quote.start - 1 - sentence.start)]
    last = before[before.rfind(saying.MASK) + 1 :]
    if re.search(r"\w", last):
        if whose := _WHOSE_WORDS.search(last):
            return person_meant("she" if whose[1] == "Her" else "he", context)
        if last.rstrip().endswith(":"):
            return person_before_colon(last, context)
        calls = _CALLS.search(last)
        if calls is None:
            return None
        persons = persons_in(last[: calls.start()], last, context)
        subject = subject_before(last[: calls.start()]) or ""
        named = subject[:1].isupper() or subject.startswith(("the ", "a ", "an "))
        is_owner = _OWNER.search(subject) is not None  # "Duquette's office"
        return Who(persons[0], way=Way.NAME) if len(persons) == 1 and not is_owner else resolve(subject, context) if named else None
    if re.search(r"\w", own_words[quote.end + 1 - sentence.start :]):
        return None
    if actor is not None:
        return actor if actor.way is Way.BEFORE_COLON else replace(actor, way=Way.ACTING)
    if number > 0:
        return replace(owners.get(number - 1, NOBODY), way=Way.GOES_ON)
    return _at_the_start(quote, quotes, context)


def person_before_colon(before: str, context: Context) -> Who:
    """Whom the words before a colon name: "Said Ana Reyes:", "And from Karl Orme, who runs the port:"."""
    if (whence := _FROM.match(before)) and (who := resolve(whence["who"], context)).name:
        return who
    # Without those of "a diplomat in Montag's delegation".
    persons = [name for name in persons_in(before, before, context) if not re.search(rf"{re.escape(name.split()[-1])}['’]s? [a-z]", before)]
    shown = [name for name in persons if context.cast.is_person(name)] or persons
    if len(shown) == 1:
        return Who(shown[0], way=Way.BEFORE_COLON)
    return Who(None, tuple(shown))


def acting_person(own_words: str, context: Context) -> Who:
    """The person that a sentence in the article's own words is about, as the speaker of a quotation after it."""
    persons = persons_in(own_words, own_words, context)
    if own_words.rstrip().endswith(":"):
        return person_before_colon(own_words, context)
    if turned := _NOT_SO.match(own_words):
        return resolve(subject_after(own_words[turned.end() :]) or "", context)
    if not persons and (pronoun := _PRONOUN.match(own_words)):
        return person_meant("he" if pronoun[1].lower() in ("he", "his") else "she", context)
    if len(persons) == 1 and is_subject(persons[0], own_words):
        return Who(persons[0], way=Way.ACTING)
    verb = _STANCE.search(own_words)
    if not persons and verb and len(own_words.split()) <= _LONGEST_STANCE:
        subject = own_words[: verb.start()].split(" of ")[0].split(" from ")[0].strip()
        if is_organisation(tuple(subject.split())) or set(subject.lower().split()) & _DOCUMENTS:
            return resolve(own_words[: verb.start()] if is_organisation(tuple(subject.split())) else subject, context)
    candidates = (*persons, *([context.speaker] if context.speaker else []))
    return Who(None, tuple(dict.fromkeys(candidates)))


def _signature(quote: Quotation, context: Context) -> Who | None:
    if not quote.closed:
        return None
    signed = _SIGNED.match(context.text, quote.end, quote.end + 200)
    if not signed or VERB.search(signed["who"]):
        return None
    persons = persons_in(signed["who"], signed["who"], context)
    return (
        Who(persons[0], way=Way.SIGNED)
        if persons
        else Who(signed["who"].split(",")[0].strip(), way=Way.SIGNED)
        if next(iter(runs(signed["who"])), None)
        else None
    )


def source_after(following: str, context: Context) -> Who | None:
    """Whose the quotation before is by a sentence such as "That is what Ana Reyes told the board", "Those were the words of Karl Orme"."""
    told = _TOLD_AFTER.match(following)
    who = resolve(told["of"] or told["by"] or told["whose"], context, is_sure=True) if told else NOBODY
    return who if who.name else None


def _at_the_start(quote: Quotation, quotes: list[Quotation], context: Context) -> Who:
    """The speaker of a quotation that opens a paragraph: the last speaker of the paragraph before, or the person the next sentence is about."""
    following = context.text[quote.end + 1 : quote.end + 200].split("\n")[0]
    sentence = re.split(r"[.!?]\s", following.strip())[0] if quote.closed else ""
    persons = persons_in(sentence, sentence, context) if sentence and not re.match(r"\W*[“\"]", sentence) else []
    sure = bool(persons) and (len(persons) == 1 or context.cast.is_person(persons[0]))
    after = persons[0] if sure and is_subject(persons[0], sentence) else None
    before = replace(context.before or NOBODY, way=Way.GOES_ON)
    if after and before.name not in (None, after):
        return Who(None, (before.name or after, after))
    if before.name or not after:
        return before
    return Who(after, way=Way.ACTING) if not before.candidates else Who(None, tuple(dict.fromkeys((after, *before.candidates))))
