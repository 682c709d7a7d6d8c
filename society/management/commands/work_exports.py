"""Make the exports that wait. The web starts it by itself where there is no Celery."""

import os
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from society.export_worker import work_off
from society.operations.exports import jobs


class Command(BaseCommand):
    """Make files until none is waited for."""

    help = "Make the exports that people asked for and that wait, then delete what is kept no longer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--parent", type=int, metavar="PROCESS", help="end when this process, which started it, does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        told: list[int] = []

        def stop(number: int, frame: FrameType | None) -> None:
            told.append(number)

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        parent = options["parent"]
        count = work_off(is_over=lambda: bool(told) or (parent is not None and os.getppid() != parent))
        jobs.delete_old()
        self.stdout.write(f"Made {count} exports." if count != 1 else "Made 1 export.")
