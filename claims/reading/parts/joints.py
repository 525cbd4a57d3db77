"""How the clauses of a sentence are joined: questions about its tree of words."""

from claims.english.inflection import is_only_participle, may_be_past
from claims.english.trees import Tree
from claims.reading.parts.relatives import is_time, noun_of, relative_of, stands_before

# A clause that these open is a fact, too.
_APART = frozenset("while whereas although though because since after as when where but and whilst".split())
_TIMING = frozenset("since after as when".split())  # the other clause is incomplete without it
# Past forms of verbs without an object: never "was resigned".
WITHOUT_OBJECT = frozenset(
    "died lived moved studied resigned retired worked returned arrived escaped survived disappeared collapsed emerged appeared remained happened"
    " occurred reopened surfaced resurfaced reappeared vanished crashed expired lapsed premiered soared slumped plummeted rebounded migrated stayed travelled traveled emigrated married recovered served joined won lost rose fell grew went came became began stood".split()
)
SAME_FORM = frozenset("cost put cut set hit let shut beat spread read bet quit burst hurt split".split())  # in the past, too
_COUPLED = frozenset(("neither", "either", "nor", "or"))
SPEECH = frozenset(
    "said says say told added adds announced stated confirmed reported reports claimed claims argued insisted warned noted found finds"
    " showed shows told tells revealed acknowledged admitted wrote writes testified explained estimates estimated concluded concludes noted say tell claim report warn".split()
)
_LINKS = frozenset("however meanwhile still yet also instead therefore thus nevertheless nonetheless moreover furthermore".split())
_DIRECTIONS = frozenset("off out away back home up down on over through".split())
_COMMAS = frozenset((",", "—", "–", "(", "--"))


def is_joined(tree: Tree, word: int, main: int) -> bool:
    """Whether a joined word makes a clause that can be separated from the verb ``main``: it follows "and", "but" or a comma, not "or"."""
    if not makes_clause(tree, word, main) or (tree.hanging(main, "auxpass") and may_be_either_voice(tree, word)):
        return False
    first = next(number for number in tree.under(word) if tree.words[number].tag[0].isalpha() or number == word)
    link = tree.words[first - 1] if first else tree.words[first]
    links = [number for head in (tree.words[word].head, main) for number in tree.hanging(head, "cc")]
    if {tree.lower(number) for number in links} & _COUPLED:
        return False
    if tree.words[first].tag == "CC" or link.tag == "CC" or link.text in (";", ":", "—", "–"):
        return True
    # A comma alone joins the earlier of three clauses; between two it joins nothing: "after its founder, Rex Tallow, was charged".
    row = [
        number for head in (word, tree.words[word].head) for number in tree.hanging(head, "conj") if number > word and tree.is_verb(number)
    ]
    return link.text == "," and (
        bool(row) or bool(tree.hanging(word, "cc")) or tree.subject(word) is not None or tree.lower(first) == "then"
    )


def follows_report(tree: Tree, verb: int, root: int) -> bool:
    """Whether a report stands after what it tells: "It has 40 mills and will build two, the head of Orm Mills said"."""
    subject = tree.subject(root)
    if subject is None or not verb < subject < root:
        return False
    first = tree.under(subject)[0]
    return tree.words[first - 1].text == "," and max(tree.under(verb)) < first


def is_spliced(tree: Tree, verb: int) -> bool:
    """Whether only a comma joins a main clause to the one before it."""
    whole = trimmed(tree, tree.under(verb))
    first = whole[0] if whole else verb
    return (
        tree.words[verb].role in ("conj", "ccomp", "parataxis")
        and tree.words[first].tag != "CC"
        and first > 0
        and tree.words[first - 1].text == ","
    )


def keeps_time(tree: Tree, verb: int) -> bool:
    """Whether a clause says when the other one holds: "since the mine shut", "after the plant closed"."""
    openers = [word for word in tree.hanging(verb, "mark", "advmod") if word < verb]
    return bool(openers) and tree.lower(openers[0]) in _TIMING


def may_be_either_voice(tree: Tree, verb: int) -> bool:
    """Whether a form after "was …" may share the "was" or not: "was booked and limped off", "was launched and recalled in June"."""
    following = tree.lower(verb + 1) if verb + 1 < len(tree.words) else ""
    return (
        (tree.words[verb].tag == "VBD" or (tree.words[verb].tag == "VBN" and following in _DIRECTIONS))
        and tree.subject(verb) is None
        and not tree.hanging(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "aux", "auxpass")
        and tree.lower(verb) not in WITHOUT_OBJECT
    )


def makes_clause(tree: Tree, verb: int, main: int) -> bool:
    """Whether a joined word makes a clause: a verb that says when, by itself or by the auxiliary of the verb it is joined to."""
    if tree.is_quoted(verb) or (tree.subject(verb) is None and len(tree.under(verb)) < 2):
        return False
    if tree.subject(verb) is None and tree.hanging(verb, "compound", "amod", "det", "nummod"):
        return False  # "maize output" is no verb
    if tree.is_finite(verb):
        return bool(tree.hanging(verb, "aux", "auxpass")) or not is_only_participle(tree.lower(verb))
    tag, head = tree.words[verb].tag, tree.words[main].tag
    # "Sales fell but recovered": a past form that the tagger took for a participle, because no auxiliary is before either.
    past = (
        tag == "VBN"
        and head == "VBD"
        and may_be_past(tree.lower(verb))
        and not is_only_participle(tree.lower(verb))
        and not tree.hanging(verb, "aux", "auxpass")
    )
    future = tag == "VB" and tree.lower(main) in SAME_FORM and _is_future(tree, main)
    return past or future or (tag == head and tag in ("VBN", "VB", "VBG") and tree.is_finite(main))


def _is_future(tree: Tree, verb: int) -> bool:
    """Whether a verb, or the one that it is joined to, has "will" or the like: "will close a bakery, cut 140 jobs and move"."""
    row = [verb, tree.words[verb].head] if tree.words[verb].role == "conj" else [verb]
    return any(tree.words[word].tag == "MD" for head in row for word in tree.hanging(head, "aux"))


def spliced(tree: Tree, verb: int) -> list[int]:
    """Verbs that only a comma joins to this one, and that the parser attaches elsewhere: "was born in Tarrow, studied in Lund and moved"."""
    joined = []
    for word in tree.hanging(verb, "dep", "advcl", "amod", "acl"):
        past = tree.words[word].tag == "VBD" or (tree.words[word].tag == "VBN" and bool(tree.hanging(word, "conj")))
        if (
            word > verb
            and past
            and follows_comma(tree, word)
            and not tree.hanging(word, "mark", "aux", "auxpass")
            and not tree.is_quoted(word)
        ):
            joined.append(word)
    return joined


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
        and tree.under(word)[0] == min([word, *tree.hanging(word, "aux")])
        and tree.words[tree.under(word)[-1] + 1].text != ":"
        and not any(tree.words[joined].tag == "VBG" for joined in tree.hanging(word, "conj"))  # "Carved from oak and weighing a tonne, …"
        and not is_conditional(tree, verb)
    ]


def is_conditional(tree: Tree, verb: int) -> bool:
    """Whether a verb holds only under a condition: after "if" or "unless", or in a sentence that opens with "Had", "Were" or "Should"."""
    clauses_beside = tree.hanging(verb, "advcl")
    if (
        tree.words
        and tree.lower(0) in ("had", "were", "should")
        and tree.words[0].tag in ("VBD", "MD")
        and not tree.words[0].text.islower()
    ):
        return True  # "Had the alarm worked, the warehouse would stand"
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
        is_first = (
            not openers
            and not is_conditional(tree, main)
            and verb < main
            and tree.subject(main) is not None
            and tree.words[tree.under(verb)[-1] + 1].text == ","
        )
        return (names_fact and not (is_span and verb > main)) or is_first  # "A railway was laid, a church was built and …"
    edge = tree.under(verb)[-1] + 1 if verb < main else tree.under(verb)[0] - 1
    sign = tree.words[edge].text if 0 <= edge < len(tree.words) else ""
    is_spliced_on = sign == "," and tree.words[verb].role in ("ccomp", "parataxis") and verb < main and tree.subject(main) is not None
    return not openers and (is_spliced_on or sign in (";", ":", "—", "–")) and not reports(tree, main)


def reports(tree: Tree, verb: int) -> bool:
    """Whether a verb may tell what somebody says: "found" may, but not that of "3 million in notes was found"."""
    subject = tree.subject(verb)
    is_passive = bool(tree.hanging(verb, "auxpass")) and subject is not None and tree.lower(subject) != "it"
    return tree.lower(verb) in SPEECH and not is_passive


def follows_somebody(tree: Tree, comma: int) -> bool:
    """Whether a description after a comma follows a name that its "of" brings: "the trial of Ola Brun, accused of taking gold": the trial was not accused."""
    name = tree.words[comma - 2 : comma]
    return (
        comma > 3
        and [part.tag for part in name] == ["NNP", "NNP"]
        and any(tree.lower(link) == "of" for link in range(max(0, comma - 6), comma - 2))
    )


def is_set_in(tree: Tree, word: int) -> bool:
    """Whether a word opens a phrase between commas that states a fact about the noun before it."""
    role, tag = tree.words[word].role, tree.words[word].tag
    if tree.is_quoted(word) or not follows_comma(tree, word):
        return False
    if role == "relcl":
        noun = noun_of(tree, word)
        return tree.is_finite(word) and relative_of(tree, word) is not None and noun is not None and stands_before(tree, word, noun)
    if role == "acl" and follows_somebody(tree, tree.under(word)[0] - 1):
        return False
    if role == "acl":  # but "was designed by Fonti, built in two years and opened by the king" is a row of verbs
        is_row = bool(tree.hanging(word, "conj")) and tree.under(word)[-1] >= len(tree.words) - 2
        described = tree.words[tree.words[word].head]  # "Skips line the pavement, filled with sofas": not the pavement
        is_subjects = described.tag in ("NN", "NNS") and described.role not in ("nsubj", "nsubjpass", "ROOT")
        return tag == "VBN" and len(tree.under(word)) > 2 and not is_row and not is_subjects
    if role == "appos":
        head = tree.words[tree.words[word].head]
        if any(is_time(tree, owner) for owner in tree.hanging(word, "poss")):  # "Aldersby, an hour's drive away"
            return False
        has_article = any(tree.words[number].role in ("det", "poss", "prep") for number in tree.below[word])
        is_kind = tag in ("NN", "NNS") or (tag == "NNP" and bool(tree.hanging(word, "det")))
        return head.tag in ("NNP", "NNPS") and is_kind and has_article and not tree.hanging(word, "conj")
    return False


def is_comma(tree: Tree, word: int, places: set[int]) -> bool:
    return word in places and tree.words[word].text in (*_COMMAS, ")")


def follows_comma(tree: Tree, word: int) -> bool:
    first = tree.under(word)[0]
    return first > 0 and tree.words[first - 1].text in _COMMAS


def only_links(tree: Tree, word: int, verb: int, left_out: list[int]) -> bool:
    """Whether a word only joins the clause to another one: the "and" between them, the "while" that opens it, "However,"."""
    role = tree.words[word].role
    if role == "cc":
        # "Opened in 1962 and closed in 2021, but …": the "and" stays with the verb right after it, whatever the "but" joins.
        joined = [number for number in tree.hanging(tree.words[word].head, "conj") if number > word]
        following = [number for number in left_out if tree.words[number].head == tree.words[word].head and number > word]
        is_of_part = bool(following) and tree.words[following[0]].role == "conj" and (not joined or joined[0] in left_out)
        return word == tree.under(tree.words[word].head)[0] or is_of_part
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
        return tree.lower(word) in _APART | _LINKS
    return role == "advmod" and tree.lower(word) == "also"


def trimmed(tree: Tree, numbers: list[int]) -> list[int]:
    """Words without commas, dashes and full stops at either end, and without doubled commas."""
    signs = {",", ";", ":", "—", "–", "-", ".", "--", "!"}
    while numbers and (tree.words[numbers[-1]].tag == "CC" or tree.words[numbers[-1]].text in signs):
        numbers = numbers[:-1]
    while numbers and tree.words[numbers[0]].text in signs:
        numbers = numbers[1:]
    return numbers
