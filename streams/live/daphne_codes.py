"""Lets Daphne close a socket with 1012, "restarting".

Its WebSocket library takes only 1000 and 3000-4999 from an application, and fails for everything else. The code tells a
viewer that nothing is wrong with what it did: it comes back by itself, after a random wait.
"""

from typing import Any

from daphne.server import WebSocketFactory  # first of Daphne's modules: it chooses the event loop
from daphne.ws_protocol import WebSocketProtocol

from streams.live.protocol import CloseCode


class RestartingProtocol(WebSocketProtocol):  # type: ignore[misc]  # daphne is published without types
    """Daphne's protocol, with the server's own close codes."""

    def serverClose(self, code: Any = None) -> None:  # noqa: N802  # Daphne calls it so
        """Close with the code that was asked for."""
        if code in (CloseCode.FAILED, CloseCode.RESTARTING):
            self.sendCloseFrame(code=int(code))
        else:
            super().serverClose(code)


def allow_restarting_code() -> None:
    """Use the protocol above for every socket that this process will serve."""
    WebSocketFactory.protocol = RestartingProtocol
