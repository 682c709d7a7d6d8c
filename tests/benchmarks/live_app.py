"""The web as it is, for Daphne, with one more address: what is posted there is sent to every open socket, over and over.

That bare broadcast is what live delivery is measured beside: no hub, no record, nothing waits, one text for all.
"""

import asyncio
import json
from typing import Any, Final
from urllib.parse import parse_qs

from society.asgi import application as _served
from tests.benchmarks.live_viewers import BROADCAST

_sends: Final[set[Any]] = set()


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Serve a connection."""
    if scope["type"] == "websocket":
        _sends.add(send)
        try:
            await _served(scope, receive, send)
        finally:
            _sends.discard(send)
    elif scope["path"] == BROADCAST:
        asked = {name: float(values[0]) for name, values in parse_qs(scope["query_string"].decode()).items()}
        sent = await _broadcast(await _body(receive), **asked)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": json.dumps({"frames": sent}).encode()})
    else:
        await _served(scope, receive, send)


async def _broadcast(text: str, *, per_s: float, seconds: float) -> int:
    """Send a text to whoever is there, so often a second for so long; return how many frames that were."""
    loop, sent = asyncio.get_running_loop(), 0
    began = loop.time()
    for i in range(int(per_s * seconds)):
        await asyncio.sleep(max(0.0, began + i / per_s - loop.time()))
        for send in list(_sends):
            await send({"type": "websocket.send", "text": text})
            sent += 1
    return sent


async def _body(receive: Any) -> str:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts).decode()
