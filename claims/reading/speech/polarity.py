"""Whether an article asserts, denies or doubts a statement; and the bare proposition that it denies or doubts."""

import re
from dataclasses import dataclass

from claims.model import Polarity

_CLAIM = r"(?:claims?|rumou?rs?|lies?|hoax(?:es)?|myths?|idea|story|stories|tales?|gossip|accusations?|theory|theories|reports?|allegations?|notion|suggestions?|falsehoods?|assertions?|posts?|conspiracy theory)"
_FALSE = (
    r"(?:false|untrue|not true|wrong|incorrect|a lie|a hoax|a myth|a fabrication|nonsense|fabricated|fake|baseless|unfounded|bogus|debunked|made up"
    r"|mistaken|without foundation|inaccurate|rubbish)"
)
_QUITE = r"(?:simply |just |completely |totally |entirely |plainly |flatly |utterly |quite |absolutely )?"
_P = r"(?P<claim>[^;]{6,400}?)"
_END = r"(?:[;(].*|[.!?]|\s(?:spread|reached|went|circulated|began|appeared|came back|resurfaced|keeps|(?:has|have) (?:spread|gone)|(?:is|are|was|were) (?:spreading|going|making|doing|shared))\b.*|, (?:the|a|an|[A-Z])[^,]{2,60} (?:said|says|found|ruled|wrote|added|warned|confirmed)\b[^,]{0,40}|, (?:according|and|but|although|though|was|were|is|are|has|have|went|drew|got|spread) .*)?\W*$"
_ADVERB = r"(?:wrongly|falsely|incorrectly|mistakenly|baselessly|untruthfully|inaccurately|erroneously|misleadingly)"
_FALSELY = re.compile(rf"\b{_ADVERB}\s(?:\w+ly\s)?[a-z]+|\b[a-z]+, (?:quite )?(?:{_ADVERB}|wrong|false)\b,?", re.IGNORECASE)
_DENYING_VERB = r"(?:denied|denies|deny|disputed|disputes|refuted|refutes)"
_WAVED_ASIDE = (
    r"(?:rejected|rejects|dismissed|dismisses|contested|contests|rebutted|rebuts|ridiculed|ridicules|warned against|warns against)"
)
_OF_THE_CLAIM = rf"(?:the |these |those |any |such |all )?(?:[a-z]+ )?{_CLAIM}"
# Each names the claim that is denied or doubted; the words before "that" are the article's own judgement.
_DENYING = [
    re.compile(pattern + _P + _END, re.IGNORECASE)
    for pattern in (
        rf"\b{_ADVERB} (?:claim|say|said|stat|alleg|suggest|assert|report|tell|told)\w* that ",
        r"\bno (?:\w+ )?(?:evidence|proof|indication|sign|truth)\b[^.;]{0,60}?\bthat ",
        rf"\b(?:debunk|refut|disprov|discredit|rebut|dispel)\w*\b[^.;]{{0,60}}?\b{_CLAIM} that ",
        rf"\b(?:false|untrue|debunked|bogus|baseless|unfounded|discredited|fake|fabricated|misleading) (?:\w+ )?{_CLAIM} (?:online )?that ",
        r"\b(?:hoax|myth|lie|falsehood|conspiracy theory|fake news|misconception)\b[^.;]{0,30}? that ",
        rf"\bit(?: is|['’]s| was) {_QUITE}{_FALSE},?(?: either,| though,| however,)? that ",
        r"\bnothing (?:suggests|indicates|shows|proves|hints) that ",
        r"(?<!\bnever )(?<!\bnor )(?<!\bnot )\b(?:denied|denies|deny|disputed|disputes|dispute|refuted|refutes) (?:claims? |reports? |rumou?rs? |allegations? )?that ",
        rf"\b{_WAVED_ASIDE} {_OF_THE_CLAIM} that ",
        rf"\b{_CLAIM}\b[^.;]{{0,30}}?, (?:quite |plainly )?(?:wrong|false|untrue|baseless), that ",
    )
]
# After the verb, how, where and when it was denied: "denied through her lawyer on Monday that".
_HOW_IT_WAS_DENIED = (
    r"(?: (?:through|via|in|on|at|to|before|during|under|after|by|from|again|yesterday|today|last|this|publicly|repeatedly|flatly|strongly)\b"
    r"(?:(?! (?:and|but|said|says|saying)\b)[^,;:“\"]){0,80})?"
)
_DENIES = re.compile(
    rf"\b{_DENYING_VERB}(?: (?:claims?|reports?|rumou?rs?|allegations?|suggestions?))?{_HOW_IT_WAS_DENIED}(?: that)?\W*$|\bdebunk"
    rf"|, (?:and |but |which )?[^,;]{{2,60}} {_DENYING_VERB},"  # "The council, the mayor denies, took bribes"
    rf"|\b{_DENYING_VERB} [“\"«]\s"  # a quotation, which is left out here
    r"|\b(?:did not|didn['’]t|never) (?:say|said|write|wrote)\W*$",
    re.IGNORECASE,
)
_DOES_NOT_DENY = re.compile(
    r"\b(?:never|not|n['’]t|nor|neither|without|hardly|cannot)\b[^,;]{0,30}\b(?:deny|denied|denies|denying|dispute|disputed)\b",
    re.IGNORECASE,
)
# "Called the claim that it leaks absurd": what it is called may be anything.
_CALLS_THE_CLAIM = re.compile(
    rf"\b(?:called|calls|described|describes|branded|brands|labelled|labels) {_OF_THE_CLAIM} that\W*$", re.IGNORECASE
)
_SUPPOSES = re.compile(r"\W*(?:if|had|should|unless|suppose|even if)\b[^,;]{2,80} that\b", re.IGNORECASE)
_IS_FALSE = re.compile(
    rf"\b{_CLAIM} that {_P} (?:is|was|are|were|has been|proved|turned out to be|turned out)(?:, [^,]{{3,50}} (?:says|said),)? {_QUITE}{_FALSE}\b",
    re.IGNORECASE,
)
_QUOTED_IS_FALSE = re.compile(rf"^\W*[“\"«‘'](?P<claim>[^“”\"«»]{{6,300}})[”\"»’'],? (?:is|was) {_QUITE}{_FALSE}\b", re.IGNORECASE)
_DOUBTING = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:un|not )(?:clear|certain|known|confirmed|proven|verified) (?:if|whether|that) " + _P + _END,
        r"\b(?:is|remains) (?:doubtful|questionable|disputed|open|unclear|an open question) (?:if|whether) " + _P + _END,
        r"^\W*whether "
        + _P
        + r" (?:remains|is|was|could not|cannot|has not|had not|stays) (?:\w+ )?(?:unclear|unknown|unconfirmed|open|unverified|disputed|doubtful|be |an open |been |in doubt)",
        r"^\W*(?:nobody|no one|none of them|neither \w+) (?:has|have|had|could) (?:yet )?(?:confirmed?|verif(?:y|ied)|proven?) that "
        + _P
        + _END,
        r"\b(?:rumou?r has it|it is rumou?red|rumou?rs (?:say|claim|suggest|spread)) that " + _P + _END,
        r"^(?:[^.:]{0,40}: )?\W*(?:reportedly|allegedly|apparently|supposedly|purportedly),? " + _P + _END,
        r"^\W*(?:is it|are they|was it) true that " + _P + _END,
        r"^\W*(?:\w+, )?I (?:(?:very much|really|still|also|seriously) )?(?:do )?(?:doubt|question)(?: that| whether| if)? " + _P + _END,
        r"\b(?:have|had) (?:my|his|her|their|our|serious|grave) doubts (?:about )?(?:whether|that|if) " + _P + _END,
        r"\b(?:it (?:has|had) been|it['’]s been|it (?:is|was)) (?:often |sometimes |also )?(?:suggested|alleged|rumou?red|claimed) that "
        + _P
        + _END,
        r"\b(?:reports|claims|rumou?rs|allegations) that "
        + _P
        + r" (?:have|has|had|could|remain)\b[^.]{0,20}\b(?:unconfirmed|not (?:yet )?been (?:confirmed|verified)|not be (?:confirmed|verified))",
        r"\bthere(?:['’]s| is| was| has been| are) (?:some |a lot of |much )?(?:talk|gossip|speculation|rumours|rumors)(?: that)? "
        + _P
        + _END,
        r"\bpurport(?:s|ed)? to (?:show|prove) that " + _P + _END,
    )
]
_DOUBTED = re.compile(
    r"\b(?:(?:do|does|did|do(?:es)?n['’]t|didn['’]t)(?: not)? (?:believe|think)|not (?:convinced|sure|certain|persuaded)|doubt(?:s|ed)?|(?:asked|asks|wondered|wonders|questioned) (?:whether|if)"
    r"|it (?:very |highly )?(?:unlikely|doubtful|improbable)|reportedly|allegedly|supposedly|purportedly|unconfirmed|unverified|rumou?red|without (?:any )?(?:evidence|proof|naming a source)|could not be"
    r" (?:independently )?verified|no (?:document|evidence|proof) has been (?:shown|given|offered))\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    rf"\W*(?:(?:that|this|it|the (?:\w+ )?{_CLAIM}|the (?:video|photo|picture|statement|quote|letter))(?: is|['’]s| was| does not hold up| do not hold up)"
    rf"(?: {_QUITE}{_FALSE})?\b(?<!is)(?<!was)(?<!['’]s)|there (?:is|was) no (?:evidence|proof|truth) (?:of|for|to|in) (?:this|that|it)\b|{_QUITE}(?:not true|untrue|false|(?:total |complete |utter |pure |sheer )?nonsense)[.!])",
    re.IGNORECASE,
)
# Set after a report of what somebody claims: "They did not.", "Not so: …", "There was no such incident.", "That had been withdrawn by noon."
_CONTRADICTED = re.compile(
    r"\W*(?:(?:but |no, |in fact,? )?(?:they|he|she|it|we|i|that|this) (?:did|was|were|is|are|has|have|had|does|do|will|would|can|could)(?:n['’]t| not)\W*$"
    r"|not so\b(?!,? (?:said|says|say)\b)|there (?:was|is|were|are|has been|had been) no such\b|(?:that|this|it) (?:was|is) (?:not (?:so|the case)|wrong)\b"
    r"|(?:[^.,;]{0,20}\b)?(?:that|this|it|the (?:claim|report|statement|story|post))\b(?: \w+){0,2} (?:has|had)(?: \w+)? been (?:\w+ly )?"
    r"(?:withdrawn|retracted|disproved|debunked|refuted|deleted|corrected)\b)",
    re.IGNORECASE,
)
_SUGGESTED_OTHERWISE = re.compile(
    r"[^.;]{3,60} (?:suggests?|shows?|says?|tells?|proves?|indicates?) (?:otherwise|something else|the opposite)\b"
    r"|(?:that|this|it) (?:could|has|have) not (?:yet )?be(?:en)? (?:\w+ly )?(?:confirmed|verified|proved|proven)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|[a-z]{3,}(?:ed|s)|used|saw|met|sat|did|got|won|ran|led|[a-z]*(?:ought|aught|old|ent|eft|ell|ose|ew|ut|un|ang|am|ot|id)|go|make|use|cause|spread|come|run|get)\b"
)
_HEARSAY = re.compile(
    r"\b(?:rumou?rs?|gossip|tales?|hoax|stories|story|(?:viral|online) (?:posts?|claims?)|allegations?|claims?|reports?) (?:that|online|about)\b"
    r"|\b(?:talk|speculation)\b(?= that| [a-z]+['’]| of)|\bsaying (?:that )?(?:we|they|he|she|it)\b|\b(?:some|many|people|others) (?:people )?(?:say|claim|think|believe) that\b|\b(?:there are )?those who (?:claim|say|think|believe)\b|\bspoken of\b|\bwould have (?:it|you believe)\b"
    r"|\bpost claiming\b",
    re.IGNORECASE,
)
# "Whether that is realistic is disputed": without the sentence before, "That is realistic" claims nothing.
_POINTS_BACK = re.compile(
    r"(?:that|this|these|those) (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did)\b", re.IGNORECASE
)
_LONGEST = 1000  # code points; a longer sentence is no plain denial


@dataclass(frozen=True, slots=True)
class Judged:
    """The polarity of a claim, and its bare words; ``claim`` is None if the sentence stays as it is."""

    polarity: Polarity
    claim: str | None


def polarity_of_sentence(sentence: str) -> Judged:
    """The polarity of the claim in a sentence of the article's own words, with the claim's words."""
    if len(sentence) > _LONGEST:
        return Judged(Polarity.ASSERTED, None)
    for pattern in (_IS_FALSE, _QUOTED_IS_FALSE, *_DENYING):
        if (named := pattern.search(sentence)) and _is_clause(named["claim"]):
            return Judged(Polarity.DENIED, named["claim"])
    for pattern in _DOUBTING:
        if (named := pattern.search(sentence)) and _is_clause(named["claim"]):
            return Judged(Polarity.DOUBTED, named["claim"])
    return Judged(Polarity.ASSERTED, None)


def polarity_of_saying(around: str) -> Polarity:
    """The polarity that the words around a statement give it ("A page falsely claimed that")."""
    around = around[:_LONGEST]
    if _FALSELY.search(around) or (_DENIES.search(around) and not _DOES_NOT_DENY.search(around)):
        return Polarity.DENIED
    is_doubted = _DOUBTED.search(around) or _DOES_NOT_DENY.search(around) or _CALLS_THE_CLAIM.search(around) or _SUPPOSES.match(around)
    return Polarity.DOUBTED if is_doubted else Polarity.ASSERTED


def taken_back(sentence: str) -> Polarity:
    """What a sentence does with the claim of the one before it: "That is untrue.", "They did not.", "The pictures suggest otherwise"."""
    taken = _TAKEN_BACK.match(sentence[:200])
    if (taken and not sentence[taken.end() :].startswith(" that ")) or _CONTRADICTED.match(sentence[:200]):
        return Polarity.DENIED
    return Polarity.DOUBTED if _SUGGESTED_OTHERWISE.match(sentence[:200]) else Polarity.ASSERTED


def is_hearsay(sentence: str) -> bool:
    """Whether a sentence in an article's own words tells what others claim: "Parents passed round a rumour that …"."""
    return _HEARSAY.search(sentence[:_LONGEST]) is not None


def _is_clause(words: str) -> bool:
    return len(words.split()) >= 3 and not _POINTS_BACK.match(words) and _FINITE.search(words) is not None
