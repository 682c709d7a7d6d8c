"""An engine that stops itself, as by SIGSTOP, at a moment of its n-th commit: `python -m tests.durability.frozen MOMENT N`.

MOMENT is a failpoint's name, or `copy`: rows are announced to PostgreSQL by COPY, and none comes.
"""

import os
import signal
import sys
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
django.setup()

from society.embedded import serve_engine
from streams.writer import failpoints


def freeze_at(moment: str, times: int) -> None:
    """Have this process stopped when the moment comes for the n-th time."""
    left = [times]

    def reached(name: str) -> None:
        if name == moment:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGSTOP)

    failpoints.arm(reached)
    write = psycopg.Copy.write

    def write_or_freeze(self: psycopg.Copy, buffer: Any) -> None:
        reached("copy")
        write(self, buffer)

    psycopg.Copy.write = write_or_freeze  # type: ignore[method-assign]  # a fault is put in on purpose


if __name__ == "__main__":
    freeze_at(sys.argv[1], int(sys.argv[2]))
    serve_engine()
