"""What Daphne's sockets lack: an end that says "restarting", and bounds on what one client makes the server keep.

Viewers who are closed with 1012 know that they did nothing wrong, and come back. Two things stand in the way. Its
WebSocket library takes only the codes 1000 and 3000-4999 from an application. And its shutdown stops at the first
connection without an application, which every socket leaves behind for its first second (the HTTP request that was
upgraded): all others are then just dropped.

It also keeps without limit what a client sends faster than its application takes it, and what a client does not read.

Two extensions of ASGI: `society.direct` sends a text without a coroutine, and `society.probe` says how far a client has
read that acknowledges nothing by itself: a WebSocket ping that names a seq, sent between the frames, is answered by every
client's library once it has read what was before it.
"""

import asyncio
import struct
import time
from functools import lru_cache
from typing import Any, Final

import structlog
from daphne.server import Server, WebSocketFactory  # first of Daphne's modules: it chooses the event loop
from daphne.ws_protocol import WebSocketProtocol

from streams.live.allowance import Allowance
from streams.live.frames import control_frame
from streams.live.protocol import DIRECT, FRAME_BYTES_MAX, PROBE, CloseCode

log = structlog.get_logger(__name__)

WAITING_FRAMES_MAX: Final = 4_000
"""Frames of one client that may wait for its application: an acknowledgement for each event of two full windows."""
WAITING_BYTES_MAX: Final = 1_024 * 1_024
"""Their bytes since none was left waiting."""
UNREAD_BYTES_MAX: Final = 4 * 1_024 * 1_024
"""What may wait for one client that does not read: a full window is a quarter of it, so this one acknowledges unread."""

PINGS_PER_S: Final = 5.0
PINGS_BURST: Final = 50
"""Pings of a client, each of which is answered."""
_HEARS_WITHIN_S: Final = 5.0
"""Time for a client that is still busy sending to read why it is closed, before the connection is cut."""
_MARK: Final = b"seq "
_WHOLE_TEXT: Final = 0x81
"""First byte of a frame: the last one of its message, and text."""

_create_application = Server.create_application
_kill_all_applications = Server.kill_all_applications


class BoundedProtocol(WebSocketProtocol):  # type: ignore[misc]  # daphne is published without types
    """Daphne's protocol, with the server's own close codes and with bounds."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting_bytes = 0
        self._pings = Allowance(per_s=PINGS_PER_S, burst=PINGS_BURST, now_s=time.monotonic())

    def handle_reply(self, message: Any) -> None:
        """Take what the application sends: a probe too."""
        if message["type"] != PROBE:
            super().handle_reply(message)
        elif self.state == self.STATE_OPEN:
            self.sendPing(_MARK + b"%d" % message["seq"])

    def serverClose(self, code: Any = None) -> None:  # noqa: N802  # Daphne calls it so
        """Close with the code that was asked for."""
        if code in (CloseCode.FAILED, CloseCode.RESTARTING):
            self.sendCloseFrame(code=int(code))
        else:
            super().serverClose(code)

    def serverSend(self, content: Any, binary: bool = False) -> None:  # noqa: N802  # Daphne calls it so
        """Send a frame, or give up a client that has not read for long."""
        if _unread_bytes(self.transport) > UNREAD_BYTES_MAX:
            log.info("socket.does_not_read", client=self.client_addr)
            self.dropConnection(abort=True)
        elif self.state == self.STATE_OPEN and not binary and not self.send_queue and self._perMessageCompress is None:
            self.transport.write(_framed(content))
        elif self.state in (self.STATE_CONNECTING, self.STATE_OPEN):  # a closing one takes no more, which is no fault
            super().serverSend(content, binary)

    def onMessage(self, payload: Any, isBinary: bool) -> None:  # noqa: N802, N803  # the library calls it so
        """Pass a frame on; one that is too large, or that comes too soon after too many others, ends the socket."""
        if self.state != self.STATE_OPEN:
            return
        if len(payload) > FRAME_BYTES_MAX:
            self._end(CloseCode.BAD_FRAME, "bad_frame", f"a frame is at most {FRAME_BYTES_MAX} bytes")
            return
        waiting = self.application_queue.qsize()
        self._waiting_bytes = len(payload) + (self._waiting_bytes if waiting else 0)
        if waiting >= WAITING_FRAMES_MAX or self._waiting_bytes > WAITING_BYTES_MAX:
            self._end(CloseCode.TOO_MANY, "too_many", "frames come faster than they can be read")
            return
        super().onMessage(payload, isBinary)

    def onPing(self, payload: Any) -> None:  # noqa: N802  # the library calls it so
        """Answer a client that asks whether we live, but not without end."""
        if self._pings.take(time.monotonic()):
            super().onPing(payload)
        else:
            self._end(CloseCode.TOO_MANY, "too_many", f"at most {PINGS_PER_S:g} pings a second")

    def onPong(self, payload: Any) -> None:  # noqa: N802  # the library calls it so
        """Tell the application how far its client has read."""
        seq = payload.removeprefix(_MARK)
        if payload.startswith(_MARK) and seq.isdigit() and self.application_queue.qsize() < WAITING_FRAMES_MAX:
            self.application_queue.put_nowait({"type": PROBE, "seq": int(seq)})

    def _max_message_size_exceeded(self, msg_size: int, max_msg_size: int, reason: str) -> None:
        # the library's own answer is to drop the connection without a word
        self.failedByMe = True
        self._end(CloseCode.BAD_FRAME, "bad_frame", f"a frame is at most {FRAME_BYTES_MAX} bytes")

    def _end(self, code: CloseCode, error: str, message: str) -> None:
        if self.state == self.STATE_OPEN:
            self.closeHandshakeTimeout = _HEARS_WITHIN_S
            self.serverSend(control_frame("error", {"code": error, "message": message}))
            self.sendClose(code=int(code))


@lru_cache(maxsize=256)
def _framed(text: str) -> bytes:
    """Write a text as a whole WebSocket frame (RFC 6455, 5.2): the same bytes for everybody whom it is sent to.

    The library makes them anew for each, and takes as long for that as for the sending.
    """
    payload = text.encode()
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", _WHOLE_TEXT, size)
    elif size < 2**16:
        head = struct.pack("!BBH", _WHOLE_TEXT, 126, size)
    else:
        head = struct.pack("!BBQ", _WHOLE_TEXT, 127, size)
    return head + payload


def _unread_bytes(transport: Any) -> int:
    """Count what was written to a transport of Twisted and has not left it yet."""
    waiting = len(transport.dataBuffer) - transport.offset if hasattr(transport, "dataBuffer") else 0
    return waiting + int(getattr(transport, "_tempDataLen", 0))


def end_all_applications(server: Any) -> Any:
    """End every application, those of connections that never had one included; return Daphne's deferred."""
    for details in server.connections.values():
        if "application_instance" not in details:
            ended = asyncio.get_event_loop().create_future()
            ended.set_result(None)
            details["application_instance"] = ended
    return _kill_all_applications(server)


def create_application(server: Any, protocol: Any, scope: Any) -> Any:
    """Make an application, which is told that its client can be probed, and sent to at once."""
    if isinstance(protocol, BoundedProtocol):
        scope.setdefault("extensions", {}).update({PROBE: {}, DIRECT: protocol.serverSend})
    return _create_application(server, protocol, scope)


def improve_daphne() -> None:
    """Use all of it for every server of this process; called before the first one starts."""
    WebSocketFactory.protocol = BoundedProtocol
    Server.create_application = create_application
    Server.kill_all_applications = end_all_applications
