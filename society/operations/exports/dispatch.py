"""Who makes exports: Celery's worker where there is Celery, else a process that is started when there is something to do.

A process of its own, because an export would hold up pages in the web's and steps in the engine's.
"""

import os
import subprocess
import sys
import threading
import time
from typing import Final

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from society.celery import WORK_EXPORTS, app
from society.operations.exports import jobs

log = structlog.get_logger(__name__)

_AGAIN_AFTER_S: Final = 5.0
_guard: Final = threading.Lock()
_started: "list[subprocess.Popen[bytes]]" = []


def wake() -> None:
    """Have somebody make what waits. What is not heard now is made with the next wish, the next start or within a minute."""
    if settings.NOTICES_URL:
        try:
            app.send_task(WORK_EXPORTS, retry=False)
        except OperationalError as error:  # beat sends one a minute
            log.warning("exports.not_woken", why=str(error))
    else:
        start_worker()


def wake_if_needed() -> None:
    """Have somebody go on with what waited when this program was stopped."""
    if jobs.is_any_waiting():
        wake()


def start_worker() -> "subprocess.Popen[bytes]":
    """Start the process that makes exports, unless it runs; it ends when nothing waits, or with this one."""
    with _guard:
        _started[:] = [process for process in _started if process.poll() is None]
        if not _started:
            command = [
                sys.executable,
                str(settings.BASE_DIR / "manage.py"),
                "work_exports",
                "--parent",
                str(os.getpid()),
            ]
            # a session of its own, as for the engine: Ctrl-C is told to this process only
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
            threading.Thread(target=_follow, args=(process,), name="exports", daemon=True).start()
            _started.append(process)
        return _started[0]


def _follow(process: "subprocess.Popen[bytes]") -> None:
    """Wait for a worker's end, and start another if something was asked for while it ended, or it was killed."""
    process.wait()
    time.sleep(_AGAIN_AFTER_S)
    try:
        wake_if_needed()
    except DatabaseError as error:
        log.warning("exports.not_woken", why=str(error))
    finally:
        connection.close()
