"""An article as a form sends it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from claims.desk.articles import fetching, intake
from claims.errors import TooLarge, Unreadable
from claims.model import Document
from claims.settings import Settings
from claims.wording import phrase
from web.request import forms

DETAILS = ("title", "publisher", "published", "url", "byline")


def read_sent(settings: Settings, typed: Mapping[str, str], upload: tuple[bytes, str] | None, day_first: bool | None) -> Document:
    """The article in the uploaded file, else in the pasted text, else at the address, with the details that were typed.

    Raise Unreadable, TooLarge or Refused; the error names the field of the form.
    """
    details = {name: typed[name].strip() or None for name in DETAILS}
    if details["url"] is None and typed["of_unread"] == "yes":
        details["url"] = typed["unread"].strip() or None
    limit = settings.max_article_bytes
    sent = forms.sent_or_pasted(upload, typed["text"])
    if sent is None:
        if details["url"] is None:
            raise Unreadable("the text is empty: paste the article, choose a file, or give its address.", field="text")
        with unread_address(details["url"]):
            page = fetching.fetch_page(details["url"], allowed_hosts=settings.allowed_hosts, limit=limit)
        return intake.with_typed_details(page.document, day_first, **details)
    content, name, what, field = sent
    with forms.blaming(what, field):
        document = fetching.read_upload(content, name, limit=limit)
    return intake.with_typed_details(document, day_first, **details)


@contextmanager
def unread_address(url: str) -> Iterator[None]:
    """Name the address in the error of a fetch, and its field, so that the form can offer to paste the text instead."""
    try:
        yield
    except (Unreadable, TooLarge) as error:
        raise Unreadable(
            phrase("could not read the address {url}: {error} You can paste the text instead.", url=url, error=error.message), field="url"
        ) from error
