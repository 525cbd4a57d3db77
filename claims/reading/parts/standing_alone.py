"""Whether a part of a sentence can stand alone: a whole sentence whose words all mean something without the rest. If that is unsure, it cannot."""

import re
from itertools import pairwise

from claims.english.given_names import MEN, WOMEN
from claims.english.offices import bare, is_title
from claims.english.trees import SUBJECT, Tree
from claims.reading.parts.clauses import Clause
from claims.reading.parts.joints import SAME_FORM, SPEECH, WITHOUT_OBJECT
from claims.reading.parts.nouns import OF_TIME
from claims.reading.parts.units import LARGE, harms, is_age, shares_unit
from claims.reading.speech.voices import is_human

_PERSONS = frozenset(("he", "she", "him", "his", "her", "hers", "himself", "herself"))
_THINGS = frozenset(("it", "its", "itself"))
_SEVERAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_NEEDS_MORE = frozenset(
    "you your yours one another ones others latter rest remainder same such this that these those which whom whose".split()
)
# Counts or sorts something that is not named: "some turned up", "three have been seized", "half of them".
_QUANTITIES = frozenset(
    "some many most few all none neither both each several half more less fewer any every either others another much enough".split()
)
_TIMES = (
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|decades?|mornings?|evenings?|nights?|springs?|summers?|autumns?|winters?|seasons?)"
)
_UNANCHORED = re.compile(
    r"(?i)\b(?:since then|by then|until then|back then|at the time|that (?:day|week|month|year|time)|afterwards|thereafter|instead|the other|by contrast"
    r"|in turn|likewise|half as \w+|twice as \w+|as well|for doing so|does so|did so|in (?:his|her|its|their) (?:place|stead))\b(?! (?:than|of|as))"
)
_LATER = re.compile(
    rf"(?i)\b{_TIMES} (?:(?:later|earlier|afterwards)\b(?! than)|(?:before|after)(?=\W*$|,))|\bthe (?:next|following|same|previous) {_TIMES}\b"
)
_COMPARED = re.compile(r"\b(?:from|than|with|against|on) (?:[\w$€£.,]+ ){0,4}an? $")  # "up from 27 million a year earlier"
_TIME = re.compile(
    r"\b[12][0-9]{3}\b|(?i:\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|yesterday|after|when|last|ago)\b)"
)
_ONE_OR_MANY = frozenset(
    "species series works headquarters news politics mathematics athletics gymnastics means barracks crossroads".split()
)
_NOBODY = frozenset("nobody none nothing everyone everybody everything someone somebody something anyone anybody anything".split())
_OF_PLACE = frozenset("in at to near from off across through around outside into".split())
_QUOTES = "“”„«»\"'"
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_BEFORE_NOUN = ("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "POS", "NN", "NNP", "$")


def is_whole_sentence(tree: Tree, fact: Clause, part: Tree) -> bool:
    """Whether a part, as it is worded, is a sentence by its grammar. ``part`` is the tree of its wording, ``tree`` the sentence's."""
    return (
        is_whole_text(part)
        and not _cuts_phrase(tree, fact)
        and not _may_be_of_relative(tree, fact)
        and _is_sentence(tree, fact, part)
        and _has_same_verb(tree, fact, part)
        and _has_subject(tree, fact)
        and _agrees(part)
    )


def is_anchored(part: Tree) -> bool:
    """Whether "six years later" has the time in its part from which it counts, or compares figures ("from 27 million a year earlier")."""
    return all(
        _TIME.search(part.text, 0, later.start()) or _COMPARED.search(part.text[: later.start()]) for later in _LATER.finditer(part.text)
    )


def is_clear_alone(part: Tree) -> bool:
    """Whether no word of a part points to something before it: no "she" without a name, no "instead"."""
    return not _UNANCHORED.search(part.text) and is_anchored(part) and all(_is_clear(part, word) for word in range(len(part.words)))


def is_whole_text(part: Tree) -> bool:
    """Whether a part is not cut out of a quotation, and not all of one, nor two texts run together ("LUND was The president …")."""
    text = part.text.rstrip(".")
    is_quotation = text[:1] in _QUOTES and text[-1:] in _QUOTES and len(re.findall(f"[{_QUOTES}]", text)) == 2
    is_even = all(text.count(opening) == text.count(closing) for opening, closing in ("“”", "()")) and text.count('"') % 2 == 0
    runs_on = any(
        word.text in ("The", "A", "An", "This") and following.text[0].islower() and not part.is_quoted(at + 1)
        for at, (word, following) in enumerate(pairwise(part.words[1:]))
    )  # but "her novel The Salt Room"
    return is_even and not is_quotation and not runs_on and "„" not in text


def _cuts_phrase(tree: Tree, fact: Clause) -> bool:
    """Whether a stretch of the sentence was cut between "800" and "families", or "the" and "stadium"."""
    numbers = [word for word in fact.words if isinstance(word, int)]
    chosen = set(numbers)
    # "9,700 (children)" takes the figure of the noun before it
    chosen |= {after - 1 for word, after in pairwise(numbers) if word > after and tree.words[word].tag == tree.words[after - 1].tag == "CD"}
    for word in numbers:
        before, after = word - 1, word + 1
        if before not in chosen and before >= 0 and tree.words[before].head == word and tree.words[before].tag in _BEFORE_NOUN:
            return True
        if before not in chosen and before >= 0 and tree.words[before].tag in ("DT", "PRP$") and tree.words[word].tag in _NOUNS:
            return True
        if (
            after not in chosen
            and after < len(tree.words)
            and tree.words[word].tag in ("CD", "DT", "PRP$", "JJ")
            and tree.words[after].tag in _NOUNS
        ):
            return True
    return False


def _may_be_of_relative(tree: Tree, fact: Clause) -> bool:
    """Whether a verb joined by "and" may share its subject with a clause about the noun before: "found a hall that covers a hectare and may have housed 500"."""
    verb = fact.opener
    if tree.words[verb].role != "conj" or tree.subject(verb) is not None:
        return False
    main = tree.words[verb].head
    relatives = [word for word in tree.under(main) if main < word < verb and tree.words[word].role == "relcl" and tree.is_finite(word)]
    return any("," not in [tree.words[between].text for between in range(word, verb)] for word in relatives)


def _is_sentence(tree: Tree, fact: Clause, part: Tree) -> bool:
    """Whether the words have one main verb with a subject, no other verb without one, and no opening that depends on something before."""
    roots = part.roots()
    if len(roots) != 1 or part.words[0].tag in ("WDT", "WP", "WP$", "WRB", "CC"):
        return False
    # "The reactor leaked twice", misread alone
    is_past = part.words[roots[0]].tag == "VBN" and (tree.words[fact.opener].tag == "VBD" or tree.lower(fact.opener) in WITHOUT_OBJECT)
    return (
        not _says_nothing(part, roots[0])
        and not _runs_together(part, roots[0])
        and not _lacks_object(tree, fact)
        and (part.is_finite(roots[0]) or is_past)
        and part.subject(roots[0]) is not None
        and not any(_hangs_loose(part, word) for word in range(len(part.words)))
    )


def _has_subject(tree: Tree, fact: Clause) -> bool:
    """Whether the words of a fact hold a subject: not "exports cheese", whose "exports" was taken for a noun."""
    borrows = any(isinstance(word, str) or word not in fact.own for word in fact.words)
    return borrows or any(tree.words[word].role in SUBJECT for word in fact.own) or tree.subject(fact.opener) in fact.own


def _runs_together(part: Tree, root: int) -> bool:
    """Whether only a comma stands between two statements: "The mill closed in 2013, its chimney was blown up"."""
    beside = [
        verb for verb in part.hanging(root, "ccomp", "parataxis", "conj", "advcl") if part.is_finite(verb) or part.words[verb].tag == "VBN"
    ]
    return part.lower(root) not in SPEECH and any(
        part.subject(verb) is not None and not part.hanging(verb, "mark", "advmod", "cc") and _is_comma_alone(part, verb, root)
        for verb in beside
    )


def _is_comma_alone(part: Tree, verb: int, root: int) -> bool:
    """Whether the clause of a verb and that of the root have a comma between them and no "and"."""
    whole = part.under(verb)
    edge = whole[0] - 1 if verb > root else whole[-1] + 1
    return (
        0 < edge < len(part.words) - 1
        and part.words[edge].text == ","
        and not any(root < cc < verb or verb < cc < root for cc in part.hanging(root, "cc"))
    )


def _lacks_object(tree: Tree, fact: Clause) -> bool:
    """Whether all that a part adds is a verb cut off from what follows: "saved" of "saved, by his own count, 209 lives"."""
    following = tree.words[fact.own[-1] + 1].text if fact.own[-1] + 1 < len(tree.words) else "."
    return fact.own == (fact.opener,) and tree.words[fact.opener].tag in ("VBD", "VBN", "VBZ", "VBP") and following not in (".", "and", ";")


def _says_nothing(part: Tree, root: int) -> bool:
    """Whether somebody speaks and what they say is missing: "A spokesman confirmed."."""
    is_speech = part.lower(root) in SPEECH or part.lower(root) in ("points", "pointed", "ask", "asks", "asked")
    return is_speech and not part.hanging(root, "dobj", "ccomp", "xcomp", "parataxis", "auxpass", "prep")


def _hangs_loose(part: Tree, verb: int) -> bool:
    """Whether a finite verb has no subject, and no "and" that gives it one."""
    word = part.words[verb]
    if word.head == verb or not part.is_verb(verb) or word.role not in ("conj", "dep", "parataxis") or not part.is_finite(verb):
        return False
    links = [number for number in part.hanging(word.head, "cc") if number < verb] + part.hanging(verb, "cc")
    return part.subject(verb) is None and not (word.role == "conj" and links and part.words[verb - 1].text != ",")


def _has_same_verb(tree: Tree, fact: Clause, part: Tree) -> bool:
    """Whether the part, read alone, has the main verb it was made for: a check on the parser by another reading."""
    root = part.roots()[0]
    if not tree.is_verb(fact.opener) or fact.opener not in fact.words:
        return True
    return tree.lower(fact.opener) in [part.lower(word) for word in (root, *part.hanging(root, "aux", "auxpass", "conj"))]


def _agrees(part: Tree) -> bool:
    """Whether subject and verb agree in number: not "shares was charged"."""
    root = part.roots()[0]
    subject = part.subject(root)
    helpers = (*part.hanging(root, "aux", "auxpass"), root)
    finite = next((word for word in helpers if part.words[word].tag in ("VBZ", "VBP") or part.lower(word) in ("was", "were")), None)
    if subject is None or finite is None or part.lower(finite) in SAME_FORM:
        return True
    is_singular = part.words[finite].tag == "VBZ" or part.lower(finite) == "was"
    if part.lower(subject) in ("we", "they", "you"):
        return not is_singular
    if part.lower(subject) in ("it", "he", "she"):
        return is_singular
    if part.words[subject].tag == "NNP" and not part.lower(subject).endswith("s") and not part.hanging(subject, "conj", "prep"):
        return is_singular  # not "Ada Lind were"
    if part.words[subject].tag == "NNS" and part.lower(subject) not in _ONE_OR_MANY:
        return not is_singular or bool(part.hanging(subject, "nummod"))
    is_many = bool(part.hanging(subject, "conj", "prep"))
    return not (part.words[subject].tag == "NN" and part.words[finite].tag == "VBP" and not is_many)


def _is_clear(part: Tree, word: int) -> bool:
    """Whether a word means something without the rest of the sentence."""
    low, tag, role = part.lower(word), part.words[word].tag, part.words[word].role
    if part.is_quoted(word):
        return True
    if low in _PERSONS | _THINGS | _SEVERAL and tag in ("PRP", "PRP$"):
        is_counted = low == "them" and part.lower(part.words[word].head) == "of"  # "lead in 87 of them"
        is_second = low == "it" and any(part.lower(part.subject(verb) or 0) == "it" for verb in _acts_on(part, word))
        return role == "expl" or (_is_named_before(part, word) and not is_counted and not is_second)
    if low == "here" or (low == "there" and part.is_place(word)):
        return False
    if low in _NEEDS_MORE:
        return (
            _is_conjunction(part, word)
            or (low == "rest" and role == "compound")
            or (low == "those" and bool(part.hanging(word, "prep", "relcl", "acl")))
            or (role == "det" and low in ("this", "these", "another"))
            or (low == "one" and (role == "nummod" or bool(part.hanging(word, "prep", "relcl"))))  # not "the old one"
        )
    if low == "both" and role in ("det", "predet"):  # "Both countries claim the lake"
        return any(part.words[name].tag == "NNP" and part.hanging(name, "conj") for name in range(len(part.words)))
    if low == "half" and part.lower(part.words[word].head) == "by":
        return True
    if low in _QUANTITIES and role in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return bool(part.hanging(word, "prep", "relcl", "det", "amod", "nummod"))
    if low in _NOBODY and role in ("nsubj", "nsubjpass"):  # "nobody died": where?
        return len(part.below[part.words[word].head]) > 4 or bool(part.below[word])
    if tag == "JJS" and part.hanging(word, "det") and not part.hanging(word, "prep", "relcl", "acl", "npadvmod"):  # "Kolm is the largest"
        return False
    if (
        role == "pobj" and low in ("first", "second", "third") and not (low == "third" and part.hanging(word, "det"))
    ):  # "in its second"; "by a third"
        return False
    if tag == "CD" and role in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return (
            bool(part.hanging(word, "prep"))
            or shares_unit(part, word)
            or (role == "pobj" and is_age(part, word))
            or (role in ("nsubj", "nsubjpass") and part.lower(0) == "of" and "," in [part.words[at].text for at in range(word)])
            or (role in ("dobj", "pobj") and (not low.isalpha() or low in LARGE or harms(part, word)))
        )
    return not (low == "since" and role == "advmod")


def _is_conjunction(part: Tree, word: int) -> bool:
    """Whether "that" or "which" opens a clause within the part, with its noun before it."""
    low, role = part.lower(word), part.words[word].role
    if low == "that":
        return role == "mark" or (role in ("nsubj", "nsubjpass", "dobj") and part.words[word].tag == "WDT")
    if low in ("which", "whom", "whose"):
        return _is_in_relative(part, word) and any(part.words[number].tag in _NOUNS for number in range(word))
    return low == "such" and role == "amod"


def _is_in_relative(part: Tree, word: int) -> bool:
    while part.words[word].head != word:
        if part.words[word].role in ("relcl", "ccomp", "pcomp"):
            return True
        word = part.words[word].head
    return False


def _is_named_before(part: Tree, pronoun: int) -> bool:
    """Whether a noun before a pronoun within the part can be what it means; the object of a verb is not its subject."""
    low, acts = part.lower(pronoun), _acts_on(part, pronoun)
    for number in range(pronoun):
        word = part.words[number]
        if word.tag not in _NOUNS or word.role in ("compound", "npadvmod") or part.lower(number) in OF_TIME:
            continue
        is_own_subject = word.head in acts and word.role in ("nsubj", "nsubjpass")
        is_place = word.role == "pobj" and part.lower(word.head) in _OF_PLACE
        is_many = word.tag in ("NNS", "NNPS")
        fits_many = is_many or bool(part.hanging(number, "conj"))
        fits = fits_many if low in _SEVERAL else (not is_many or (word.tag == "NNPS" and low in _THINGS))
        is_person = low in _THINGS and (
            is_title(word.text) or any(is_title(part.words[near].text) for near in part.hanging(number, "compound"))
        )
        sex = WOMEN if low in ("he", "him", "his") else MEN if low in ("she", "her") else ()
        is_person |= any(bare(part.words[near].text) in sex for near in (number, *part.hanging(number, "compound")))
        is_body = low in _PERSONS and word.tag.startswith("NNP") and bool(part.hanging(number, "det"))  # "the Green League"
        is_around = (
            low == "it" and word.role != "nsubj" and part.words[pronoun].role == "dobj" and (is_place or pronoun in part.under(number))
        )
        if (
            fits
            and not is_own_subject
            and not is_person
            and not is_around
            and not (low in _PERSONS and (is_place or is_body or _is_thing(part, number)))
        ):
            return True
    return False


def _acts_on(part: Tree, pronoun: int) -> list[int]:
    """The verbs whose subject a pronoun cannot mean, which would be "itself": "paid" of "Avel paid for it", "wants to lower" of "wants to lower it"."""
    word = part.words[pronoun]
    if word.role not in ("dobj", "dative", "pobj") or (word.role == "pobj" and part.lower(word.head) not in ("for", "to", "of", "about")):
        return []  # but "took with him" does
    verb = part.words[word.head].head if word.role == "pobj" else word.head
    verbs = [verb]
    while part.words[verb].role == "xcomp" and part.words[verb].head not in verbs:
        verb = part.words[verb].head
        verbs.append(verb)
    return verbs


def _is_thing(part: Tree, noun: int) -> bool:
    """Whether a noun is not a person: a common noun that is not an office, trade or relative."""
    return part.words[noun].tag == "NN" and not is_human(part.lower(noun))
