"""What a step shows to everybody who looks, read once in a process: the posts that feeds are made from, the words in them.

Kept under the run's last step, after which nothing has changed: so nothing need be thrown away when something does.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from streams.kernel.ids import number_of
from streams.models import Post, RunHead
from streams.selectors.statements import gap, read
from streams.selectors.viewing import Viewer, last_key

ENTRIES_MAX: Final = 64
"""Of some hundred kilobytes at most each."""

Int = NDArray[np.int64]
Arrays = TypeVar("Arrays", bound=tuple[Int, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """How far the record goes that a viewer looks at.

    step: the last one, None for a past moment.   sim_time: up to which it is committed.   post: number of the last one, 0 = none.
    """

    step: int | None
    sim_time: int
    post: int


def latest_of(viewer: Viewer) -> Latest:
    """Say how far the record goes that a viewer looks at. Two queries, one for a past moment."""
    if viewer.until is not None:
        return Latest(step=None, sim_time=viewer.until.sim_time, post=number_of(last_key(viewer, Post)))
    ((step, sim_time),) = read(_head, run=viewer.run.pk)
    return Latest(step=step, sim_time=sim_time, post=number_of(last_key(viewer, Post)))


def _head() -> QuerySet[RunHead, Any]:
    return RunHead.objects.filter(pk=gap("run")).values_list("step", "sim_time")


class SharedReads:
    """The arrays that were read last; used by many threads."""

    def __init__(self, *, entries_max: int = ENTRIES_MAX) -> None:
        self._entries: OrderedDict[Hashable, tuple[Int, ...]] = OrderedDict()
        self._entries_max = entries_max
        self._guard = threading.Lock()

    def give(self, key: Hashable, make: Callable[[], Arrays]) -> Arrays:
        """Give what was read under this key; `make` reads it where that was not done before, or not lately."""
        with self._guard:
            if (found := self._entries.get(key)) is not None:
                self._entries.move_to_end(key)
                return found  # type: ignore[return-value]  # what was kept under a key is what its `make` gives
        arrays = make()
        for array in arrays:
            array.flags.writeable = False  # many use it
        with self._guard:
            self._entries[key] = arrays
            if len(self._entries) > self._entries_max:
                self._entries.popitem(last=False)
        return arrays


_reads: Final = SharedReads()


def shared(viewer: Viewer, latest: Latest, name: Hashable, make: Callable[[], Arrays]) -> Arrays:
    """Read arrays that are the same for all who look at a run's present; of a past moment they are read anew."""
    if latest.step is None:
        return make()
    return _reads.give((viewer.run.pk, latest.step, name), make)
