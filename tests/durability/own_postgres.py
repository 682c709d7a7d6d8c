"""A PostgreSQL server of a test's own, to be stopped hard, filled up or frozen without hurting anybody else's tests.

PostgreSQL refuses to run as root; started by root, it runs as the user `postgres`, which Debian's package makes.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.durability.webs import free_port
from tests.services import postgres_programs

OWNER: Final = "postgres"
_FRUGAL: Final = """
shared_buffers = 32MB
max_connections = 40
# a process that is killed loses no written page, so tests need not wait for the disk
fsync = off
"""
_ADDRESS: Final = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
"""


class OwnPostgres:
    """A server on a free port, with its data in a folder that goes with it."""

    def __init__(self, folder: Path, settings: str = "") -> None:
        """settings: lines of postgresql.conf, which overrule what tests need little of: memory, and safety on the disk."""
        self.folder = folder
        self.port = free_port()
        self._data = folder / "data"
        self._log = folder / "log"
        self._programs = postgres_programs()
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        self._run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "-D", self._data)
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_FRUGAL + settings + _ADDRESS.format(port=self.port, folder=folder))

    @property
    def url(self) -> str:
        """Give the address of the database that is always there."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._run("pg_ctl", "start", "--wait", "--silent", "-D", self._data, "-l", self._log)

    def stop_hard(self) -> None:
        """Stop as a crash does: nothing is finished, nothing is written down; the next start recovers."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--silent", "-D", self._data)

    @property
    def is_running(self) -> bool:
        """Whether the server is up; a test may have left it down."""
        return (self._data / "postmaster.pid").exists()

    def log(self) -> str:
        """Give what the server wrote."""
        return self._log.read_text(encoding="utf-8")

    def _run(self, program: str, *arguments: str | Path) -> None:
        command: list[str | Path] = [self._programs / program, *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", OWNER, "--", *command]
        subprocess.run(
            command, cwd=self.folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=60
        )


@contextmanager
def own_postgres(settings: str = "") -> Iterator[OwnPostgres]:
    """Make a server, start it, and leave nothing of it.   settings: lines of postgresql.conf."""
    folder = Path(tempfile.mkdtemp(prefix="society-postgres-"))
    try:
        server = OwnPostgres(folder, settings)
        server.start()
        try:
            yield server
        finally:
            if server.is_running:
                server.stop_hard()
    finally:
        shutil.rmtree(folder)
