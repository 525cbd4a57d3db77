"""The colours of the desk keep their contrast, light and dark (WCAG 2.2: 4.5 for text, 3 for edges and focus)."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[1] / "web" / "static" / "tokens.css").read_text(encoding="utf-8")
GROUNDS = ("surface", "sunken", "page", "accent-soft")
TEXT = ("ink", "muted", "accent", "supports", "contradicts", "context", "weigh")
EDGES = ("edge", "focus")


def colours(dark: bool) -> dict[str, str]:
    """The tokens of one scheme."""
    light, _, rest = SHEET.partition("@media (prefers-color-scheme: dark)")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rest if dark else light))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_and_edges_keep_their_contrast_on_every_ground(dark: bool) -> None:
    found = colours(dark)
    for ground in GROUNDS:
        for name in TEXT:
            assert contrast(found[name], found[ground]) >= 4.5, (name, ground)
        for name in EDGES:
            assert contrast(found[name], found[ground]) >= 3, (name, ground)
    for text, ground in (("diff-ink", "diff"), ("weigh", "weigh-soft"), ("on-accent", "accent"), ("surface", "ink")):
        assert contrast(found[text], found[ground]) >= 4.5, (text, ground)


def test_both_schemes_name_the_same_colours() -> None:
    assert colours(dark=False).keys() == colours(dark=True).keys()


def test_colours_are_named_in_the_tokens_alone() -> None:
    for sheet in (Path(__file__).parents[1] / "web" / "static").glob("*.css"):
        if sheet.name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", sheet.read_text(encoding="utf-8")), sheet.name
