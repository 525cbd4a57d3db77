"""Whether a noun can be what a word points to: who may bear a name, own what is "theirs", or be "he" or "she"."""

from claims.english.given_names import MEN, WOMEN
from claims.english.offices import FEMALE, MALE, bare, is_organisation, is_title
from claims.english.trees import Tree
from claims.reading.parts.joints import SPEECH
from claims.reading.parts.nouns import (
    AS_OBJECT,
    AS_SUBJECT,
    PLACES,
    Noun,
    phrase,
)
from claims.reading.speech.voices import is_human

_IT = frozenset(("it", "its"))
HERS, HIS = frozenset(("she", "her")), frozenset(("he", "him", "his"))


def may_bear(kind: str, name: str, tree: Tree, before: Tree) -> bool:
    """Whether "the firm" or "the country" can mean what bears a name, which may also be a person's: "Holloway resigned. The firm …"."""
    text_words = {word.strip(".,;:") for word in f"{before.text} {tree.text}".lower().split()}
    names = name.split()
    if is_organisation(tuple(names)) or "&" in names or (text_words & _IT and not text_words & {*HERS, *HIS}):
        return True
    if len(names) > 1 and names[-1].endswith("s") and bare(names[0]) not in MEN | WOMEN and not text_words & {*HERS, *HIS}:
        return True  # "Bramley Logistics", "Lantern Games"
    return kind in PLACES and len(names) == 1 and not text_words & (SPEECH | HERS | HIS)


def full_name(word: int, tree: Tree, before: Tree) -> str | None:
    """ "Ada Lind" for the subject "Lind", where the sentence before has her whole name."""
    if tree.words[word].role not in AS_SUBJECT or tree.hanging(word, "compound", "det", "poss"):
        return None
    full = {
        before.wording(phrase(before, number))
        for number, name in enumerate(before.words)
        if name.text == tree.words[word].text and name.tag == "NNP" and before.hanging(number, "compound")
    }
    return full.pop() if len(full) == 1 else None


def may_own(subject: int, pronoun: str, tree: Tree) -> bool:
    """Whether a subject agrees with a possessive in number; a thing owns nothing that is "his" or "hers"."""
    word = tree.words[subject]
    is_many = word.tag in ("NNS", "NNPS") or word.text.lower() in ("they", "we") or bool(tree.hanging(subject, "conj"))
    if pronoun == "their":
        return is_many or word.tag == "NNP"
    if is_many and word.tag != "NNPS":
        return False
    names = tree.wording([part for part in phrase(tree, subject) if part <= subject]).split()
    is_thing = (word.tag == "NN" and word.text.islower() and not is_human(word.text)) or is_organisation(tuple(names))
    return not is_thing if pronoun in ("his", "her") else not is_title(word.text)


def is_other_sex(noun: Noun, pronoun: str) -> bool:
    """Whether an office, a form of address or a first name excludes the pronoun: "Mrs Lind … he"."""
    words = {bare(word) for word in noun.words.split()}
    first = {bare(word) for word in noun.words.split()[:-1]} if noun.is_name else set()
    if (first & (WOMEN - MEN) and pronoun in HIS) or (first & (MEN - WOMEN) and pronoun in HERS):
        return True
    return bool(words & (MALE - FEMALE)) if pronoun in HERS else bool(words & (FEMALE - MALE)) if pronoun in HIS else False


def is_named_in(text: str, noun: Noun) -> bool:
    """Whether the words before a pronoun have its noun already, or the surname of the person: "Lind told the court she had debts"."""
    surname = noun.words.split()[-1] if noun.is_name else noun.words
    return noun.words.lower() in text.lower() or surname in text.split()


def only_noun(nouns: list[Noun], role: str) -> Noun | None:
    """The only one of these nouns; of two, the one in the pronoun's own role."""
    if len({noun.words for noun in nouns}) > 1:
        same = AS_SUBJECT if role in AS_SUBJECT else AS_OBJECT if role in AS_OBJECT else ()
        nouns = [noun for noun in nouns if noun.role in same]
    return nouns[-1] if len({noun.words for noun in nouns}) == 1 else None


def is_of_known_sex(noun: Noun) -> bool:
    """Whether a first name, an office or a form of address tells whether "he" or "she" means a person."""
    words = {bare(word) for word in noun.words.split()}
    return bool(words & ((MALE ^ FEMALE) | (MEN ^ WOMEN)))
