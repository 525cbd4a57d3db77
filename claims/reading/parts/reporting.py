"""Sentences that report: the verb of what was said, whoever reports it, and what is told beside."""

from collections.abc import Collection

from claims.english.trees import Tree
from claims.reading.parts.joints import SPEECH, follows_report, trimmed


def reported_verb(tree: Tree, root: int, together: Collection[int]) -> int:
    """The verb of what somebody said, if the sentence reports nothing else and the two are not ``together``; else the root itself."""
    more = [word for word in tree.hanging(root, "conj", "advcl", "parataxis") if word not in _adding(tree, root)]
    if tree.lower(root) in SPEECH and not more and root not in together:
        for verb in tree.hanging(root, "ccomp"):
            against = [word for word in tree.under(verb) if tree.lower(word) in ("while", "whereas", "although", "though")]
            is_told = verb > root or follows_report(tree, verb, root)
            if tree.is_finite(verb) and not tree.is_quoted(verb) and is_told and not against:
                return verb
    return root


def added_verbs(tree: Tree, root: int) -> list[int]:
    """The verbs of what the report adds: "Said the mine was flooded, adding that eleven men were missing"."""
    return [verb for word in _adding(tree, root) for verb in tree.hanging(word, "ccomp") if tree.is_finite(verb)]


def reporter_words(tree: Tree, subject: int) -> tuple[int, ...]:
    """The words that name who reports, without what is told of them: "Orm Foods" of "Orm Foods, the largest grower in Avel, said …"."""
    beside = tree.hanging(subject, "relcl", "acl")
    if tree.words[subject].tag.startswith("NNP"):
        beside += [word for word in tree.hanging(subject, "appos") if tree.words[word].tag in ("NN", "NNS")]
    return tuple(trimmed(tree, tree.under(subject, beside)))


def is_aside(tree: Tree, opener: int, reported: int) -> bool:
    """Whether a clause, or the one that it is joined to, only describes a noun of what is reported."""
    while tree.words[opener].role == "conj" and opener != reported:
        opener = tree.words[opener].head
    return opener != reported and tree.words[opener].role in ("relcl", "appos", "acl")


def _adding(tree: Tree, root: int) -> list[int]:
    return [word for word in tree.hanging(root, "advcl") if tree.lower(word) in ("adding", "saying", "noting", "warning", "claiming")]
