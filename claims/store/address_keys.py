"""Compares web addresses: whether two lead to the same page, judging by the addresses alone."""

from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = ("utm_", "mc_", "at_", "ga_", "pk_", "mtm_")
_TRACKED = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "yclid", "cmpid", "ref", "ref_src", "smid", "share", "ocid"})
"""Query parameters that say where a reader came from, not which page it is; newsletters, search engines and social sites add them."""

_USUAL_PORTS = (None, 80, 443)


def address_key(address: str | None) -> str | None:
    """The form of an address that is compared: without scheme, ``www.``, default port, fragment, tracking and last slash, parameters sorted.

    None for None and for an address that cannot be parsed. Never shown or fetched: the key is not an address any more.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    known = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKED and not name.lower().startswith(_TRACKING)
    ]
    where = host.removeprefix("www.") + (f":{port}" if port not in _USUAL_PORTS else "")
    query = f"?{urlencode(sorted(known))}" if known else ""
    return f"{where}{parts.path.rstrip('/')}{query}"
