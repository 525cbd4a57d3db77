"""What may stand before and after a mark that may end a sentence, as patterns and words."""

import re

from claims.english.verbs import VERB_FORM
from claims.english.word_lists import words
from claims.reading.speech.saying import VERB as SPEECH
from claims.reading.terminals import CJK, EMOJI

WORD_BEFORE = re.compile(r"[\w.&’'\u0300-\u036f\u0900-\u0963\u0966-\u0dff-]{0,40}$")
ACRONYM = re.compile(r"(?:\w\.-?)+\w$|Ph\.D$|É\.-U$")
ASKED = re.compile(
    rf"\s+(?:[A-Z][\w.’'-]*\s+){{0,4}}(?:had\s+|has\s+|then\s+|also\s+)?(?:{SPEECH.pattern}|ask|wondered|demanded|tweeted|inquired)\b"
)
# "I said, “Leek”", "I said no", "Critics said the plan was flawed": such verbs have an object of their own and say nothing of the question
# before them. Verbs like "laughed" say whose a question is only where their sentence ends: "“Why?” she laughed."
_OWN_OBJECT = re.compile(r"(?:,\s[“\"„«‘'][A-Z]|\s(?:no|yes|yeah|nothing|that|so|it|this)\b)")
_OWN_CLAUSE = re.compile(r"\s(?:the|an?|there|he|she|they|we|its|his|their)\b")
_TAKES_CLAUSE = re.compile(r"(?:said|says?|claims?|claimed|argued?|argues|insist(?:ed|s)?|warn(?:ed|s)?|believed?|believes)$")
_RARELY_SAYING = re.compile(r"(?:laughed|smiled|shrugged|sighed|began|read|cried|offered|found|showed|shows)$")
CREDIT = re.compile(r"\s*[(\[](?:Photo|Picture|Image|Video|File|Illustration|Courtesy)[^()\[\]\n]{0,100}[)\]]\.?\s*$")
COUNT_NEXT = re.compile(r"\s\([0-9]{1,2}/[0-9]{1,2}\)$")  # "What does it mean?! (1/3)"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
WITHOUT_DOT = re.compile(r"(?<![\w.])(?<!\w['’])[^\W\d_A-Z][^\W\d_]*(?![\w.])")
TERMINAL_LATER = re.compile(r"[.!?…]\s")
MEASURED = re.compile(r"[0-9½¼¾] ?[b-df-hj-np-tv-z]{2,5}$")  # "2 tbsp. olive oil"
INITIAL_NEXT = re.compile(r"\s[^\W\d_]\.\s(?=[^\W\d_])")  # "the poet A. A. Lind"
COORDINATES = words("lat lon long")
DEGREES_NEXT = re.compile(r"\s[0-9]{1,3}\s?°")  # "Lat. 51° N"
CODE_NEXT = re.compile(r"\s[A-Z]{1,4}[-/]?[0-9]")  # "Ref. no. WX-20417"
SIGNATURE_NEXT = re.compile(r"\s\^[A-Z]")  # "We'll look into it. ^Jas"
TIME_ALONE = re.compile(rf"\W*{_DAY}(?:(?:by|at|around|about|until|before|after|from|since)\s+){{0,2}}[\d.:]{{0,5}}\s?", re.IGNORECASE)
LETTER_NEXT = re.compile(r"\s?[^\W\d_]\.")  # "z. B.", "u. a."
AFTER_HOURS = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday EST EDT CST CDT MST MDT PST PDT GMT UTC BST CET CEST AST ADT Eastern
    Central Pacific
    """
)
# "The U.S. Senate": these are used before a noun like an adjective; "a Ph.D.", "Washington, D.C." are not.
ADJECTIVES = words("u.s u.k u.n e.u d.c")
LABELLED = words(
    "plan vitamin hepatitis group class type grade appendix exhibit option section column terminal gate block unit zone part schedule team"
    " model line room influenza form series annex lot pier ward league division"
)
# Languages that write an ordinal with a dot: "der 2. Weltkrieg", "2. Lig".
ORDINAL_DOTS = frozenset(("de", "tr", "pl", "cs", "sk", "da", "no", "nb", "nn", "hu", "fi", "hr", "sl", "sr", "et", "lv", "is"))
GLUED_BEFORE = re.compile(r"(?:[^\W\d_]{2,}|(?<![\w.,])\d{1,4}|%)$")
GLUED_AFTER = re.compile(r"[“‘«„\"'(]?[^\W\d_][^\W\d_]*(?=[\s,’']|$)")
SMALL_NEXT = re.compile(r"\s[a-zß-ÿ]{2,}")  # "in March.Dealers said", not "Amazon.Com Inc"
ADDRESS = re.compile(r"[@/\\:#=]|www\.|\.\w+\.$", re.IGNORECASE)
CLAUSE_NEXT = re.compile(rf"\s(?:[A-Z][\w’'-]*\s(?:[a-z]+\s)?){{1,4}}(?:{VERB_FORM}|show|say|fell|rise|fall)\b")
SEVERAL_NEXT = re.compile(rf"\s[A-Z][a-z]+s\s(?:{VERB_FORM}|show|say|fell|rise|fall)\b")
BRACKET = re.compile("[「『」』]")
VOWEL = re.compile("[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœąęıаеёиоуыэюяіїєαεηιουωάέήίόύώ]")
CJK_SIGN = re.compile(f"[{CJK}]")
CJK_GOES_ON = re.compile("\\s*(?:[とっなのをがはもでにや，、,；：]|[^。！？\n]{1,20}(?:说|称|表示|道|问)[。，：])")
LETTERED = re.compile(r"\s+[QA][.:]\s[A-Z]")  # "Q. And then? A. It stopped."
INITIAL_BEFORE = re.compile(r"\b[A-Z]\. [A-Z][a-z]+$")
ABBREVIATED_NEXT = re.compile(r"\s[A-Z][a-z]{1,4}\.\s[a-z]")  # "in J. Bryol. Soc. vol. 12"
ASKED_NEXT = re.compile(r"\s[A-Z]\w+[?!]")  # "on Garnet Blvd. Verdict? Salty."
QUOTE_NEXT = re.compile('\\s[„“«"]')
COUNT = re.compile(r"[0-9]{1,2}/[0-9]{1,2}$")  # "2/5" at the end of a post
COUNT_IN_BRACKETS = re.compile(r"\([0-9]{1,2}/[0-9]{1,2}\)$")
LETTER = re.compile(r"[^\W\d_]")
NO_SPACE = re.compile(r"\S")
WORD = re.compile(r"\w+")
EMOJI_RUN = re.compile(rf"\s*[{EMOJI}]*$")
LAST_WORD_OPEN = words("to the of in a an and for with at on by from or i we my our")
UNITS = words("m min max yr yrs hr hrs sec secs km cm mm kg lb lbs oz ft yd mi")
COUNTED = re.compile(r"[0-9]\s?(?:[a-z]+/)?[a-z]+$")
FIGURES_BEFORE = re.compile(
    r"(?:[0-9](?: | ?/ ?)|\b(?:n[ro]|Nr|č|str|s|art|poz)\.? )[0-9]+$"
)  # a telephone number; "nr 7", which is no ordinal
YEARS = words("r г р")  # "of the year" after its number, in Polish, Russian and Ukrainian
YEAR_BEFORE = re.compile(r"[0-9]{4} \w$")
FEWEST_BEFORE_YEAR = 3
DECIMAL = re.compile(r"\s[0-9]+[.,][0-9]")
LONGEST_SHORT = 5  # letters of an abbreviation that no list knows
OPENED_BY = {"«": "»", "“": "„"}  # as German writes
LONGEST_QUOTED = 1_000  # code points
LOOK_BACK = 40  # code points; no abbreviation is longer
A_CLAUSE = 6  # words
A_FEW_WORDS = 60  # code points
CLAUSE = 200  # code points of a sentence that are searched for its verb


def is_asked(block: str, at: int) -> bool:
    """Whether the words after a quotation only say whose it is: "Why?" Ada Lind asked."""
    saying = ASKED.match(block, at)
    if saying is None or _OWN_OBJECT.match(block, saying.end()):
        return False
    if _TAKES_CLAUSE.search(saying[0]) and _OWN_CLAUSE.match(block, saying.end()):
        return False
    return _RARELY_SAYING.search(saying[0]) is None or block[saying.end() : saying.end() + 1] in ("", ".", ",", ":", ";")
