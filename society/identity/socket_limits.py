"""How many sockets somebody may hold open and open anew: a person wherever she comes from, else an address.

Open sockets are counted by each process for itself, because they end with it; openings by all together (limits.py).
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings

from society.identity.limits import Limit, take

OPENINGS: Final = Limit(name="socket", times=300, within_s=60)
"""Sockets that an address tries to open, let in or not: each look at a token or ticket costs a query."""
SOCKETS_OF_PERSON: Final = 20
SOCKETS_OF_ADDRESS: Final = 100
"""Of nobody in particular: several people may share an address."""


class OpenSockets:
    """Who holds how many sockets of this process open."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    @contextmanager
    def one_more(self, who: str, at_most: int) -> Iterator[bool]:
        """Count a socket while the block lasts; False if there are as many as may be already."""
        if self._open[who] >= at_most and settings.REQUEST_LIMITS:
            yield False
            return
        self._open[who] += 1
        try:
            yield True
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]


async def may_open(address: str) -> bool:
    """Count an attempt of an address; False if there were too many of late. In a thread: Redis may be slow to answer."""
    return await asyncio.to_thread(take, OPENINGS, address) is None
