"""Passwords: the rules for new ones, and argon2id hashes of them."""

import functools
import secrets
import unicodedata
from threading import BoundedSemaphore
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from web.accounts.usernames import spell

SHORTEST = 12
LONGEST = 1_000

_hasher = PasswordHasher()
# A hash takes 64 MiB on purpose; sixteen threads at once must not take a gigabyte.
_at_once = BoundedSemaphore(2)


Unfit = Literal["short", "long", "username"]


class UnfitPasswordError(ValueError):
    """The new password breaks a rule; `why` and the message say which."""

    def __init__(self, why: Unfit, message: str) -> None:
        """`message` is for whoever reads no page."""
        super().__init__(message)
        self.why = why


def hash_new(password: str, *, username: str) -> str:
    """The hash to store for a new password.

    Raises:
        UnfitPasswordError: it has fewer than 12 or more than 1,000 characters, or is the username.
    """
    if len(password) < SHORTEST:
        raise UnfitPasswordError("short", f"A password has at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise UnfitPasswordError("long", f"A password has at most {LONGEST} characters.")
    if spell(password) == spell(username):
        raise UnfitPasswordError("username", "The password is the username.")
    return _hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Whether it is the password of this hash; with no hash, False after the same work."""
    known = stored if stored is not None else _nobodys_hash()
    try:
        with _at_once:
            _hasher.verify(known, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def renewed(password: str, stored: str) -> str | None:
    """A new hash of a password that matched, if the stored one was made with older settings."""
    return _hash(password) if _hasher.check_needs_rehash(stored) else None


@functools.cache
def _nobodys_hash() -> str:
    return _hash(secrets.token_urlsafe())


def _hash(password: str) -> str:
    with _at_once:
        return _hasher.hash(_normal(password))


def _normal(password: str) -> str:
    """The same letters from every keyboard; and what is too long is not worth hashing."""
    return unicodedata.normalize("NFKC", password)[: LONGEST + 1]
