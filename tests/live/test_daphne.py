"""A real server and real sockets: cut connections, and a server that stops."""

import asyncio
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from streams.models import Run, RunHead
from tests.live.conftest import Advance, told_to_everybody
from tests.live.daphnes import daphne, until, watch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(town: Run, root: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Serve the town."""
    with daphne(root) as served:
        yield served


async def test_a_viewer_who_is_cut_off_again_and_again_misses_nothing(
    server: tuple[int, Any], town: Run, advance: Advance
) -> None:
    port, _ = server
    dice = Random(5)
    position = 0
    seqs: list[int] = []

    for _ in range(8):
        watcher = await watch(port, position)
        await sync_to_async(advance)(1_800)
        await asyncio.sleep(dice.uniform(0, 0.4))
        watcher.transport.abort()
        position, seqs = watcher.position, seqs + watcher.seqs
    last_seq = (await RunHead.objects.aget(pk=town.pk)).seq
    watcher = await watch(port, position)
    await until(watcher, last_seq)
    watcher.transport.abort()

    assert sorted(set(seqs + watcher.seqs)) == await sync_to_async(told_to_everybody)(town)


async def test_a_server_that_stops_says_that_it_is_restarting(server: tuple[int, Any], town: Run) -> None:
    port, process = server
    watcher = await watch(port, 0)
    await until(watcher, 12)

    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        while watcher.code is None:
            await asyncio.sleep(0.01)

    assert watcher.code == 1012
