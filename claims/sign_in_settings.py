"""Settings for signing in through somebody else: a reverse proxy that names the person in a header, or an OpenID Connect provider.

``CLAIMS_PROXY_USER_HEADER``    the header in which your own proxy names the person who is signed in there; by default none
``CLAIMS_PROXY_GROUPS_HEADER``  the header in which it names the person's groups, separated by commas, semicolons or ``|``
``CLAIMS_GROUP_ROLES``          which group has which role: ``desk-admins=admin, reporters=checker``; the highest one counts
``CLAIMS_OIDC_ISSUER``          the address of your OpenID Connect provider, exactly as it names itself; by default none
``CLAIMS_OIDC_CLIENT_ID``       the name under which the provider knows the desk
``CLAIMS_OIDC_CLIENT_SECRET``   the secret that it gave the desk; by default none, for a public client
``CLAIMS_OIDC_NAME_CLAIM``      what of its answer is the person's name; by default ``preferred_username``
``CLAIMS_OIDC_GROUPS_CLAIM``    what of it lists the person's groups; by default none
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from claims.errors import Refused

ROLES = ("viewer", "checker", "editor", "admin")

_FORBIDDEN_HEADERS = frozenset({"authorization", "connection", "content-length", "content-type", "cookie", "host", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class ProxySignIn:
    """Which headers the proxy fills; without ``user_header`` no header counts. ``group_roles`` maps the name of a group to a role."""

    user_header: str | None = None
    groups_header: str | None = None
    group_roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OidcSignIn:
    """The OpenID Connect provider; ``groups_claim`` is None when the desk's admins give roles."""

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    name_claim: str = "preferred_username"
    groups_claim: str | None = None
    group_roles: Mapping[str, str] = field(default_factory=dict)


def oidc_sign_in(environ: Mapping[str, str]) -> OidcSignIn | None:
    """Read the settings of the provider; None when there is none. Raise Refused, naming the variable, for a value that could not work."""
    issuer, client = environ.get("CLAIMS_OIDC_ISSUER") or "", environ.get("CLAIMS_OIDC_CLIENT_ID") or ""
    if not issuer:
        return None
    parts = urlsplit(issuer)
    is_local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and is_local)) or parts.query or parts.fragment:
        raise Refused(
            f"CLAIMS_OIDC_ISSUER is {issuer!r}: give the provider's https address, such as https://sign-in.example.org/realms/news."
        )
    if not client:
        raise Refused("CLAIMS_OIDC_ISSUER is set, but CLAIMS_OIDC_CLIENT_ID is not: give the name under which the provider knows the desk.")
    groups, roles = environ.get("CLAIMS_OIDC_GROUPS_CLAIM") or None, group_roles(environ)
    if groups and not roles:
        raise Refused("CLAIMS_OIDC_GROUPS_CLAIM is set, but CLAIMS_GROUP_ROLES is not: say which group has which role.")
    name = environ.get("CLAIMS_OIDC_NAME_CLAIM") or "preferred_username"
    return OidcSignIn(issuer, client, environ.get("CLAIMS_OIDC_CLIENT_SECRET") or None, name, groups, roles)


def proxy_sign_in(environ: Mapping[str, str]) -> ProxySignIn:
    """Read the settings of the proxy's sign-in. Raise Refused, naming the variable, for a value that could not work."""
    user = _header(environ, "CLAIMS_PROXY_USER_HEADER")
    groups = _header(environ, "CLAIMS_PROXY_GROUPS_HEADER")
    if groups and not user:
        raise Refused("CLAIMS_PROXY_GROUPS_HEADER is set, but CLAIMS_PROXY_USER_HEADER is not: name the header with the person, too.")
    roles = group_roles(environ)
    if groups and not roles:
        raise Refused("CLAIMS_PROXY_GROUPS_HEADER is set, but CLAIMS_GROUP_ROLES is not: say which group has which role.")
    return ProxySignIn(user, groups, roles)


def group_roles(environ: Mapping[str, str]) -> dict[str, str]:
    """The role of each group, from ``group=role, group=role``. Raise Refused for anything else."""
    roles = {}
    for pair in filter(None, (pair.strip() for pair in (environ.get("CLAIMS_GROUP_ROLES") or "").split(","))):
        group, _, role = (part.strip() for part in pair.rpartition("="))
        if not group or role not in ROLES:
            raise Refused(f"CLAIMS_GROUP_ROLES: {pair!r} is no group=role. The roles are {', '.join(ROLES)}.")
        roles[group] = role
    return roles


def _header(environ: Mapping[str, str], variable: str) -> str | None:
    name = (environ.get(variable) or "").strip()
    # A name with "_" reaches the program under the same name as one with "-", so a client could send the twin of a header
    # that the proxy overwrites.
    if name and (not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,60}", name) or name.lower() in _FORBIDDEN_HEADERS):
        raise Refused(f"{variable} is {name!r}: give the name of a header of its own, of letters, digits and hyphens, such as Remote-User.")
    return name or None
