"""The process that writes runs: one driver with the assembled Parts. Served in a loop when embedded, by slices in Celery."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import Final

import structlog
from django.db import close_old_connections

from society.parts import assemble
from society.watchdog import process_watchdog
from streams.writer.driver import Driver
from streams.writer.session import Publish

log = structlog.get_logger(__name__)

SLICE_S: Final = 0.9


def make_driver(publish: Publish) -> Driver:
    """Make this process's driver; each of its commits is a sign of life."""
    watchdog = process_watchdog()

    def publish_alive(run_id: int, seq: int) -> None:
        watchdog.sign()
        publish(run_id, seq)

    return Driver(assemble=assemble, publish=publish_alive)


def serve_slice(driver: Driver) -> None:
    """Serve for one slice; a slice that hangs ends this process."""
    with process_watchdog().guarding():
        driver.serve(SLICE_S)


def serve_until_told(driver: Driver, is_alone: Callable[[], bool]) -> None:
    """Serve slices until SIGINT or SIGTERM comes or `is_alone` says that nobody is left to serve; give leases back."""
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    log.info("engine.started", holder=driver.holder)
    try:
        while not told and not is_alone():
            serve_slice(driver)
            close_old_connections()
    finally:  # also when a run's fault ends this process: its other runs need not wait for the time-out
        driver.release_all()
    log.info("engine.stopped", holder=driver.holder)
