"""Who says each sentence, and what the sentence says when the saying is taken away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.model import Attribution, Span
from claims.reading import speech
from claims.reading.people import NOT_NAMES, People, is_organisation, is_title, people, person_in, runs
from claims.reading.speech import Quotation

_MASK = "\ufffc"  # stands for each sign of a quotation while its sentence's own words are read
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_CONNECTIVES = re.compile(
    r"^(?:but|and|yet|however|meanwhile|while|as|although|though|because|still|so|then|later|earlier|also|indeed|instead|overall|separately|nevertheless|for (?:his|her|its) part|in turn)\b,?\s*",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("he she".split())
_GROUP_PRONOUNS = frozenset("they it".split())
_NOBODY = frozenset(
    "i we you who which that what this these those some many others most several few one nobody someone everyone anyone everybody anybody none there all both".split()
)
_ARTICLE = re.compile(r"^(?:the|The)\s+")
_STOPS = re.compile(
    rf"[,;:!?()—–{_MASK}\"“”]|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|Lt|St)\.)(?<!\b(?:Mrs|Sen|Rep|Gov|Col|Gen|Sgt|Rev)\.)(?<!\bProf\.)(?<!\b(?:Capt|Supt)\.)"
)
_CUTS = re.compile(
    r"\s(?:who|whose|when|while|as|after|before|during|in (?:a|an|the|his|her|their)|at (?:a|an|the)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|earlier|last|this|adding|referring|speaking|yesterday|and)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|had|will|would|could|can|may|might|must|should)\b")
_LINK = re.compile(r"(?:and|but|or|so|because|which|who|where|while|though|although|yet|nor)\b")
_NOUN_FOLLOWS = re.compile(r" (?!(?:of|in|from|who|and|at|now|never|ever|himself|herself|for|then|also|later|with|on|as)\b)[a-z]")
_BRACKETS = re.compile(r"\s\([^()]{1,30}\)")
_TELLING_MORE = re.compile(r",\s+[a-z]+ing\b")
_NO_DESCRIPTION = re.compile(r"\b(?:he|she|it|they|now|ever|never|who|which|denies|denied)\b|[,;]")
_DENIES = re.compile(r"\b(?:deny|denies|denied|doubts?|doubted)\b")  # what follows is not what they say
_LONGEST_SENTENCE = 3000  # code points; nobody's statement is longer, and reading takes time in proportion to its square
_LONGEST_SUBJECT = 16  # words
_LONGEST_DESCRIPTION = 9  # words
_SENTENCE_END = ".!?…。！？"


@dataclass(slots=True)
class _Statement:
    """What one sentence says of its own saying: the words that name the speaker, and what was said."""

    subject: str
    said: str
    quotes: list[int] = field(default_factory=list)  # which quotations of the paragraph are this speaker's


@dataclass(slots=True)
class _Context:
    """Who has spoken and been named so far, for pronouns and for quotations that go on."""

    text: str
    cast: People
    speaker: str | None = None  # of the last attributed sentence, this paragraph or earlier
    named: str | None = None  # the person a "she" in this paragraph would be


def attribute(sentences: Sequence[Span], text: str) -> list[Attribution]:
    """The speaker of each sentence (None when it is the article's own word) and its bare proposition, always a sentence to read.

    A speaker is the fullest name the article gives, without title, or the article's own words for them ("the ministry");
    never a name that does not stand in the text. Made for English; elsewhere only the whole sentence comes back.
    """
    context = _Context(text, people(text))
    found: list[Attribution] = []
    for paragraph in _paragraphs(sentences, text):
        found += _paragraph(paragraph, context)
    return found


def _paragraphs(sentences: Sequence[Span], text: str) -> list[list[Span]]:
    """Sentences with no newline between them stand in one paragraph."""
    grouped: list[list[Span]] = []
    for sentence in sentences:
        if grouped and "\n" not in text[grouped[-1][-1].end : sentence.start]:
            grouped[-1].append(sentence)
        else:
            grouped.append([sentence])
    return grouped


def _paragraph(sentences: list[Span], context: _Context) -> list[Attribution]:
    quotes = speech.quotations(context.text, sentences[0].start, sentences[-1].end)
    context.named = None
    owners: dict[int, str | None] = {}
    statements: list[tuple[str | None, str] | None] = []
    for sentence in sentences:
        statement = _statement(sentence, quotes)
        speaker = _resolve(statement.subject, context) if statement else None
        if statement and speaker:
            owners.update(dict.fromkeys(statement.quotes, speaker))
            context.speaker = speaker
        statements.append((speaker, statement.said) if statement and (speaker or statement.quotes) else None)
        _note_names(sentence, quotes, context)
    return [
        Attribution(said[0], _tidied(said[1])) if said else _continued(sentence, quotes, owners, context)
        for sentence, said in zip(sentences, statements, strict=True)
    ]


def _note_names(sentence: Span, quotes: list[Quotation], context: _Context) -> None:
    """Remember whom a later "she" means: the person the sentence begins with, else the last one it names."""
    names = [name for run in runs(_masked(sentence, quotes)) if (name := person_in(run, sentence.text))]
    if names:
        context.named = names[0] if sentence.text.find(names[0].split()[-1]) < 40 else names[-1]
        context.named = context.cast.full(context.named)


def _continued(sentence: Span, quotes: list[Quotation], owners: dict[int, str | None], context: _Context) -> Attribution:
    """A sentence without a verb of speech: within a quotation it is its speaker's, else the article's own word."""
    for number, quote in enumerate(quotes):
        if quote.start - 1 <= sentence.start and sentence.end <= quote.end + 1:
            speaker = owners.get(number) or next((owners[n] for n in range(number, -1, -1) if n in owners), None)
            return Attribution(
                speaker or context.speaker, _tidied(context.text[max(sentence.start, quote.start) : min(sentence.end, quote.end)])
            )
    return Attribution(None, _tidied(sentence.text))


def _masked(sentence: Span, quotes: list[Quotation]) -> str:
    """The sentence's own words, with every quotation and its marks blotted out sign for sign."""
    signs = list(sentence.text)
    for quote in quotes:
        low, high = max(quote.start - 1, sentence.start), min(quote.end + quote.closed, sentence.end)
        for at in range(low - sentence.start, high - sentence.start):
            signs[at] = _MASK
    return "".join(signs)


def _statement(sentence: Span, quotes: list[Quotation]) -> _Statement | None:
    """The first verb of speech in the sentence that has a speaker and something said."""
    if len(sentence.text) > _LONGEST_SENTENCE:
        return None
    masked = _masked(sentence, quotes)
    here = [number for number, quote in enumerate(quotes) if quote.start < sentence.end and quote.end > sentence.start]
    if found := _according(sentence.text, masked):
        return found
    for verb in speech.VERB.finditer(masked):
        before, after = masked[: verb.start()], masked[verb.end() :]
        if not speech.says(before) or after.startswith(" by "):
            continue
        found = _direct(sentence, quotes, here, before, verb[0], after) or _indirect(sentence.text, before, verb, after)
        if found:
            return found
    return None


def _according(words: str, masked: str) -> _Statement | None:
    found = _ACCORDING.search(masked)
    if not found:
        return None
    after = masked[found.end() :]
    before_comma = masked[: found.start()].rstrip().endswith(",") and len(masked[: found.start()].split()) < 8
    stop = _STOPS.search(after)
    subject = after[: stop.start()] if stop else after
    if found.start() < 12:  # "According to X, the bridge is safe."
        if stop is None or stop[0] != ",":
            return None
        name_goes_on = (
            re.match(r",[^,]{2,60},", after[stop.start() :]) if re.match(r", (?:a|an|the|who|which)\b", after[stop.start() :]) else None
        )
        said = words[found.end() + stop.start() + (name_goes_on.end() if name_goes_on else 1) :]
    else:
        said = words[: found.start()].rstrip(" ,")
        if stop and stop[0] == "," and before_comma:
            said += words[found.end() + stop.start() + 1 :]
    return _Statement(subject, said)


def _direct(sentence: Span, quotes: list[Quotation], here: list[int], before: str, verb: str, after: str) -> _Statement | None:
    """A quotation with its speaker before, after or between."""
    if not here:
        return None
    left, right = before.rstrip(" ,"), (speech.after_adjuncts(verb, after) or after).lstrip(" ,:")
    if right.startswith(_MASK) and _MASK not in before:
        subject, last = _subject_before(before), True
    elif left.endswith(_MASK):
        subject, last = _subject_after(after), False
    elif _MASK in left and re.fullmatch(r"[\s,]*", left[left.rfind(_MASK) + 1 :][:2].strip("—– ") and left[left.rfind(_MASK) + 1 :][:1]):
        subject, last = _subject_before(left[left.rfind(_MASK) + 1 :]), False
    else:
        return None
    if subject is None:
        return None
    if not last and quotes[here[0]].start - 1 > sentence.start:  # a few quoted words end a statement
        return _Statement(subject, sentence.text[: before.rstrip(" ,").rfind(_MASK) + 1])
    pieces = [sentence.text[max(0, quotes[n].start - sentence.start) : quotes[n].end - sentence.start].strip() for n in here]
    return _Statement(subject, _joined(pieces), here)


def _joined(pieces: list[str]) -> str:
    """The parts of a quotation that its speaker's name interrupts."""
    whole = pieces[0]
    for piece in pieces[1:]:
        goes_on = piece[:1].islower() or piece.startswith("I ")
        comma = "," if _LINK.match(piece) else ""
        whole = f"{whole.rstrip(',')}{comma} {piece}" if goes_on else f"{_full_stop(whole)} {piece}"
    return whole


def _indirect(words: str, before: str, verb: re.Match[str], after: str) -> _Statement | None:
    """ "X said that …", "…, X said", "…, said X"."""
    subject = _subject_before(before)
    if subject:
        clause = speech.clause_after(verb[0], after)
        if clause:
            comma = before.rfind(subject)
            interrupted = before[:comma].rstrip() if comma > 0 else ""
            if not (
                interrupted.endswith(",")
                and len(interrupted.split()) > 3
                and verb[0] in ("said", "says")
                and after.lstrip().startswith(",")
            ):
                return _Statement(subject, words[len(words) - len(clause) :])
    return _trailing(words, before, verb, after)


def _trailing(words: str, before: str, verb: re.Match[str], after: str) -> _Statement | None:
    """The speaker at the end of the statement or set in it between commas."""
    left = before.rstrip()
    if left.endswith(",") and len(left.split()) >= 3 and (subject := _subject_after(after)) and not after.lstrip().startswith("that "):
        if _ends_soon(after, subject):
            return _Statement(subject, left.rstrip(","))
    comma = left.rfind(",")
    subject = _subject_before(left[comma + 1 :]) if comma > 0 else None
    if subject is None or len(left[:comma].split()) < 2:
        return None
    rest = speech.after_adjuncts(verb[0], after)
    if rest is None:
        return None
    if rest.strip(" .!?") == "":
        return _Statement(subject, words[:comma])
    if rest.startswith(","):
        return _Statement(subject, words[:comma] + ("" if _TELLING_MORE.match(rest) else words[len(words) - len(rest) + 1 :]))
    return None


def _ends_soon(after: str, subject: str) -> bool:
    """Whether nothing but the speaker's office or the occasion follows an inverted "said X"."""
    after = _BRACKETS.sub("", after)
    rest = after[after.find(subject) + len(subject) :]
    return (
        rest.strip(" .!?") == ""
        or rest.lstrip()[:1] == ","
        or speech.after_adjuncts("said", rest) != rest
        or rest.startswith((" who ", " of ", " in ", " at ", " as "))
    )


def _subject_before(before: str) -> str | None:
    """The words before a verb of speech that name who speaks, back to where the clause begins."""
    left = speech.without_adverbs(_BRACKETS.sub("", before[before.rfind(_MASK) + 1 :]))
    parts = [part.strip() for part in left.rstrip(" ,").split(",")]
    at = len(parts) - 1
    if left.rstrip().endswith(","):  # "Jon Marek, the minister," or "The minister, Jon Marek,"
        while at > 0 and not _begins_with_name(parts[at]):
            at -= 1
        if (
            at > 0
            and at == len(parts) - 1
            and re.match(r"(?:the|a|an|its|their)\s", parts[at - 1], re.IGNORECASE)
            and any(map(is_title, parts[at - 1].split()))
        ):
            return parts[at]
        if not _begins_with_name(parts[at]) and len(parts) > 1:
            at = max(0, len(parts) - 2)
    subject = parts[at]
    subject = _CONNECTIVES.sub(
        "", subject.rsplit(" that ", 1)[-1].rsplit("; ", 1)[-1].rsplit("— ", 1)[-1].rsplit("– ", 1)[-1].rsplit("-- ", 1)[-1]
    )
    clauses = re.split(r"\s(?:and|but)\s", subject)
    if len(clauses) > 1 and _FINITE.search(" ".join(clauses[:-1])):
        subject = clauses[-1]
    words = subject.split()
    if (
        not words
        or len(words) > _LONGEST_SUBJECT
        or _FINITE.search(subject)
        or words[0].lower() in ("which", "who", "whom", "where", "whose", "what", "if", "when", "to")
    ):
        return None
    return subject


def _begins_with_name(part: str) -> bool:
    first = next(runs(part), None)
    return first is not None and first.start < 2


def _subject_after(after: str) -> str | None:
    """The words after an inverted verb ("said Jon Marek, who …") that name who speaks."""
    right = _BRACKETS.sub("", after).lstrip()
    stop = _STOPS.search(right)
    subject = right[: stop.start()] if stop else right
    cut = _CUTS.search(subject)
    subject = (subject[: cut.start()] if cut else subject).strip()
    words = subject.split()
    if not words or len(words) > _LONGEST_SUBJECT:
        return None
    first = words[0].lower()
    if stop and stop[0] == "," and not _begins_with_name(subject) and first in ("the", "its", "their", "his", "her"):
        name = right[stop.end() :].strip()
        following = _STOPS.search(name)
        if _begins_with_name(name):  # "said the lead author, Piet Vos"
            return name[: following.start()] if following else name
    named = any(word[:1].isupper() for word in words)
    return (
        subject
        if first in _PRONOUNS or first in ("a", "an", "the", "one", "another", "officials", "police") or named or is_title(words[0])
        else None
    )


def _resolve(subject: str, context: _Context) -> str | None:
    """The speaker that the words mean, as the article names them; None when they mean nobody in particular."""
    subject = subject.strip(" ,")
    low = subject.lower()
    if low in _PRONOUNS:
        return context.named or context.speaker
    if low in _GROUP_PRONOUNS:
        group = context.speaker
        return group if group and group not in context.cast.full_names.values() and not group.istitle() else None
    if not low or low in _NOBODY:
        return None
    return _named(subject, context) or _described(subject, context)


def _named(subject: str, context: _Context) -> str | None:
    """The person in the words: the one whose office stands before the name, else the first."""
    found: list[str] = []
    for run in runs(subject):
        name = person_in(run, subject)
        before = subject[: run.start].split()
        if name is None or _is_elsewhere(name, before, subject[run.end :]) or _common_word(name, context):
            continue
        if " " in name and before and is_title(before[-1]):
            return context.cast.full(name)
        found.append(name)
    return context.cast.full(found[0]) if found else None


def _is_elsewhere(name: str, before: list[str], after: str) -> bool:
    """Whether the capitals only belong to the speaker: "St. Luke's Hospital", "residents of Cape Dun", "local media"."""
    place = (
        bool(before)
        and before[-1].lower() in ("of", "in", "at", "from", "for", "near", "with", "by")
        and not is_title(before[-2] if len(before) > 1 else "")
    )
    return place or after.startswith(("’s", "'s")) or (" " not in name and _NOUN_FOLLOWS.match(after) is not None)


def _common_word(name: str, context: _Context) -> bool:
    """A capital at a sentence's start makes no name of a word that the article also writes small."""
    return " " not in name and re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", context.text) is not None


def _described(subject: str, context: _Context) -> str | None:
    """An office, an organisation or a description, in the article's own words; an office becomes a name when one person holds it."""
    words = subject.split()
    if len(words) > _LONGEST_DESCRIPTION or (len(words) > 1 and words[0].lower() not in NOT_NAMES and words[0][:1].isupper() and _NO_DESCRIPTION.search(subject)) or (len(words) == 1 and words[0].lower() in _NOBODY):
        return None
    if _ARTICLE.match(subject):
        offices = [word for word in words[1:] if is_title(word)]
        if offices and (name := context.cast.holder(offices[-1])):
            return name
    if any(is_organisation(run.words) for run in runs(subject)) and words[0].lower() not in NOT_NAMES - {"the"}:
        return _ARTICLE.sub("", subject)
    common = words[0].lower() in NOT_NAMES or is_title(words[0]) or _common_word(words[0], context)
    return subject[:1].lower() + subject[1:] if common else subject


def _tidied(said: str) -> str:
    """One line that begins with a capital and ends like a sentence, without marks of a quotation around it."""
    words = " ".join(said.split()).strip(" ,;:—–-")
    words = words.removeprefix("that ")
    if words[:1] in '"“„«‘' and not any(mark in words[1:-1] for mark in '"”»’'):
        words = words[1:].rstrip('"”»’')
    if words and words[-1] in '"”»' and not any(mark in words[:-1] for mark in '"“«'):
        words = words[:-1]
    words = words.strip(" ,;:")
    return _full_stop(words[:1].upper() + words[1:])


def _full_stop(words: str) -> str:
    words = words.rstrip(" ,;:")
    ends = words.rstrip('"”’»)')[-1:]
    return words if not words or ends in _SENTENCE_END or not ends.isalnum() else words + "."
