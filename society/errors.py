"""What can go wrong in putting the society together.

ImproperlyConfigured (Django)
+-- SettingsError    a value of the environment or of `.env` is not allowed
ValueError
+-- ScenarioError    a scenario file says something that is not allowed; it lists every fault
RuntimeError
+-- ServiceError     PostgreSQL or Redis is needed and cannot be used
ExportError
+-- DiskFull         there is no room for a file
+-- NoParquet        pyarrow, which writes Parquet, is not installed
+-- TooManyJobs      a login has as many exports waiting or being made as one may have
IdentityError
+-- TokenRefused      a token is wrong, too old or of a sign-in that has ended
|   +-- TokenReused   a refresh token came a second time; its whole sign-in was ended
+-- LockedOut         too many tries; says after how many seconds there are further ones
+-- TooManyKeys       a login has as many keys as one may have
+-- UnreadableSecret  what was encrypted cannot be read with the keys of ENCRYPTION_KEY
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:  # manage.py imports this before anything else and needs no scenario
    from world.scenario.faults import Fault


class SettingsError(ImproperlyConfigured):
    """A setting is wrong; the message is one sentence a fault, for a person to read."""


class ScenarioError(ValueError):
    """A scenario cannot be used. The message has a line for each fault: file, field, what is wrong, what is allowed."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in self.faults))


class ServiceError(RuntimeError):
    """A service that is needed cannot be used; the message says which, why, and what to do."""


class ExportError(Exception):
    """A file cannot be made; the message says why."""


class DiskFull(ExportError):
    """There is hardly any room left on the disk."""


class NoParquet(ExportError):
    """The package that writes Parquet is not installed."""


class TooManyJobs(ExportError):
    """A login has as many exports waiting or being made as one may have."""


class IdentityError(Exception):
    """Somebody cannot be taken for who she says she is, or what proves it cannot be read."""


class TokenRefused(IdentityError):
    """A token proves nothing: it is malformed, forged, too old, of another kind, or its sign-in has ended."""


class TokenReused(TokenRefused):
    """A refresh token came a second time: somebody has a copy, so nobody goes on with that sign-in."""


class LockedOut(IdentityError):
    """Too many tries. retry_after_s: the seconds after which there are further ones."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"too many tries; come again in {retry_after_s} seconds")
        self.retry_after_s = retry_after_s


class TooManyKeys(IdentityError):
    """A login has as many keys as one may have."""


class UnreadableSecret(IdentityError):
    """A stored secret was encrypted with a key that ENCRYPTION_KEY does not name any more."""
