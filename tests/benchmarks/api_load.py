"""Clients that ask one after another, each on a connection that it keeps, for some seconds."""

import asyncio
import time
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Asked:
    """What came of it. took_ms: of each answer, in the order in which they came."""

    took_ms: list[float] = field(default_factory=list)
    failed: int = 0
    body_bytes: int = 0


def ask(port: int, path: str, *, connections: int, seconds: float) -> Asked:
    """Ask a server of this machine for one path, again and again, over so many connections at once."""
    return asyncio.run(_ask(port, path, connections=connections, seconds=seconds))


async def _ask(port: int, path: str, *, connections: int, seconds: float) -> Asked:
    asked = Asked()
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_one_client(port, path, until, asked) for _ in range(connections)))
    return asked


async def _one_client(port: int, path: str, until: float, asked: Asked) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: identity\r\n\r\n".encode()
    try:
        while (began := time.perf_counter()) < until:
            writer.write(request)
            status, asked.body_bytes = await _answer(reader)
            asked.took_ms.append((time.perf_counter() - began) * 1e3)
            asked.failed += status != 200
    finally:
        writer.close()
        await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Read an answer: its status and the bytes of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length:", 1)[1].split("\r\n", 1)[0])
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1]), length
