"""What is read for viewers who come back: in blocks that begin at fixed seqs, so that those who come together share them.

After a restart all viewers of a server resume from about the same seq; each on her own would have the same rows read,
encoded and framed again. Plain asyncio.
"""

import asyncio
import time
from typing import Final

from streams.live.frames import CHUNK_ROWS, Chunk
from streams.live.reading import LogReader

SHARED_FOR_S: Final = 2.0
"""How long a block is kept: whoever comes later is told what is hidden or deleted by then."""


class PastChunks:
    """The past of one run, block by block."""

    def __init__(self, *, run_id: int, reader: LogReader) -> None:
        self._run_id = run_id
        self._reader = reader
        self._blocks: dict[int, tuple[float, asyncio.Task[Chunk | None]]] = {}

    async def after(self, seq: int) -> Chunk | None:
        """Give a chunk in which the row after seq is, as a rule not the first; None if that row is not kept."""
        first = seq - seq % CHUNK_ROWS
        chunk = await self._block(first, is_fresh=False)
        if chunk is not None and chunk.last_seq <= seq:
            chunk = await self._block(first, is_fresh=True)  # the last block grows
        return chunk if chunk is not None and chunk.first_seq <= seq + 1 <= chunk.last_seq else None

    async def _block(self, first: int, *, is_fresh: bool) -> Chunk | None:
        now_s = time.monotonic()
        self._blocks = {known: kept for known, kept in self._blocks.items() if now_s - kept[0] < SHARED_FOR_S}
        if is_fresh or first not in self._blocks:
            task = asyncio.create_task(self._read(first), name=f"past of run {self._run_id}")
            task.add_done_callback(lambda done: self._forget_failed(first, done))
            self._blocks[first] = now_s, task
        # shielded: one viewer who leaves must not take the rows from the others
        return await asyncio.shield(self._blocks[first][1])

    def _forget_failed(self, first: int, done: "asyncio.Task[Chunk | None]") -> None:
        """Have what could not be read be read again by the next; whoever waited for it has been told."""
        if (done.cancelled() or done.exception() is not None) and self._blocks.get(first, (0, None))[1] is done:
            del self._blocks[first]

    async def _read(self, first: int) -> Chunk | None:
        rows = await self._reader.old_rows(self._run_id, first, CHUNK_ROWS)
        mine = [row for row in rows if row.seq <= first + CHUNK_ROWS]
        return Chunk(mine) if mine else None
