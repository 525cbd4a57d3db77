"""Which network addresses belong to the public Internet. Everything else is somebody's inside, and not fetched from.

Python's ``is_global`` alone is not enough: 3.11 calls NAT64, 6to4, IPv4-compatible and site-local addresses global.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_PUBLIC_V6 = ip_network("2000::/3")  # all that is given out: https://www.iana.org/assignments/ipv6-address-space
# https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-special-registry, as of 2026-11
_SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
    192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
    240.0.0.0/4 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""
_CLOSED = tuple(map(ip_network, _SPECIAL.split()))


def is_public(address: str) -> bool:
    """Whether a numeric address may be connected to: one given out on the public Internet, with no other address wrapped in it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (parsed not in _PUBLIC_V6 or parsed.scope_id is not None):
        return False
    return _unlisted(parsed) and parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _unlisted(address: IPv4Address | IPv6Address) -> bool:
    return not any(address.version == network.version and address in network for network in _CLOSED)
