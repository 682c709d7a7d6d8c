"""Second factors: codes that a device shows for half a minute, and recovery codes for the day when it is lost.

The library gives the arithmetic of the codes only: its own tables keep seeds and codes as they are, ours encrypt and hash
them. A code works once, by compare and set on the last one used. Five wrong ones and there are no more tries for a
quarter of an hour; only who knows the password gets that far, so nobody is shut out by strangers.
"""

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_otp.oath import TOTP

from society.errors import LockedOut
from society.identity.audit import note
from society.identity.vault import seal, unseal
from society.models import RecoveryCode, SecondFactor
from streams.models import User

ISSUER: Final = "AI Society"
STEP_S: Final = 30
TRIES_MAX: Final = 5
TRIES_WITHIN_S: Final = 15 * 60
RECOVERY_CODES: Final = 10
_SEED_BYTES: Final = 20
_DIGITS: Final = 6
_RECOVERY_BYTES: Final = 10
_DRIFT: Final = (0, -1, 1)
"""Clocks of devices that are half a minute off are let through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What a device needs: a picture to scan (an address of data), or a key to type."""

    picture: str
    key: str


def has_second_factor(user: User) -> bool:
    """Whether a login is asked for a code."""
    return SecondFactor.objects.filter(user=user).exclude(confirmed_wall=None).exists()


def must_have_one(user: User) -> bool:
    """Whether the settings demand a second factor of a login."""
    return bool(settings.OPERATORS_NEED_SECOND_FACTOR) and user.is_operator


def begin_enrolment(user: User) -> Enrolment:
    """Give what a device needs, the same until it is confirmed. ValueError for a login that has a factor already."""
    row, _is_new = SecondFactor.objects.get_or_create(
        user=user, defaults={"sealed_seed": seal(base64.b32encode(secrets.token_bytes(_SEED_BYTES)).decode())}
    )
    if row.confirmed_wall is not None:
        raise ValueError(f"{user} has a second factor already")
    key = unseal(row.sealed_seed)
    name = quote(f"{ISSUER}:{user.email}")
    address = f"otpauth://totp/{name}?secret={key}&issuer={quote(ISSUER)}"
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2, light="#fff")
    return Enrolment(picture=picture, key=" ".join(key[at : at + 4] for at in range(0, len(key), 4)))


def confirm(user: User, code: str) -> list[str] | None:
    """Take a device into use by its first code; return recovery codes to be shown once, None for a wrong code. LockedOut."""
    row = SecondFactor.objects.filter(user=user, confirmed_wall=None).first()
    if row is None:
        return None
    _take_try(row)
    with transaction.atomic():
        if not _spend_code(row, code):
            return None
        SecondFactor.objects.filter(pk=row.pk).update(confirmed_wall=timezone.now(), tries=0)
        note(user, "second factor taken into use")
        return _issue_recovery_codes(row)


def verify(user: User, code: str) -> bool:
    """Whether a code of her device, or an unused recovery code, is right; it is spent by that. LockedOut after five wrong."""
    row = SecondFactor.objects.filter(user=user).exclude(confirmed_wall=None).first()
    if row is None:
        return False
    _take_try(row)
    is_right = _spend_code(row, code) or _spend_recovery_code(row, code)
    if is_right:
        SecondFactor.objects.filter(pk=row.pk).update(tries=0)
    return is_right


def new_recovery_codes(user: User) -> list[str]:
    """Replace the recovery codes; returned to be shown once."""
    with transaction.atomic():
        return _issue_recovery_codes(SecondFactor.objects.get(user=user))


def recovery_codes_left(user: User) -> int:
    """Count the recovery codes that were not used."""
    return RecoveryCode.objects.filter(factor__user=user, used_wall=None).count()


def remove(user: User) -> None:
    """Ask this login for no code any more."""
    SecondFactor.objects.filter(user=user).delete()
    note(user, "second factor removed")


def _take_try(row: SecondFactor) -> None:
    now_ms = time.time_ns() // 1_000_000
    begun = SecondFactor.objects.filter(pk=row.pk, tries_since_wall_ms__lte=now_ms - TRIES_WITHIN_S * 1000)
    begun.update(tries=0, tries_since_wall_ms=now_ms)
    if not SecondFactor.objects.filter(pk=row.pk, tries__lt=TRIES_MAX).update(tries=F("tries") + 1):
        raise LockedOut(TRIES_WITHIN_S)


def _spend_code(row: SecondFactor, code: str) -> bool:
    digits = code.replace(" ", "")
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    seed = base64.b32decode(unseal(row.sealed_seed))
    for drift in _DRIFT:
        totp = TOTP(seed, step=STEP_S, digits=_DIGITS, drift=drift)
        if secrets.compare_digest(f"{totp.token():0{_DIGITS}}", digits):
            later = SecondFactor.objects.filter(pk=row.pk, last_step__lt=totp.t())
            return bool(later.update(last_step=totp.t()))
    return False


def _spend_recovery_code(row: SecondFactor, code: str) -> bool:
    unused = RecoveryCode.objects.filter(factor=row, code_hash=_hash(code), used_wall=None)
    return bool(unused.update(used_wall=timezone.now()))


def _issue_recovery_codes(row: SecondFactor) -> list[str]:
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(factor=row).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=row, code_hash=_hash(code)) for code in codes)
    return codes


def _recovery_code() -> str:
    text = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _hash(code: str) -> str:
    plain = code.replace("-", "").replace(" ", "").lower()
    return hashlib.sha256(plain.encode()).hexdigest()
