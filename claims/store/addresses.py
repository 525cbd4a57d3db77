"""Whether two web addresses lead to the same page, told from the addresses alone."""

from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = ("utm_", "mc_", "at_", "ga_", "pk_", "mtm_")
_TRACKED = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "yclid", "cmpid", "ref", "ref_src", "smid", "share", "ocid"})
"""Parameters that tell where a reader came from and nothing of the page; as newsletters, search engines and social sites add them."""

_USUAL_PORTS = (None, 80, 443)


def address_key(address: str | None) -> str | None:
    """The address as it is compared: without scheme, ``www.``, usual port, fragment, tracking, order of parameters, last slash.

    None for None and for what cannot be taken apart. Never shown or fetched: it is no address any more.
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
