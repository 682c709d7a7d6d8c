"""Keys that sign tokens: the newest signs, those before it verify until their last token has run out.

Each process remembers the keys for a moment, so that checking a token costs no query. A key that another process made is
looked for when a token names it, at most once a second, so that forged names cost next to nothing.
"""

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Final

import structlog
from django.db import transaction

from society.errors import UnreadableSecret
from society.identity.vault import seal, unseal
from society.models import SigningKey

log = structlog.get_logger(__name__)

_SECRET_BYTES: Final = 48
_KID_BYTES: Final = 8
REMEMBERED_S: Final = 10.0
"""How long a process may go on signing with a key that was replaced, or accept one that was thrown away."""
_LOOKED_FOR_S: Final = 1.0
"""How often at most the database is asked for a key that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as it is used."""

    kid: str
    secret: str


@dataclass(slots=True)
class _Remembered:
    """The keys as a process knows them. keys: by name, the one that signs last."""

    keys: dict[str, Key] = field(default_factory=dict)
    loaded_s: float = float("-inf")
    guard: threading.Lock = field(default_factory=threading.Lock)


_remembered = _Remembered()


def signing_key() -> Key:
    """Give the key that signs, made where there is none yet."""
    keys = _keys(within_s=REMEMBERED_S)
    if not keys:
        _make()
        keys = _keys(within_s=0)
    return next(reversed(keys.values()))


def verifying_key(kid: str) -> Key | None:
    """Find a key by the name that a token carries; None for one that does not verify (any more)."""
    return _keys(within_s=REMEMBERED_S).get(kid) or _keys(within_s=_LOOKED_FOR_S).get(kid)


def rotate(*, tokens_last_s: int, forget_old: bool = False) -> str:
    """Have a new key sign; return its name.

    tokens_last_s: the lifetime of the longest token; the old keys verify as long. forget_old: throw the old keys away
    instead, because somebody else may have them; every client must then sign in again.
    """
    until_wall_ms = _now_ms() + int(tokens_last_s + 2 * REMEMBERED_S) * 1000
    with transaction.atomic():
        old = SigningKey.objects.filter(until_wall_ms=None)
        if forget_old:
            SigningKey.objects.all().delete()
        else:
            old.update(until_wall_ms=until_wall_ms)
        kid = _make()
    forget()
    return kid


def delete_spent_keys() -> int:
    """Delete keys whose last token has run out; return how many."""
    deleted, _ = SigningKey.objects.filter(until_wall_ms__lt=_now_ms()).delete()
    return deleted


def forget() -> None:
    """Look at the database again before the next use."""
    _remembered.loaded_s = float("-inf")


def _keys(*, within_s: float) -> dict[str, Key]:
    with _remembered.guard:
        if time.monotonic() - _remembered.loaded_s >= within_s:
            _remembered.keys = _load()
            _remembered.loaded_s = time.monotonic()
        return _remembered.keys


def _load() -> dict[str, Key]:
    found = {}
    for row in SigningKey.objects.verifying(_now_ms()):
        try:
            found[row.kid] = Key(kid=row.kid, secret=unseal(row.sealed_secret))
        except UnreadableSecret:
            log.warning("signing_key.unreadable", kid=row.kid, hint="its tokens are refused: see ENCRYPTION_KEY")
    return found


def _make() -> str:
    kid = secrets.token_hex(_KID_BYTES)
    SigningKey.objects.create(kid=kid, sealed_secret=seal(secrets.token_urlsafe(_SECRET_BYTES)))
    return kid


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
