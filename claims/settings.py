"""Every setting of the program, read once at the start: from environment variables, and from a file for those that are not set.

The file is the one that ``CLAIMS_CONFIG`` names, or ``claims.toml`` in the folder where the program starts. It is TOML; its keys are
the names below without ``CLAIMS_``, in lower case: ``timezone = "Europe/Lisbon"``, ``desk_hosts = ["desk.example.org"]``.
An unknown key is an error, so that a typing mistake is noticed.

``CLAIMS_DB``                 the database file, unless ``--db`` names another; by default ``claims.db`` in the current folder
``CLAIMS_USER``               who works at the command line; by default the system's user name
``CLAIMS_MAX_ARTICLE_BYTES``  the largest article that is read; by default 5 MB
``CLAIMS_MAX_IMPORT_BYTES``   the largest file that is imported; by default 2 GB
``CLAIMS_ALLOWED_HOSTS``      host names of your own network that may be fetched from, separated by commas; by default none
``CLAIMS_MODEL``              a folder with another sentence-embedding model (``onnx/model.onnx`` and ``tokenizer.json``)
``CLAIMS_PUBLISHER``          the newsroom's name in feeds and on published pages; by default "Claim tracker"
``CLAIMS_ADDRESS``            the web address of the published pages; by default the address of the request
``CLAIMS_API_REQUESTS``       requests a minute that one person's programs, or one address at claims:search, may send; by default 600
``CLAIMS_WATCH_DELAY``        seconds between two requests of ``watch run`` to one host; by default 2
``CLAIMS_DESK_HOSTS``         host names of the desk besides localhost and the one that ``serve --host`` names, separated by commas
``CLAIMS_TRUSTED_PROXIES``    addresses or networks of your own proxies, whose X-Forwarded headers are trusted; by default none
``CLAIMS_TOKEN``              the API token with whose rights ``mcp`` answers on stdin and stdout; by default none: published checks alone
``CLAIMS_WAYBACK_KEYS``       your keys of archive.org, "access:secret"; with them, pages of sources can be saved in the Wayback Machine
``CLAIMS_WAYBACK_ADDRESS``    where they are saved; by default https://web.archive.org
``CLAIMS_DESK_ADDRESS``       the web address of the desk, for links in messages; by default ``CLAIMS_ADDRESS``
``CLAIMS_MAIL_SERVER``        the mail server, ``smtps://user:password@mail.example.org``; by default none, and nobody gets e-mail
``CLAIMS_MAIL_FROM``          the sender of messages
``CLAIMS_WEBHOOK``            an address that is sent each notice as JSON; by default none
``CLAIMS_WEBHOOK_SECRET``     the key with which these are signed
``CLAIMS_TIMEZONE``           the newsroom's time zone, an IANA name such as ``Europe/Lisbon``; by default UTC

``claims/sign_in_settings.py`` documents those for signing in through a proxy or a provider.
"""

import getpass
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims import notice_settings, sign_in_settings
from claims.errors import Refused
from claims.notice_settings import MailServer, Webhook
from claims.sign_in_settings import OidcSignIn, ProxySignIn

MAX_ARTICLE_BYTES = 5_000_000
MAX_IMPORT_BYTES = 2_000_000_000
API_REQUESTS = 600
WATCH_DELAY = 2.0
"""Seconds."""
WAYBACK_ADDRESS = "https://web.archive.org"


UTC = ZoneInfo("UTC")

KNOWN = frozenset(
    (
        "CLAIMS_ADDRESS",
        "CLAIMS_ALLOWED_HOSTS",
        "CLAIMS_API_REQUESTS",
        "CLAIMS_DB",
        "CLAIMS_DESK_ADDRESS",
        "CLAIMS_DESK_HOSTS",
        "CLAIMS_GROUP_ROLES",
        "CLAIMS_MAIL_FROM",
        "CLAIMS_MAIL_SERVER",
        "CLAIMS_MAX_ARTICLE_BYTES",
        "CLAIMS_MAX_IMPORT_BYTES",
        "CLAIMS_MODEL",
        "CLAIMS_OIDC_CLIENT_ID",
        "CLAIMS_OIDC_CLIENT_SECRET",
        "CLAIMS_OIDC_GROUPS_CLAIM",
        "CLAIMS_OIDC_ISSUER",
        "CLAIMS_OIDC_NAME_CLAIM",
        "CLAIMS_PROXY_GROUPS_HEADER",
        "CLAIMS_PROXY_USER_HEADER",
        "CLAIMS_PUBLISHER",
        "CLAIMS_TIMEZONE",
        "CLAIMS_TOKEN",
        "CLAIMS_TRUSTED_PROXIES",
        "CLAIMS_USER",
        "CLAIMS_WATCH_DELAY",
        "CLAIMS_WAYBACK_ADDRESS",
        "CLAIMS_WAYBACK_KEYS",
        "CLAIMS_WEBHOOK",
        "CLAIMS_WEBHOOK_SECRET",
    )
)
"""All settings, as documented above and in ``claims/sign_in_settings.py``. (`python -OO` strips docstrings, so the names cannot be read from there.)"""

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings from the environment and the file. Sizes are in bytes."""

    db: Path = Path("claims.db")
    user: str = "newsroom"
    max_article_bytes: int = MAX_ARTICLE_BYTES
    max_import_bytes: int = MAX_IMPORT_BYTES
    allowed_hosts: frozenset[str] = frozenset()
    model: Path | None = None
    timezone: ZoneInfo = UTC
    api_requests_per_minute: int = API_REQUESTS
    publisher: str = "Claim tracker"
    address: str | None = None
    watch_delay: float = WATCH_DELAY
    desk_hosts: frozenset[str] = frozenset()
    trusted_proxies: Networks = ()
    proxy_sign_in: ProxySignIn = field(default_factory=ProxySignIn)
    oidc: OidcSignIn | None = None
    token: str | None = field(default=None, repr=False)
    desk_address: str | None = None
    mail: MailServer | None = None
    webhook: Webhook | None = None
    wayback_keys: str | None = field(default=None, repr=False)
    wayback_address: str = WAYBACK_ADDRESS

    def __post_init__(self) -> None:
        """Raise Refused if a header would sign people in without a trusted proxy: then anybody could sign in as anybody."""
        if not self.proxy_sign_in.user_header:
            return
        if not self.trusted_proxies:
            raise Refused(
                "CLAIMS_PROXY_USER_HEADER is set, but CLAIMS_TRUSTED_PROXIES names no proxy, so anybody could sign in as anybody:"
                " name the addresses of your proxy, such as 127.0.0.1."
            )
        if any(network.prefixlen == 0 for network in self.trusted_proxies):
            raise Refused(
                "CLAIMS_PROXY_USER_HEADER is set, and CLAIMS_TRUSTED_PROXIES names every address, so anybody could sign in as anybody:"
                " name only the addresses of your proxy."
            )


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; the environment takes precedence over the file. Raise Refused, naming the variable, for an invalid value."""
    environ = {**_of_file(environ.get("CLAIMS_CONFIG")), **{name: value for name, value in environ.items() if value}}
    model = environ.get("CLAIMS_MODEL")
    zone = environ.get("CLAIMS_TIMEZONE") or "UTC"
    try:
        timezone = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused(f"CLAIMS_TIMEZONE is {zone!r}, which is no time zone: give an IANA name such as Europe/Lisbon.") from error
    return Settings(
        db=Path(environ.get("CLAIMS_DB") or "claims.db"),
        user=environ.get("CLAIMS_USER") or _system_user(),
        max_article_bytes=_number(environ, "CLAIMS_MAX_ARTICLE_BYTES", MAX_ARTICLE_BYTES),
        max_import_bytes=_number(environ, "CLAIMS_MAX_IMPORT_BYTES", MAX_IMPORT_BYTES),
        allowed_hosts=frozenset(_names_in(environ, "CLAIMS_ALLOWED_HOSTS")),
        desk_hosts=frozenset(_names_in(environ, "CLAIMS_DESK_HOSTS")),
        trusted_proxies=_networks(environ, "CLAIMS_TRUSTED_PROXIES"),
        proxy_sign_in=sign_in_settings.proxy_sign_in(environ),
        oidc=sign_in_settings.oidc_sign_in(environ),
        token=environ.get("CLAIMS_TOKEN") or None,
        wayback_keys=_wayback_keys(environ),
        wayback_address=_wayback_address(environ),
        desk_address=_address(environ.get("CLAIMS_DESK_ADDRESS") or environ.get("CLAIMS_ADDRESS")),
        mail=notice_settings.mail_server(environ),
        webhook=notice_settings.webhook(environ),
        model=Path(model) if model else None,
        timezone=timezone,
        publisher=(environ.get("CLAIMS_PUBLISHER") or "").strip() or "Claim tracker",
        address=_address(environ.get("CLAIMS_ADDRESS")),
        api_requests_per_minute=_number(environ, "CLAIMS_API_REQUESTS", API_REQUESTS, "requests a minute"),
        watch_delay=_seconds(environ, "CLAIMS_WATCH_DELAY", WATCH_DELAY),
    )


def _wayback_keys(environ: Mapping[str, str]) -> str | None:
    keys = (environ.get("CLAIMS_WAYBACK_KEYS") or "").strip()
    if keys and not re.fullmatch(r"[!-9;-~]{1,200}:[!-~]{1,200}", keys):
        raise Refused("CLAIMS_WAYBACK_KEYS is not two keys with a colon between them: copy both from archive.org/account/s3.php.")
    return keys or None


def _wayback_address(environ: Mapping[str, str]) -> str:
    address = (environ.get("CLAIMS_WAYBACK_ADDRESS") or WAYBACK_ADDRESS).rstrip("/")
    if not address.startswith(("http://", "https://")):
        raise Refused(f"CLAIMS_WAYBACK_ADDRESS is {address!r}: give an address such as {WAYBACK_ADDRESS}.")
    return address


def _of_file(named: str | None) -> dict[str, str]:
    file = Path(named or "claims.toml")
    if not named and not file.is_file():
        return {}
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(f"the settings in {file} cannot be read: {error}.") from error
    unknown = sorted(set(settings) - {name.removeprefix("CLAIMS_").lower() for name in KNOWN})
    if unknown:
        raise Refused(f"{file} names {unknown[0]!r}, which is no setting: `claims/settings.py` lists them.")
    return {f"CLAIMS_{name.upper()}": _as_text(value) for name, value in settings.items()}


def _as_text(value: object) -> str:
    if isinstance(value, dict):
        return ",".join(f"{key}={item}" for key, item in value.items())
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _names_in(environ: Mapping[str, str], name: str) -> list[str]:
    return [part.strip().lower() for part in (environ.get(name) or "").split(",") if part.strip()]


def _networks(environ: Mapping[str, str], name: str) -> Networks:
    try:
        return tuple(ip_network(part) for part in _names_in(environ, name))
    except ValueError as error:
        raise Refused(f"{name}: {error}. Give addresses or networks, such as 127.0.0.1 or 10.0.0.0/24.") from error


def _number(environ: Mapping[str, str], name: str, default: int, what: str = "bytes") -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise Refused(f"{name} is {value!r}: give a number of {what}.")
    return int(value)


def _address(value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise Refused(f"CLAIMS_ADDRESS is {value!r}: give the address of the desk, such as https://checks.example.org.")
    return value.rstrip("/") + "/" if value else None


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    value = environ.get(name) or str(default)
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 3_600:
        raise Refused(f"{name} is {value!r}: give a number of seconds from 0 to 3600.")
    return seconds


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container may run under a user id that has no name.
        return "newsroom"


def imports_folder(db: Path) -> Path:
    """The folder of the files that the desk imports in the background, until they are stored, and of the reports on imports."""
    return db.with_name(db.name + "-imports")
