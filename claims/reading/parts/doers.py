"""Who does what a verb says, and who owns the thing that a clause is about."""

from claims.english.trees import Tree
from claims.reading.parts.nouns import AS_SUBJECT, NOUNS


def names_somebody(tree: Tree, word: int) -> bool:
    """Whether a pronoun's own clause says who it is: "he" in "He was Ola Brun"."""
    return tree.words[word].role in AS_SUBJECT and any(
        tree.words[name].tag == "NNP" for name in tree.hanging(tree.words[word].head, "attr")
    )


def is_second_subject(tree: Tree, noun: int) -> bool:
    """Whether the verb of a subject has another one, so that both are misread: "Once the pride of Orm, the Avel glassworks shut"."""
    word = tree.words[noun]
    return word.role in AS_SUBJECT and len(tree.hanging(word.head, *AS_SUBJECT)) > 1


def parallel_owner(tree: Tree, word: int, pronoun: str) -> int | None:
    """Who owns the subject of a later clause: the subject of the first, or its own owner: "Orm Tanker lost money, and its chairman goes", "the lake’s level sank, and its area shrank"."""
    owned = tree.words[word].head
    if tree.words[word].role != "poss" or tree.words[owned].role not in AS_SUBJECT:
        return None
    verb = verb_of(tree, tree.words[owned].head)
    main = tree.words[verb].head if verb is not None and tree.words[verb].role in ("conj", "advcl") else None
    subject = tree.subject(main) if main is not None else None
    if subject is None or subject > word:
        return None
    owners = [noun for noun in tree.hanging(subject, "poss") if tree.words[noun].tag in NOUNS]
    return owners[0] if owners and pronoun in ("its", "their") else subject


def doer(tree: Tree, verb: int | None, word: int) -> int | None:
    """The subject of a verb, or of the verb above that has it: for "sell" in "agreed to sell its mill", that of "agreed"; None if the word is in it."""
    for _ in tree.words:
        subject = tree.subject(verb) if verb is not None else None
        if verb is None or subject is not None:
            return None if subject is None or word in tree.under(subject) else subject
        verb = verb_of(tree, tree.words[verb].head) if tree.words[verb].head != verb else None
    return None


def wanting_subject(tree: Tree, verb: int | None) -> int | None:
    """For the verb in "to lower it", the subject of the "wants" before it; None if there is no such verb."""
    if verb is None or tree.words[verb].role not in ("xcomp", "advcl", "pcomp") or tree.is_finite(verb):
        return None
    return tree.subject(tree.words[verb].head)


def verb_of(tree: Tree, word: int) -> int | None:
    """The word itself if it is a verb, else the verb that it hangs on."""
    while not tree.is_verb(word):
        if tree.words[word].head == word:
            return None
        word = tree.words[word].head
    return word


def following_subject(tree: Tree, word: int) -> int | None:
    """The subject after a clause or phrase in front of it that has the pronoun: "Before he resigned, Ada Lind …", "Under her, the firm …"."""
    clause = verb_of(tree, word)
    if clause is None:
        return None
    verb = tree.words[clause].head if tree.words[clause].role == "advcl" else clause
    subject = tree.subject(verb)
    return subject if subject is not None and subject > word else None
