"""What becomes of memory that is not needed any more: when Python looks for it, and when the system gets it back."""

import ctypes
import gc
import sys
import time
from typing import Final

COLLECT_AFTER: Final = (200_000, 20, 100)
"""Thresholds of Python's collector: objects that came about less those that went, and how often each older generation waits.

A step or a page leaves hardly any cycles, and all that a town consists of is looked through again and again for nothing:
with Python's own 700 that was a tenth of the CPU of a town of 100,000.
"""
_LARGE_BYTES: Final = 1 << 17
_M_MMAP_THRESHOLD: Final = -3
"""Parameter of mallopt(3) in glibc: blocks of this size and larger are mapped one by one."""
GIVE_BACK_PAUSE_S: Final = 2.0
"""Shortest time between two such looks."""
_PAUSES: Final = 100
"""A pause is as many times as long as the look before it took: it costs a hundredth of the time at most."""


def collect_seldom() -> None:
    """Have a process that serves look for garbage seldom, and never among what it has loaded by now."""
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def return_large_blocks() -> None:
    """Have arrays of an eighth of a megabyte and more go back to the system when freed; true of glibc, elsewhere nothing is done.

    Left to itself it raises the limit up to 32 MB and keeps what is below: 50 MB after a million residents were loaded.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


class FreeMemory:
    """What a process has freed in small pieces, given back to the system now and then; true of glibc, elsewhere nothing is done.

    Between pieces that are used on it is kept for ever: 60 MB after a million residents were loaded.
    """

    def __init__(self) -> None:
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
        self._next = time.monotonic()

    def give_back(self) -> None:
        """Give it back, unless that was done a moment ago."""
        began = time.monotonic()
        if self._trim is not None and began >= self._next:
            self._trim(0)
            ended = time.monotonic()
            self._next = ended + max(GIVE_BACK_PAUSE_S, _PAUSES * (ended - began))
