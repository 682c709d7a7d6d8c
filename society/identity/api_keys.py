"""Keys of programs: shown once, kept as a hash, found by their beginning, narrowed by scopes, revoked at once."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone

from society.errors import TooManyKeys
from society.identity.audit import note
from society.models import ApiKey, Scope
from streams.models import Role, User

MARK: Final = "ais_"
"""How every key begins: so that a program, and whoever searches a repository for lost ones, can tell."""
KEYS_MAX: Final = 20
DAYS_MAX: Final = 3_650
_PREFIX_BYTES: Final = 5
_SECRET_BYTES: Final = 32
_NOTED_EVERY: Final = timedelta(minutes=1)
SCOPES_OF: Final[Mapping[str, tuple[Scope, ...]]] = {
    Role.OBSERVER: (Scope.READ,),
    Role.MEMBER: (Scope.READ, Scope.SOCIAL, Scope.BODY),
    Role.OPERATOR: tuple(Scope),
    Role.ADMIN: tuple(Scope),
}
"""What a key may be made for, by its owner's role; what it opens is looked up anew with each use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key as it is shown, once, and its row."""

    text: str
    row: ApiKey


def issue_key(user: User, *, name: str, scopes: Collection[Scope], days: int | None = None) -> NewKey:
    """Make a key.   days: how long it lasts; None for ever. ValueError for scopes beyond the role, TooManyKeys."""
    beyond = set(scopes) - set(SCOPES_OF[user.role])
    if beyond or not scopes:
        raise ValueError(f"a key of this role has no scope {', '.join(sorted(beyond)) or 'at all'}")
    if keys_of(user).count() >= KEYS_MAX:
        raise TooManyKeys(f"at most {KEYS_MAX} keys a login: revoke one first")
    prefix, secret = MARK + secrets.token_hex(_PREFIX_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
    row = ApiKey.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        secret_hash=_hash(secret),
        scopes=" ".join(scope for scope in Scope if scope in scopes),
        expires_wall=timezone.now() + timedelta(days=days) if days is not None else None,
    )
    return NewKey(text=f"{prefix}_{secret}", row=row)


def key_by(text: str) -> ApiKey | None:
    """Find a key, with its login, by what a program sent; None for one that opens nothing (any more).

    Queries: one, none for what cannot be a key; one more a minute to note the use.
    """
    mark, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    if f"{mark}_" != MARK or not prefix or not secret.isascii():
        return None
    key = ApiKey.objects.standing().select_related("user").filter(prefix=MARK + prefix).first()
    if key is None or not secrets.compare_digest(key.secret_hash, _hash(secret)):
        return None
    _note_use(key)
    return key


def keys_of(user: User) -> models.QuerySet[ApiKey]:
    """Select a login's keys that are not revoked, the newest first."""
    return ApiKey.objects.filter(user=user, revoked_wall=None).order_by("-pk")


def revoke_key(key: ApiKey) -> None:
    """Have a key open nothing any more."""
    if ApiKey.objects.filter(pk=key.pk, revoked_wall=None).update(revoked_wall=timezone.now()):
        note(key, "revoked")


def _note_use(key: ApiKey) -> None:
    now = timezone.now()
    if key.used_wall is None or now - key.used_wall >= _NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(used_wall=now)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
