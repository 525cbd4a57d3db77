"""Who says each sentence, what is said without the words about saying it, and whether the article asserts, denies or doubts it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claims.english.word_lists import words
from claims.model import Attribution, Polarity, Span
from claims.reading.named_people import people
from claims.reading.speech import framing, polarity, saying, speaker_labels, telling
from claims.reading.speech.borrowed_words import may_be_own, may_be_turn
from claims.reading.speech.deciding import decided
from claims.reading.speech.interviews import answers
from claims.reading.speech.mentions import NOBODY, Context, Who, bodies, companies, note_speaker
from claims.reading.speech.narrating import Narrator
from claims.reading.speech.narrators import narrators
from claims.reading.speech.persons_named import note_names
from claims.reading.speech.posts import authors
from claims.reading.speech.propositions import Reported, attribution_of, quotation_around
from claims.reading.speech.quoting import acting_person, speaker_of_quotation
from claims.reading.speech.saying import Quotation
from claims.reading.speech.signs import named_speakers, signs_of_statement, with_signs
from claims.reading.speech.statements import Statement, leaves_out_the_figure, masked, statement
from claims.reading.speech.tellers import framed_owner, leads_up, led, owner_within, surer, teller
from claims.reading.speech.ways import Reading, Sign, Way

_SMALL = re.compile(r"(?<![\w-])[a-zß-ÿ][\w-]*")
_WHOSE = re.compile(r"['’]s$|(?<=s)['’]$")  # of "the employers' claim that …"
_LONGEST_PARAGRAPH = 60  # sentences; a longer one is read in pieces
_MOST_QUOTATIONS = 40  # of a sentence whose speakers are looked for; each takes time in proportion to the sentence


def attribute(sentences: Sequence[Span], text: str, *, on_sentences: Callable[[int], None] = lambda done: None) -> list[Attribution]:
    """The speaker of each sentence (None when it is the article's own word) and its bare proposition, always a sentence to read.

    A speaker is the fullest name the article gives, without title, or the article's own words for them ("the ministry");
    never a name that does not stand in the text, and never carried over somebody else: where two readings are left, there is
    none, and both are candidates. Made for English; elsewhere only the whole sentence comes back. ``on_sentences`` hears before
    each paragraph how many sentences are done.
    """
    return [decided(read) for read in readings(sentences, text, on_sentences)]


def readings(sentences: Sequence[Span], text: str, on_sentences: Callable[[int], None] = lambda done: None) -> list[Reading]:
    """What is read of each sentence, before it is decided whether to name the speaker or to ask."""
    context = Context(text, people(text), words(" ".join(_SMALL.findall(text))), companies(text), bodies(text))
    context.addressed = dict(context.cast.pronouns)
    paragraphs = _paragraphs(sentences, text)
    passages = authors(paragraphs, text, context.cast)
    marks = speaker_labels.labels(paragraphs, text, context.cast) if not passages else {}
    if not passages and len({mark.speaker for mark in marks.values()}) == 1:  # only whoever asks has a label
        passages = answers(paragraphs, text, context.cast)
    passages = passages if passages or marks else narrators(paragraphs, text, context.cast)
    attributions: list[Reading] = []
    for paragraph in paragraphs:
        on_sentences(len(attributions))
        label = marks.get(paragraph[0].start)
        context.is_turn = label is not None or any(passage.start <= paragraph[0].start < passage.end for passage in passages)
        attributions += _spoken(paragraph, label, context) if label else _paragraph(paragraph, context, attributions)
    read = _written(_narrated(_taken_back(attributions, sentences), sentences, passages, context), text)
    named = named_speakers(read)
    return [with_signs(number, read, sentences, context, named) for number in range(len(read))]


def _written(attributions: list[Reading], text: str) -> list[Reading]:
    """Take away every speaker and candidate whose words do not stand in the text one after the other: a name put together is nobody's."""
    whole = " ".join(text.split()).lower()
    stands: dict[str, bool] = {}

    def is_written(name: str) -> bool:
        if name not in stands:
            stands[name] = " ".join(name.split()).lower() in whole
        return stands[name]

    for number, attribution in enumerate(attributions):
        names = tuple(_WHOSE.sub("", name) for name in attribution.candidates if is_written(name))
        speaker = _WHOSE.sub("", attribution.speaker) if attribution.speaker is not None and is_written(attribution.speaker) else None
        if (speaker, names) != (attribution.speaker, attribution.candidates):
            attributions[number] = replace(attribution, speaker=speaker, candidates=names)
    return attributions


def _narrated(attributions: list[Reading], sentences: Sequence[Span], passages: list[Narrator], context: Context) -> list[Reading]:
    """Give the words that are nobody else's to whoever speaks the text; what stands in quotation marks is somebody else's."""
    starts = [narrator.start for narrator in passages]
    for number, sentence in enumerate(sentences):
        at = bisect_right(starts, sentence.start) - 1
        narrator = passages[at] if at >= 0 and sentence.start < passages[at].end else None
        if narrator and narrator.is_quoted:
            attributions[number] = replace(attributions[number], speaker=narrator.name, candidates=(), way=Way.NARRATOR)
            continue
        if narrator:
            attributions[number] = replace(attributions[number], signs=attributions[number].signs | {Sign.TURN})
        is_open = attributions[number].speaker is None and not attributions[number].candidates
        if narrator and is_open and may_be_own(sentence, attributions[number], context):
            attributions[number] = replace(attributions[number], speaker=narrator.name, way=Way.NARRATOR)
    return attributions


def _spoken(sentences: list[Span], label: speaker_labels.Label, context: Context) -> list[Reading]:
    """A turn in a transcript: said by whom its label names, or by whom the speaker quotes."""
    first = Span(label.words_from, sentences[0].end, context.text[label.words_from : sentences[0].end])
    turn = [*([first] if first.text.strip() else []), *sentences[1:]]
    context.named, context.before, context.speaker, context.topic = (), None, None, None
    read = _paragraph(turn, context, [])
    if len(turn) < len(sentences):
        read = [Reading(None, sentences[0].text), *read]
    context.speaker = context.topic = label.speaker
    spans = turn if len(turn) == len(sentences) else sentences
    read = [replace(heard, signs=heard.signs | {Sign.TURN}) for heard in read]
    return [
        replace(attribution, speaker=label.speaker, way=Way.LABEL)
        if not (attribution.speaker or attribution.candidates) and may_be_turn(sentence, attribution, context)
        else attribution
        for attribution, sentence in zip(read, spans, strict=True)
    ]


def _paragraphs(sentences: Sequence[Span], text: str) -> list[list[Span]]:
    """Sentences with no newline between them stand in one paragraph."""
    grouped: list[list[Span]] = []
    for sentence in sentences:
        if grouped and len(grouped[-1]) < _LONGEST_PARAGRAPH and "\n" not in text[grouped[-1][-1].end : sentence.start]:
            grouped[-1].append(sentence)
        else:
            grouped.append([sentence])
    return grouped


def _paragraph(sentences: list[Span], context: Context, earlier: list[Reading]) -> list[Reading]:
    """The sentences of a paragraph; ``earlier`` are those before it, of which a quotation that ran on gets its speaker here."""
    quotes = saying.quotations(context.text, sentences[0].start, sentences[-1].end)
    context.before_paragraph = context.before_now
    context.named, context.is_exchange, context.body, context.stranger, context.before_now = (), False, None, None, ""
    reported: list[Reported | None] = []
    owners: dict[int, Who] = {}
    actor: Who | None = None  # whom the own words since the last quotation tell of
    statements = {sentence.start: statement(sentence, quotes) for sentence in sentences}
    grammatical = _by_grammar(sentences, quotes, statements)
    signs: dict[int, set[Sign]] = {}
    for sentence in sentences:
        own_words, frame = masked(sentence, quotes), grammatical.frames.get(sentence.start)
        by_grammar = grammatical.statements.get(sentence.start)
        made, who = statements[sentence.start] or by_grammar, NOBODY
        own_signs = signs[sentence.start] = {Sign.PASSED_ON} if by_grammar else set()
        if made:
            own_signs |= signs_of_statement(made, by_grammar, frame, sentence.text)
            who = teller(made, by_grammar, sentence, own_words, context, own_signs)
            owners.update(dict.fromkeys(made.quotes, who))
        beginning_quotes = [number for number, quote in enumerate(quotes) if sentence.start <= quote.start <= sentence.end][
            :_MOST_QUOTATIONS
        ]
        for number in beginning_quotes:
            quote = quotes[number]
            if number in owners:
                if leads_up(own_words, sentence, quote):
                    who = owners[number] = surer(who, own_words, sentence, quote, context)
                continue
            owner = framed_owner(frame, context, own_signs) or speaker_of_quotation(
                number, sentence, own_words, quotes, owners, actor, context
            )
            if owner is None and not made:
                owner = owner_within(own_words, context, own_signs)
            if owner is not None:
                owners[number] = owner
                made, who = (made, who) if made else led(sentence, own_words, quote, number, owner)
        reported.append(Reported(made, who) if made and (who.name or who.candidates or made.quotes) else None)
        note_speaker(who, made.content if made and made.quotes else "", context, follows=len(reported) > 1 and reported[-2] is not None)
        inside = quotation_around(sentence, quotes) is not None
        acting = who if who.name else acting_person(own_words, context)
        actor = None if beginning_quotes or inside else acting
        if not inside:
            note_names(sentence, own_words, context)
    read = [
        replace(attribution_of(sentence, quotes, report, owners, context), signs=frozenset(signs[sentence.start]))
        for sentence, report in zip(sentences, reported, strict=True)
    ]
    _go_on(read, quotes, owners, actor, context, earlier)
    return read


@dataclass(frozen=True, slots=True)
class _Grammatical:
    """What the grammar tells of a paragraph's sentences, by where they begin: who says what, and whose a quotation is."""

    statements: dict[int, Statement]
    frames: dict[int, str]


def _by_grammar(sentences: list[Span], quotes: list[Quotation], by_verb: dict[int, Statement | None]) -> _Grammatical:
    """Read a paragraph's sentences; the grammar of all is parsed at once, which is faster."""
    unread = [sentence for sentence in sentences if len(sentence.text) <= framing.LONGEST_READ]
    own_words = {sentence.start: masked(sentence, quotes) for sentence in unread}
    worded = [sentence for sentence in unread if re.search(r"\w", own_words[sentence.start])]
    statements: dict[int, Statement] = {}
    for sentence, made in zip(worded, telling.said_that([sentence.text for sentence in worded]), strict=True):
        begins = sentence.end - len(made.content) if made else sentence.end
        if made and not leaves_out_the_figure(sentence.text[: begins - sentence.start], made):
            made.quotes += [number for number, quote in enumerate(quotes) if begins <= quote.start < sentence.end]
            statements[sentence.start] = made
    quoting = [
        sentence
        for sentence in worded
        if saying.MASK in own_words[sentence.start] and not (by_verb[sentence.start] and sentence.start in statements)
    ]
    frames = zip(quoting, framing.frames([own_words[sentence.start] for sentence in quoting]), strict=True)
    return _Grammatical(statements, {sentence.start: words for sentence, words in frames if words})


def _go_on(
    read: list[Reading],
    quotes: list[Quotation],
    owners: dict[int, Who],
    actor: Who | None,
    context: Context,
    earlier: list[Reading],
) -> None:
    """Remember how the paragraph ended, for a quotation that opens the next; give one that ran on into this one its speaker."""
    first = owners.get(0, NOBODY)
    if context.runs_on and quotes and first.name and first != context.before:
        for number in context.runs_on:
            earlier[number] = replace(earlier[number], speaker=first.name, candidates=(), way=Way.GOES_ON)
    unclosed = bool(quotes) and not quotes[-1].closed
    unknown = unclosed and owners.get(len(quotes) - 1, NOBODY).name is None
    context.runs_on = [*context.runs_on, *range(len(earlier), len(earlier) + len(read))] if unknown else []
    if actor is not None:
        context.before = actor
    elif read[-1].speaker:
        context.before = Who(read[-1].speaker)
    else:
        context.before = Who(None, read[-1].candidates)


def _taken_back(attributions: list[Reading], sentences: Sequence[Span]) -> list[Reading]:
    """What somebody said is denied when the same voice's next sentence is "That is false."."""
    for number in range(len(attributions) - 1):
        attribution, following = attributions[number], attributions[number + 1]
        is_told = attribution.speaker is not None and following.speaker is None
        if attribution.polarity is Polarity.ASSERTED and (is_told or polarity.is_hearsay(sentences[number].text)):
            judged = polarity.taken_back(sentences[number + 1].text)
            attributions[number] = replace(attribution, polarity=judged)
    return attributions
