"""How often a name in the product's code is a filler that tells nothing of what it holds: ``python -m tests.filler_names [FOLDER]`` prints it by file."""

import ast
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent

FILLERS = frozenset("one found place several asked said told held wanted begun other others seen both each things".split())


def names_in(source: str) -> Counter[str]:
    """Every name that a file's code refers to or binds (variables, parameters, its own functions and classes), with how often."""
    names: Counter[str] = Counter()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names[name] += 1
    return names


def fillers_by_file(folders: list[str]) -> tuple[dict[str, Counter[str]], int]:
    """The fillers of each file that has any, and the number of all names in all files."""
    fillers: dict[str, Counter[str]] = {}
    total = 0
    for file in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        names = names_in(file.read_text(encoding="utf-8"))
        total += names.total()
        own = Counter({name: count for name, count in names.items() if name in FILLERS})
        if own:
            fillers[str(file.relative_to(ROOT))] = own
    return fillers, total


if __name__ == "__main__":
    by_file, total = fillers_by_file(sys.argv[1:] or ["claims", "web"])
    for file, own in sorted(by_file.items(), key=lambda item: item[1].total()):
        print(f"{own.total():5} {file}  {' '.join(f'{name} {count}' for name, count in own.most_common())}")
    fillers = sum(own.total() for own in by_file.values())
    print(f"{fillers:,} of {total:,} names are fillers: {fillers / total:.2%}")
