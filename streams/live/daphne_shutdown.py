"""Lets Daphne end its sockets with 1012, "restarting": viewers then know that they did nothing wrong, and come back.

Two things stand in the way. Its WebSocket library takes only the codes 1000 and 3000-4999 from an application. And its
shutdown stops at the first connection without an application, which every socket leaves behind for its first second
(the HTTP request that was upgraded): all others are then just dropped.
"""

import asyncio
from typing import Any

from daphne.server import Server, WebSocketFactory  # first of Daphne's modules: it chooses the event loop
from daphne.ws_protocol import WebSocketProtocol

from streams.live.protocol import CloseCode

_kill_all_applications = Server.kill_all_applications


class RestartingProtocol(WebSocketProtocol):  # type: ignore[misc]  # daphne is published without types
    """Daphne's protocol, with the server's own close codes."""

    def serverClose(self, code: Any = None) -> None:  # noqa: N802  # Daphne calls it so
        """Close with the code that was asked for."""
        if code in (CloseCode.FAILED, CloseCode.RESTARTING):
            self.sendCloseFrame(code=int(code))
        else:
            super().serverClose(code)


def end_all_applications(server: Any) -> Any:
    """End every application, those of connections that never had one included; return Daphne's deferred."""
    for details in server.connections.values():
        if "application_instance" not in details:
            ended = asyncio.get_event_loop().create_future()
            ended.set_result(None)
            details["application_instance"] = ended
    return _kill_all_applications(server)


def tell_viewers_at_shutdown() -> None:
    """Use both for every server of this process; called before the first one starts."""
    WebSocketFactory.protocol = RestartingProtocol
    Server.kill_all_applications = end_all_applications
