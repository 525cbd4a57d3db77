"""Parses web addresses, and tells which network addresses belong to the public Internet; the rest are inside some network.

Python's ``is_global`` alone is not enough: 3.11 calls NAT64, 6to4, IPv4-compatible and site-local addresses global.
"""

import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from claims.errors import Unreadable
from claims.wording import phrase

_PUBLIC_V6 = ip_network("2000::/3")  # all that is assigned: https://www.iana.org/assignments/ipv6-address-space
# https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-special-registry, as of 2026-11
_SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
    192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
    240.0.0.0/4 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""
_CLOSED = tuple(map(ip_network, _SPECIAL.split()))


def is_public(address: str) -> bool:
    """Whether a numeric address may be connected to: one assigned on the public Internet, with no other address embedded in it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (parsed not in _PUBLIC_V6 or parsed.scope_id is not None):
        return False
    return _unlisted(parsed) and parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _unlisted(address: IPv4Address | IPv6Address) -> bool:
    return not any(address.version == network.version and address in network for network in _CLOSED)


_INSIDE_NAMES = frozenset(
    (
        "alt",
        "arpa",
        "corp",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "onion",
        "private",
        "test",
    )
)
"""Last parts of names that no public resolver answers: RFC 6761, 6762, 8375, 9476, ICANN's .internal, and common names of networks."""


def looks_public(url: str, inside: Collection[str] = ()) -> bool:
    """Whether an address belongs to the public web, judged by the address alone, without any request.

    Not one on a host of the newsroom's own (``inside``, by name), nor on a numeric address, however it is spelled, that could not be
    fetched, nor under a name that only an inner network can know.
    """
    try:
        host = parse(url).host
    except Unreadable:
        return False
    if host in {name.lower().rstrip(".") for name in inside}:
        return False
    numeric = _numeric(host)
    if numeric is not None:
        return is_public(numeric)
    return "." in host and host.rsplit(".", 1)[1] not in _INSIDE_NAMES


def _numeric(host: str) -> str | None:
    """The numeric address of a host in its usual form; None for a name. 0x7f.1 and 2130706433 are 127.0.0.1 to every system."""
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """What to request, and from which host. ``host`` is in lower case and ASCII."""

    scheme: str
    host: str
    port: int
    path: str


def parse(url: str) -> Target:
    """Parse an address; raise Unreadable unless it is plain http or https, without a user name, on one line."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError too
        raise Unreadable(phrase("{shown} is no address of a page: give one that begins with https://.", shown=shown(url))) from None
    if parts.scheme not in ("http", "https"):
        raise Unreadable(phrase("{shown} is no web address: only http:// and https:// are fetched.", shown=shown(url)))
    if not name or any(sign.isspace() or not sign.isprintable() for sign in url.strip()):
        raise Unreadable(phrase("{shown} is no address of a page: give one that begins with https://.", shown=shown(url)))
    if ":" not in name and not re.fullmatch(r"[a-z0-9._-]+", name, re.IGNORECASE):
        raise Unreadable(phrase("{shown} is no address of a page: a host has letters, digits, dots and hyphens.", shown=shown(url)))
    if parts.username is not None or parts.password is not None:
        raise Unreadable("The address holds a user name or password: give it without them.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return Target(
        parts.scheme, name.lower().rstrip("."), port or (443 if parts.scheme == "https" else 80), f"{path}?{query}" if query else path
    )


def shown(url: str) -> str:
    """The address for a message: in quotation marks, not too long."""
    return repr(url if len(url) <= 100 else url[:100] + "…")
