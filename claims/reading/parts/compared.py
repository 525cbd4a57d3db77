"""What "those" means where like things of two places or owners are compared: "rents in Avel rose, and those in Lerum fell"."""

from claims.english.trees import Tree
from claims.reading.parts.nouns import AS_SUBJECT, OF_TIME


def compared_things(tree: Tree, those: int, before: Tree) -> str | None:
    """ "Rents" for the "those" of "those in Lerum" after "rents in Avel", in the sentence or the text before; None where that is unsure."""
    links = {tree.lower(link) for link in tree.hanging(those, "prep")}
    if tree.words[those].role not in AS_SUBJECT or len(links) != 1:
        return None
    for read, end in ((tree, those), (before, len(before.words))):
        things = {_kind(read, noun) for noun in range(end) if _is_alike(read, noun, *links)}
        if things:
            return things.pop() if len(things) == 1 else None
    return None


def _is_alike(tree: Tree, noun: int, link: str) -> bool:
    """Whether a plural noun, or the verb it is the subject of, names a place or an owner with the same preposition."""
    word = tree.words[noun]
    if word.tag != "NNS":
        return False
    is_placed_by_verb = word.role in AS_SUBJECT and link != "of"
    links = [*tree.hanging(noun, "prep"), *(tree.hanging(word.head, "prep") if is_placed_by_verb else ())]
    return any(
        tree.lower(near) == link and tree.words[thing].tag == "NNP" and tree.lower(thing) not in OF_TIME
        for near in links
        for thing in tree.hanging(near, "pobj")
    )


def _kind(tree: Tree, noun: int) -> str:
    """ "Grain prices" of "the grain prices in Avel", with a small letter unless it opens with a name."""
    words = [*tree.hanging(noun, "compound", "amod"), noun]
    start = tree.words[words[0]]
    return " ".join([start.text if start.tag == "NNP" else start.text.lower(), *(tree.words[word].text for word in words[1:])])
