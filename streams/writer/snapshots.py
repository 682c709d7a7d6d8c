"""Snapshots: the whole state after a step as one compressed body, and when one is due."""

import io
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from streams.kernel.columns import Array
from streams.kernel.simtime import DAY_S, HOUR_S

SMALL_RUN: Final = 20_000
"""Residents below which a snapshot is kept for every simulated hour; above, for every day."""
KEPT_HOURLY_S: Final = 7 * DAY_S
_LEVEL: Final = 1


def is_due(*, since: int, until: int, residents: int) -> bool:
    """Whether the step (since, until] enters a new simulated hour (day, for large runs)."""
    every = HOUR_S if residents < SMALL_RUN else DAY_S
    return since // every != until // every


def pack(state: Mapping[str, Array]) -> bytes:
    """Compress named integer arrays; the same state gives the same bytes."""
    buffer = io.BytesIO()
    for name in sorted(state):
        encoded = name.encode()
        buffer.write(len(encoded).to_bytes(2, "big") + encoded)
        np.save(buffer, np.ascontiguousarray(state[name]), allow_pickle=False)
    return zlib.compress(buffer.getvalue(), _LEVEL)


def unpack(body: bytes) -> dict[str, Array]:
    """Read what `pack` wrote."""
    buffer = io.BytesIO(zlib.decompress(body))
    state: dict[str, Array] = {}
    while size := buffer.read(2):
        name = buffer.read(int.from_bytes(size, "big")).decode()
        state[name] = np.load(buffer, allow_pickle=False)
    return state


def to_thin(sim_times: Iterable[tuple[int, int]], now: int) -> list[int]:
    """Choose the snapshots to drop: older than seven days, all but the first of each day.

    sim_times: (key, sim_time) in order.   Returns keys.
    """
    seen: set[int] = set()
    dropped: list[int] = []
    for key, sim_time in sim_times:
        day = sim_time // DAY_S
        if now - sim_time > KEPT_HOURLY_S and day in seen:
            dropped.append(key)
        seen.add(day)
    return dropped
