"""The hash chain over a run's history: canonical bytes, equal on both stores and on any processor."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

DIGEST_BYTES: Final = 16
GENESIS: Final = "0" * (2 * DIGEST_BYTES)
_AT_ONCE: Final = 65_536
"""Rows that are put into canonical bytes together: the state of a million residents is never copied whole."""


def chain(
    previous: str, *, step: int, sim_time_s: int, columns: Mapping[str, NDArray[Any]], state_digest: str = ""
) -> str:
    """Extend the chain by one step.

    previous: hex digest.   columns: the step's events by name, int or object (text or None) arrays; their order does not
    matter.   state_digest: of the whole state after the step, where one was taken.
    Returns the hex digest of all of it.
    """
    return of_columns(columns, f"{previous} {step} {sim_time_s} {state_digest}")


def of_columns(columns: Mapping[str, NDArray[Any]], prefix: str = "") -> str:
    """Hash named arrays of any shape: hex digest."""
    hashed = hashlib.blake2b(prefix.encode(), digest_size=DIGEST_BYTES)
    for name in sorted(columns):
        hashed.update(f"\n{name} {columns[name].shape} ".encode())
        for first in range(0, len(columns[name]), _AT_ONCE):
            hashed.update(_canonical(columns[name][first : first + _AT_ONCE]))
    return hashed.hexdigest()


def _canonical(values: NDArray[Any]) -> bytes:
    if values.dtype == object:
        if not any(values != None):  # noqa: E711  # element by element: most columns of texts hold none
            return b"1 -" * len(values)
        texts = [b"-" if value is None else b"=" + str(value).encode() for value in values.tolist()]
        return b"".join(b"%d %s" % (len(text), text) for text in texts)
    if values.dtype.kind not in "iub":
        raise TypeError(f"only integers and text are hashed, not {values.dtype}")
    return np.ascontiguousarray(values, dtype="<i8").tobytes()
