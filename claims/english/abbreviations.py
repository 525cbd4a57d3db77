"""Words that end in a dot without ending a sentence, as news prose writes them. Lower case, without the last dot.

The English ones are our own, grouped by what may follow them. Those of other languages come from yasbd-lib, a sentence splitter.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from claims.english.word_lists import words

# Come before a name: a capitalised word after them is the name.
TITLES = words(
    """
    mr mrs ms mx dr prof rev fr hon pres gov sen rep reps sens govs amb atty atty-gen lt col gen brig maj capt cpl sgt pvt pfc adm
    cmdr cmdt comdr cdr det insp supt asst assoc dep dir sec secy treas msgr messrs mme mlle st sts ste mt ft pt sra srta sr sra dra dhr mevr
    fr herr ald cllr cdre flt wg gp cllrs drs profs revs wm geo chas thos jos benj robt saml danl edw eliz fredk richd theo jno vice-adm lt-gen lt-col maj-gen staff-sgt const ofc spc spec ens bde
    sqn
    """
)
# Come before a number or the name of a thing.
BEFORE_NUMBERS = words(
    """
    no nos nr wk art arts apt sec secs ch b d r ver fig figs tab rm vol vols p pp para paras pt approx ca c est tel ext art vs v cf viz op cit ed eds al
    incl excl min max avg sect subsec eq supp dept mio mrd str bzw usw evtl ggf inkl bd hrsg num núm art arts
    """
)
# Come before a day.
MONTHS = words(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    """
)
# Come inside or at the end of a sentence: they end it only if the next word is one that opens sentences.
ANYWHERE = words(
    """
    inc corp co cos ltd plc llc bros mfg intl assn univ govt dept jr sr esq phd etc al ave av blvd rd hwy pkwy sq ctr bldg ala ariz
    ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nebr nev okla ore pa penn tenn tex va
    vt wash wis wisc wyo ont que alta sask man in ft yd lb lbs oz kg km cm mm ml hr hrs min mins sec secs mph yr yrs dist admin tech
    adv ret div
    """
) - {"in", "del", "man", "miss", "ill", "mass", "me"}
# Words that open a sentence far more often than they continue a name.
OPENERS = words(
    """
    the a an this that these those it he she they we i you his her its their our my your there here in on at by for from with
    without within after before during since until while when where why how what who which whose if although though because as but
    and or so yet nor however meanwhile moreover still then now today yesterday tomorrow later earlier soon also instead according
    despite under over about above among between against across along around both each every many most more much some several few
    all no nobody none everyone somebody not only one two three four five six seven eight nine ten another other others such nearly almost last next once even
    ever never perhaps maybe thus therefore to of into through officials police
    """
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """Abbreviations of a language other than English, and the words that open its sentences, all in lower case."""

    abbreviations: frozenset[str]
    openers: frozenset[str]
    elided: frozenset[str] = frozenset()  # abbreviations only after "l’" and "d’"


_PROFILES = ("de", "fr", "es", "pt", "it", "nl", "pl", "tr", "ru", "uk", "cs", "sk", "sv", "da", "ro", "el", "ar", "hi", "id", "lt", "bg")
_WORDS = words("lat lit long ex est tab ord reg det pen fam alt")  # listed for every language, but words in some
# Before names, and missing in yasbd-lib.
_MORE = {
    "pl": words("jez woj pow gm płd płn zob"),
    "de": words("bzgl vgl zzgl gegr"),
    "fr": words("bd av chap env"),
    "es": words("avda pza sta sto"),
    "nl": words("plm zgn"),
}
# Prepositions, conjunctions and articles that yasbd-lib's openers lack. Without "van", which names have after a title.
_OPENERS = {
    "de": words("der die das ein eine er sie es wir ich dann danach und aber in im am auf bei nach vor seit mit von zu"),
    "fr": words(
        "et en dans à au aux après avant depuis pour par sur avec sans selon chez sous contre un une des du son sa ses leur si tout"
    ),
    "es": words("y e en a al con por para desde hasta según sin sobre tras entre su sus mi no si"),
    "pt": words("e em no na nos nas ao com por para desde até sem sobre após entre seu sua não se mas"),
    "it": words("e ed in nel nella al alla con per da dal dalla dopo prima secondo senza su tra fra non se"),
    "nl": words("en in op met voor na sinds bij door om tot aan uit volgens zonder maar niet als"),
    "pl": words("i a w we z ze na po przed od do za o u przy dla bez według czy"),
    "cs": words("a i v ve s se na po před od do za u při pro bez podle"),
    "sv": words("och i på med av för efter före sedan till från enligt utan men det den de en ett han hon vi jag"),
    "ru": words("и а но в во с со на по до от за о об у при для без не"),
    "uk": words("і й а але в у з на по до від за о при для без не"),
}
_QUOTED = ("TITLE_ABBRVS", "REFERENCE_ABBRVS")
_KINDS = (*_QUOTED, "DATE_ABBRVS", "INLINE_ONLY_ABBRVS", "CORP_ENTITY_ABBRVS")
# The abbreviation of a day in one language can be a pronoun, preposition or verb in another.
_SHORTEST_ABROAD = 3


# "No." ends a sentence as often as it is short for "number".
_ALSO_WORDS = words("no art sec est app al min max tel sun sat mar may wed")
_ABBREVIATIONS = TITLES | ANYWHERE | ((BEFORE_NUMBERS | MONTHS) - _ALSO_WORDS) | {"e.g", "i.e", "a.m", "p.m"}


def is_abbreviation(word: str) -> bool:
    """Whether a word in lower case, without its dot, is an English abbreviation and nothing else: not "no" or "sat"."""
    return word.strip("'’-") in _ABBREVIATIONS


@cache
def tongue(language: str) -> Tongue:
    """The abbreviations of a language, plus titles and references of all others unless they are short words, because articles quote them."""
    own = _profile(language, _KINDS) if language in _PROFILES else Tongue(frozenset(), frozenset())
    abroad = frozenset().union(*(_profile(name, _QUOTED).abbreviations for name in _PROFILES if name != language))
    longer = {word for word in abroad - own.openers if len(word) >= _SHORTEST_ABROAD or not word.isascii()}
    return Tongue(own.abbreviations | longer, own.openers | _OPENERS.get(language, frozenset()), abroad)


@cache
def _profile(language: str, kinds: tuple[str, ...]) -> Tongue:
    rules = getattr(import_module(f"yasbd.rules.{language}"), f"{language.title()}Rules")
    listed = {word.lower().strip(". ") for kind in kinds for word in getattr(rules, kind)}
    listed |= _MORE.get(language, frozenset())
    return Tongue(frozenset(listed) - _WORDS, frozenset(word.lower() for word in rules.COMMON_SENT_STARTERS))
