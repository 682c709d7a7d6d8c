"""Tokens of clients that keep no cookies: a short one that is shown with each request, a long one that renews it.

The only module that knows the library behind them. Every sign-in of a client is a row (`ClientSignIn`) that both tokens
name and that is looked up with each request, together with its login: so signing out, a new password, another role and a
closed login act at once. A refresh token is spent by a row that only one request can write; one that comes again means
that two have it, and ends the sign-in.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
import structlog
from django.db import transaction
from django.utils import timezone
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenError
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

from society.errors import TokenRefused, TokenReused
from society.identity.second_factor import must_have_one
from society.identity.signing_keys import delete_spent_keys, signing_key, verifying_key
from society.models import ClientSignIn, EndReason
from streams.models import User

log = structlog.get_logger(__name__)

ACCESS_S: Final = 15 * 60
REFRESH_S: Final = 30 * 24 * 3_600
KEPT_S: Final = 7 * 24 * 3_600
"""Seconds that a sign-in is still kept when its last token has run out, so that operators see that it was."""
NOTES: Final = (OutstandingToken, BlacklistedToken)
"""The library's tables: which refresh tokens were given out, and which were spent."""
_ALGORITHM: Final = "HS256"
_SIGN_IN: Final = "sign_in"
_CLIENT_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """What a client is given when it signs in or renews."""

    access: str
    refresh: str
    user: User
    access_s: int = ACCESS_S
    refresh_s: int = REFRESH_S


class _NamedKeys(TokenBackend):
    """Sign with the newest key and say which; verify with the key that a token names."""

    def __init__(self) -> None:
        super().__init__(_ALGORITHM)

    def encode(self, payload: dict[str, Any]) -> str:
        """Write a token."""
        key = signing_key()
        return jwt.encode(payload, key.secret, algorithm=_ALGORITHM, headers={"kid": key.kid})

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        """Read a token. TokenBackendError for one that was not signed by a key of ours, or has run out."""
        try:
            key = verifying_key(str(jwt.get_unverified_header(token).get("kid", "")))
            if key is None:
                raise TokenBackendError("the token names no key that is in use")
            return jwt.decode(token, key.secret, algorithms=[_ALGORITHM], options={"require": ["exp", "jti"]})
        except jwt.InvalidTokenError as fault:
            raise TokenBackendError(str(fault)) from fault


_KEYS: Final = _NamedKeys()


class _Access(AccessToken):
    _token_backend = _KEYS
    lifetime = timedelta(seconds=ACCESS_S)


class _Refresh(RefreshToken):
    _token_backend = _KEYS
    lifetime = timedelta(seconds=REFRESH_S)
    access_token_class = _Access

    def check_blacklist(self) -> None:
        """Leave it to `renew`, to which a token that was spent means more than one that is merely wrong."""


def begin(user: User, *, client: str = "", address: str = "", has_second_factor: bool = False) -> TokenPair:
    """Sign a client in as somebody who has proved who she is."""
    now = timezone.now()
    with transaction.atomic():
        sign_in = ClientSignIn.objects.create(
            user=user,
            client=client[:_CLIENT_CHARACTERS],
            address=address,
            has_second_factor=has_second_factor,
            renewed_wall=now,
            expires_wall=now + timedelta(seconds=REFRESH_S),
        )
        return _pair(sign_in)


def renew(refresh: str) -> TokenPair:
    """Spend a refresh token for a new pair. TokenRefused for one that is wrong; TokenReused for one that was spent."""
    token = _read(_Refresh, refresh)
    sign_in = _sign_in_of(token)
    now = timezone.now()
    with transaction.atomic():  # a token is spent only if its successor is there
        pair = _pair(sign_in) if _spend(token) else None
        if pair is not None:
            expires_wall = now + timedelta(seconds=REFRESH_S)
            ClientSignIn.objects.filter(pk=sign_in.pk).update(renewed_wall=now, expires_wall=expires_wall)
    if pair is None:
        end(sign_in.pk, EndReason.REUSED)
        log.warning("token.reused", user=sign_in.user_id, sign_in=str(sign_in.pk))
        raise TokenReused("this refresh token was used before: sign in again")
    return pair


def sign_in_by(access: str) -> ClientSignIn:
    """Find the sign-in, with its login, that an access token belongs to. TokenRefused for a token that is of no use.

    Queries: one, none for a token that is not ours.
    """
    return _sign_in_of(_read(_Access, access))


def sign_in_of_refresh(refresh: str) -> ClientSignIn:
    """Find the sign-in that a refresh token belongs to, spent or not. TokenRefused for a token that is of no use."""
    return _sign_in_of(_read(_Refresh, refresh))


def end(sign_in_id: Any, reason: EndReason) -> None:
    """End one sign-in: none of its tokens is accepted any more."""
    ClientSignIn.objects.filter(pk=sign_in_id, ended_wall=None).update(ended_wall=timezone.now(), end_reason=reason)


def end_all(user: User, reason: EndReason) -> None:
    """End every client's sign-in of a login."""
    ClientSignIn.objects.filter(user=user, ended_wall=None).update(ended_wall=timezone.now(), end_reason=reason)


def delete_expired_tokens() -> None:
    """Delete what no token can name any more: sign-ins, notes of spent tokens, keys."""
    now = timezone.now()
    OutstandingToken.objects.filter(expires_at__lt=now).delete()
    ClientSignIn.objects.filter(expires_wall__lt=now - timedelta(seconds=KEPT_S)).delete()
    delete_spent_keys()


def _pair(sign_in: ClientSignIn) -> TokenPair:
    token = _Refresh()
    token["user_id"] = str(sign_in.user_id)
    token[_SIGN_IN] = sign_in.pk.hex
    written = str(token)
    OutstandingToken.objects.create(
        user=sign_in.user,
        jti=token["jti"],
        # not the token, which whoever reads the table could use
        token=hashlib.sha256(written.encode()).hexdigest(),
        created_at=token.current_time,
        expires_at=datetime.fromtimestamp(token["exp"], tz=UTC),
    )
    return TokenPair(access=str(token.access_token), refresh=written, user=sign_in.user)


def _read(kind: type[Token], text: str) -> Token:
    try:
        return kind(text)  # type: ignore[arg-type]  # its own type is wrong: it takes the text
    except TokenError as fault:
        raise TokenRefused(str(fault)) from fault


def _sign_in_of(token: Token) -> ClientSignIn:
    try:
        name = uuid.UUID(str(token.get(_SIGN_IN)))
    except ValueError:
        raise TokenRefused("this token names no sign-in") from None
    found = ClientSignIn.objects.standing().select_related("user").filter(pk=name).first()
    if found is None or (must_have_one(found.user) and not found.has_second_factor):
        raise TokenRefused("this sign-in has ended: sign in again")
    return found


def _spend(token: Token) -> bool:
    """Write that a refresh token was used; False where it was written before, by whoever was quicker too."""
    outstanding = OutstandingToken.objects.filter(jti=token["jti"]).first()
    if outstanding is None:
        raise TokenRefused("this refresh token is not known: sign in again")
    _, is_first = BlacklistedToken.objects.get_or_create(token=outstanding)
    return is_first
