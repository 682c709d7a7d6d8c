"""A busy town: what a viewer makes of the events who loses the connection again and again is what a fresh look shows.

And who only reads, as programs do that were written without knowing more, is told everything.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import urlopen

import pytest
from asgiref.sync import sync_to_async
from autobahn.asyncio.websocket import WebSocketClientFactory, WebSocketClientProtocol

from society.experiments.founding import found_scenario
from society.experiments.growth import grown
from society.experiments.scenario import load_scenario
from streams.live.window import WINDOW_EVENTS
from streams.models import Run, RunHead
from tests.live.conftest import Advance, told_to_everybody
from tests.live.daphnes import daphne, leave, until, watch
from world.actions import ACTIONS
from world.models import ResidentState

pytestmark = pytest.mark.django_db(transaction=True)

RESIDENTS = 1_000
BETWEEN_CUTS_S = 60
State = dict[int, tuple[str, int, int, int]]
"""By resident: what she does, where, from when on, until when."""


@pytest.fixture
def town(transactional_db: None) -> Run:
    """Found a town of a thousand, paused."""
    return found_scenario(grown(load_scenario("willowbrook"), RESIDENTS), is_default=True, is_paused=True)


@pytest.fixture
def port(town: Run, root: Path) -> Iterator[int]:
    """Serve it."""
    with daphne(root) as (port, _):
        yield port


def fresh_look(town: Run) -> State:
    rows = ResidentState.objects.of(town.pk)
    return {row.number: (ACTIONS[row.action].name, row.place, row.arrive, row.due) for row in rows}


def applied(state: State, events: list[dict[str, Any]]) -> State:
    """Do what a map does with what it is told."""
    now = dict(state)
    for event in events:
        data = event["data"]
        if event["type"] == "action_started":
            now[data["agent_id"]] = (data["action"], data["place"], data["arrive_s"], data["due_s"])
    return now


def by_row(events: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(event["seq"], event["type"]) for event in events]


@pytest.mark.parametrize("cuts", [20, pytest.param(200, marks=pytest.mark.long)])
async def test_nothing_is_missed_or_doubled_however_often_the_connection_is_lost(
    cuts: int, port: int, town: Run, advance: Advance
) -> None:
    dice = Random(cuts)
    before = await sync_to_async(fresh_look)(town)
    position = began = (await RunHead.objects.aget(pk=town.pk)).seq
    events: list[dict[str, Any]] = []

    for _ in range(cuts):
        watcher = await watch(port, position, is_batch=dice.random() < 0.5)
        engine = asyncio.create_task(sync_to_async(advance)(BETWEEN_CUTS_S))
        await asyncio.sleep(dice.uniform(0, 0.15))
        watcher.transport.abort()
        position, events = watcher.position, events + watcher.events
        await engine
    last_seq = (await RunHead.objects.aget(pk=town.pk)).seq
    watcher = await watch(port, position)
    await until(watcher, last_seq)
    uncut = await watch(port, began)
    await until(uncut, last_seq)
    events += watcher.events

    assert by_row(events) == by_row(uncut.events)
    assert sorted({event["seq"] for event in events}) == [
        seq for seq in await sync_to_async(told_to_everybody)(town) if seq > began
    ]
    assert applied(before, events) == await sync_to_async(fresh_look)(town) != before
    await leave(watcher, uncut)


class Reader(WebSocketClientProtocol):
    """A program that subscribes to all and reads events, and knows nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []
        self.code: int | None = None

    def onOpen(self) -> None:
        self.sendMessage(b'{"type": "subscribe", "channels": ["all"]}')  # type: ignore[no-untyped-call]

    def onMessage(self, payload: bytes, _: bool) -> None:
        frame = json.loads(payload)
        if "seq" in frame and "data" in frame:
            self.events.append(frame)

    def onClose(self, _: bool, code: int | None, reason: str | None) -> None:
        self.code = code


async def test_a_program_that_only_reads_is_told_everything(port: int, town: Run, advance: Advance) -> None:
    started = await watch(port, 12)  # once the server answers
    factory: Any = WebSocketClientFactory(f"ws://127.0.0.1:{port}/api/stream")  # type: ignore[no-untyped-call]
    factory.protocol = Reader
    _, reader = await asyncio.get_running_loop().create_connection(factory, "127.0.0.1", port)
    assert isinstance(reader, Reader)
    await asyncio.sleep(0.5)
    began = (await RunHead.objects.aget(pk=town.pk)).seq

    await sync_to_async(advance)(3_600)
    head = await RunHead.objects.aget(pk=town.pk)
    told = [seq for seq in await sync_to_async(told_to_everybody)(town) if seq > began]
    status = json.loads(await asyncio.to_thread(read, f"http://127.0.0.1:{port}/api/world/status"))["data"]
    async with asyncio.timeout(15):
        while not reader.events or reader.events[-1]["seq"] < told[-1]:
            await asyncio.sleep(0.02)

    assert len(reader.events) > WINDOW_EVENTS  # which is all that would come without
    assert sorted({event["seq"] for event in reader.events}) == told
    assert {"type", "timestamp", "data"} <= set.intersection(*(set(event) for event in reader.events))
    assert (reader.code, status["seq"]) == (None, head.seq)
    await leave(started, reader)


def read(address: str) -> bytes:
    with urlopen(address, timeout=10) as answer:
        text: bytes = answer.read()
    return text
