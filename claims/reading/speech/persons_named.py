"""Which persons a sentence names, and what it tells of: whom a later "she" or "it" may mean."""

import re

from claims.english.offices import PORTFOLIOS, bare, is_organisation, is_place, is_title
from claims.english.verbs import VERB, VERB_FORM
from claims.model import Span
from claims.reading.capitals import NOT_NAMES, person_in, runs
from claims.reading.named_people import last_word
from claims.reading.speech import saying
from claims.reading.speech.mentions import Context
from claims.reading.speech.pronouns import is_human_name
from claims.reading.speech.voices import is_human

_BESIDE = 200  # code points beside a name that say what it is; a longer sentence would be read again for every name
_NOUN_FOLLOWS = re.compile(r" (?!(?:of|in|from|who|and|at|now|never|ever|himself|herself|for|then|also|later|with|on|as)\b)[a-z]")
_ACTS = re.compile(rf" (?:{VERB_FORM}|{saying.VERB.pattern}|[a-z]+n['’]t)\b")
_TOLD = re.compile(r"\b(?:told|asked|met|accused|thanked|sued|warned|urged|called|blamed|joined|married|succeeded|with|and|interviewed) $")
_PRONOUN_FIRST = re.compile(r"\W*(?:He|She)\b")
# "The mayor paid", "It was the mayor who paid": somebody without a name, whom "he" after it may mean.
_STRANGER = re.compile(
    r"(?:(?:It|That) (?:is|was) |I (?:rang|called|asked|met|saw|phoned) )?(?P<who>(?:[Tt]he|An?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[A-Z][\w-]+['’]s|The [\w-]+['’]s) (?:[a-z-]+ ){0,2}?[a-z-]+)(?<! the)(?<! for)(?<! of)(?<! an)(?<! a)(?<! at)(?<! in)(?= (?:who |has |had |is |isn['’]t |was |were |and |[a-z]+ed |[a-z]+s |"
    + VERB_FORM
    + r"))"
)
_WHOSE_FIRST = re.compile(r"(His|Her) [a-z]")
_LONGEST_BODY = 6  # words
_SUBJECT_WITHIN = 40  # code points; a name that begins later is not what the sentence tells of


def note_names(sentence: Span, own_words: str, context: Context) -> None:
    """Remember who a later "she" may mean: the persons that the sentence names, not places."""
    context.body, context.before_now = _body_told_of(own_words), own_words
    stranger = _STRANGER.match(own_words)
    persons = persons_in(own_words, sentence.text, context)
    is_only_speaker = persons == [context.speaker] and not is_subject(persons[0], own_words)  # "The suspect was found there, Ben Rask said"
    context.stranger = stranger["who"] if stranger and is_human(stranger["who"]) and (not persons or is_only_speaker) else None
    context.is_named_now = bool(persons)
    if (whose := _WHOSE_FIRST.match(own_words)) and context.topic and context.topic not in own_words:
        context.cast.pronouns.setdefault(last_word(context.topic), "she" if whose[1] == "Her" else "he")
    if context.named and _PRONOUN_FIRST.match(own_words):
        return
    shown = [name for name in persons if context.cast.is_person(name) or is_subject(name, own_words)]
    context.met = tuple(dict.fromkeys((*context.met, *shown)))
    if persons:
        context.named = tuple(dict.fromkeys(persons))
        is_human_topic = context.cast.is_person(persons[0]) or (is_subject(persons[0], own_words) and is_human_name(persons[0], context))
        if own_words.find(persons[0].split()[-1]) < _SUBJECT_WITHIN and is_human_topic:
            context.topic = persons[0]


def _body_told_of(own_words: str) -> str | None:
    """The body that a sentence begins with, as what it tells of: "The tax office has apologised"."""
    verb = VERB.search(own_words)
    subject = tuple(own_words[: verb.start()].split()) if verb else ()
    if not 0 < len(subject) <= _LONGEST_BODY or not is_organisation(subject[-1:]) or saying.MASK in "".join(subject):
        return None
    return " ".join(subject) if subject[0] == "The" or (subject[0][:1].isupper() and subject[0].lower() not in NOT_NAMES) else None


def persons_in(own_words: str, text: str, context: Context) -> list[str]:
    """The persons that words name, by their full names: those the article shows to be persons, else whoever is no place."""
    named = [
        (name, run) for run in runs(own_words) if (name := person_in(run, text)) and not _is_no_person(name, run.start, own_words, context)
    ]
    near = [
        name
        for name, run in named
        if not is_elsewhere(
            name, own_words[max(0, run.start - _BESIDE) : run.start].split(), own_words[run.end : run.end + _BESIDE], run.words[0]
        )
    ]
    shown = any(context.cast.is_person(name) for name, _ in named)
    persons = [
        name
        for name, run in named
        if context.cast.is_person(name)
        or (name in near and (not shown or " " in context.cast.full(name)))
        or _TOLD.search(own_words[max(0, run.start - 20) : run.start])
    ]
    return list(dict.fromkeys(context.cast.full(name) for name in persons))


def _is_no_person(name: str, start: int, own_words: str, context: Context) -> bool:
    """Whether capitals name a place, or are only those of a sentence's first word: "Shares fell", "North Quay"."""
    if context.cast.is_person(name):
        return False
    if " " in name:
        return is_place(tuple(name.split()))
    before = own_words[max(0, start - _BESIDE) : start]
    opens = not before.strip("“”\"'‘’— ") or before.rstrip()[-1:] in ".!?:;"
    return opens and " " not in context.cast.full(name)


def is_subject(name: str, own_words: str) -> bool:
    """Whether a sentence begins with the person: "Port boss Ben Rask", "Her colleague Jon Sperry"."""
    at = own_words.find(name.split()[-1])
    return 0 <= at < _SUBJECT_WITHIN + 20 and not VERB.search(own_words, 0, at)


def is_elsewhere(name: str, before: list[str], after: str, first: str = "") -> bool:
    """Whether the capitals only belong to the speaker: "St. Luke's Hospital", "residents of Cape Dun", "local media"."""
    if before[-1:] == ["the"]:  # "tenants of the Garland Estate", "won the Lake Avel marathon"
        if re.match(r" [a-z]+(?:\s|[.,])", after) and not _ACTS.match(after):
            return True
        before = before[:-1]
    stands_in_place = (
        bool(before)
        and before[-1].lower() in ("of", "in", "at", "from", "for", "near", "on", "with", "by", "without", "against")
        and not (before[-1] in ("of", "for") and bare(first) in PORTFOLIOS and is_title(before[-2] if len(before) > 1 else ""))
    )
    return (
        stands_in_place
        or after.startswith(("’s", "'s"))
        or (" " not in name and _NOUN_FOLLOWS.match(after) is not None and not _ACTS.match(after))
    )
