"""Runs of capitalised words, and the name of a person in one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.english.offices import BEFORE_TITLE, ORGANISATIONS, PORTFOLIOS, bare, is_name_too, is_organisation, is_title
from claims.english.word_lists import words

_PARTICLES = words(
    """
    de da del della di do dos du la le van von der den ter ten bin ibn al el y e zu af av
    """
)
_SEVERAL = words(
    """
    critics officials police residents experts scientists researchers authorities witnesses supporters opponents analysts organisers
    organizers activists neighbours neighbors investigators prosecutors lawyers teachers parents workers farmers doctors lawmakers
    sources people students economists engineers campaigners locals villagers traders shopkeepers fishermen nurses unions ministers
    councillors reporters journalists detectives inspectors auditors tenants owners families women
    """
)
NOT_NAMES = _SEVERAL | words(
    """
    the a an this that these those it he she they we i you his her its their our my there here in on at by for from with after
    before during since until while when where why how what who which if although though because as but and or so yet nor however
    meanwhile moreover still then now today yesterday tomorrow later earlier soon also instead according despite under over about
    both each every many most more some several few all no not only one two three four five six seven eight nine ten another other
    others such nearly almost last next once even perhaps thus therefore asked speaking citing monday tuesday wednesday thursday
    friday saturday sunday january february march july september october november december feb mar apr jun jul aug sept sep oct nov
    dec to of into through among between against across along around again amid without upon like unlike per via is was are were has had
    thirty forty fifty sixty seventy eighty ninety hundreds thousands dozens nothing whatever whoever whichever half none neither either
    outside inside nearby afterwards elsewhere above below behind upstairs downstairs tonight overall
    have will would did does do can could should must shall someone everyone nobody anyone yes well oh thanks
    """
)
_WORD = re.compile(r"[^\W\d_][\w.’'-]*\w|[^\W\d_]\.?|[0-9][\w.,]*", re.UNICODE)
_ARTICLED = re.compile(r"(?:a[lnrstdz]|ash|el|d|l)[-’'][A-Z]")  # "al-Avel", "d'Arcy"
_APOSTROPHE = re.compile("['’]")  # "He'd", "They're"
_PRONOUNS = words("he she they we you it i that there who")
SUFFIXES = words("jr sr jr. sr. ii iii iv")
_HONOURS = words("QC KC SC MP MEP MSP TD OBE MBE CBE MD PhD")  # words after a name that are not part of it
_LONGEST_NAME = 5  # words
_LONGEST_ARTICLE = 50_000  # code points of a text whose runs are kept while it is read
_LONGEST_KEPT = 600  # code points of a sentence whose runs are kept, because many questions about it need them


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive capitalised words, like a name or an office."""

    start: int
    end: int
    words: tuple[str, ...]


def runs(text: str) -> Iterable[Run]:
    """The runs of capitalised words in a text, particles ("van der") between them included."""
    if len(text) <= _LONGEST_KEPT:
        return _kept_runs(text)
    return _runs_of_article(text) if len(text) <= _LONGEST_ARTICLE else _runs(text)


@lru_cache(maxsize=2)
def _runs_of_article(text: str) -> tuple[Run, ...]:
    return tuple(_runs(text))


@lru_cache(maxsize=2_000)
def _kept_runs(text: str) -> tuple[Run, ...]:
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    start = end = stop = 0
    words: list[str] = []
    waiting: list[str] = []  # particles that count only when a capitalised word follows
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("’s").removesuffix("'s")
        near = bool(words) and _together(text[end : match.start()], (waiting or words)[-1], word)
        if words and near and word in _PARTICLES:
            waiting.append(word)
            end = match.end()
            continue
        goes_on = near and word.lower() in _SEVERAL  # "Bus Workers' Union"
        is_known = word.lower() in NOT_NAMES or _APOSTROPHE.split(word.lower())[0] in _PRONOUNS
        if (word[:1].isupper() or _ARTICLED.match(word)) and (goes_on or not is_known):
            if near:
                words += [*waiting, word]
            else:
                if words:
                    yield Run(start, stop, tuple(words))
                start, words = match.start(), [word]
            waiting = []
            stop = end = match.start() + len(word)
            if len(word) != len(match[0]):  # a possessive ends the name
                end = -9
        elif words:
            yield Run(start, stop, tuple(words))
            words, waiting = [], []
    if words:
        yield Run(start, stop, tuple(words))


def _together(between: str, word: str, following: str) -> bool:
    """Whether only a space, after an initial or "Dr" also a dot, keeps two words of a name apart; or the "'" of "Builders' Federation"."""
    plural = between in ("’ ", "' ") and word.endswith("s") and bare(following) in ORGANISATIONS
    return (
        between in (" ", "\xa0", " & ")
        or (between == ". " and (len(word) == 1 or is_title(word) or word.lower() in SUFFIXES or word == "St"))
        or plural
    )


def person_in(run: Run, text: str) -> str | None:
    """The person's name in a run that may begin with an office ("Opposition Leader Jon Marek"), as it stands in the text; else None."""
    words = list(run.words)
    last_title = max((at for at, word in enumerate(words) if is_title(word) and not is_name_too(at, words)), default=-1)
    name = words[last_title + 1 :]
    while len(name) > 1 and name[-1] in _HONOURS:
        name.pop()
    if last_title < 0 and follows_office(text, run.start):
        while len(name) > 1 and bare(name[0]) in PORTFOLIOS:
            name = name[1:]
        name = name[-2:] if len(name) > 3 else name
    if (
        not name
        or len(name) > _LONGEST_NAME
        or (len(name) == 1 and "." in name[0])
        or is_organisation(tuple(name))
        or all(bare(word) in PORTFOLIOS or bare(word) in BEFORE_TITLE for word in name)
    ):
        return None
    return _as_written(name, run, text)


def follows_office(text: str, start: int) -> bool:
    """Whether "Minister of" or "Director for" is directly before."""
    before = text[max(0, start - 40) : start].split()
    return len(before) >= 2 and before[-1] in ("of", "for", "and") and (is_title(before[-2]) or bare(before[-2]) in PORTFOLIOS)


def _as_written(name: list[str], run: Run, text: str) -> str | None:
    written = text[run.start : run.end]
    while len(name) < len(run.words) and written.split()[-1] in _HONOURS:
        written = written.rsplit(maxsplit=1)[0]
    at = written.rfind(name[0], 0, len(written) - len(" ".join(name[1:])) or None)
    return " ".join(written[at:].split()) if at >= 0 else None
