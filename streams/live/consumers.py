"""The world stream's socket: what a viewer says is checked and passed to the hub, what the hub queues is sent.

It uses no channel layer: with one, each socket would wait on Redis and end when Redis does.
"""

import asyncio
import time
from typing import Any, Final
from urllib.parse import parse_qs

import structlog
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.utils import await_many_dispatch
from django.conf import settings
from django.db import Error as DatabaseFault

from streams.live.allowance import Allowance
from streams.live.feed import RunFeed
from streams.live.frames import control_frame
from streams.live.hub import Hub
from streams.live.protocol import (
    AGENTS_MAX,
    Ack,
    BadFrameError,
    CloseCode,
    Frame,
    GetStatus,
    Ping,
    Subscribe,
    SubscribeAgent,
    Unsubscribe,
    parse_frame,
)
from streams.live.viewer import Close, Viewer

log = structlog.get_logger(__name__)

REQUESTS_PER_S: Final = 20.0
REQUESTS_BURST: Final = 100
"""Frames that ask for something, and acknowledgements of nothing new; other acknowledgements are as many as events."""

GOODBYE_S: Final = 0.1
"""Time in which a server that stops still writes the last frame: without it the connection just breaks."""


class StreamConsumer(AsyncWebsocketConsumer):
    """One viewer's socket at /api/stream."""

    def __init__(self, *, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._viewer: Viewer | None = None
        self._feed: RunFeed | None = None
        self._sending: asyncio.Task[None] | None = None
        self._allowance = Allowance(per_s=REQUESTS_PER_S, burst=REQUESTS_BURST, now_s=time.monotonic())

    # Any: ASGI's scope, receive and send have no narrower type that Channels' own parts share.
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve the socket until it ends; a server that stops says so (1012)."""
        self.scope = scope
        self.base_send = send
        try:
            await await_many_dispatch([receive], self.dispatch)
        except StopConsumer:
            return
        except asyncio.CancelledError:
            await self.close(int(CloseCode.RESTARTING))
            await asyncio.sleep(GOODBYE_S)
            raise
        finally:
            self._leave()

    async def dispatch(self, message: Any) -> None:
        """Serve one message; the database is read in the hub's threads, so there is no connection to tidy up here."""
        match message["type"]:
            case "websocket.connect":
                await self.websocket_connect(message)
            case "websocket.receive":
                await self.receive(text_data=message.get("text"))
            case "websocket.disconnect":
                raise StopConsumer

    async def connect(self) -> None:
        """Let a viewer in, or say why not: a code of ours needs an open socket."""
        await self.accept()
        user = self.scope.get("user")
        if not settings.PUBLIC_READ and not (user and user.is_authenticated):
            await self._refuse(CloseCode.NOT_SIGNED_IN, "unauthenticated", "sign in to watch")
        elif self._hub.is_full:
            await self._refuse(CloseCode.TOO_MANY, "too_many", "too many viewers: try again later")
        else:
            await self._enter()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take one frame from the viewer."""
        viewer = self._viewer
        if viewer is None or viewer.is_closing:
            return
        try:
            frame = parse_frame(text_data)
            await self._serve(viewer, frame)
        except BadFrameError as error:
            self._end(viewer, CloseCode.BAD_FRAME, "bad_frame", str(error))
        except DatabaseFault as fault:
            log.warning("viewer.read_failed", run=viewer.run_id, why=str(fault))
            viewer.close(CloseCode.RESTARTING)

    async def _enter(self) -> None:
        try:
            run_id = await self._hub.reader.find_run(_named_run(self.scope))
            account = await self._account(run_id) if run_id is not None else 0
            attached = await self._hub.attach(run_id, account=account) if run_id is not None else None
            if attached is None:
                await self._refuse(CloseCode.BAD_FRAME, "run_not_found", "there is no such run: see /api/runs")
                return
            self._viewer, self._feed = attached
            self._viewer.say(control_frame("hello", await self._where()))
        except BadFrameError as error:
            await self._refuse(CloseCode.BAD_FRAME, "bad_request", str(error))
            return
        except DatabaseFault as fault:
            log.warning("viewer.read_failed", why=str(fault))
            await self.close(int(CloseCode.RESTARTING))
            return
        self._sending = asyncio.create_task(self._send_frames(self._viewer))
        self._sending.add_done_callback(_report)

    async def _serve(self, viewer: Viewer, frame: Frame) -> None:
        now_s = time.monotonic()
        if isinstance(frame, Ack):
            if frame.seq > viewer.position:
                raise BadFrameError(f"seq: {frame.seq} was not sent yet")
            if viewer.acknowledge(frame.seq, now_s=now_s):
                return
        if not self._allowance.take(now_s):
            self._end(viewer, CloseCode.TOO_MANY, "too_many", f"at most {REQUESTS_PER_S:g} requests a second")
        elif isinstance(frame, Subscribe):
            await self._subscribe(viewer, frame)
        elif isinstance(frame, SubscribeAgent):
            await self._subscribe_agent(viewer, frame)
        elif isinstance(frame, Unsubscribe):
            viewer.interest -= frame.interest
        elif isinstance(frame, Ping):
            viewer.say(control_frame("pong", {}))
        elif isinstance(frame, GetStatus):
            viewer.say(control_frame("status", await self._status(viewer)))

    async def _subscribe_agent(self, viewer: Viewer, frame: SubscribeAgent) -> None:
        if len(viewer.interest.agents | {frame.agent_id}) > AGENTS_MAX:
            self._tell_fault(
                viewer, "too_many", f"at most {AGENTS_MAX} agents: subscribe to the channel agents for all"
            )
        elif not await self._hub.reader.has_agent(viewer.run_id, frame.agent_id):
            self._tell_fault(
                viewer, "agent_not_found", f"there is no agent {frame.agent_id} in this run: see /api/agents"
            )
        else:
            await self._subscribe(viewer, frame)

    async def _subscribe(self, viewer: Viewer, frame: Subscribe | SubscribeAgent) -> None:
        feed = self._entered()
        if frame.since is not None and not await self._hub.subscribe_since(viewer, feed, frame.since):
            viewer.resync(snapshot_url=feed.snapshot_url, seq=feed.position)
            return
        viewer.subscribe(frame.interest, is_batch=frame.batch)

    async def _account(self, run_id: int) -> int:
        user = self.scope.get("user")
        if not self.scope.get("hears_own", True):  # a program's key may be made for watching only
            return 0
        return await self._hub.reader.account_of(run_id, user.pk) if user and user.is_authenticated else 0

    async def _where(self) -> dict[str, Any]:
        feed = self._entered()
        oldest_seq = await self._hub.reader.oldest_seq(feed.run_id)
        clock = feed.head.shown(time.time_ns() // 1_000_000)
        return {"run": feed.run_id, "seq": feed.position, "oldest_seq": oldest_seq, "clock": clock}

    async def _status(self, viewer: Viewer) -> dict[str, Any]:
        return {
            **await self._where(),
            "status": await self._hub.reader.status(viewer.run_id),
            "channels": sorted(viewer.interest.channels),
            "agents": sorted(viewer.interest.agents),
            "batch": viewer.is_batch,
            "unacknowledged": viewer.window.outstanding,
        }

    async def _send_frames(self, viewer: Viewer) -> None:
        while True:
            frame = await viewer.next_frame()
            if isinstance(frame, Close):
                await self.close(int(frame.code))
                return
            await self.send(text_data=frame)

    async def _refuse(self, code: CloseCode, error: str, message: str) -> None:
        await self.send(text_data=control_frame("error", {"code": error, "message": message}))
        await self.close(int(code))

    def _end(self, viewer: Viewer, code: CloseCode, error: str, message: str) -> None:
        self._tell_fault(viewer, error, message)
        viewer.close(code)

    def _tell_fault(self, viewer: Viewer, error: str, message: str) -> None:
        viewer.say(control_frame("error", {"code": error, "message": message}))

    def _entered(self) -> RunFeed:
        assert self._feed is not None, "frames are served after the viewer was let in"
        return self._feed

    def _leave(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
        if self._viewer is not None:
            self._hub.detach(self._viewer)


def _named_run(scope: Any) -> int | None:
    """Read `?run=` of the address. BadFrameError for anything but a number."""
    named = parse_qs(scope.get("query_string", b"").decode("latin1")).get("run")
    if not named:
        return None
    if not named[0].isascii() or not named[0].isdigit() or len(named[0]) > 12:
        raise BadFrameError("run: the number of a run, such as ?run=1")
    return int(named[0])


def _report(done: "asyncio.Task[None]") -> None:
    fault = None if done.cancelled() else done.exception()
    if fault is not None:
        log.warning("viewer.send_failed", exc_info=fault)
