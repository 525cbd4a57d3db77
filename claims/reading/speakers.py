"""Who says each sentence, and what the sentence says when the saying is taken away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.model import Attribution, Span
from claims.reading import speech
from claims.reading.offices import is_organisation, is_title, is_trade
from claims.reading.people import NOT_NAMES, People, people, person_in, runs
from claims.reading.speech import Quotation
from claims.reading.statements import full_stop, masked, statement
from claims.reading.vocabulary import words

_PRONOUNS = words("he she")
_GROUP_PRONOUNS = words("they it")
_NOBODY = words(
    """
    i we you who which that what this these those some many others most several few one nobody someone everyone anyone everybody
    anybody none there all both
    """
)
_ARTICLE = re.compile(r"^(?:the|The)\s+")
_NOUN_FOLLOWS = re.compile(r" (?!(?:of|in|from|who|and|at|now|never|ever|himself|herself|for|then|also|later|with|on|as)\b)[a-z]")
_NO_DESCRIPTION = re.compile(r"\b(?:he|she|it|they|now|ever|never|who|which|denies|denied)\b|[,;]")
# "PORT AVEL, March 4 (AP) - ": where and when a report was written is no part of what it says.
_DATELINE = re.compile(
    r"\A[A-Z]{3}[A-Z .’'-]{0,40}(?:, [A-Z][a-z]{1,9}\.?(?: [0-9]{1,2})?(?:, [0-9]{4})?){0,2}(?: ?\([^()]{2,20}\)| /[\w -]{2,30}/)? ?(?:—|–|--|-) (?=\S)"
)
# "MR VANCE: I signed it in June." A transcript has several such paragraphs; one may be "UPDATE:".
_LABEL = re.compile(
    r"^(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|PROF)\.? )?(?P<name>[A-Z][A-Z.’' -]{1,40}[A-Z])(?:, [^:\n]{2,40}| \([^()\n]{1,30}\))?: +(?=\S)",
    re.MULTILINE,
)
_FEWEST_LABELS = 3
_PRONOUN_FIRST = re.compile(r"\W*(?:He|She|His|Her)\b")
_OF_WHAT = re.compile(r"\s(?:of|from|in|at|on|near|with|who)\s")
# "Figures from the statistics office": whoever they come from is who says it.
_WHOSE_FIGURES = re.compile(
    r"(?:(?:the|its|official|new|latest|recent|annual|internal|provisional|preliminary|government|census)\s+)*"
    r"(?:figures|data|statistics|numbers|records|estimates|accounts)\s+"
    r"(?:(?:published|released|compiled|collected|gathered|kept|held|issued|provided|supplied)\s+)?(?:from|by)\s+(?P<body>.{3,80}?)"
    r"(?:\s+(?:(?:late |early )?on\s+\w+day|yesterday|today|(?:this|last)\s+\w+|in\s+\w+))?",
    re.IGNORECASE,
)
_WHOSE_WORDS = re.compile(r"(?P<whose>.{3,60}?)['’]s? (?:own )?(?:explanations?|statements?|account|testimony|words|remarks|comments)")
_SUBJECT_WITHIN = 40  # code points; a name that begins later is not what the sentence tells of
_SMALL = re.compile(r"(?<![\w-])[a-zß-ÿ][\w-]*")
_LONGEST_PARAGRAPH = 60  # sentences; a longer one is read in pieces
_LONGEST_DESCRIPTION = 9  # words


@dataclass(slots=True)
class _Context:
    """Who has spoken and been named so far, for pronouns and for quotations that go on."""

    text: str
    cast: People
    small: frozenset[str]  # the words that the article writes in lower case
    speaker: str | None = None  # of the last attributed sentence, this paragraph or earlier
    named: str | None = None  # the person a "she" in this paragraph would be
    topic: str | None = None  # the person who last spoke or began a sentence, for a "she" that opens a paragraph


def attribute(sentences: Sequence[Span], text: str) -> list[Attribution]:
    """The speaker of each sentence (None when it is the article's own word) and its bare proposition, always a sentence to read.

    A speaker is the fullest name the article gives, without title, or the article's own words for them ("the ministry");
    never a name that does not stand in the text. Made for English; elsewhere only the whole sentence comes back.
    """
    context = _Context(text, people(text), words(" ".join(_SMALL.findall(text))))
    labels = {label.start(): label for label in _LABEL.finditer(text)}
    found: list[Attribution] = []
    for paragraph in _paragraphs(sentences, text):
        label = labels.get(paragraph[0].start) if len(labels) >= _FEWEST_LABELS else None
        found += _spoken(paragraph, label, context) if label else _paragraph(paragraph, context)
    return found


def _spoken(sentences: list[Span], label: re.Match[str], context: _Context) -> list[Attribution]:
    """A paragraph of a transcript: all of it is said by whom its label names."""
    name = label["name"]
    speaker = context.cast.full_names.get(name.split()[-1].lower(), name)
    texts = [sentence.text[max(0, label.end() - sentence.start) :] for sentence in sentences]
    return [Attribution(speaker, _tidied(words or sentence.text)) for words, sentence in zip(texts, sentences, strict=True)]


def _paragraphs(sentences: Sequence[Span], text: str) -> list[list[Span]]:
    """Sentences with no newline between them stand in one paragraph."""
    grouped: list[list[Span]] = []
    for sentence in sentences:
        if grouped and len(grouped[-1]) < _LONGEST_PARAGRAPH and "\n" not in text[grouped[-1][-1].end : sentence.start]:
            grouped[-1].append(sentence)
        else:
            grouped.append([sentence])
    return grouped


def _paragraph(sentences: list[Span], context: _Context) -> list[Attribution]:
    quotes = speech.quotations(context.text, sentences[0].start, sentences[-1].end)
    context.named = None
    owners: dict[int, str | None] = {}
    spoke: list[str | None] = []  # who had spoken last when each sentence was read
    statements: list[tuple[str | None, str] | None] = []
    for sentence in sentences:
        made = statement(sentence, quotes)
        speaker = _resolve(made.subject, context) if made else None
        if made:
            owners.update(dict.fromkeys(made.quotes, speaker))
        if made and speaker:
            context.speaker = context.topic = speaker
        statements.append((speaker, made.said) if made and (speaker or made.quotes) else None)
        spoke.append(context.speaker)
        _note_names(sentence, quotes, context)
    return [
        Attribution(said[0], _tidied(said[1])) if said else _continued(sentence, quotes, owners, last, context.text)
        for sentence, said, last in zip(sentences, statements, spoke, strict=True)
    ]


def _note_names(sentence: Span, quotes: list[Quotation], context: _Context) -> None:
    """Remember whom a later "she" means: the person the sentence begins with, else the last one it names; a place is nobody."""
    own_words = masked(sentence, quotes)
    if context.named and _PRONOUN_FIRST.match(own_words):
        return
    found = [(name, run) for run in runs(own_words) if (name := person_in(run, sentence.text))]
    persons = [name for name, _ in found if context.cast.is_person(name)] or [
        name for name, run in found if not _is_elsewhere(name, own_words[: run.start].split(), own_words[run.end :])
    ]
    if persons:
        first = sentence.text.find(persons[0].split()[-1]) < _SUBJECT_WITHIN
        context.named = context.cast.full(persons[0] if first else persons[-1])
        if first and context.cast.is_person(persons[0]):
            context.topic = context.named


def _continued(sentence: Span, quotes: list[Quotation], owners: dict[int, str | None], last: str | None, text: str) -> Attribution:
    """A sentence without a verb of speech: within a quotation it is its speaker's, else the article's own word."""
    for number, quote in enumerate(quotes):
        if quote.start - 1 <= sentence.start and sentence.end <= quote.end + 1:
            speaker = next((owners[n] for n in range(number, -1, -1) if n in owners), last)
            return Attribution(speaker, _tidied(text[max(sentence.start, quote.start) : min(sentence.end, quote.end)]))
    return Attribution(None, _tidied(sentence.text))


def _resolve(subject: str, context: _Context) -> str | None:
    """The speaker that the words mean, as the article names them; None when they mean nobody in particular."""
    subject = subject.strip(" ,")
    low = subject.lower()
    if low in _PRONOUNS:
        return _person_meant(low, context)
    if low in _GROUP_PRONOUNS:
        group = context.speaker
        return group if group and group not in context.cast.full_names.values() and not group.istitle() else None
    if not low or (low in _NOBODY and subject != "WHO"):  # the health organization
        return None
    if whose := _WHOSE_FIGURES.fullmatch(subject):
        return _resolve(whose["body"], context)
    if (whose := _WHOSE_WORDS.fullmatch(subject)) and (name := _named(whose["whose"], context)):
        return name
    return _named(subject, context) or _described(subject, context)


def _person_meant(pronoun: str, context: _Context) -> str | None:
    """The person last named in the paragraph, else whoever spoke last; not a body, nor a man called "she"."""
    for name in (context.named, context.topic, context.speaker):
        if name and context.cast.may_be(pronoun, name):
            words = name.split()
            if context.cast.is_person(name) or any(map(is_title, words)) or not is_organisation(tuple(words)):
                return name
    return None


def _named(subject: str, context: _Context) -> str | None:
    """The person in the words: the one whose office stands before the name, else the first."""
    found: list[str] = []
    for run in runs(subject):
        name = person_in(run, subject)
        before = subject[: run.start].split()
        if name is None or _is_elsewhere(name, before, subject[run.end :]) or _common_word(name, subject[run.end :], context):
            continue
        if " " in name and before and is_title(before[-1]):
            return context.cast.full(name)
        found.append(name)
    return context.cast.full(found[0]) if found else None


def _is_elsewhere(name: str, before: list[str], after: str) -> bool:
    """Whether the capitals only belong to the speaker: "St. Luke's Hospital", "residents of Cape Dun", "local media"."""
    if before[-1:] == ["the"]:  # "tenants of the Garland Estate"
        before = before[:-1]
    place = (
        bool(before)
        and before[-1].lower() in ("of", "in", "at", "from", "for", "near", "with", "by", "without", "against")
        and not (before[-1] in ("of", "for") and is_title(before[-2] if len(before) > 1 else ""))
    )
    return place or after.startswith(("’s", "'s")) or (" " not in name and _NOUN_FOLLOWS.match(after) is not None)


def _common_word(name: str, after: str, context: _Context) -> bool:
    """A capital at a sentence's start makes no name of a word that the article also writes small, nor of "Tenants of …"."""
    several = is_trade(name) or (name.endswith("s") and not context.cast.is_person(name) and _OF_WHAT.match(after) is not None)
    return " " not in name and (several or name.lower() in context.small)


def _described(subject: str, context: _Context) -> str | None:
    """An office, an organisation or a description, in the article's own words; an office becomes a name when one person holds it."""
    words = subject.split()
    if (
        len(words) > _LONGEST_DESCRIPTION
        or (len(words) > 1 and words[0].lower() not in NOT_NAMES and words[0][:1].isupper() and _NO_DESCRIPTION.search(subject))
        or (len(words) == 1 and subject.lower() in _NOBODY and subject != "WHO")
    ):
        return None
    if _ARTICLE.match(subject):
        offices = [word for word in words[1:] if is_title(word)]
        if offices and (name := context.cast.holder(offices[-1])):
            return name
    if any(is_organisation(run.words) for run in runs(subject)) and words[0].lower() not in NOT_NAMES - {"the"}:
        return _ARTICLE.sub("", subject)
    if subject.isupper() or (words[1:] and words[1][:1].isupper() and words[0][:1].isupper() and words[0].lower() != "the"):
        return subject  # "WHO", "Premier Adema's office", "Doctors Without Borders"
    common = words[0].lower() in NOT_NAMES or is_title(words[0]) or _common_word(words[0], subject[len(words[0]) :], context)
    return subject[:1].lower() + subject[1:] if common else subject


def _tidied(said: str) -> str:
    """One line that begins with a capital and ends like a sentence, without dateline and marks of a quotation around it."""
    words = _DATELINE.sub("", " ".join(said.split()), count=1).strip(" ,;:—–-")
    words = words.removeprefix("that ")
    if words[:1] in '"“„«‘' and not any(mark in words[1:-1] for mark in '"”»’'):
        words = words[1:].rstrip('"”»’')
    if words and words[-1] in '"”»' and not any(mark in words[:-1] for mark in '"“«'):
        words = words[:-1]
    words = words.strip(" ,;:")
    return full_stop(words[:1].upper() + words[1:])
