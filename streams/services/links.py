"""One-time links: whoever holds the secret signs in as the link's person, once. Only the secret's hash is kept."""

import hashlib
import secrets
import time
from typing import Final

from streams.models import OneTimeLink, User

_SECRET_BYTES: Final = 24
KEPT_S: Final = 7 * 24 * 3_600
"""Seconds that a useless link is still kept, so that operators see who came in by one."""


def issue_link(user: User, *, lifetime_s: int) -> str:
    """Make a link for a person and return its secret, which is kept nowhere."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    expires_wall_ms = _now_ms() + lifetime_s * 1000
    OneTimeLink.objects.create(user=user, secret_hash=_hash(secret), expires_wall_ms=expires_wall_ms)
    return secret


def is_usable(secret: str) -> bool:
    """Whether the secret would still sign somebody in; spends nothing."""
    return OneTimeLink.objects.usable(_hash(secret), _now_ms()).filter(user__is_active=True).exists()


def redeem(secret: str) -> User | None:
    """Spend a link and return its person; None for one that is unknown, used, too old or of a closed login.

    Compare and set on the link's own row: a condition on the person's row would be a subquery, which PostgreSQL does not
    look at again after it waited for somebody who was quicker.
    """
    now_ms = _now_ms()
    usable = OneTimeLink.objects.usable(_hash(secret), now_ms)
    link = usable.select_related("user").filter(user__is_active=True).first()
    if link is None or not usable.update(used_wall_ms=now_ms):
        return None
    return link.user


def delete_useless_links() -> int:
    """Delete links that were used or ran out more than KEPT_S ago; return how many."""
    deleted, _ = OneTimeLink.objects.useless_since(_now_ms() - KEPT_S * 1000).delete()
    return deleted


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
