"""Encryption of secrets that are stored and must be read again; what need only be compared is hashed instead.

The keys come from ENCRYPTION_KEY: the first encrypts, all decrypt, so that a key is changed without losing anything.
"""

import base64
from functools import cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from society.errors import UnreadableSecret

_PURPOSE: Final = b"ai-society stored secrets"
_KEY_BYTES: Final = 32


def seal(secret: str) -> str:
    """Encrypt a secret; twice the same gives different texts."""
    return _fernets(tuple(settings.ENCRYPTION_KEY)).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt what `seal` gave. UnreadableSecret where no key of today fits, or where it was tampered with."""
    try:
        return _fernets(tuple(settings.ENCRYPTION_KEY)).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise UnreadableSecret(
            "A stored secret cannot be decrypted: name the key that it was encrypted with in ENCRYPTION_KEY, behind the new one."
        ) from None


@cache
def _fernets(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """Stretch a key of any length and alphabet to what the cipher takes."""
    stretched = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(stretched)
