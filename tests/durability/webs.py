"""The web as a process of its own, as production runs it, and what it answers."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.durability.players import ROOT
from tests.durability.workers import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A web process on a port."""

    port: int

    def get(self, path: str, **headers: str) -> Said:
        """Ask for something and take whatever answer comes."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urlopen(request, timeout=30) as answer:
                return Said(status=answer.status, headers=dict(answer.headers), text=answer.read().decode())
        except HTTPError as refused:
            with refused:
                return Said(status=refused.code, headers=dict(refused.headers), text=refused.read().decode())

    def wait_for(self, path: str, status: int, *, within_s: float) -> None:
        """Ask until this is the answer."""
        deadline = time.monotonic() + within_s
        while True:
            try:
                if self.get(path).status == status:
                    return
            except OSError:
                pass
            assert time.monotonic() < deadline, f"{path} never answered {status}"
            time.sleep(0.2)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def web(environment: Environment) -> Iterator[Web]:
    """Serve pages, REST and sockets, and end it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port), "society.asgi:application"],
        cwd=ROOT,
        env={**os.environ, "REQUEST_LIMITS": "off", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    served = Web(port=port)
    try:
        served.wait_for("/health", 200, within_s=60)
        yield served
    finally:
        process.kill()
        process.wait()
