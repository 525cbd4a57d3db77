"""The QR code with which an authenticator app takes over its key."""

import segno
from markupsafe import Markup
from pyotp import TOTP


def app_address(secret: str, name: str, newsroom: str) -> str:
    """The otpauth address of a key, as authenticator apps read it. ``secret`` is in base32."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=newsroom)


def picture_of(address: str) -> Markup:
    """The address as an SVG of black on white, with the quiet zone that scanners need, in the dark scheme too."""
    code = segno.make(address, error="m", micro=False)
    drawn: str = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    return Markup(drawn.replace("<svg ", '<svg role="img" aria-label="QR code with the key" ', 1))  # noqa: S704  (segno's own drawing)
