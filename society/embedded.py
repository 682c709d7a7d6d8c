"""The embedded town: the web in this process, the engine in a child that it starts, watches and stops.

Two processes because the engine's bursts would hold up every page; a pipe carries "run R is at seq N" from child to parent.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Final

import structlog
from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server
from django.conf import settings
from django.db import connections

from society.engine import make_driver, serve_until_told
from society.links import town_addresses
from society.live import hear_engine
from society.operations.exports.dispatch import wake_if_needed
from society.operations.retention import Tender
from society.settings.database import ENGINE_LIMITS, limit_sessions
from streams.live.notices import PipePublisher

log = structlog.get_logger(__name__)

_RESTART_AFTER_S: Final = 1.0
_STOP_WITHIN_S: Final = 15.0


def serve_engine(parent: int = 0) -> None:
    """Be the child: drive runs until told to stop, or until the parent is gone.

    parent: its process id, as it said itself: it may be gone before this process can ask whose child it is. 0 = ask.
    """
    parent = parent or os.getppid()
    limit_sessions(connections.settings["default"], ENGINE_LIMITS)
    driver = make_driver(PipePublisher(sys.stdout.fileno()))
    serve_until_told(driver, is_alone=lambda: os.getppid() != parent, between_slices=Tender())


class EngineChild:
    """The engine's process: started, listened to, started again if it dies, and stopped at the end."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._process = self._start()
        self._thread = threading.Thread(target=self._listen, name="engine-notices", daemon=True)
        self._thread.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        # a session of its own: Ctrl-C reaches this process only, which then stops the child in good order
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_live", "--engine", str(os.getpid())]
        # this process has checked everything; the checks load pages and API, 30 MB that an engine has no use for
        return subprocess.Popen([*command, "--skip-checks"], stdout=subprocess.PIPE, start_new_session=True)

    def _listen(self) -> None:
        while True:
            hear_engine(self._process.stdout)
            code = self._process.wait()
            if self._stopping.is_set():
                return
            self._say(f"The engine stopped unexpectedly (exit code {code}); starting it again.")
            if self._stopping.wait(_RESTART_AFTER_S):
                return
            with self._starting:
                if self._stopping.is_set():
                    return
                self._process = self._start()

    def stop(self) -> None:
        """Ask the child to finish its slice and give its leases back; end it if it does not."""
        with self._starting:
            self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._say("The engine did not stop in time and was ended.")
            self._process.kill()
            self._process.wait()


def serve_town(*, host: str, port: int, say: Callable[[str], object]) -> None:
    """Serve pages, REST and sockets until Ctrl-C, with the engine beside."""
    from society.asgi import application  # loads the routes: only the serving process needs them

    for line in town_addresses(host, port):
        say(line)
    # a shell that starts this in the background has SIGINT ignored; Ctrl-C or kill -INT shall still end it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    child = EngineChild(say)
    wake_if_needed()
    server = Server(
        application=application,
        endpoints=build_endpoint_description_strings(host=host, port=port),
        server_name="ai-society",
        ping_interval=5,
        ping_timeout=10,
        verbosity=0,
    )
    try:
        server.run()
    finally:
        say("Stopping: the engine finishes its step ...")
        child.stop()
        say("Stopped. Nothing is lost; start again and it continues.")
