"""Verbs with which somebody says something, in all their forms, by what stands after them: a clause, a judgement or an act."""

from claims.english.inflection import base
from claims.english.word_lists import words

# "She recorded that it sank", "“It sank,” she recorded".
_WITH_CLAUSE = words(
    """
    accept acknowledge add admit advise affirm allege announce answer argue ask assert assess assume assure attest aver banter bark beg believe bellow
    blog boast brag broadcast cable calculate caution certify chide chime claim clarify coax comment complain concede conclude concur confess
    confide confirm conjecture contend continue correct counter crow cry declare demand deny determine dictate disagree disclose dispute
    divulge elaborate email emphasise emphasize enquire enthuse estimate exclaim explain expect feel figure find forecast foresee fret fume
    gasp grant gripe groan grouse growl grumble guarantee guess gush hint hold howl imply inform inquire insinuate insist interject interrupt
    intimate intone joke judge lament lecture maintain marvel mention message moan mumble murmur muse mutter narrate note notify object
    observe opine pledge plead point ponder post postulate preach predict proclaim profess promise pronounce propose protest query quip quote rage rant
    reaffirm reason reassure recall recite reckon recollect recommend record recount reflect reiterate rejoin relate relay remark remember remind
    repeat reply report respond retort reveal roar rule say scoff scold scream scribble shout shriek shrug sigh signal smile snap snarl sneer snort speculate
    specify squeak stammer state stipulate stress submit suggest summarise summarize suppose suspect swear taunt tease tell testify text theorise
    theorize thunder think thunder tweet underline underscore undertake urge venture volunteer vow wail warn whine whisper wonder worry write yell show indicate
    demonstrate imagine contest reject concur fear joke wish counsel rejoice gloat bemoan chuckle giggle grin laugh sob hiss mouth
    """
)
# "He called it a gift", "put the cost at 40", "blames the weather".
_WITH_JUDGEMENT = words(
    "accuse ascribe assess attribute blame brand call characterise characterize condemn consider credit declare deem denounce describe dismiss dub estimate give"
    " hail judge label liken mock portray praise proclaim pronounce put rate reject ridicule see slam style tag term value view depict regard"
)
# "She denied poisoning the horse", "promised to go", "counted sixty bodies".
_WITH_ACT = words(
    "admit advise allege claim count deny describe diagnose estimate expect fear forecast list mention pledge predict profess promise recall recommend recollect"
    " remember report suggest suspect threaten vow warn swear urge counsel dispute doubt"
)
# With a quotation only: "spoke of “a gift”".
_WITH_QUOTATION = words(
    "agree apologise apologize appeal attack back beam begin bleat bluster brief call chant chorus coin cite close compare conclude criticise criticize decry defend deplore"
    " deride drawl draw echo end express finish fire fulminate go greet hail hit introduce invoke jeer jibe joke open paraphrase pray preface present print publish"
    " quote rail rap read refer remonstrate respond salute shoot sing sign slam speak spit splutter sum talk thank toast trumpet use utter weigh welcome agree list advise"
)
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ying", "ie"),
    ("es", "e"),
    ("ed", "e"),
    ("ing", "e"),
    ("es", ""),
    ("ed", ""),
    ("ing", ""),
    ("s", ""),
)
_ALL = _WITH_CLAUSE | _WITH_JUDGEMENT | _WITH_ACT | _WITH_QUOTATION


def _lemma(form: str) -> str | None:
    """The verb that a form in lower case belongs to, if it is one of communicating: "reckon" for "reckoned"."""
    if form in _ALL:
        return form
    if base(form) in _ALL:
        return base(form)
    for ending, end in _ENDINGS:
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)]
            if stem + end in _ALL:
                return stem + end
            if not end and stem[-1:] == stem[-2:-1] and stem[:-1] in _ALL:  # "quipped"
                return stem[:-1]
    return None


def takes_clause(form: str) -> bool:
    return _lemma(form) in _WITH_CLAUSE


def takes_judgement(form: str) -> bool:
    return _lemma(form) in _WITH_JUDGEMENT


def takes_act(form: str) -> bool:
    return _lemma(form) in _WITH_ACT


def communicates(form: str) -> bool:
    """Whether a verb tells, of a quotation that belongs to it, whose words they are."""
    return _lemma(form) is not None
