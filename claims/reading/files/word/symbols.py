"""Characters that Word takes from a symbol font: the letters they show."""

_SYMBOL = {
    0x2D: "−", 0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0xA3: "≤", 0xA5: "∞",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·", 0xE5: "∑",
}  # fmt: skip
"""The font Symbol, by its code (Adobe, Symbol encoding): those used in figures."""


def letter(font: str, code: str) -> str | None:
    """The letter that a font's code shows; None if only the font knows its shape (Wingdings)."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if font.lower().startswith("symbol"):
        return _SYMBOL.get(number - 0xF000 if number >= 0xF000 else number)
    if "wingdings" in font.lower() or "webdings" in font.lower() or not 0x20 <= number < 0xD800:
        return None
    return chr(number)
