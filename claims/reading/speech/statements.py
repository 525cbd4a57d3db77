"""The grammar of one sentence that reports a statement: the words that name the speaker, and what was said."""

import re
from dataclasses import dataclass, field

from claims.english.offices import is_organisation
from claims.english.verbs import VERB
from claims.model import Span
from claims.reading.speech import saying
from claims.reading.speech.saying import MASK, Quotation
from claims.reading.speech.subjects import BRACKETS, begins_with_name, subject_after, subject_before
from claims.reading.speech.views import by_view

_OR_SO = re.compile(r"\s[—–-]{1,2}\s(?=or so )")  # "It is old – or so the port says"
_AND_I_QUOTE = re.compile(r",? and I quote(?: here)?,?")
# "Ana Reyes was quoted by the Courier as saying", "is heard telling": read as "said" and "told".
_IS_QUOTED = re.compile(
    r"\b(?:(?:can|could|may) be|(?:has|have|had) been|is|was|are|were) (?:also |later |widely )?(?:quoted|cited|heard|overheard|recorded|filmed|reported|understood|said|alleged)"
    rf"(?: (?:by|in|on) [^,;:“”\"{MASK}]{{2,50}}?)? (?:as )?(?P<how>saying|telling|claiming|arguing|warning|stating|insisting|to have (?:said|told|warned|claimed))\b"
)
_LINK = re.compile(r"(?:and|but|or|so|which|who|where|while|though|although|yet|nor)\b")
_TELLING_MORE = re.compile(r",\s+[a-z]+ing\b")
_APPOSED = re.compile(
    r",(?= (?:the |its |their |his |her |[A-Z][\w.-]*[’']s )[^,]{3,60}, (?:(?:[A-Z][\w.’'-]*|van|von|de|der|den|la|al|bin) ?){1,5},?$)"
)
_WHERE_ELSE = re.compile(r"\s(?:in|at|on|during|after|before|outside|from|to|of)\s[^,;:]{2,80}[.!?]")  # "… told the meeting in Kestwick."
_HOW = re.compile(r"\s[a-z]+ly[.!?]")  # "… said proudly."
# What is said goes on after its speaker with a clause or a comparison of its own, which the comma belongs to.
_KEEPS_COMMA = re.compile(
    r",\s(?:and|but|or|so|because|which|who|where|while|though|although|yet|nor|up|down|from|compared|against|including|almost|nearly"
    r"|more|less|fewer|far|well|about|a|an|the|one|most|half|although|despite|not)\s"
)
_SAYING = re.compile(r",\s(?:saying|arguing|claiming|insisting|warning|stating|alleging|noting)\s(?:that\s)?")
_ACTS_OF_SPEECH = re.compile(
    r"\b(?:dismissed|rejected|denied|disputed|criticised|criticized|attacked|defended|condemned|denounced|accused|blamed|praised"
    r"|welcomed|hailed|opposed|challenged|questioned|urged|called|responded|reacted|apologised|apologized|countered|protested"
    r"|appealed|objected|complained|contradicted|disagreed|dismisses|rejects|denies|disputes|criticises|criticizes|attacks|defends"
    r"|condemns|accuses|blames|praises|welcomes|opposes|challenges|questions|responds|counters|objects|contradicts|disagrees)\b"
)
_DOUBTS = re.compile(
    r"\s(?:(?:(?:does|did|do) not|do(?:es)?n['’]t|didn['’]t) (?:believe|think)(?: that)?|(?:(?:is|was|are|were) not|(?:is|was|are|were)n['’]t) (?:yet |quite |so |entirely |at all )?(?:convinced|sure|certain|persuaded)(?: that| whether| if)?"
    r"|(?:asked|asks|wondered|wonders|questioned|questions) (?:whether|if)|doubts?(?: whether| if| that)|doubted(?: whether| if| that)"
    r"|(?:thinks?|thought|considers|considered) it (?:very |highly )?(?:unlikely|doubtful|improbable) that)\s(?P<claim>[^;]+)"
)
_WHILE = re.compile(
    rf"(?:While|Whereas|Although|Though) (?P<who>[^,;:]{{3,60}}?) (?:called|calls|described|{saying.VERB.pattern})\b[^,]{{0,120}}, "
)
_JOINT = re.compile(r";\s|,\s(?:and|but|while|whereas)\s")
_SHORTLY = frozenset(("said", "says"))  # "the ministry said none was"
_NEVER_BEFORE_SPEAKER = frozenset(
    ("told", "tells", "tell", "assured", "assures", "reminded", "reminds", "ruled", "rules", "found", "finds", "asked", "asks")
)
_SAME = re.compile(r"(?:.* )?(?:I|we|you|he|she|it|they|who)", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|but|while|as)$")
_FIGURE = re.compile("[0-9]")
_LONGEST_OWN = 6  # words
_LONGEST_SENTENCE = 3000  # code points; no statement is longer, and parsing takes time in proportion to the square
_SENTENCE_END = ".!?…。！？"


@dataclass(slots=True)
class Statement:
    """What one sentence says of its own saying: the words that name the speaker, and what was said."""

    subject: str
    content: str
    quotes: list[int] = field(default_factory=list)  # which quotations of the paragraph are this speaker's
    second: str | None = None  # the words that name another who says something in the same sentence
    is_sure: bool = False  # whether the verb is one of speech and nothing else
    is_telling: bool = False  # whether whatever is the subject of its verb tells something: not that of "shows"
    is_by_view: bool = False  # whether "according to" or "in the view of" names the speaker
    is_aside: bool = False  # whether the verb stands in a clause beside the main one


def masked(sentence: Span, quotes: list[Quotation]) -> str:
    """The sentence's own words, with every character of quotations and their marks masked, and "was quoted as saying" and the like as plain "said"."""
    signs = list(sentence.text)
    for quote in quotes:
        low, high = max(quote.start - 1, sentence.start), min(quote.end + quote.closed, sentence.end)
        for at in range(low - sentence.start, high - sentence.start):
            signs[at] = MASK
    words = _OR_SO.sub(lambda dash: ",".ljust(len(dash[0])), _AND_I_QUOTE.sub(lambda quoting: ",".ljust(len(quoting[0])), "".join(signs)))
    return _IS_QUOTED.sub(
        lambda quoting: ("told" if "tell" in quoting["how"] or "told" in quoting["how"] else "said").rjust(len(quoting[0])), words
    )


def statement(sentence: Span, quotes: list[Quotation]) -> Statement | None:
    """The first verb of speech in the sentence that has a speaker and something said."""
    if len(sentence.text) > _LONGEST_SENTENCE:
        return None
    own_words = masked(sentence, quotes)
    here = [number for number, quote in enumerate(quotes) if quote.start < sentence.end and quote.end > sentence.start]
    if (view := by_view(sentence.text, own_words)) is not None:
        return Statement(*view, is_by_view=True)
    for verb in saying.VERB.finditer(own_words):
        before, after = own_words[: verb.start()], own_words[verb.end() :]
        if not saying.says(before, verb[0]) or after.startswith(" by "):
            continue
        spoken = _direct(sentence, quotes, here, before, verb[0], after) or _indirect(sentence.text, before, verb, after)
        if spoken and not leaves_out_the_figure(before, spoken):
            spoken.second = _second(own_words, verb.end()) or _first(own_words) or reporter_in(spoken.content)
            spoken.is_sure = verb[0] in saying.SURE
            return spoken
    return _doubt(sentence.text, own_words) or _reaction(sentence.text, own_words)


def _second(own_words: str, start: int) -> str | None:
    """The subject of another verb of speech after ";" or ", and": "…, and the chemist found that …"."""
    joint = _JOINT.search(own_words, start)
    verb = saying.VERB.search(own_words, joint.end()) if joint else None
    if joint is None or verb is None:
        return None
    between = own_words[joint.end() : verb.start()]
    subject = subject_before(between)
    has_clause = verb[0] in _SHORTLY or saying.clause_after(verb[0], own_words[verb.end() :]) is not None
    is_told = subject is not None and saying.says(between, verb[0]) and has_clause
    return subject if is_told and subject is not None and subject.lower() not in ("he", "she", "it", "they") else None


def reporter_in(words: str) -> str | None:
    """Who says something within these words: "the driver" in "an officer said that the driver had told him the boxes were empty"."""
    for verb in saying.VERB.finditer(words):
        before = words[: verb.start()]
        if verb[0] in saying.SURE and saying.says(before, verb[0]) and saying.clause_after(verb[0], words[verb.end() :]) is not None:
            subject = subject_before(before)
            return subject if subject is not None and not _SAME.fullmatch(subject) else None
    return None


def _first(own_words: str) -> str | None:
    """The subject of "While the minister called it safe, residents said …"."""
    opening = _WHILE.match(own_words)
    return subject_before(own_words[opening.start("who") : opening.end("who")]) if opening else None


def leaves_out_the_figure(before: str, spoken: Statement) -> bool:
    """ "Flu was found in 8 percent of samples, and the director noted that it spreads": the figure is the article's, and the claim."""
    article_s_own = before[: before.rfind(spoken.subject)].rstrip()
    return _AND.search(article_s_own) is not None and _FIGURE.search(article_s_own) is not None and not _FIGURE.search(spoken.content)


def _doubt(words: str, own_words: str) -> Statement | None:
    """ "X does not believe the count is right", "asked whether it leaked", "thought it unlikely that …": what is doubted."""
    doubt = _DOUBTS.search(own_words)
    if doubt is None or MASK in doubt["claim"]:
        return None
    subject = subject_before(own_words[: doubt.start()].rstrip())
    return Statement(subject, words[doubt.start("claim") :]) if subject and VERB.search(doubt["claim"]) else None


def _reaction(words: str, own_words: str) -> Statement | None:
    """ "X dismissed the figure, saying that 60,000 of them were part-time": the claim is what the participle brings."""
    participle = _SAYING.search(own_words)
    act = _ACTS_OF_SPEECH.search(own_words, 0, participle.start()) if participle else None
    if not participle or not act or VERB.search(own_words, 0, act.start()):
        return None
    subject = subject_before(own_words[: act.start()])
    clause = own_words[participle.end() :]
    verb = VERB.search(clause) or saying.VERB.search(clause)
    return Statement(subject, words[participle.end() :]) if subject and verb and MASK not in clause[:1] else None


def _direct(sentence: Span, quotes: list[Quotation], here: list[int], before: str, verb: str, after: str) -> Statement | None:
    """A quotation with its speaker before, after or between."""
    if not here:
        return None
    left, right = before.rstrip(" ,"), (saying.after_adjuncts(verb, after) or after).lstrip(" ,:")
    since = left[left.rfind(MASK) + 1 :]
    opens = quotes[here[0]].start - 1 <= sentence.start
    if MASK not in before and (right.startswith(MASK) or (MASK in after and saying.introduces(after[: after.find(MASK)]))):
        subject, last = subject_before(before), True
    elif left.endswith(MASK):
        subject, last = subject_after(after), False
    elif MASK in left and since[:1] in " ," and (opens or "," not in since.lstrip(" ,") or begins_with_name(since.lstrip(" ,"))):
        subject, last = subject_before(before[before.rfind(MASK) + 1 :]), False
    else:
        return None
    if subject is None or not saying.fits(verb, subject):
        return None
    if not last and not opens:  # a few quoted words end a statement
        return Statement(subject, sentence.text[: before.rstrip(" ,").rfind(MASK) + 1])
    pieces = [sentence.text[max(0, quotes[n].start - sentence.start) : quotes[n].end - sentence.start].strip() for n in here]
    return Statement(subject, _joined(pieces), here)


def _joined(pieces: list[str]) -> str:
    """The parts of a quotation that its speaker's name interrupts."""
    whole = pieces[0]
    for piece in pieces[1:]:
        goes_on = piece[:1].islower() or piece.startswith("I ")
        comma = "," if _LINK.match(piece) else ""
        whole = f"{whole.rstrip(',')}{comma} {piece}" if goes_on else f"{full_stop(whole)} {piece}"
    return whole


def _indirect(words: str, before: str, verb: re.Match[str], after: str) -> Statement | None:
    """ "X said that …", "…, X said", "…, said X"."""
    subject = subject_before(before)
    if subject and saying.fits(verb[0], subject):
        clause = saying.clause_after(verb[0], after)
        if clause:
            comma = before.rfind(subject)
            interrupted = before[:comma].rstrip() if comma > 0 else ""
            if not (
                interrupted.endswith(",")
                and len(interrupted.split()) > 3
                and verb[0] in ("said", "says")
                and after.lstrip().startswith(",")
            ):
                return Statement(subject, words[len(words) - len(clause) :])
    return _trailing(words, before, verb, after)


def _trailing(words: str, before: str, verb: re.Match[str], after: str) -> Statement | None:
    """The speaker at the end of the statement or set in it between commas."""
    left = before.rstrip()
    inverted = (
        left.endswith(",")
        and verb[0] not in _NEVER_BEFORE_SPEAKER
        and len(left.split()) >= (1 if verb[0] in ("said", "says") else 3)
        and not after.lstrip().startswith("that ")
    )
    if inverted and (subject := subject_after(after)) and _ends_soon(after, subject):
        return Statement(subject, left.rstrip(","))
    comma = left.rfind(",")
    if comma > 0 and (apposed := _APPOSED.search(left)):  # "the chairman, Gus Ahlm," with what is said before it
        comma = apposed.start()
    subject = subject_before(left[comma + 1 :]) if comma > 0 else None
    if subject is None or len(left[:comma].split()) < 2 or not saying.fits(verb[0], subject):
        return None
    rest = saying.after_adjuncts(verb[0], after)
    if rest is None:
        return None
    content = words[:comma]
    if own := _own_subject(content, subject):  # "The airline carried 2 million, it said"
        subject = own
    if rest.strip(" .!?") == "" or rest.startswith(";") or _HOW.fullmatch(rest) or _WHERE_ELSE.fullmatch(rest):
        return Statement(subject, content)
    if rest.startswith(","):
        goes_on = words[len(words) - len(rest) :]
        return Statement(subject, content + ("" if _TELLING_MORE.match(rest) else goes_on if _KEEPS_COMMA.match(goes_on) else goes_on[1:]))
    return None


def _own_subject(content: str, pronoun: str) -> str | None:
    """The person or body that a statement begins with, if the pronoun after it means them."""
    verb = VERB.search(content)
    words = content[: verb.start()].split() if verb else []
    named = bool(words) and begins_with_name(content) and not is_organisation(tuple(words)) and words[-1][:1].isupper()
    if not 0 < len(words) <= _LONGEST_OWN or pronoun.strip().lower() not in (("he", "she") if named else ("it", "they")):
        return None
    return " ".join(words) if named or words[0].lower() == "the" or is_organisation(tuple(words)) else None


def _ends_soon(after: str, subject: str) -> bool:
    """Whether only the speaker's office or the occasion follows an inverted "said X"."""
    after = BRACKETS.sub("", after)
    rest = after[after.find(subject) + len(subject) :]
    return (
        rest.strip(" .!?") == ""
        or rest.lstrip()[:1] in (",", ":")
        or saying.after_adjuncts("said", rest) != rest
        or rest.startswith((" who ", " of ", " in ", " at ", " as "))
    )


def full_stop(words: str) -> str:
    words = words.rstrip(" ,;:")
    ends = words.rstrip('"”’»)')[-1:]
    return words if not words or ends in _SENTENCE_END or not ends.isalnum() else words + "."
