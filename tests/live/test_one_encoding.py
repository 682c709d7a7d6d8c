"""However many watch, in either form: an event is written as JSON once, and each form of a chunk is made once."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from streams.live import encoding, frames
from streams.live import feed as feeds
from streams.live.hub import Hub
from streams.models import Run
from tests.live.conftest import Advance, Connect
from tests.live.talking import collect, head_of, said

pytestmark = pytest.mark.django_db(transaction=True)

EACH = 8


class Counted:
    """A function that is counted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        self.calls = 0
        self._original = getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *args: Any) -> Any:
        self.calls += 1
        return self._original(*args)


async def test_viewers_of_both_forms_share_what_is_made_once(
    connect: Connect, town: Run, advance: Advance, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "POLL_S", 1_000)  # all that happens comes as one chunk, with the notice
    batches, singles = [connect() for _ in range(EACH)], [connect() for _ in range(EACH)]
    for socket in (*batches, *singles):
        await socket.connect()
        await socket.send_json_to({"type": "subscribe", "channels": ["all"], "batch": socket in batches})
        await socket.send_json_to({"type": "ping"})
        await said(socket, "pong")
    written = Counted(monkeypatch, encoding, "_encoded")
    batched, single = Counted(monkeypatch, frames, "_batch"), Counted(monkeypatch, frames, "_singles")

    await sync_to_async(advance)(1_800)
    last_seq = (await head_of(town)).seq
    hub.notice(town.pk, last_seq)
    told = [await collect(socket, last_seq) for socket in batches]
    one_by_one = [[(await said_event(socket)) for _ in told[0]] for socket in singles]

    assert all(events == told[0] for events in told)
    assert all([event["seq"] for event in events] == [event["seq"] for event in told[0]] for events in one_by_one)
    assert written.calls == len(told[0])
    assert (batched.calls, single.calls) == (1, 1)
    for socket in (*batches, *singles):
        await socket.disconnect()


async def said_event(socket: Any) -> dict[str, Any]:
    while True:
        frame: dict[str, Any] = await socket.receive_json_from(timeout=5)
        if "seq" in frame and "data" in frame:
            return frame
