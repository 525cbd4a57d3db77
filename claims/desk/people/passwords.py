"""Passwords: which are good enough, and how they are kept."""

from functools import cache

from claims.errors import Refused

LENGTH = (12, 128)
"""Characters, least and most; the most keeps hashing from being used to waste time."""

GUESSES = 1e8
"""Tries that a good guesser needs at least, by zxcvbn's estimate: its score 3, "safely unguessable" where sign-in is slowed down.
The estimate knows the 30,000 most common passwords, names, words, dates, keyboard rows and repeats
(Wheeler, zxcvbn, USENIX Security 2016)."""

_LOOKED_AT = 72
"""Characters that the estimate looks at; it gets slow on more, and a password that needs more is good."""


def hash_password(password: str, name: str) -> str:
    """The scrypt hash to keep. Raise Refused for a password of the wrong length, or one that is easily guessed for that person."""
    # Imported here: they take a quarter of a second that every other command would wait for.
    from werkzeug.security import generate_password_hash
    from zxcvbn import zxcvbn

    least, most = LENGTH
    if not least <= len(password) <= most:
        raise Refused(f"the password has {len(password)} characters: choose one of {least} to {most}.", field="password")
    known = [name, *name.split(), "claim tracker", "newsroom", "fact check"]
    if zxcvbn(password[:_LOOKED_AT], user_inputs=known)["guesses"] < GUESSES:
        raise Refused("the password is too common or too simple: choose several words that do not belong together.", field="password")
    return generate_password_hash(password, method="scrypt")


def is_password_of(password: str, stored: str | None) -> bool:
    """Whether this is the password of that hash; takes as long when there is no hash."""
    from werkzeug.security import check_password_hash

    right = len(password) <= LENGTH[1] and check_password_hash(stored or _nobodys(), password)
    return right and stored is not None


@cache
def _nobodys() -> str:
    from werkzeug.security import generate_password_hash

    return generate_password_hash("nobody has this password", method="scrypt")
