"""What makes a speaker more or less sure: whether the grammar agrees, who else is in sight, what stands in a turn."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.english.calendar_words import MONTHS
from claims.model import Span
from claims.reading.named_people import by_given_name, last_word
from claims.reading.speech.mentions import Context
from claims.reading.speech.pronouns import is_human_name
from claims.reading.speech.statements import Statement
from claims.reading.speech.ways import Reading, Sign, Way

_PRONOUN = re.compile(r"\b(he|she)\b", re.IGNORECASE)
_OPENS_QUOTED = re.compile(r"[“\"‘'«]")
_MARKS = re.compile(r"[“”\"«»„]")
_SAYS = re.compile(
    r"\b(?:says?|said|saying|tells?|told|claims?|claimed|writes?|wrote|goes|reckons?|thinks?|thought|believes?|swears?|swore|promis(?:es|ed)|warn(?:s|ed)"
    r"|insist(?:s|ed)|according to|(?:heard|learned|learnt|hear|writing|reads?) (?:it )?(?:that|from|in)|advis(?:es|ed|ing)|asks?|asked)\b"
)
_HEARSAY = re.compile(
    r"\b(?:reports? that|rumou?rs? (?:that|of)|[Ss]uggestions?\b[^.]{0,30}\bthat|(?:heard|learned|learnt|told|tonight)(?: \w+){1,4} from|quotes?)\b"
)
_OWN_SUBJECT = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Nn]obody|[Nn]o one|was|is|are|were|be|been|being|to|not|never|will|would|can|could|must|the|a|an|my|your|our|no|of|this|that|please|let)(?:['’](?:ve|d|ll|m|re))?\s(?:\w+ly\s|have\s|just\s|also\s|had\s|do\s|did\s|can\s|will\s|must\s)?$|n['’]t\s$|^\W*$|[.!?:;]\s$"
)
_ROLE = re.compile(
    r"(?:the )?(?:witness|caller|guest|expert|speaker|participant|contestant|summariser|summarizer|voice|man|woman|answer|a)(?: [0-9]+)?",
    re.IGNORECASE,
)
# A document that nobody has signed, as the words of a link may describe it: no body, no person, no title.
_UNSIGNED = re.compile(
    r"(?:an?|one|another) (?:[a-z-]+ ){0,3}(?:paper|study|report|survey|analysis|article|document|review|post|page|video|dataset|audit|leaflet|letter)"
    r"(?: (?:published|released|posted|printed|issued|dated|written|from|of|in|on|last|this|year|month|week|[0-9]{4}|[0-9]{1,2}"
    rf"|{'|'.join(MONTHS).title()})){{0,8}}",
)
_MOST_RIVALS = 2
_IN_WORDS = (Way.NAME, Way.BODY, Way.DESCRIPTION, Way.LABEL)
_LONGEST_CHAIN = 4  # sentences
_SIGHT = 350  # code points before a sentence in which a name still is in sight


def signs_of_statement(made: Statement, by_grammar: Statement | None, framing: str | None, sentence: str) -> set[Sign]:
    """Whether the grammar of a sentence, or of the words around a quotation, names the same speaker as the words before its verb."""
    if made.is_by_view:
        return {Sign.CONFIRMED}
    if by_grammar is None or (framing and not _is_same(made.subject, by_grammar.subject, sentence)):
        if framing:
            return {Sign.CONFIRMED if _is_same(made.subject, framing, sentence) else Sign.DIFFERS}
        return set()
    signs = {Sign.CONFIRMED if _is_same(made.subject, by_grammar.subject, sentence) else Sign.DIFFERS}
    if by_grammar.second or made.second:
        signs.add(Sign.SECOND)
    if by_grammar.is_aside and Sign.CONFIRMED in signs:
        signs.add(Sign.ASIDE)
    return signs


def _is_same(subject: str, another: str, sentence: str) -> bool:
    """Whether two subjects have a word in common, or stand side by side: "the skipper, Emil Thorn"."""
    if f"{subject}, {another}" in sentence or f"{another}, {subject}" in sentence:
        return True
    return bool(set(subject.lower().split()) & set(another.lower().split()) - {"the", "a", "an", "of", "in", "his", "her", "its"})


def named_speakers(readings: Sequence[Reading]) -> set[str | None]:
    """Who says something in so many words: by name, by what they are, by a label."""
    return {read.speaker for read in readings if read.way in _IN_WORDS and Sign.CONFIRMED in read.signs}


def with_signs(number: int, readings: Sequence[Reading], sentences: Sequence[Span], context: Context, named: set[str | None]) -> Reading:
    """A reading with the signs in its sentence, and in the words before it, of how sure its speaker is; ``named`` are the named speakers."""
    read, sentence = readings[number], sentences[number]
    if read.speaker is None:
        return read
    signs = read.signs | _signs_of_speaker(read, sentence.text)
    if read.way is Way.PRONOUN and read.speaker in named:
        signs |= {Sign.CARRIED}
    called = _PRONOUN.search(sentence.text)
    pronoun = called[1].lower() if called else "he"
    if _is_chained(number, readings, sentences, pronoun, context):
        signs |= {Sign.CHAIN}
    if pronoun in (by_given_name(context.cast.full(read.speaker)), context.addressed.get(last_word(read.speaker))):
        signs |= {Sign.SEX_KNOWN}
    if Sign.ROLE in signs and not _further_persons(read.speaker, pronoun, context):
        signs |= {Sign.ONLY}
    sight = context.text[max(0, sentence.start - _SIGHT) : sentence.start] + sentence.text
    rivals = _rivals(read.speaker, pronoun, sight, context)
    signs |= _signs_of_place(read.speaker, rivals, sentences[number - 1].text if number else "", sentence.text)
    nearest = sorted(rivals, key=lambda name: -sight.rfind(name.split()[-1]))[:_MOST_RIVALS]
    return replace(read, signs=signs, alternatives=tuple(dict.fromkeys((*read.alternatives, *nearest))))


def _signs_of_speaker(read: Reading, text: str) -> set[Sign]:
    """What the words for a speaker, and those of the sentence, tell of how sure they are."""
    speaker = read.speaker or ""
    is_name = any(word[:1].isupper() for word in speaker.split())
    is_unsigned = _UNSIGNED.fullmatch(speaker) is not None
    signs = {
        Sign.QUOTED: _MARKS.search(text),
        Sign.DIRECT: _OPENS_QUOTED.match(text),
        Sign.PASSED_ON: read.way in (Way.LABEL, Way.NARRATOR) and _tells_of_another(text),
        Sign.ROLE: read.way is Way.LABEL and _ROLE.fullmatch(speaker),
        Sign.NAMELESS: not is_name,
        Sign.UNSIGNED: is_unsigned,
        Sign.ALONE: is_name and not is_unsigned and " " not in speaker,
    }
    return {sign for sign, is_there in signs.items() if is_there}


def _signs_of_place(speaker: str, rivals: list[str], earlier: str, text: str) -> set[Sign]:
    """Whether a speaker is named in the sentence or the one before, and whether somebody else is in sight."""
    last = speaker.split()[-1]
    is_last = last in earlier and not any(name.split()[-1] in earlier + text for name in rivals)
    signs = {Sign.FAR: last not in text and last not in earlier, Sign.RIVAL: bool(rivals), Sign.LAST: is_last}
    return {sign for sign, is_there in signs.items() if is_there}


def _rivals(speaker: str, pronoun: str, sight: str, context: Context) -> list[str]:
    """Who else is named in sight, whom the pronoun may mean."""
    last = speaker.split()[-1]
    names = [name for name in context.cast.full_names.values() if name != speaker and name.split()[-1] != last]
    return [name for name in names if name.split()[-1] in sight and _may_mean(name, pronoun, context)]


def _further_persons(speaker: str, pronoun: str, context: Context) -> list[str]:
    """Whom else of those named in full the pronoun may mean."""
    return [
        name for name in context.cast.full_names.values() if last_word(name) != last_word(speaker) and _may_mean(name, pronoun, context)
    ]


def _is_chained(number: int, readings: Sequence[Reading], sentences: Sequence[Span], pronoun: str, context: Context) -> bool:
    """Whether the sentences before are the speaker's, or tell of nobody but the same "she", back to where the speaker is named or speaks."""
    speaker = readings[number].speaker or ""
    offices = [office for office, holders in context.cast.offices.items() if speaker in holders]
    for before in range(number - 1, max(-1, number - 1 - _LONGEST_CHAIN), -1):
        text = sentences[before].text
        if readings[before].speaker is not None:
            return readings[before].speaker == speaker
        if any(re.match(rf"\W*[Tt]he {re.escape(office)}\b", text) for office in offices):
            return True
        if not re.match(rf"\W*{pronoun}\b", text, re.IGNORECASE):
            return False
    return False


def _may_mean(name: str, pronoun: str, context: Context) -> bool:
    return context.cast.may_be(pronoun, name) and is_human_name(name, context)


def _tells_of_another(text: str) -> bool:
    """Whether a verb of saying stands in a turn whose subject is not "I", "we" or "you"."""
    return _HEARSAY.search(text) is not None or any(
        not _OWN_SUBJECT.search(text[max(0, verb.start() - 24) : verb.start()]) for verb in _SAYS.finditer(text)
    )
