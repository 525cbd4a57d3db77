"""Whether a part says which storm, firm or driver it means: as a claim by itself, "The driver broke an arm" is about nobody.

A part is as clear as its sentence only if no name and nothing that "the driver" follows from ("a bus near Dell") is left behind.
"""

from claims.english.trees import Tree
from claims.reading.parts.clauses import Clause
from claims.reading.parts.joints import keeps_time
from claims.reading.parts.nouns import AS_SUBJECT, KINDS, NOUNS, ONLY_ONE, names

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_FIRST_PERSON = frozenset("i me my mine we us our ours myself ourselves".split())
_MEASURES = frozenset("number share amount proportion percentage rate level price cost value".split())  # of what, the noun after "of" says
_ONLY_ONE_SUCH = frozenset((("prime", "minister"), ("central", "bank")))


def says_which(tree: Tree, fact: Clause, part: Tree, before: Tree, speaker: str | None) -> bool:
    """Whether everything that tells what a part is about is in the part, or in the name of who says it, which is shown beside it.

    ``part`` is the tree of its wording, ``before`` that of the sentence before.
    """
    left_behind = _left_behind(tree, fact)
    earlier = [word for word in left_behind if word < fact.own[0]] if _has_own_subject(tree, fact) else []
    if _speaks_for_us(part, before) or _has_two_owners(tree, fact, left_behind):
        return False
    if any(tree.hanging(word, "nummod") for word in left_behind) and any(_is_bare_figure(part, word) for word in range(len(part.words))):
        return False
    if _means_text_before(tree, fact, part, before, earlier):
        return False
    if any(part.words[word].text in tree.text + before.text for word in names(part)):  # not "Records" of "since records began"
        return True
    lost = {tree.words[word].text for word in set(names(tree)) & set(left_behind)} | {before.words[word].text for word in names(before)}
    if not lost <= set((speaker or "").split()) or (tree.words[fact.opener].role == "advcl" and keeps_time(tree, fact.opener)):
        return False  # "since records began": of what?
    if not speaker and part.lower(0) == "no" and _has_own_subject(tree, fact):
        return False  # "No document has been shown": of what?
    subject = part.subject(part.roots()[0])
    is_known = subject is not None and part.lower(subject) in ONLY_ONE
    return is_known or not any(_is_lost(tree, word, part) for word in earlier)


def _speaks_for_us(part: Tree, before: Tree) -> bool:
    """Whether "we" or "our" is somebody whom the text before names."""
    return bool(before.words) and any(part.lower(word) in _FIRST_PERSON and not part.is_quoted(word) for word in range(len(part.words)))


def _means_text_before(tree: Tree, fact: Clause, part: Tree, before: Tree, earlier: list[int]) -> bool:
    """Whether "the driver" or "the club" of a part is one that the rest of the sentence or the sentence before describes."""
    root = part.roots()[0]
    subject = part.subject(root)
    for word in (subject, *part.hanging(root, "attr")):
        if word is not None and is_bare(part, word) and _points_back(tree, earlier, part.lower(word), before):
            return True
    if names(before) and any(part.lower(word) in KINDS and is_bare(part, word) for word in range(len(part.words))):
        return True
    described = set(names(tree)) & set(_left_behind(tree, fact)) & set(_around_subject(tree, fact))
    return subject is not None and is_bare(part, subject) and bool(described)


def _around_subject(tree: Tree, fact: Clause) -> list[int]:
    """The words that describe the subject: "known as Rho-9" of "the comet, known as Rho-9, …"."""
    subject = tree.subject(fact.opener)
    return tree.under(subject) if subject is not None else []


def _has_two_owners(tree: Tree, fact: Clause, left_behind: list[int]) -> bool:
    """Whether "its" may mean an owner that is not in the part: "mines the country's copper and gets 2 percent of its taxes"."""
    pronouns = [word for word in fact.words if isinstance(word, int) and tree.lower(word) == "its"]
    return any(
        word < max(pronouns, default=-1) and tree.words[word].role == "poss" and tree.words[word].tag in NOUNS for word in left_behind
    )


def _is_lost(tree: Tree, noun: int, part: Tree) -> bool:
    """Whether a noun that would tell what a part is about ("the hospital" before "two patients died") is not in the part."""
    return _is_definite(tree, noun) and tree.lower(noun) not in ONLY_ONE | _MEASURES and tree.lower(noun) not in part.text.lower()


def _points_back(tree: Tree, earlier: list[int], noun: str, before: Tree) -> bool:
    """Whether "the driver" is told of before: by another subject of the sentence ("The bus overturned, but the driver …"), or by the sentence before."""
    subjects = {tree.lower(word) for word in earlier if tree.words[word].role in AS_SUBJECT}
    if subjects and noun not in subjects:
        return True
    is_as_bare = not names(before) and any(before.lower(word) == noun and is_bare(before, word) for word in range(len(before.words)))
    return bool(before.words) and not is_as_bare


def _is_bare_figure(part: Tree, word: int) -> bool:
    """Whether a figure counts something that is not told: "Avel lost 350"."""
    following = part.words[word + 1 : word + 2]
    return (
        part.words[word].tag == "CD"
        and part.words[word].role == "dobj"
        and not ((following and following[0].tag in NOUNS) or following[0].text == "%")
    )


def is_bare(tree: Tree, noun: int) -> bool:
    """Whether a noun is "the firm", "the old firm", "the firm's owner" or "the owner of the firm" and no more: which one, the text before says."""
    if (
        tree.words[noun].tag not in ("NN", "NNS")
        or tree.lower(noun) in ONLY_ONE
        or (tree.lower(noun - 1), tree.lower(noun)) in _ONLY_ONE_SUCH
    ):
        return False
    if set(names(tree)) & set(tree.under(noun)):
        return False
    owners = [*tree.hanging(noun, "poss"), *(owned for of in tree.hanging(noun, "prep") for owned in tree.hanging(of, "pobj"))]
    if owners:
        return all(is_bare(tree, owner) for owner in owners)
    return _is_definite(tree, noun) and not tree.hanging(noun, "compound", "prep", "relcl", "acl", "appos", "nmod")


def _is_definite(tree: Tree, noun: int) -> bool:
    return tree.words[noun].tag in NOUNS and any(
        tree.lower(word) in _DEFINITE or tree.words[word].role == "poss" for word in tree.hanging(noun, "det", "poss")
    )


def _has_own_subject(tree: Tree, fact: Clause) -> bool:
    """Whether a part has a subject of its own: no borrowed one and no pronoun, which an earlier noun is filled in for."""
    subject = tree.subject(fact.opener)
    return subject in fact.own and subject is not None and tree.words[subject].tag != "PRP"


def _left_behind(tree: Tree, fact: Clause) -> list[int]:
    """The words of the sentence that are not in the part, except who reports it and by whom something was done, which say nothing about which."""
    agents = [word for word in range(len(tree.words)) if tree.words[word].role == "agent"]
    kept = {*fact.words, *fact.reporter, *(word for agent in agents for word in tree.under(agent))}
    return [word for word in range(len(tree.words)) if word not in kept]
