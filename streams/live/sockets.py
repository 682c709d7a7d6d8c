"""What every live socket does: lets a viewer in, checks what it says, sends what the hub queues, says how it ends.

What may be subscribed to is said by the consumers of the single addresses. No channel layer is used: with one, each
socket would wait on Redis and end when Redis does.
"""

import asyncio
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs

import structlog
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseFault
from pydantic import TypeAdapter

from streams.live.allowance import Allowance
from streams.live.feed import RunFeed
from streams.live.frames import Interest, control_frame
from streams.live.hub import Hub
from streams.live.protocol import DIRECT, PROBE, Ack, BadFrameError, CloseCode, GetStatus, Ping, parse_frame
from streams.live.viewer import Close, Probe, Viewer

log = structlog.get_logger(__name__)

REQUESTS_PER_S: Final = 20.0
REQUESTS_BURST: Final = 100
"""Frames that ask for something, and acknowledgements of nothing new; other acknowledgements are as many as events."""

GOODBYE_S: Final = 0.1
"""Time in which a server that stops still writes the last frame: without it the connection just breaks."""

Refusal = tuple[CloseCode, str, str]
"""Why somebody is not let in: the code, its name, a sentence."""
NOT_SIGNED_IN: Final[Refusal] = (CloseCode.NOT_SIGNED_IN, "unauthenticated", "sign in to hear what is for you")


class LiveConsumer(AsyncWebsocketConsumer):
    """One viewer's socket."""

    frames: ClassVar[TypeAdapter[Any]]
    """What a client may say."""
    hears_clock: ClassVar[bool] = True
    """Whether the run's clock is told here."""

    def __init__(self, *, hub: Hub, snapshot_url: Callable[[int], str] | None = None) -> None:
        """snapshot_url: where a run's viewers here find what they missed; None = the hub's."""
        super().__init__()
        self._hub = hub
        self._snapshot_url = snapshot_url
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
            while True:  # one source of messages: Channels' own loop for several costs twice as much for each
                await self.dispatch(await receive())
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
        type_ = message["type"]
        if type_ == "websocket.receive":
            await self.receive(text_data=message.get("text"))
        elif type_ == PROBE:
            await self._take(Ack(type="ack", seq=message["seq"]))
        elif type_ == "websocket.connect":
            await self.websocket_connect(message)
        elif type_ == "websocket.disconnect":
            raise StopConsumer

    async def connect(self) -> None:
        """Let a viewer in, or say why not: a code of ours needs an open socket."""
        await self.accept()
        refusal = self.refusal()
        if refusal is None and self._hub.is_full:
            refusal = (CloseCode.TOO_MANY, "too_many", "too many viewers: try again later")
        if refusal is not None:
            await self._refuse(*refusal)
        else:
            await self._enter()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take one frame from the viewer."""
        await self._take(text_data)

    async def _take(self, said: str | Ack | None) -> None:
        """Serve what a viewer said, as text or as the answer to a probe."""
        viewer = self._viewer
        if viewer is None or viewer.is_closing:
            return
        try:
            if isinstance(said, Ack):
                if said.seq <= viewer.position:  # else it was asked before the viewer went back to an earlier seq
                    await self._serve(viewer, said)
                return
            frame = parse_frame(said, self.frames)
            if isinstance(frame, Ack):
                viewer.is_probed = False  # it says by itself how far it is, and that is worth more
            await self._serve(viewer, frame)
        except BadFrameError as error:
            self._end(viewer, CloseCode.BAD_FRAME, "bad_frame", str(error))
        except DatabaseFault as fault:
            log.warning("viewer.read_failed", run=viewer.run_id, why=str(fault))
            viewer.close(CloseCode.RESTARTING)

    @property
    def _scope(self) -> dict[str, Any]:
        scope: Any = self.scope  # what our middlewares add is in no type
        found: dict[str, Any] = scope
        return found

    @property
    def login(self) -> int:
        """Whose private events may be told here: the login's key, 0 = nobody's."""
        # a program's key may be made for watching only
        user = self._scope.get("user") if self._scope.get("hears_own", True) else None
        return int(user.pk) if user and user.is_authenticated else 0

    @abstractmethod
    def refusal(self) -> Refusal | None:
        """Say why whoever opens the socket is not let in; None if she is."""

    @abstractmethod
    async def ask(self, viewer: Viewer, frame: Any) -> None:
        """Serve a frame of this socket's own."""

    def status(self, viewer: Viewer) -> dict[str, Any]:
        """Say what a viewer is subscribed to here."""
        return {}

    async def subscribe(self, viewer: Viewer, interest: Interest, *, since: int | None, is_batch: bool) -> None:
        """Tell a viewer of more from here on, or from after `since` on."""
        feed = self._entered()
        if since is not None and not await self._hub.subscribe_since(viewer, feed, since):
            viewer.resync(feed.position)
            return
        viewer.subscribe(interest, is_batch=is_batch)

    def tell_fault(self, viewer: Viewer, error: str, message: str) -> None:
        """Answer that something cannot be done."""
        viewer.say(control_frame("error", {"code": error, "message": message}))

    async def _enter(self) -> None:
        try:
            run_id = await self._hub.reader.find_run(_named_run(self.scope))
            attached = await self._hub.attach(run_id, login=self.login) if run_id is not None else None
            if attached is None:
                await self._refuse(CloseCode.BAD_FRAME, "run_not_found", "there is no such run: see /api/runs")
                return
            self._viewer, self._feed = attached
            self._viewer.hears_clock = self.hears_clock
            if self._snapshot_url is not None:
                self._viewer.snapshot_url = self._snapshot_url(self._viewer.run_id)
            extensions = self._scope.get("extensions") or {}
            self._viewer.is_probed = PROBE in extensions
            self._viewer.write = extensions.get(DIRECT)
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

    async def _serve(self, viewer: Viewer, frame: Any) -> None:
        now_s = time.monotonic()
        if isinstance(frame, Ack):
            if frame.seq > viewer.position:
                raise BadFrameError(f"seq: {frame.seq} was not sent yet")
            if viewer.acknowledge(frame.seq, now_s=now_s):
                return
        if not self._allowance.take(now_s):
            self._end(viewer, CloseCode.TOO_MANY, "too_many", f"at most {REQUESTS_PER_S:g} requests a second")
        elif isinstance(frame, Ping):
            viewer.say(control_frame("pong", {"seq": viewer.position}))
        elif isinstance(frame, GetStatus):
            viewer.say(control_frame("status", await self._status(viewer)))
        elif not isinstance(frame, Ack):
            await self.ask(viewer, frame)

    async def _where(self) -> dict[str, Any]:
        feed = self._entered()
        oldest_seq = await self._hub.reader.oldest_seq(feed.run_id)
        clock = feed.head.shown(time.time_ns() // 1_000_000)
        return {"run": feed.run_id, "seq": feed.position, "oldest_seq": oldest_seq, "clock": clock}

    async def _status(self, viewer: Viewer) -> dict[str, Any]:
        return {
            **await self._where(),
            "status": await self._hub.reader.status(viewer.run_id),
            **self.status(viewer),
            "batch": viewer.is_batch,
            "unacknowledged": viewer.window.outstanding,
        }

    async def _send_frames(self, viewer: Viewer) -> None:
        send: Any = self.base_send  # types of ASGI know no extensions
        while True:
            await viewer.wait()
            if viewer.has_private:
                viewer.has_private = False  # first: what is queued while we look is looked up again
                if not await self._is_still_signed_in():
                    return
            frame = viewer.take()
            if isinstance(frame, Close):
                await self.close(int(frame.code))
                return
            if isinstance(frame, Probe):
                await send({"type": PROBE, "seq": frame.seq})
            else:
                await send({"type": "websocket.send", "text": frame})

    async def _is_still_signed_in(self) -> bool:
        """Look before something private is sent; the socket has been closed if not: it is for nobody else, at no moment."""
        try:
            is_signed_in = await self._scope["is_still_signed_in"]()
        except DatabaseFault as fault:
            log.warning("viewer.not_looked_up", why=str(fault))
            await self.close(int(CloseCode.RESTARTING))
            return False
        if not is_signed_in:
            await self._refuse(*NOT_SIGNED_IN)
            return False
        return True

    async def _refuse(self, code: CloseCode, error: str, message: str) -> None:
        await self.send(text_data=control_frame("error", {"code": error, "message": message}))
        await self.close(int(code))

    def _end(self, viewer: Viewer, code: CloseCode, error: str, message: str) -> None:
        self.tell_fault(viewer, error, message)
        viewer.close(code)

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
