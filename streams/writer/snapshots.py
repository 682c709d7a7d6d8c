"""Snapshots: the whole state after a step as one compressed body, and when one is due."""

import io
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np

from streams.kernel.columns import Array
from streams.kernel.simtime import DAY_S, HOUR_S

SMALL_RUN: Final = 20_000
"""Residents below which a snapshot is kept for every simulated hour; above, for every day."""
KEPT_HOURLY_S: Final = 7 * DAY_S
_LEVEL: Final = 1
_PIECE_BYTES: Final = 1 << 20


def is_due(*, since: int, until: int, residents: int) -> bool:
    """Whether the step (since, until] enters a new simulated hour (day, for large runs)."""
    every = HOUR_S if residents < SMALL_RUN else DAY_S
    return since // every != until // every


def pack(state: Mapping[str, Array]) -> tuple[bytes, ...]:
    """Compress named integer arrays one after the other; the same state gives the same bytes, in some pieces."""
    squeezer = zlib.compressobj(_LEVEL)
    pieces: list[bytes] = []
    for name in sorted(state):
        encoded = name.encode()
        buffer = io.BytesIO()
        buffer.write(len(encoded).to_bytes(2, "big") + encoded)
        np.save(buffer, np.ascontiguousarray(state[name]), allow_pickle=False)
        pieces.append(squeezer.compress(buffer.getbuffer()))
    return (*pieces, squeezer.flush())


def unpack(body: bytes, *, only: str = "") -> dict[str, Array]:
    """Read what `pack` wrote, joined.   only: the one array that is wanted; the others are passed over, all without."""
    source = io.BufferedReader(_Inflated(body), _PIECE_BYTES)
    state: dict[str, Array] = {}
    while not (only and state) and (size := source.read(2)):
        name = source.read(int.from_bytes(size, "big")).decode()
        values = np.lib.format.read_array(source, allow_pickle=False)
        if only in ("", name):
            state[name] = values
    return state


class _Inflated(io.RawIOBase):
    """A compressed body as a stream, so that a large state never stands in memory twice."""

    def __init__(self, body: bytes) -> None:
        self._inflater = zlib.decompressobj()
        self._squeezed = memoryview(body)
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._ready and not self._inflater.eof:
            squeezed = self._inflater.unconsumed_tail
            if not squeezed:
                squeezed, self._squeezed = bytes(self._squeezed[:_PIECE_BYTES]), self._squeezed[_PIECE_BYTES:]
            if not squeezed:
                raise EOFError("the snapshot's body ends too early")
            self._ready = self._inflater.decompress(squeezed, _PIECE_BYTES)
        count = min(len(target), len(self._ready))
        target[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


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
