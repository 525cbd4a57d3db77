"""The grammar of saying: verbs of speech, the extent of quotations, and the words before or after a verb that name its speaker."""

import re
from dataclasses import dataclass

from claims.english.verbs import VERB as VERB_IN_PROSE
from claims.english.word_lists import words

MASK = "\ufffc"  # replaces each character of a quotation while its sentence's own words are read
# Take a clause with or without "that".
_PLAIN = (
    "said|says|say|adds|added|stated|states|claimed|claims|claim|argued|argues|argue|insisted|insists|insist|noted|notes|warned|warns"
    "|warn|stressed|stresses|maintained|maintains|"
    "alleged|alleges|declared|declares|asserted|asserts|contended|contends|believed|believes|believe|thinks|wrote|writes|written|tweeted"
    "|posted|recalled|recalls|emphasised|emphasized|emphasises|emphasizes|"
    "conceded|concedes|remarked|observed|replied|responded|countered|complained|testified|reiterated|reiterates|concluded|concludes"
    "|explained|explains|admitted|admits|acknowledged|acknowledges|"
    "predicted|predicts|estimated|estimates|pointed out|points out|boasted|continued|commented|quipped|joked|asked|confirmed|confirms"
    "|announced|announces|revealed|reveals|disclosed|discloses|reported|reports|"
    "suggested|suggests|indicated|indicates|found|finds|showed|shows|cautioned|cautions|told|tells|lamented|concurred"
    "|reckons|reckoned|recounted|ruled|rules|contends|figured|swore|swears|denied|denies|repeated|texted|texts|counters|retorted|retorts"
    "|put it to (?:him|her|them)|made clear|makes clear|made it clear|makes it clear|let it be known|wants it known|(?:is|was|are|were) (?:adamant|confident|satisfied)"
    "|are sure|were sure|are certain|are convinced|were convinced|(?:has|had|have) no doubt"
    "|answered|answers|likes to say|like to say|liked to say|used to say|objects|objected|protested|protests|confided|confides|informed|grumbled|grumbles"
    "|assures|assured|reminds|reminded|informs|goes on to say|went on to say|fears|feared|suspects|suspected|accepts|accepted"
    "|believes|doubts|doubted|promised|promises|vowed|vows|is sure|was sure|is certain|was certain|is convinced|was convinced"
)
# Whatever is the subject of these speaks, though no word list knows it: "the fiscal said".
SURE = frozenset(
    "said says told tells wrote writes written argued argues insisted insists warned warns denied denies admitted admits added adds alleges alleged".split()
)
# With a quotation they say something, with an indirect statement they do not.
_ONLY_QUOTED = (
    "asked|asks|continued|continues|commented|comments|agreed|agrees|joked|jokes|quipped|quips|fumed|fumes|raged|gushed|enthused"
    "|sighed|shouted|yelled|cried|exclaimed|whispered|muttered|mused|pleaded|pleads|urged|urges|thundered|moaned|laughed|screamed"
    "|stormed|ranted|smiled|shrugged|remembers|remembered|began|went on|goes on|read|reads|blasted|shot back|hit back|fired back|snapped|offered"
)
# Said of several people ("the researchers write"); of one they are nouns ("a report").
_PLURAL = (
    "write|estimate|note|report|find|suggest|show|reveal|confirm|announce|conclude|maintain|acknowledge|admit|predict|explain|stress"
    "|contend|allege|assert|reckon|caution|point out|add|agree|tell|think|assure"
)
VERB = re.compile(rf"\b(?:{_PLAIN}|{_ONLY_QUOTED}|{_PLURAL})\b")
# Without "that" these are as often followed by a thing as by a clause ("announced a plan"): they need "that", or words that make a clause.
_NEEDS_THAT = words(
    """
    confirmed confirms announced announces revealed reveals disclosed discloses reported reports suggested suggests indicated
    indicates found finds showed shows noted notes estimated estimates predicted predicts concluded concludes acknowledged
    acknowledges admitted admits explained explains recalled recalls observed suspects suspected accepts accepted feared fears wrote writes posted tweeted declared declares
    maintained maintains ruled rules figured emphasised emphasized emphasises emphasizes stressed stresses agreed conceded
    concedes denied denies repeated texted texts counters doubts doubted promised promises vowed vows claim claims claimed alleged alleges states stated warned warns recounted
    write estimate note report find suggest show reveal confirm announce conclude maintain acknowledge admit predict explain stress
    contend allege assert reckon caution add agree
    """
)
_NEVER_CLAUSE = frozenset(_ONLY_QUOTED.split("|"))
SHOUTS = _NEVER_CLAUSE | SURE
_FOR_SEVERAL = frozenset(_PLURAL.split("|"))
_SEVERAL = re.compile(r"(?:\w*[^\W\d_s]s|they|we|police|people|both|many|some|others|critics)$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s(?:of|at|in|from|for|with|on|who|near)\s")
_NOT_SAYING = re.compile(
    r"\b(?:not|n['’]t|never|no longer|to|been|be|was|were|being|refused|declined|without|by|is|are|of|in)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
_NOUNS = words("claim claims report reports note notes estimate estimates state states rules finds caution")
_BEFORE_NOUN = re.compile(
    r"\b(?:the|a|an|this|that|these|those|his|her|their|its|our|no|any)\s+(?:(?:false|debunked|viral|new|old|recent|latest|main|same|first|such|official|annual|similar|earlier|online)\s+)?$",
    re.IGNORECASE,
)
_OWNER_LAST = re.compile(r"['’]s?\s+(?:\w+\s+)?$")  # "the port rejected Ana Reyes's claim"
# "Investigated claims that", "scoffed at claims that": a noun, and nothing that their subject says; "the accused claims" is a verb.
_GOVERNS_NOUN = re.compile(
    r"(?:(?<!the )(?<!an )(?<!who )\b[a-z]+ed|\b(?:at|of|over|about|on|for|to|against|with|off|by|from|into|back at|made|makes|spread|hears?|heard|faces?|fights?|fought))\s+$"
)
# "Responded to claims that", "warned against the rumour that": others claim it.
_TO_THE_CLAIM = re.compile(
    r"\b(?:to|against|about|of|over|on|for|at) (?:the |these |those |any |such |all )?(?:[a-z]+ )?"
    r"(?:claims?|rumou?rs?|accusations?|allegations?|suggestions?|falsehoods?)$"
)
_ADVERB = re.compile(
    r"(?:^|\s)(?:has|have|had|also|first|soon|then|later|earlier|further|repeatedly|recently|previously|once|again|now|still|himself|herself"
    r"|themselves|jointly|publicly|often|always|just|only|even|simply|[a-z]+ly)$"
)
_ARTICLE_LAST = re.compile(
    r"(?:(?:^|\s)(?:the|a|an|his|her|their|its|one|another)|['’]s?)$", re.IGNORECASE
)  # "the family" ends with no adverb
_WHEN = r"(?:(?:on|late|early)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:\s+(?:morning|afternoon|evening|night))?|yesterday|today|last\s+(?:week|month|year|night)|this\s+(?:week|month|morning|afternoon)|earlier(?:\s+(?:this\s+\w+|today))?|recently|later"
_WHERE = (
    r"to\s+(?:me|us|him|her|them)\b|"
    r"(?:in|at|during|after|through|via|on|from|to)\s+(?:a|an|the|his|her|their|its|an?\s+\w+ed)?\s*(?:[\w’'-]+\s+){0,4}?"
    r"(?:statement|release|interview|letter|report|speech|tweet|post|briefing|conference|hearing|e-?mail|address|meeting|rally|event"
    r"|ceremony|debate|session|memo|note|programme|program|show|message|reporters|journalists|lawmakers|parliament|television|radio"
    r"|facebook|twitter|court|affidavit|media|video|column|editorial|podcast|blog|website|filing|lawsuit|inquiry|testimony)"
    r"(?:\s+(?:issued|released|sent|posted|published|late|early)(?:\s+[\w’'-]+){0,3}?)?"
)
_ADJUNCT = re.compile(rf"\s*(?:,\s*)?(?:(?:{_WHEN})|(?:{_WHERE}))(?=[\s,:]|\.\W*$)", re.IGNORECASE)
# "told the Fenwick Courier", "told the planning committee", "told her": a name to its end, other words until something else begins.
_TO_WHOM = re.compile(
    r"\s+(?:(?:the|a|an|his|her|their|its|our|my|local|some|several|two|three|\w+day['’]s)\s+)?"
    r"(?:(?:[A-Z][\w.’'&-]*)(?:\s+(?:of\s+(?:the\s+)?|and\s+(?:the\s+)?|for\s+|&\s+)?[A-Z][\w.’'-]*)*|[a-z][\w’'-]*(?:\s+[\w’'-]+){0,4}?)"
    r"(?=\s*[,:;.!?\ufffc]|\s*$|\s+(?:that|in|at|on|during|after|before|by|via|over|outside|last|this|earlier|late|yesterday|today"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|how|why|what|about|of)\b"
    r"|\s+(?:the|a|an|it|he|she|they|we|there|this|these|his|her|its|their|all|no|some|many|most|more|each|every|both|nobody|nearly"
    r"|almost|about|at|two|three|four|five|six|seven|eight|nine|ten|neither|none|[0-9$£€])\b|\s+[$£€]|\s+[A-Z]"
    r"|\s+[\w’'-]+\s+(?:is|are|was|were|has|have|had|will|would|could)\b)"
)
_ASIDE = re.compile(
    r"^, (?:\w+ly|quite \w+|without [^,]{2,40}|however|though|too|also|meanwhile|moreover|for example|for instance|in turn|instead|rightly|wrongly|on \w+day), "
)
_COLON = re.compile(r"[^\ufffc]{0,100}:\s*")
_THAT = re.compile(r"(?<![,\s])[,\s]+that\s+(?!(?:is|was|has|had|would|will)\s)", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\s*that(?:\s(?:and|but|on|in|at|yesterday|today)\b|[,.;])", re.IGNORECASE)  # "denied that and said"
_TO_ME = re.compile(r"\s+to (?:me|us|him|her|them)\b")
_SOON = 110  # code points within which "that" still belongs to the verb
_LINKS = re.compile(
    r"\s*(?:,\s*)?(?:and\s+(?:posted|published|shared|sent|released)|on|in|at|during|after|before|to|by|through|via|from|earlier|late|last|this|yesterday|today|again|also|later|mon|tues"
    r"|wednes|thurs|fri|satur|sun)",
    re.IGNORECASE,
)
_OPENS_CLAUSE = re.compile(
    r"(?:the|a|an|this|these|those|it|he|she|they|we|i|you|there|his|her|its|their|our|my|all|no|some|many|most|more|each|every|both"
    r"|nobody|everyone|people|about|nearly|almost|at\s|[0-9]|[$£€]|[A-Z])"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|must|should|does|did|isn|aren|wasn|weren|hasn|haven"
    r"|hadn|won|wouldn|couldn|didn|doesn|fell|rose|grew|went|came|took|became|began|gave|drew)\b"
)
_PLAIN_CLAUSE = re.compile(rf"(?!(?:by|to|for|of|on|in|with|as)\b)(?:[a-z][\w’'-]*\s+){{1,5}}{_FINITE.pattern}")  # "staff had gone"
_NO_CLAUSE = re.compile(
    r"(?:of|to|on|in|at|with|for|about|by|from|as|so|yes|no|hello|goodbye|nothing|little|more|something|much|any|what|this|that|sorry"
    r"|thanks?)\b",
    re.IGNORECASE,
)
_LISTENED_TO = frozenset("told tells tell assures assured assure reminds reminded informs informed".split())  # somebody stands after them
_SOMEBODY = re.compile(r"(?:it|he|she|they|we|i|you|there|this|these|nobody|everyone)\b", re.IGNORECASE)
_FINITE_SOON = 80  # code points of a clause that are searched for its verb
# A straight single quotation mark is an apostrophe, too: it opens before a word, and closes after a comma or a full stop, or a
# word that is no plural.
_QUOTES = re.compile(
    r"""["“”„«»]|(?<![\w.,!?])‘(?=\w)|(?<=[.,!?…])’(?!\w)|(?<![\w.,!?'])'(?=[A-Za-z“])|(?<=[.,!?…])'(?!\w)|(?<=[^\Ws])'(?=[\s.,;:!?)]|$)"""
)
_CLOSING = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'"}
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…])'(?!\w)|(?<=[^\Ws])'(?=[\s.,;:!?)]|$)")
_LONGEST_SINGLE = 1500  # code points between single marks
_CLIPPED = re.compile(r"'(?:em|tis|twas|til|till|cause|bout|round|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; ``start`` and ``end`` lie inside the marks."""

    start: int
    end: int
    closed: bool


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations in a paragraph; one that is not closed runs to the paragraph's end, as when it goes on in the next."""
    found: list[Quotation] = []
    opened: int | None = None
    kind = ""
    spaced = False  # " Ships are lost , " he said
    for mark in _QUOTES.finditer(text, start, end):
        sign, before = mark[0], text[mark.start() - 1 : mark.start()]
        if opened is not None:
            if sign in _CLOSING[kind] and (sign != '"' or spaced or before != " "):
                found.append(Quotation(opened, mark.start(), True))
                opened = None
        elif (
            sign in "“„«‘"
            or (sign == "»" and text[mark.end() : mark.end() + 1].strip() and (mark.start() == start or before in " \n("))
            or (sign in "\"'" and (mark.start() == start or before in " \n\t([—–-“‘"))
        ):
            if sign == "'" and (_CLIPPED.match(text, mark.start()) or not _closes_soon(text, mark.end(), end)):
                continue
            opened, kind, spaced = mark.end(), sign, text[mark.end() : mark.end() + 1] == " "
    if opened is not None:
        found.append(Quotation(opened, end, False))
    return found


def _closes_soon(text: str, start: int, end: int) -> bool:
    """Whether a straight single mark is closed by another one in the paragraph."""
    following = _SINGLE_CLOSE.search(text, start, min(end, start + _LONGEST_SINGLE))
    return following is not None


def says(before: str, verb: str = "said") -> bool:
    """Whether a verb of speech after these words reports a statement: not "refused to say", "was told", nor the noun in "the claim"."""
    is_noun = verb in _NOUNS and (
        _BEFORE_NOUN.search(before[-60:])
        or _GOVERNS_NOUN.search(before[-60:])
        or (_OWNER_LAST.search(before[-60:]) and VERB_IN_PROSE.search(before))
    )
    return _NOT_SAYING.search(before[-40:]) is None and not is_noun


def without_adverbs(before: str) -> str:
    """The words before a verb without its auxiliaries and adverbs ("The mayor has also")."""
    words = before.rstrip()
    while (cut := _ADVERB.search(words[-30:])) is not None:
        shorter = words[: max(0, len(words) - 30) + cut.start()].rstrip(" ")
        if _ARTICLE_LAST.search(shorter[-10:]):
            break
        words = shorter
    return words


def after_adjuncts(verb: str, rest: str) -> str | None:
    """The words after a verb of speech, without when, where and to whom it was said; None when "told" has no listener."""
    if verb in _LISTENED_TO:
        whom = _TO_WHOM.match(rest)
        if whom is None:
            return None
        rest = rest[whom.end() :]
    while (adjunct := _ADJUNCT.match(rest[:200])) is not None:
        rest = rest[adjunct.end() :]
    return rest


def introduces(after: str) -> bool:
    """Whether these words between a verb of speech and a quotation lead up to it with a colon."""
    return _COLON.fullmatch(after) is not None


def fits(verb: str, subject: str) -> bool:
    """Whether the verb can be what the subject does: "analysts at Pell estimate", not "a report"."""
    return verb not in _FOR_SEVERAL or any(map(_SEVERAL.match, _OF_WHOM.split(subject.strip(" ,"))[0].split()))


def clause_after(verb: str, rest: str) -> str | None:
    """What is said, from the words after a verb of speech ("on Tuesday that the bridge is safe."); None when no clause follows."""
    if verb in _NEVER_CLAUSE:
        return None
    remains = after_adjuncts(verb, _ASIDE.sub(" ", rest, count=1))
    if remains is None:
        return None
    if _POINTS_BACK.match(remains):
        return None
    if _TO_ME.match(rest):  # "said to me, this is unreadable"
        remains = remains.lstrip(" ,")
    that = _THAT.search(remains[:_SOON])
    if that and _TO_THE_CLAIM.search(remains[: that.start()]):
        return None
    if that and (that.start() == 0 or _LINKS.match(remains)):
        return remains[that.end() :]
    remains = remains.lstrip()
    if len(remains.split(maxsplit=2)) < (2 if _SOMEBODY.match(remains) else 3) or remains[0] in ",:;.!?—–-":
        return None
    if _FINITE.search(remains[:_FINITE_SOON]) or _SOMEBODY.match(remains):
        return remains if _OPENS_CLAUSE.match(remains) or _PLAIN_CLAUSE.match(remains) or verb not in _NEEDS_THAT else None
    return None if verb in _NEEDS_THAT or _NO_CLAUSE.match(remains) else remains
