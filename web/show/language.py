"""The language of a page, and the page's texts in it. The texts are the msgids of the catalogues in claims/translations."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, g, has_app_context, request
from flask_babel import Babel, get_locale, get_translations, refresh
from markupsafe import Markup

from claims.desk.people import languages
from claims.errors import ClaimsError
from claims.wording import Wording, capital
from web.request.context import get_db

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Texts:
    """The texts of one language. A text without values is looked up once a process, so that a long page costs no more than in English."""

    def __init__(self, translations: NullTranslations) -> None:
        self._translations = translations
        self._plain: dict[str, Markup] = {}
        self._open: dict[str, Markup] = {}

    def plain(self, message: str) -> Markup:
        """A text that nothing fills; %% stands for a percent sign."""
        shown = self._plain.get(message)
        if shown is None:
            shown = self._plain[message] = Markup(self._translations.ugettext(message) % {})  # noqa: S704  (our own words)
        return shown

    def filled(self, message: str, values: Mapping[str, object]) -> Markup:
        """A text with its values, which are escaped."""
        pattern = self._open.get(message)
        if pattern is None:
            pattern = self._open[message] = Markup(self._translations.ugettext(message))  # noqa: S704  (our own words)
        return pattern % values

    def counted(self, singular: str, plural: str, number: int, values: Mapping[str, object]) -> Markup:
        """The singular or plural that fits a number, which fills %(num)s."""
        pattern = Markup(self._translations.ungettext(singular, plural, number))  # noqa: S704  (our own words)
        return pattern % {"num": whole_number(number), **values}


@lru_cache(maxsize=len(languages.LANGUAGES) + 1)
def _texts_of(translations: NullTranslations) -> Texts:
    return Texts(translations)


def _translations() -> NullTranslations:
    """The catalogue of this request, looked up once: finding it takes longer than finding a text in it. Outside of one, words are English."""
    if not has_app_context():
        return NullTranslations()
    if "translations" not in g:
        g.translations = get_translations()
    shown: NullTranslations = g.translations
    return shown


def use_new_language() -> None:
    """Answer the rest of this request in the language that was just chosen."""
    refresh()
    g.pop("translations", None)
    g.pop("texts", None)


def texts() -> Texts:
    """The texts in the language of this request."""
    if "texts" not in g:
        g.texts = _texts_of(_translations())
    shown: Texts = g.texts
    return shown


def in_page(message: str, /, **values: object) -> Markup:
    """A text of a template: ``_("Added by %(name)s", name=…)``. Values are escaped as everywhere in a template."""
    shown = texts()
    return shown.filled(message, values) if values else shown.plain(message)


def counted_in_page(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """A text of a template that goes by a number: ``ngettext("%(num)s claim", "%(num)s claims", number)``."""
    return texts().counted(singular, plural, number, values)


def _locale() -> Locale:
    return (get_locale() if has_app_context() else None) or Locale("en")


def gettext(message: str, /, **values: object) -> str:
    """A text in the language of the page, as plain text, filled with %(name)s."""
    return str(_translations().ugettext(message)) % values


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """The singular or plural that fits a number, which fills %(num)s, as plain text."""
    return str(_translations().ungettext(singular, plural, number)) % {"num": whole_number(number), **values}


def month_names(width: str) -> Mapping[int, str]:
    """The months by number in the language of the page; ``width`` is wide ("October") or abbreviated ("Oct")."""
    names: Mapping[int, str] = _locale().months["format"][width]
    return names


def translated(words: str) -> str:
    """A text that the library made (claims.wording) in the language of the page; any other text that the catalogue lacks stays as it is."""
    if isinstance(words, Wording):
        values = {name: _spoken(value) for name, value in words.values.items()}
        template = (
            _translations().ugettext(words.template) if words.plural is None else _by_count(words.template, words.plural, words.number)
        )
        filled = str(template).format(**values)
        return capital(filled) if words.is_capital else filled
    return str(_translations().ugettext(words)) if words else ""


def _by_count(singular: str, plural: str, count: int) -> str:
    return str(_translations().ungettext(singular, plural, count))


def day(moment: date) -> str:
    """A day as people write it in the language of the page: "3 May 2026"."""
    return gettext("%(day)s %(month)s %(year)s", day=moment.day, month=month_names("wide")[moment.month], year=moment.year)


def _spoken(value: object) -> object:
    if isinstance(value, str):
        return translated(value)
    if isinstance(value, datetime):
        return f"{day(value)}, {value:%H:%M}"
    return day(value) if isinstance(value, date) else value


def error_words(error: ClaimsError) -> str:
    """What an error says to the user, in the language of the page."""
    return translated(error.message)


def whole_number(number: int) -> str:
    """A number with the separators of the language: "12,345" in English, "12.345" in Spanish."""
    if abs(number) < 1_000:
        return str(number)
    locale = _locale()
    sign = locale.number_symbols["latn"]["group"]
    # CLDR: some languages, Spanish among them, group four digits only in columns.
    if abs(number) < 10_000 and str(locale) == "es":
        return str(number)
    return f"{number:,}".replace(",", sign)


def language_of_request() -> str:
    """The language that the person chose, else the newsroom's, else the best of the browser's; English when nothing fits."""
    try:
        chosen = languages.language_for(get_db(), g.get("person"))
    except ClaimsError:
        # The page then says that the store cannot be read.
        chosen = None
    return chosen or request.accept_languages.best_match(list(languages.LANGUAGES)) or "en"


def lang_of(code: str | None) -> Markup:
    """The attribute that names the language of a stored text, where it is not that of the page: screen readers then read it rightly."""
    if code is None or not _LANGUAGE_CODE.fullmatch(code) or code == str(get_locale()):
        return Markup()
    return Markup(' lang="{}"').format(code)


def install(app: Flask) -> None:
    """Give the templates their texts, and say in each page's headers which language it has and on what that depends."""
    Babel(app, locale_selector=language_of_request, configure_jinja=False, default_translation_directories=str(languages.CATALOGUES))
    app.jinja_env.globals.update(_=in_page, lang_of=lang_of, ngettext=counted_in_page, page_language=lambda: str(get_locale()))
    app.jinja_env.filters.update(translated=translated)

    @app.after_request
    def name_language(response: Response) -> Response:
        if response.mimetype == "text/html" and "texts" in g:
            response.headers["Content-Language"] = str(get_locale())
            response.vary.add("Accept-Language")
        return response

    @app.context_processor
    def tell_templates() -> dict[str, Any]:
        return {"languages": languages.LANGUAGES}
