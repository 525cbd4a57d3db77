"""Where a session was started, in words its owner recognises, with no more of the address than they need for that."""

from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Parts of a User-Agent and the browser they mean. The first that fits counts: most browsers also name those below theirs."""

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)

_KEPT_BITS = {4: 24, 6: 48}
"""How much of an address is kept, by IP version: enough to tell the office from home, too little to name a computer."""


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that signed in: "Firefox on Linux", and the network it came from, "192.0.2.x". Empty where unknown."""

    device: str = ""
    network: str = ""


def browser_of(user_agent: str, address: str) -> Browser:
    """The browser, from its User-Agent header and the client's address. Neither is kept whole."""
    return Browser(_device(user_agent), _network(address))


def _device(user_agent: str) -> str:
    browser = next((name for part, name in _BROWSERS if part in user_agent), "")
    system = next((name for part, name in _SYSTEMS if part in user_agent), "")
    return f"{browser or 'Unknown browser'} on {system}" if system else browser


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.is_loopback:
        return "this machine"
    network = ip_network(f"{parsed}/{_KEPT_BITS[parsed.version]}", strict=False)
    if isinstance(parsed, IPv4Address):
        return f"{str(network.network_address).rpartition('.')[0]}.x"
    return str(network)
