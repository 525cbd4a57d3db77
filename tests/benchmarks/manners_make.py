"""Write claims/figures/manners.toml, how languages write figures and dates, from Unicode's CLDR.

    pip install babel && python -m tests.benchmarks.manners_make

Babel is no requirement of the program: it has 36 MB, and a few words of it are used. Words that CLDR does not have (small numbers, money as news
names it) stand below.
"""

import json
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[2] / "claims" / "figures" / "manners.toml"
UNITS = {
    "concentr-percent": "%", "length-kilometer": "km", "length-meter": "m", "length-centimeter": "cm", "mass-tonne": "t", "mass-kilogram": "kg",
    "mass-gram": "g", "volume-liter": "litre", "area-hectare": "hectare", "duration-year": "year", "duration-month": "month",
    "duration-week": "week", "duration-day": "day", "duration-hour": "hour", "duration-minute": "minute",
}  # fmt: skip
MONEY = {
    "de": {"eur": "euro", "usd": "dollar|us-dollar", "gbp": "pfund", "nok": "krone|kronen", "chf": "franken", "pln": "złoty|zloty"},
    "fr": {"eur": "euro|euros", "usd": "dollar|dollars", "gbp": "livre|livres", "nok": "couronne|couronnes", "chf": "franc|francs"},
    "es": {"eur": "euro|euros", "usd": "dólar|dólares", "gbp": "libra|libras", "nok": "corona|coronas", "mxn": "peso|pesos"},
    "pt": {"eur": "euro|euros", "usd": "dólar|dólares", "gbp": "libra|libras", "nok": "coroa|coroas", "brl": "real|reais"},
    "it": {"eur": "euro", "usd": "dollaro|dollari", "gbp": "sterlina|sterline", "nok": "corona|corone", "chf": "franco|franchi"},
    "nl": {"eur": "euro|euro's", "usd": "dollar", "gbp": "pond", "nok": "kroon|kronen", "chf": "frank"},
    "pl": {"eur": "euro", "usd": "dolar|dolary|dolarów|dolara", "gbp": "funt|funty|funtów", "nok": "korona|korony|koron", "pln": "złoty|złote|złotych"},
    "tr": {"eur": "euro|avro|avroya|avroluk", "usd": "dolar|dolara|dolarlık", "gbp": "sterlin", "nok": "kron|krona", "try": "lira|liraya|liralık"},
}  # fmt: skip
SMALL = {  # two to twelve
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on onbir oniki",
}
POLISH_IN = "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu"  # "w marcu"; CLDR has "marca", "marzec"
ALSO = {"pt": {"duas": 2}, "pl": {"dwie": 2, "trzech": 3}, "de": {}, "fr": {}, "es": {}, "it": {}, "nl": {}, "tr": {}}
SCALES = {
    "fr": {"mille": 1000},
    "it": {"mille": 1000},
    "es": {},
    "pt": {"biliões": 10**12, "mil milhões": 10**9},
    "pl": {"tys": 1000},
    "tr": {"bin": 1000},
}


def main() -> None:
    lines = [
        "# How languages write figures and dates: made by tests/benchmarks/manners_make.py, for the most part of Unicode's CLDR (see NOTICE).",
        "",
    ]
    for code, small in SMALL.items():
        locale = Locale(code)
        lines += [f"[{code}]", f'decimal = "{locale.number_symbols["latn"]["decimal"]}"']
        numbers = {word: value for value, word in enumerate(small.split(), start=2)} | ALSO[code]
        for name, table in (("numbers", numbers), ("scales", scales(locale)), ("months", months(locale)), ("units", units(locale, code))):
            lines += ["", f"[{code}.{name}]"] + [
                f"{json.dumps(word, ensure_ascii=False)} = {json.dumps(value)}" for word, value in table.items()
            ]
        lines.append("")
    TARGET.write_text("\n".join(lines), encoding="utf-8")


def scales(locale: Locale) -> dict[str, int]:
    found = {}
    for kind in ("long", "short"):
        for patterns in locale.compact_decimal_formats[kind].values():
            for size, pattern in patterns.items():
                zeros = pattern.pattern.count("0")
                word = pattern.pattern.replace("0", "").replace("\xa0", " ").replace("'", "").strip(" .")
                if len(word) > 1 and zeros:
                    found[word.lower()] = int(size) // 10 ** (zeros - 1)
    return found | SCALES.get(locale.language, {})


def months(locale: Locale) -> dict[str, int]:
    forms = [locale.months[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    found = {str(name).lower().strip("."): number for form in forms for number, name in form.items()}
    return found | ({name: number for number, name in enumerate(POLISH_IN.split(), start=1)} if locale.language == "pl" else {})


def units(locale: Locale, code: str) -> dict[str, str]:
    found = {}
    for name, unit in UNITS.items():
        for width in ("long", "short"):
            for pattern in locale._data["unit_patterns"].get(name, {}).get(width, {}).values():
                # Of the plural forms, and of nested ones ("per kilometre") nothing.
                word = str(pattern).replace("\xa0", " ").replace("\u202f", " ").replace("{0}", "").strip(" .").lower()
                if word == "%" or (len(word) > 1 and word.replace(" ", "").isalpha() and (" " not in word or unit == "%")):
                    found[word] = unit
    found |= {word: unit for unit, words in MONEY[code].items() for word in words.split("|")}
    return found | {"€": "eur", "$": "usd", "£": "gbp", "m": "m"} | ({"per cento": "%"} if code == "it" else {})


if __name__ == "__main__":
    main()
