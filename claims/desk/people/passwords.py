"""Passwords: which are strong enough, and how they are stored."""

from functools import cache

from claims.errors import Refused
from claims.wording import phrase

LENGTH = (12, 128)
"""The least and most characters; the upper limit stops attackers from wasting our time with long hashes."""

GUESSES = 1e8
"""The least number of guesses that a password must withstand, by zxcvbn's estimate. This is zxcvbn's score 3, "safely unguessable"
where sign-in is slowed down.
The estimate knows the 30,000 most common passwords, names, words, dates, keyboard rows and repeats
(Wheeler, zxcvbn, USENIX Security 2016)."""

COST = "scrypt:32768:8:1"
"""How a password is hashed: 2^15 rounds on 32 MB, a tenth of a second, as Werkzeug 3.1 recommends. The tests take less."""

_LOOKED_AT = 72
"""How many characters zxcvbn looks at: it is slow on more, and a password longer than this is good enough."""


def hash_password(password: str, name: str) -> str:
    """The scrypt hash to store. Raise Refused for a password of the wrong length or one that is easy to guess for this person."""
    # Imported here because they take a quarter of a second, which no other command should pay.
    from werkzeug.security import generate_password_hash
    from zxcvbn import zxcvbn

    least, most = LENGTH
    if not least <= len(password) <= most:
        raise Refused(
            phrase(
                "the password has {password} characters: choose one of {least} to {most}.", password=len(password), least=least, most=most
            ),
            field="password",
        )
    known = [name, *name.split(), "claim tracker", "newsroom", "fact check"]
    if zxcvbn(password[:_LOOKED_AT], user_inputs=known)["guesses"] < GUESSES:
        raise Refused("the password is too common or too simple. Choose several unrelated words.", field="password")
    return generate_password_hash(password, method=COST)


def is_password_of(password: str, stored: str | None) -> bool:
    """Whether the password matches the stored hash. Without a hash it takes as long and returns False."""
    from werkzeug.security import check_password_hash

    right = len(password) <= LENGTH[1] and check_password_hash(stored or _nobodys(), password)
    return right and stored is not None


@cache
def _nobodys() -> str:
    from werkzeug.security import generate_password_hash

    return generate_password_hash("nobody has this password", method=COST)
