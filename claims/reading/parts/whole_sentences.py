"""Whether the wording of a part is a whole sentence by its grammar: one main verb with its subject, nothing cut off, nothing run together."""

import re
from itertools import pairwise

from claims.english.trees import FINITE, SUBJECT, Tree
from claims.reading.parts.clauses import Clause
from claims.reading.parts.joints import SAME_FORM, SPEECH, WITHOUT_OBJECT, reports
from claims.reading.parts.nouns import NOUNS

_ONE_OR_MANY = frozenset(
    "species series works headquarters news politics mathematics athletics gymnastics means barracks crossroads".split()
)
_QUOTES = "“”„«»\"'"
_BEFORE_NOUN = ("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "POS", "NN", "NNP", "$")


def is_whole_sentence(tree: Tree, fact: Clause, part: Tree) -> bool:
    """Whether a part, as it is worded, is a sentence by its grammar. ``part`` is the tree of its wording, ``tree`` the sentence's."""
    return (
        is_whole_text(part)
        and not _cuts_phrase(tree, fact)
        and not _cuts_verb_off(tree, fact)
        and not _lacks_verb(tree, fact)
        and not _may_be_of_relative(tree, fact)
        and _is_sentence(tree, fact, part)
        and _has_same_verb(tree, fact, part)
        and _has_subject(tree, fact)
        and _agrees(part)
    )


def is_whole_text(part: Tree) -> bool:
    """Whether a part is not cut out of a quotation, and not all of one, nor two texts run together ("LUND was The president …")."""
    text = part.text.rstrip(".")
    is_quotation = text[:1] in _QUOTES and text[-1:] in _QUOTES and len(re.findall(f"[{_QUOTES}]", text)) == 2
    is_even = all(text.count(opening) == text.count(closing) for opening, closing in ("“”", "()")) and text.count('"') % 2 == 0
    # But "her novel The Salt Room" does not run on.
    runs_on = any(
        word.text in ("The", "A", "An", "This") and following.text[0].islower() and not part.is_quoted(at + 1)
        for at, (word, following) in enumerate(pairwise(part.words[1:]))
    )
    joins_nothing = any(_joins_nothing(part, word) or _opens_verbless_clause(part, word) for word in range(len(part.words)))
    return is_even and not is_quotation and not runs_on and not joins_nothing and "„" not in text


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
        if before not in chosen and before >= 0 and tree.words[before].tag in ("DT", "PRP$") and tree.words[word].tag in NOUNS:
            return True
        if (
            after not in chosen
            and after < len(tree.words)
            and tree.words[word].tag in ("CD", "DT", "PRP$", "JJ")
            and tree.words[after].tag in NOUNS
        ):
            return True
    return False


def _lacks_verb(tree: Tree, fact: Clause) -> bool:
    """Whether a part has the subject of a description and not its verb: "the lamp he" of "the lamp he tends"."""
    subjects = [word for word in fact.words if isinstance(word, int) and tree.words[word].role in SUBJECT]
    return any(tree.words[tree.words[word].head].role == "relcl" and tree.words[word].head not in fact.words for word in subjects)


def _cuts_verb_off(tree: Tree, fact: Clause) -> bool:
    """Whether a verb comes after words that were left out, with no "and" before it: "is led by Ada Lind […] demands a vote"."""
    return any(
        after > word + 1
        and after != fact.opener
        and tree.words[after].role in ("conj", "dep", "parataxis")
        and tree.is_finite(after)
        and tree.is_verb(after)
        and tree.words[word].tag not in ("CC", "RB")
        for word, after in pairwise(word for word in fact.own)
    )


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


def _opens_verbless_clause(part: Tree, word: int) -> bool:
    """Whether a noun after a comma repeats the link to a figure, so that it is a clause without a verb: "The mill closed in 2003, its office in 2011"."""
    if part.words[word].role not in ("dobj", "npadvmod", "appos", "dep") or part.is_quoted(word):
        return False
    first = part.under(word)[0]
    links, again = _links_to_figure(part, range(first)), _links_to_figure(part, range(first, len(part.words)))
    return first > 0 and part.words[first - 1].text == "," and bool(links & again)


def _links_to_figure(part: Tree, words: range) -> set[str]:
    return {part.lower(link) for link in words if any(part.words[figure].tag == "CD" for figure in part.hanging(link, "pobj"))}


def _joins_nothing(part: Tree, word: int) -> bool:
    """Whether an "and" hangs on a noun that nothing is joined to: "Exports cheese to 14 countries and is run by Hugh", read with cheese as the subject."""
    head = part.words[word].head
    is_on_noun = part.words[word].role == "cc" and word > head and part.words[head].tag in NOUNS and not part.hanging(head, "conj")
    return is_on_noun and any(following.tag in FINITE for following in part.words[word + 1 : word + 2])


def _has_subject(tree: Tree, fact: Clause) -> bool:
    """Whether the words of a fact hold a subject: not "exports cheese", whose "exports" was taken for a noun."""
    borrows = any(isinstance(word, str) or word not in fact.own for word in fact.words)
    return borrows or any(tree.words[word].role in SUBJECT for word in fact.own) or tree.subject(fact.opener) in fact.own


def _runs_together(part: Tree, root: int) -> bool:
    """Whether only a comma stands between two statements: "The mill closed in 2013, its chimney was blown up"."""
    beside = [
        verb for verb in part.hanging(root, "ccomp", "parataxis", "conj", "advcl") if part.is_finite(verb) or part.words[verb].tag == "VBN"
    ]
    return not reports(part, root) and any(
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
