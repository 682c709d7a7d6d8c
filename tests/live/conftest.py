"""A founded town, the hub over its database, and sockets to it."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Final

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import connections

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.live import ENCODERS, PREPARE, inbox_url, snapshot_url
from society.parts import assemble
from streams.events import StreamEvent
from streams.live.consumers import InboxConsumer, StreamConsumer
from streams.live.hub import Hub
from streams.live.reading import DatabaseReader
from streams.models import Event, Run
from streams.writer.driver import Driver


async def _always() -> bool:
    return True


Connect = Callable[..., WebsocketCommunicator]
Advance = Callable[[int], None]


@pytest.fixture
def town(transactional_db: None) -> Run:
    """Found a town of twelve, paused."""
    return found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True, is_paused=True)


@pytest_asyncio.fixture
async def hub(town: Run) -> AsyncIterator[Hub]:
    """Give a hub over the database."""
    made = Hub(reader=DatabaseReader(ENCODERS, PREPARE), snapshot_url=snapshot_url)
    yield made
    await made.close()
    # the thread in which tests reach the database from coroutines keeps a connection, and the database is dropped soon
    await sync_to_async(connections.close_all)()


@pytest.fixture
def connect(hub: Hub) -> Connect:
    """Give a function that makes a socket to the stream, or to the inbox, of somebody who stays signed in."""

    def make(query: str = "", user: Any = None, *, inbox: bool = False, **proved: Any) -> WebsocketCommunicator:
        stream, mine = StreamConsumer.as_asgi(hub=hub), InboxConsumer.as_asgi(hub=hub, snapshot_url=inbox_url)
        application, path = (mine, "/api/inbox") if inbox else (stream, "/api/stream")
        socket = WebsocketCommunicator(application, f"{path}{query}")
        scope: dict[str, Any] = socket.scope  # type: ignore[assignment]  # what the middlewares add is in no type
        scope |= {"user": user or AnonymousUser(), "is_still_signed_in": _always, **proved}
        return socket

    return make


@pytest.fixture
def advance(town: Run) -> Iterator[Advance]:
    """Give a function that lets so many simulated seconds pass, and tells nobody."""
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(town)
    yield lambda seconds: driver.advance_until(session, session.head_sim_time + seconds)
    driver.release_all()


PRIVATE: Final = (
    StreamEvent.BLOCK_CREATED,
    StreamEvent.BLOCK_REMOVED,
    StreamEvent.CONVERSATION_CREATED,
    StreamEvent.PARTICIPANT_ADDED,
    StreamEvent.PARTICIPANT_LEFT,
    StreamEvent.MESSAGE_CREATED,
)
"""What is told to those only whom it concerns."""


def told_to_everybody(run: Run) -> list[int]:
    """List the seqs of a run's own events that every viewer of `all` gets."""
    return [event.seq for event in Event.objects.of(run.pk).exclude(kind__in=PRIVATE).order_by("pk")]
