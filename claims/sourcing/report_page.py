"""The report as one HTML file to mail or print; it loads nothing from outside."""

from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from claims.hidden_signs import mark_in_html
from claims.model import Article, Report
from claims.model.links import LINK_WORDS
from claims.sourcing.labels import READING_NOTES, said_by
from claims.sourcing.rules import FIX, PROBLEMS
from claims.sourcing.summary import counts, first_lines, headline, is_ready, is_signed_off, left_beside, reason, shown_lines
from claims.wording import day_and_time

TITLE = 60
"""Characters of a title that fit beside the page number."""


def html(report: Report) -> str:
    """The report as one HTML file with its style inside. Every stored text is escaped; only http and https become links."""
    article = report.article
    shown = _template().render(
        article=article,
        footer=footer("Sourcing report", article),
        link=article.url if article.url and article.url.lower().startswith(("http://", "https://")) else None,
        published_by=said_by(article),
        made=day_and_time(report.made_at),
        headline=headline(report),
        ready=is_ready(report),
        reason=reason(report),
        signed_off=is_signed_off(report),
        notes_heading=READING_NOTES,
        reading_notes=report.reading_notes,
        beside=left_beside(report),
        counts=counts(report),
        fix=[problem for problem in report.problems if problem.kind in FIX],
        weigh=[problem for problem in report.problems if problem.kind not in FIX],
        labels=PROBLEMS,
        places=first_lines(report),
        lines=shown_lines(report),
        link_words=LINK_WORDS,
    )
    return mark_in_html(shown)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resources.files("claims.sourcing").joinpath("report.html").read_text(encoding="utf-8"))


def footer(kind: str, article: Article) -> str:
    """The CSS that prints what a page is and the article's title at its foot. The title cannot end the CSS string that contains it."""
    title = article.title if len(article.title) <= TITLE else article.title[: TITLE - 1].rstrip() + "…"
    return f'@page {{ @bottom-left {{ content: "{css_string(f"{kind}: {title}")}"; font: 8.5pt sans-serif; }} }}'


def css_string(words: str) -> str:
    r"""The words for use inside a CSS string. All but letters, digits and spaces become \hex escapes, so nothing can end the string.

    https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point
    """
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter == " ") else f"\\{ord(letter):x} " for letter in words)
