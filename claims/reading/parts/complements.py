"""Verbs that say too little without what only the text around them names: "Avel complied" with what?"""

from claims.english.trees import Tree
from claims.english.word_lists import words

# Stand alone in a sentence only where it has said already with, to or in what.
_WITH_SOMETHING = words(
    "complied conformed adhered objected consented assented responded replied practised practiced participated contributed refused declined"
    " accepted agreed concurred qualified applied appealed complies objects consents practises practices participates refuses declines agrees"
)
_TO_SOMETHING = words("added adds attached attaches appended")
_RATES = words("puts put estimates estimated values valued reckons reckoned")
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "advcl", "auxpass", "nsubjpass", "agent", "oprd", "dative")
_NO_COMPLEMENT = frozenset("in at on since after before until by during".split())


def lacks_complement(part: Tree, verb: int) -> bool:
    """Whether a verb lacks the thing that it complies with, is added to, or is rated by somebody else: "puts annual receipts at 64 million"."""
    low = part.lower(verb)
    is_of_noun = part.words[verb].role in ("relcl", "acl") and low not in _RATES and any(part.is_verb(root) for root in part.roots())
    if not part.is_verb(verb) or is_of_noun:  # "the sport that he practised"
        return False
    links = [part.lower(link) for link in part.hanging(verb, "prep")]
    if low in _WITH_SOMETHING:
        return not part.hanging(verb, *_COMPLEMENTS) and not any(link not in _NO_COMPLEMENT for link in links)
    if low in _TO_SOMETHING:
        return bool(part.hanging(verb, "dobj")) and not part.hanging(verb, "ccomp", "auxpass") and "to" not in _links_under(part, verb)
    return low in _RATES and "at" in _links_under(part, verb) and any(_says_no_owner(part, noun) for noun in part.hanging(verb, "dobj"))


def _links_under(part: Tree, verb: int) -> list[str]:
    return [part.lower(word) for word in part.under(verb) if part.words[word].role in ("prep", "dative")]


def _says_no_owner(part: Tree, noun: int) -> bool:
    return part.words[noun].tag in ("NN", "NNS") and not part.hanging(noun, "prep", "poss", "compound", "relcl", "acl", "det")
