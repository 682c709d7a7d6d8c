"""The process that writes runs: one driver with the assembled Parts. Served in a loop when embedded, by slices in Celery."""

import signal
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Final

import structlog
from django.db import close_old_connections

from society.garbage import FreeMemory, collect_seldom, return_large_blocks
from society.operations.dead_letters import keep_dead_letter
from society.parts import assemble
from society.watchdog import process_watchdog
from streams.writer.driver import Driver
from streams.writer.part import Command
from streams.writer.session import Publish

log = structlog.get_logger(__name__)

SLICE_S: Final = 0.9


def make_driver(publish: Publish) -> Driver:
    """Make this process's driver; each step and commit is a sign of life, and so is each part of a town that it reads."""
    collect_seldom()
    return_large_blocks()
    watchdog, memory = process_watchdog(), FreeMemory()

    def sign() -> None:
        watchdog.sign()
        memory.give_back()

    def publish_alive(run_id: int, seq: int) -> None:
        watchdog.sign()
        publish(run_id, seq)

    return Driver(assemble=assemble, publish=publish_alive, give_up=bury_command, sign=sign)


def bury_command(command: Command, fault: Exception) -> None:
    """Keep what became of a command that no step could bear where an operator looks."""
    keep_dead_letter(
        task=f"inbox: {command.kind}",
        task_id=str(command.inbox_id),
        error=fault,
        arguments=dict(command.body),
        traceback="".join(traceback.format_exception(fault)),
    )


def serve_slice(driver: Driver) -> None:
    """Serve for one slice; a slice that hangs ends this process."""
    with process_watchdog().guarding():
        driver.serve(SLICE_S)


def serve_until_told(
    driver: Driver, is_alone: Callable[[], bool], between_slices: Callable[[], None] = lambda: None
) -> None:
    """Serve slices until SIGINT or SIGTERM comes or `is_alone` says that nobody is left to serve; give leases back.

    between_slices: called after each slice; what it does must be brief, because the shown clock goes on.
    """
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    log.info("engine.started", holder=driver.holder)
    try:
        while not told and not is_alone():
            serve_slice(driver)
            between_slices()
            close_old_connections()
    finally:  # also when a run's fault ends this process: its other runs need not wait for the time-out
        driver.release_all()
    log.info("engine.stopped", holder=driver.holder)
