"""When Python looks for garbage: objects that hold only each other."""

import gc
from typing import Final

COLLECT_AFTER: Final = (50_000, 20, 100)
"""Thresholds of Python's collector: objects that came about less those that went, and how often each older generation waits.

A step or a page leaves hardly any cycles, and all that a town consists of is looked through again and again for nothing:
with Python's own 700 that was a tenth of the CPU of a town of 100,000.
"""


def collect_seldom() -> None:
    """Have a process that serves look for garbage seldom, and never among what it has loaded by now."""
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
