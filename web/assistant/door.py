"""What an assistant can ask the desk: the desk's own API, called in this process, with its tokens, roles and limits."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import Client

from claims.desk.opening import open_store
from claims.errors import ClaimsError, NotFound
from claims.settings import Settings
from claims.store import articles, sources
from web import create_app

HERE = "http://127.0.0.1:5000/"
"""The address of the desk where the settings name none."""

CHECKS = "/feed/claimreview.json"


class Unanswered(ClaimsError):
    """The desk refused; the message is the desk's own."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: an API token, or None for a visitor, and the address that the request came from."""

    token: str | None
    address: str = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Text:
    """A stored text that can be quoted: what it is, its own address (None if it has none), and its page on the desk."""

    kind: str
    id: int
    title: str
    words: str
    address: str | None
    page: str


@dataclass
class Door:
    """The desk as an assistant reaches it."""

    settings: Settings
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        self.app = create_app(self.settings)
        self.address = self.settings.address or HERE

    def ask(self, asker: Asker, path: str, query: Mapping[str, object] | None = None, body: Mapping[str, object] | None = None) -> Any:
        """The desk's answer to a GET, or to a POST with a ``body``, as parsed JSON. Raise Unanswered with the desk's words if it refuses."""
        headers = {"Authorization": f"Bearer {asker.token}"} if asker.token else {}
        answer = Client(self.app).open(
            path + (f"?{urlencode(query)}" if query else ""),
            method="POST" if body is not None else "GET",
            base_url=self.address,
            headers=headers,
            json=body,
            environ_base={"REMOTE_ADDR": asker.address},
        )
        parsed = answer.get_json(silent=True, force=True)
        if answer.status_code >= 400:
            problem = parsed if isinstance(parsed, dict) else {}
            raise Unanswered(str(problem.get("detail") or problem.get("title") or f"the desk answered {answer.status_code}."))
        return parsed

    def page(self, path: str) -> str:
        """The address of a page of the desk."""
        return self.address + path.lstrip("/")

    def published_checks(self) -> list[dict[str, Any]]:
        """Every published check, as a ClaimReview."""
        feed = self.ask(Asker(None), CHECKS)
        return [review for item in feed["dataFeedElement"] for review in item["item"]]

    def source_text(self, source_id: int) -> Text | None:
        """The text of a source that the desk has just named to the one who asks; None without a text."""
        with closing(open_store(self.settings.db)) as db:
            try:
                source = sources.get_source(db, source_id)
            except NotFound:
                return None
        if source.text is None:
            return None
        page = self.page(f"/sources/{source.id}")
        return Text("source", source.id, source.title, source.text, source.url or source.archived_url, page)

    def article_text(self, article_id: int) -> Text | None:
        """The text of an article that the desk has just named to the one who asks; None when there is none."""
        with closing(open_store(self.settings.db)) as db:
            try:
                article = articles.get_article(db, article_id)
            except NotFound:
                return None
        return Text("article", article.id, article.title, article.text, article.url, self.page(f"/articles/{article.id}"))
