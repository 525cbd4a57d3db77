"""The forms of English words: enough to know a word of a list in whatever form a text has it."""

from collections.abc import Iterator
from functools import lru_cache

_IRREGULAR = """
arise arose arisen; be was were been is are am; beat beaten; become became; begin began begun; bend bent; bite bit bitten; bleed bled; blow blew blown; break broke broken;
breed bred; bring brought; build built; burn burnt; burst; buy bought; catch caught; choose chose chosen; cling clung; come came; cost; creep crept; cut; deal dealt; dig dug;
do did done does; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled;
fly flew flown; forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone goes; grind ground;
grow grew grown; hang hung; have had has; hear heard; hide hid hidden; hit; hold held; hurt; keep kept; know knew known; lay laid; lead led; learn learnt; leave left; lend lent;
let; lie lay lain; lose lost; make made; mean meant; meet met; mislead misled; overcome overcame; overtake overtook overtaken; overthrow overthrew overthrown; pay paid; put; quit;
read; rebuild rebuilt; rid; ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; set; shake shook shaken; shed;
shine shone; shoot shot; show shown; shrink shrank shrunk; shut; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken; spend spent; spill spilt;
spin spun; split; spread; spring sprang sprung; stand stood; steal stole stolen; stick stuck; sting stung; strike struck stricken; strive strove; swear swore sworn; sweep swept;
swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; undergo underwent undergone; understand understood;
undertake undertook undertaken; uphold upheld; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn; withhold withheld; withstand withstood; write wrote written
"""
_NOUNS = """
child children; man men; woman women; person people; foot feet; wife wives; life lives
"""
_FORMS: dict[str, list[str]] = {}
_BASE: dict[str, str] = {}
for _row in f"{_IRREGULAR};{_NOUNS}".replace("\n", " ").split(";"):
    _word, *_others = _row.split()
    _FORMS[_word] = _others
    for _other in _others:
        _BASE.setdefault(_other, _word)
_NO_VERBS = frozenset(_NOUNS.replace(";", " ").split())
# These are more often another word than a form of one.
for _other in ("ground", "left", "lay", "saw", "people", "lives", "rose"):
    _BASE.pop(_other, None)
_NO_SUPERLATIVES = frozenset(
    "west northwest southwest midwest forest rainforest protest test contest quest request bequest arrest interest harvest guest rest unrest honest dishonest modest"
    " priest invest suggest digest chest nest pest vest crest jest zest behest inquest conquest everest attest detest manifest ingest infest".split()
)
_VOWELS = "aeiou"


def forms(word: str) -> Iterator[str]:
    """A base word and all its inflected forms: plural, tenses, comparison; some of them no words at all, which does no harm."""
    yield word
    yield from _FORMS.get(word, ())
    if not word.isalpha():
        return
    stems = [word]
    if word[-1] == "e":
        stems = [word[:-1]]
    elif word[-1] == "y" and word[-2] not in _VOWELS:
        stems = [word[:-1] + "i"]
        yield word + "ing"
    elif len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        stems = [word, word + word[-1]]
    for stem in stems:
        yield from (stem + ending for ending in ("ed", "ing", "es", "er", "est"))
    yield word + "s"


@lru_cache(maxsize=20_000)
def base(form: str) -> str:
    """The base form of an irregular one, ``beaten`` of ``beat``; any other word as it is."""
    return _BASE.get(form, form)


def may_be_past(form: str) -> bool:
    """Whether a word can be a verb in the past or a participle, or the base of an irregular one: ``sued``, ``beaten``, ``sell``."""
    return form.endswith("ed") or ((form in _BASE or form in _FORMS) and form not in _NO_VERBS)


def is_superlative(form: str) -> bool:
    """Whether a word is one like ``largest``, and not ``forest`` or ``arrest``."""
    return form.endswith("est") and form not in _NO_SUPERLATIVES
