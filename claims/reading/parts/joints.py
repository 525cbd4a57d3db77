"""How the clauses of a sentence are joined: questions to its tree of words."""

from claims.english.trees import Tree

_APART = frozenset(
    "while whereas although though because since after as when where but and whilst".split()
)  # a clause they open is a fact, too
SPEECH = frozenset(
    "said says say told added adds announced stated confirmed reported reports claimed claims argued insisted warned noted found finds"
    " showed shows told tells revealed acknowledged admitted wrote writes testified explained estimates estimated concluded concludes noted say tell claim report warn".split()
)
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_COMMAS = frozenset((",", "—", "–", "(", "--"))


def makes_clause(tree: Tree, verb: int, main: int) -> bool:
    """Whether a joined word makes a clause: a verb that says when, by itself or by the helper of the verb it is joined to."""
    if tree.is_quoted(verb) or (tree.subject(verb) is None and len(tree.under(verb)) < 2):
        return False
    if tree.is_finite(verb):
        return True
    tag, head = tree.words[verb].tag, tree.words[main].tag
    # "Sales fell but recovered": a past form that the tagger took for a participle, as no helper stands before either.
    past = tag == "VBN" and head == "VBD" and not tree.hanging(verb, "aux", "auxpass")
    return past or (tag == head and tag in ("VBN", "VB", "VBG") and tree.is_finite(main))


def spliced(tree: Tree, verb: int) -> list[int]:
    """Verbs that a comma alone joins to this one, which the parser hangs elsewhere: "was born in Tarrow, studied in Lund and moved"."""
    found = []
    for word in tree.hanging(verb, "dep", "advcl", "amod", "acl"):
        past = tree.words[word].tag == "VBD" or (tree.words[word].tag == "VBN" and bool(tree.hanging(word, "conj")))
        if (
            word > verb
            and past
            and follows_comma(tree, word)
            and not tree.hanging(word, "mark", "aux", "auxpass")
            and not tree.is_quoted(word)
        ):
            found.append(word)
    return found


def opening_participles(tree: Tree, verb: int) -> list[int]:
    """A participle set before the subject: "Founded in 1921, Harlow Tools …", "Having lost twice, the party …"."""
    subject = tree.subject(verb)
    return [
        word
        for word in tree.hanging(verb, "advcl")
        if subject is not None
        and word < subject
        and tree.words[word].tag == "VBN"
        and tree.subject(word) is None
        and len(tree.under(word)) > 2
        and not tree.hanging(word, "mark")
        and tree.under(word)[0] == min(word, *tree.hanging(word, "aux"), word)
        and not is_conditional(tree, verb)
    ]


def is_conditional(tree: Tree, verb: int) -> bool:
    clauses_beside = tree.hanging(verb, "advcl")
    return any(tree.lower(mark) in ("if", "unless") for clause in clauses_beside for mark in tree.hanging(clause, "mark"))


def states_fact_beside(tree: Tree, verb: int, main: int) -> bool:
    """Whether a clause at a verb's side states a fact of its own: "while wages rose", "; rents doubled", not "if it rains"."""
    if not tree.is_finite(verb) or tree.subject(verb) is None or tree.is_quoted(verb):
        return False
    openers = [word for word in tree.hanging(verb, "mark", "advmod") if word < verb and word == tree.under(verb)[0]]
    if tree.words[verb].role == "advcl":
        if openers and tree.lower(openers[0]) == "that":  # the second of "said that A, that B and that C"
            return any(tree.lower(mark) == "that" for mark in tree.hanging(main, "mark"))
        is_span = (
            bool(openers)
            and tree.lower(openers[0]) == "since"
            and any(tree.lower(word) in ("has", "have") for word in tree.hanging(main, "aux"))
        )
        names_fact = any(tree.lower(word) in _APART for word in openers) and not (
            tree.lower(verb) in ("do", "does", "did") and len(tree.under(verb)) < 5
        )
        return names_fact and not is_span
    edge = tree.under(verb)[-1] + 1 if verb < main else tree.under(verb)[0] - 1
    sign = tree.words[edge].text if 0 <= edge < len(tree.words) else ""
    spliced = sign == "," and tree.words[verb].role in ("ccomp", "parataxis") and verb < main and tree.subject(main) is not None
    return not openers and (spliced or sign in (";", ":", "—", "–")) and tree.lower(main) not in SPEECH


def is_set_in(tree: Tree, word: int) -> bool:
    """Whether a word opens something set between commas that tells a fact of the noun before it."""
    role, tag = tree.words[word].role, tree.words[word].tag
    if tree.is_quoted(word) or not follows_comma(tree, word):
        return False
    if role == "relcl":
        return tree.is_finite(word) and relative_of(tree, word) is not None and noun_of(tree, word) is not None
    if role == "acl":  # but "was designed by Fonti, built in two years and opened by the king" is a row of verbs
        is_row = bool(tree.hanging(word, "conj")) and tree.under(word)[-1] >= len(tree.words) - 2
        return tag == "VBN" and len(tree.under(word)) > 2 and not is_row
    if role == "appos":
        head = tree.words[tree.words[word].head]
        described = any(tree.words[number].role in ("det", "poss", "prep") for number in tree.below[word])
        return head.tag in ("NNP", "NNPS") and tag in ("NN", "NNS", "NNP") and described and not tree.hanging(word, "conj")
    return False


def noun_of(tree: Tree, word: int) -> int | None:
    """The noun that something set between commas tells of; of "to Dubai in 2019, where …" the place, not the year."""
    head, relative = tree.words[word].head, relative_of(tree, word)
    if relative is None or tree.lower(relative) != "where" or tree.words[head].tag != "CD":
        return head
    return next((noun for noun in range(head, -1, -1) if tree.words[noun].role == "pobj" and tree.words[noun].tag in ("NN", "NNP")), None)


def is_comma(tree: Tree, word: int, places: set[int]) -> bool:
    return word in places and tree.words[word].text in (*_COMMAS, ")")


def follows_comma(tree: Tree, word: int) -> bool:
    first = tree.under(word)[0]
    return first > 0 and tree.words[first - 1].text in _COMMAS


def relative_of(tree: Tree, verb: int) -> int | None:
    """The "which", "who" or "where" of a relative clause."""
    return next((word for word in tree.under(verb) if tree.words[word].tag in _RELATIVE and word < verb), None)


def only_links(tree: Tree, word: int, verb: int, left_out: list[int]) -> bool:
    """Whether a word only joins the clause to another: the "and" between them, the "while" that opens it, "However,"."""
    role = tree.words[word].role
    if role == "cc":
        following = [number for number in left_out if tree.words[number].head == tree.words[word].head and number > word]
        return word == tree.under(tree.words[word].head)[0] or (bool(following) and tree.words[following[0]].role == "conj")
    if (
        role == "mark"
        and tree.lower(word) == "that"
        and word < verb
        and tree.words[word].head in (verb, *tree.hanging(verb, "aux", "auxpass"))
    ):
        return True
    if tree.words[word].head != verb or word > verb:
        return False
    if role in ("mark", "advmod") and word == tree.under(verb)[0]:
        return tree.lower(word) in _APART or tree.lower(word) in ("however", "meanwhile", "still", "yet", "also")
    return False


def trimmed(tree: Tree, numbers: list[int]) -> list[int]:
    """Words without the commas, dashes and full stops at either end, and without a comma beside another."""
    signs = {",", ";", ":", "—", "–", "-", ".", "--", "!"}
    while numbers and (tree.words[numbers[-1]].tag == "CC" or tree.words[numbers[-1]].text in signs):
        numbers = numbers[:-1]
    while numbers and tree.words[numbers[0]].text in signs:
        numbers = numbers[1:]
    return numbers
