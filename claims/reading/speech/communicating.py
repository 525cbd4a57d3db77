"""Verbs with which somebody says something, in all their forms, by what stands after them: a clause, a judgement or an act."""

from claims.english.inflection import base_among
from claims.english.word_lists import words

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
_WITH_JUDGEMENT = words(
    "accuse ascribe assess attribute blame brand call characterise characterize condemn consider credit declare deem denounce describe dismiss dub estimate give"
    " hail judge label liken mock portray praise proclaim pronounce put rate reject ridicule see slam style tag term value view depict regard"
)
_WITH_ACT = words(
    "admit advise allege claim count deny describe diagnose estimate expect fear forecast list mention pledge predict profess promise recall recommend recollect"
    " remember report suggest suspect threaten vow warn swear urge counsel dispute doubt"
)
_DENYING = words("contest contradict deny dismiss dispute refute reject")
_WITH_STANCE = _DENYING | words("accept believe doubt expect fear forecast predict regret think agree")
_WITH_QUOTATION = words(
    "agree apologise apologize appeal attack back beam begin bleat bluster brief call chant chorus coin cite close compare conclude criticise criticize decry defend deplore"
    " deride drawl draw echo end express finish fire fulminate go greet hail hit introduce invoke jeer jibe joke open paraphrase pray preface present print publish"
    " quote rail rap read refer remonstrate respond salute shoot sing sign slam speak spit splutter sum talk thank toast trumpet use utter weigh welcome agree list advise"
)
_ALL = _WITH_CLAUSE | _WITH_STANCE | _WITH_JUDGEMENT | _WITH_ACT | _WITH_QUOTATION


def takes_clause(form: str) -> bool:
    """Whether a verb takes a clause, or a quotation in its place: "She recorded that it sank", "“It sank,” she recorded"."""
    return base_among(form, _ALL) in _WITH_CLAUSE


def takes_judgement(form: str) -> bool:
    """Whether a verb takes what it judges: "He called it a gift", "put the cost at 40", "blames the weather"."""
    return base_among(form, _ALL) in _WITH_JUDGEMENT


def takes_stance(form: str) -> bool:
    """Whether a verb says what somebody holds of a clause or an act: "She did not accept that it sank", "fears it could sink"."""
    return base_among(form, _ALL) in _WITH_STANCE


def denies(form: str) -> bool:
    """Whether a verb denies what follows: "She denied the charge"."""
    return base_among(form, _ALL) in _DENYING


def takes_act(form: str) -> bool:
    """Whether a verb takes an act: "She denied poisoning the horse", "promised to go", "counted sixty bodies"."""
    return base_among(form, _ALL) in _WITH_ACT


def communicates(form: str) -> bool:
    """Whether a verb says whose words a quotation beside it is: one of the above, or "spoke" in "spoke of “a gift”"."""
    return base_among(form, _ALL) is not None
