"""The web desk: a thin client of claims.desk. No SQL and no rules live here."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import IntegerConverter, ValidationError

from claims.desk.index.followed import PUBLIC
from claims.desk.index.matcher import Matcher
from claims.desk.opening import ConnectionPool, open_store
from claims.desk.people import sessions
from claims.desk.people.rate_limits import Brake
from claims.desk.typed_fields import BIGGEST
from claims.settings import Settings, from_environment
from web import adding, api, importing
from web.api import factcheck
from web.embedding import Embedding
from web.live import Live, LivePolls
from web.pages import every_page, expert
from web.presence import Presence
from web.request import access, confirmations, context, disk_full, edit_conflict, error_pages, headers, logs, oidc, roles
from web.request.broken_bodies import ReadableBodies
from web.request.proxies import TrustedProxies
from web.show import language, templating


class Number(IntegerConverter):
    """A number in an address. A number larger than SQLite can store belongs to no row, so the page does not exist."""

    def to_python(self, value: str) -> int:
        """The number. Raise ValidationError, which becomes a 404, when it is too large."""
        if len(value) > len(str(BIGGEST)) or int(value) > BIGGEST:
            raise ValidationError
        return int(value)


def create_app(
    settings: Settings | None = None,
    *,
    clock: Callable[[], datetime] | None = None,
    brake: Brake | None = None,
    presence: Presence | None = None,
) -> Flask:
    """The desk as a WSGI application on one database file, which is created when missing. ``clock`` returns aware UTC.

    ``brake`` counts requests, and ``presence`` knows who is where, for several processes together; without them, each process does its own.
    """
    settings = settings or from_environment()
    app = build_app(settings)
    attach_state(app, settings, clock=clock, brake=brake, presence=presence)
    return app


def build_app(settings: Settings) -> Flask:
    """The desk without a database: addresses, pages, templates, and what every request goes through.

    Of the settings it takes the host names and the provider of sign-ins alone.
    """
    app = Flask(__name__)
    app.url_map.converters["int"] = Number
    app.config.update(
        SESSION_COOKIE_NAME="claim_tracker",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # A form stays valid until the session ends.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = access.Cookies()
    headers.install(app, settings)
    oidc.install(app, settings)
    logs.install(app)
    disk_full.install(app)
    access.install(app)
    importing.install(app)
    csrf = CSRFProtect(app)
    # Its page sends no referrer, which Flask-WTF asks for over TLS; it checks the form's token itself.
    csrf.exempt(expert.add_note)
    context.install(app)
    error_pages.install(app)
    edit_conflict.install(app)
    confirmations.install(app)
    templating.install(app)
    language.install(app)
    for pages in every_page():
        app.register_blueprint(pages)
    api.install(app, csrf)
    factcheck.install(app)
    roles.require_complete_table(app)
    return app


def attach_state(
    app: Flask,
    settings: Settings,
    *,
    clock: Callable[[], datetime] | None = None,
    brake: Brake | None = None,
    presence: Presence | None = None,
) -> None:
    """Let an application that was built work on the database file of the settings: its keys, connections, index and limits."""
    with open_store(settings.db) as store:
        app.secret_key = key = sessions.signing_key(store)
    limit = settings.max_article_bytes + importing.FORM_ROOM
    # A pasted article is a form field, not a file, and may be as large as a file.
    app.config.update(MAX_CONTENT_LENGTH=limit, MAX_FORM_MEMORY_SIZE=limit)
    matcher = Matcher(settings.model)
    state = context.AppState(
        settings,
        matcher,
        Matcher(of=PUBLIC, beside=matcher),
        clock or _now,
        keeper=open_store(settings.db),
        connections=ConnectionPool(settings.db),
        brake=brake or Brake(),
    )
    embedding = Embedding()
    live = Live(state, presence or Presence(), key)
    app.extensions.update(
        claims=state,
        disk=disk_full.Disk(),
        embedding=embedding,
        importing=importing.Importing(state, embedding),
        adding=adding.Adding(state),
        live=live,
    )
    proxied = TrustedProxies(ReadableBodies(app.wsgi_app), settings.trusted_proxies, settings.proxy_sign_in)
    app.wsgi_app = LivePolls(proxied, live)  # type: ignore[method-assign]  # Flask's own way to wrap


def _now() -> datetime:
    return datetime.now(UTC)
