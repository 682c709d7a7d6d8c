"""The hash chain over a run's history: canonical bytes, equal on both stores and on any processor."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

DIGEST_BYTES: Final = 16
GENESIS: Final = "0" * (2 * DIGEST_BYTES)


def chain(previous: str, *, step: int, sim_time_s: int, columns: Mapping[str, NDArray[Any]]) -> str:
    """Extend the chain by one step.

    previous: hex digest.   columns: by name, int or object (text or None) arrays; their order does not matter.
    Returns the hex digest of previous, step, time and every column's name and values.
    """
    state = hashlib.blake2b(bytes.fromhex(previous), digest_size=DIGEST_BYTES)
    state.update(f"{step} {sim_time_s}".encode())
    for name in sorted(columns):
        state.update(f"\n{name} {len(columns[name])} ".encode())
        state.update(_canonical(columns[name]))
    return state.hexdigest()


def _canonical(values: NDArray[Any]) -> bytes:
    if values.dtype == object:
        texts = [b"-" if value is None else b"=" + str(value).encode() for value in values.tolist()]
        return b"".join(b"%d %s" % (len(text), text) for text in texts)
    if values.dtype.kind not in "iub":
        raise TypeError(f"only integers and text are hashed, not {values.dtype}")
    return np.ascontiguousarray(values, dtype="<i8").tobytes()
