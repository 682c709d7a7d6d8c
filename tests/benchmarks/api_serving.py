"""A town served as the product serves it, and what an answer costs the server."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tests.benchmarks.apart import environment
from tests.benchmarks.api_load import ask
from tests.benchmarks.bench_town import Town
from tests.benchmarks.cpu import children, processes_cpu_s
from tests.benchmarks.databases import SQLITE
from tests.benchmarks.processes import Process, running, wait_until
from tests.services import answers

READY_WITHIN_S: Final = 60.0
WARM_UP_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that answers on a port of this machine."""

    process: Process
    port: int
    is_forking: bool

    def asked(self, path: str, *, connections: int, seconds: float) -> dict[str, Any]:
        """Ask it for some seconds: answers, cpu_s of its processes, p50_ms, p99_ms, failed, bytes of a body."""
        ask(self.port, path, connections=connections, seconds=WARM_UP_S)
        before = self._cpu_s()
        asked = ask(self.port, path, connections=connections, seconds=seconds)
        spent = self._cpu_s() - before
        self.process.insist()
        p50, p99 = np.percentile(asked.took_ms, (50, 99)).tolist()
        figures = {"answers": len(asked.took_ms), "failed": asked.failed, "bytes": asked.body_bytes}
        return {**figures, "cpu_s": spent, "p50_ms": p50, "p99_ms": p99}

    def _cpu_s(self) -> float:
        workers = children(self.process.pid) if self.is_forking else ()
        return processes_cpu_s((self.process.pid, *workers))


@contextmanager
def served(town: Town) -> Iterator[Server]:
    """Serve a town and let it live: embedded on SQLite, as installed on PostgreSQL, with one process for the API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = environment(town.database_url, PORT=str(port), HOST="127.0.0.1", WEB_WORKERS="1")
    command = [sys.executable, "manage.py", "run_live"]
    if town.store == SQLITE:
        with running(command, env) as process:
            wait_until(lambda: answers(port), READY_WITHIN_S, [process])
            yield Server(process=process, port=port, is_forking=False)
        return
    rest = [sys.executable, "-m", "gunicorn", "-c", "python:society.rest", "society.wsgi:application"]
    with running([*command, "--engine", str(os.getpid())], env) as engine, running(rest, env) as process:
        wait_until(lambda: answers(port), READY_WITHIN_S, [engine, process])
        yield Server(process=process, port=port, is_forking=True)
        engine.insist()
