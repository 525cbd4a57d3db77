"""Random web pages made of known sentences, with inline elements in random places: what must be read of them is known."""

import random
from html import escape

_SUBJECTS = ("The ferry line", "Mayor Ilva Torn", "The town of Merrow", "The audit office", "A school in Holl", "The old mill")
_ACTS = ("paid", "lost", "counted", "sold", "promised", "rebuilt")
_THINGS = ("cranes", "berths", "houses", "jobs", "boats", "trees")
_WRAPPERS = "a b i em strong span mark abbr cite data time button label output ins u small code kbd samp var dfn bdi font big tt sub-word x-term o:p".split()
_BETWEEN = (
    "<wbr>",
    "<!-- a comment -->",
    "<script>var a = 'never read';</script>",
    "<img src=a.png alt=never>",
    "<del>never read</del>",
    "<s>never</s>",
    "<span hidden>never</span>",
)


def sentences(random_: random.Random, number: int) -> list[str]:
    """Sentences that differ from each other, of 9 to 15 words."""
    made = []
    for count in range(number):
        subject, act, thing = random_.choice(_SUBJECTS), random_.choice(_ACTS), random_.choice(_THINGS)
        made.append(f"{subject} {act} {random_.randint(2, 900)} {thing} in {1900 + count} after the storm of day {count} in the harbour.")
    return made


def page(random_: random.Random, known: list[str]) -> str:
    """A page with these sentences in its article, in order."""
    waiting, blocks = list(known), []
    while waiting:
        paragraph = [waiting.pop(0) for _ in range(min(len(waiting), random_.randint(1, 3)))]
        blocks.append(_block(random_, [_dressed(random_, sentence) for sentence in paragraph]))
    menu = "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>"
    body = f"<header>{menu}</header><main><article><h1>Storm in Merrow</h1>{''.join(blocks)}</article></main><footer>© Merrow Post</footer>"
    return f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Storm in Merrow | Merrow Post</title></head><body>{body}</body></html>"


def _block(random_: random.Random, lines: list[str]) -> str:
    text = " ".join(lines)
    items = "".join(f"<li>{line}</li>" for line in lines)
    forms = (
        f"<p>{text}</p>",
        f"<p>{text}</p>",
        f"<p>{text}</p>",
        f"<div>{text}</div>",
        f"<ul>{items}</ul>",
        f"<ol>{''.join(f'<li><p>{line}</p></li>' for line in lines)}</ol>",
        f"<blockquote><p>{text}</p></blockquote>",
        f"<section><h2>{lines[0]}</h2>{''.join(f'<p>{line}</p>' for line in lines[1:])}<p>Nobody objected to that at the meeting.</p></section>",
        f"<div><div>{lines[0]}</div>{'<br><br>'.join(lines[1:])}</div>",
        f"<p>{'<br>'.join(lines)}</p>",
    )
    return random_.choice(forms)


def _dressed(random_: random.Random, sentence: str) -> str:
    """The sentence with elements around some of its words, others between them, and a note's mark at some ends."""
    words = [escape(word) for word in sentence.split()]
    for _ in range(random_.randint(0, 4)):
        start = random_.randrange(len(words))
        end = min(len(words), start + random_.randint(1, 3))
        if "<" not in "".join(words[start:end]):
            tag = random_.choice(_WRAPPERS)
            look = ' href="https://merrow.example/a"' if tag == "a" else ' datetime="2009-08-03"' if tag == "time" else ""
            words[start] = f"<{tag}{look}>{words[start]}"
            words[end - 1] += f"</{tag}>"
    if random_.random() < 0.4:
        words.insert(random_.randrange(1, len(words)), random_.choice(_BETWEEN))
    if random_.random() < 0.3:
        words[-1] += f"<sup><a href=#n>{random_.randint(1, 9)}</a></sup>"
    return " ".join(words)
