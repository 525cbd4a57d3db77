"""What stands between two commas after a subject and tells a fact of it: ", 34,", ", once the largest in the valley,", ", home to 40 vineyards,"."""

from claims.english.trees import Tree

_STATE_OPENERS = frozenset("now once still formerly long already currently".split())
_DESCRIBING = ("VBN", "VBD", "VBG", "JJ", "JJS", "DT", "NN", "NNS")
_COMMAS = (",", "—", "–", "(")


def between_commas(tree: Tree, subject: int, verb: int) -> tuple[int, int] | None:
    """The first word and the end (exclusive) of such a description, the commas just outside; None where there is none."""
    first_of_verb = min([verb, *(word for word in tree.hanging(verb, "aux", "auxpass", "neg", "advmod") if word > subject)])
    end = first_of_verb - 1
    if end <= subject or tree.words[end].text not in (",", "—", "–", ")"):
        return None
    comma = next((word for word in range(subject + 1, end) if tree.words[word].text in _COMMAS), None)
    if comma is None or end - comma < 2 or not _describes(tree, comma + 1, end, subject):
        return None
    return comma + 1, end


def _describes(tree: Tree, start: int, end: int, subject: int) -> bool:
    words = tree.words[start:end]
    if len(words) == 1:  # ", 34,"
        return words[0].tag == "CD" and words[0].text.isdigit() and int(words[0].text) < 120 and tree.words[subject].tag == "NNP"
    if any(word.tag in ("VBZ", "VBP", "MD", "WDT", "WP", "WP$", "WRB") for word in words) or tree.is_quoted(start):
        return False
    return words[0].tag in _DESCRIBING or words[0].text.lower() in _STATE_OPENERS


def be(tree: Tree, subject: int, verb: int, first: int) -> str:
    """The "is" or "was" that the description needs: of the verb's tense, in the past after a participle."""
    many = tree.words[subject].tag in ("NNS", "NNPS") or bool(tree.hanging(subject, "conj"))
    helpers = [tree.words[word].tag for word in tree.hanging(verb, "aux", "auxpass")]
    is_past = tree.words[verb].tag == "VBD" or "VBD" in helpers or (tree.words[first].tag in ("VBN", "VBD"))
    is_past = (is_past and tree.words[first].tag != "CD") or tree.lower(first) in ("once", "formerly")
    return ("were" if many else "was") if is_past else ("are" if many else "is")
