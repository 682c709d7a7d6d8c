"""The watchdog ends a process whose engine gives no sign of life, and no other."""

import threading
import time

import pytest

from society import engine
from society.parts import assemble
from society.watchdog import HUNG_AFTER_S, Watchdog
from streams.writer.driver import Driver
from streams.writer.lease import LEASE_MS

SOON_S = 0.2


def test_guarded_work_without_a_sign_of_life_is_ended() -> None:
    ended = threading.Event()
    watchdog = Watchdog(hung_after_s=SOON_S, end=ended.set)

    with watchdog.guarding():
        assert ended.wait(20 * SOON_S)


def test_work_that_gives_signs_of_life_is_left_alone() -> None:
    ended = threading.Event()
    watchdog = Watchdog(hung_after_s=10 * SOON_S, end=ended.set)

    with watchdog.guarding():
        for _ in range(20):
            time.sleep(SOON_S)
            watchdog.sign()

    assert not ended.is_set()


def test_between_slices_nothing_is_watched() -> None:
    ended = threading.Event()
    watchdog = Watchdog(hung_after_s=SOON_S, end=ended.set)
    with watchdog.guarding():
        pass

    time.sleep(3 * SOON_S)

    assert not ended.is_set()


def test_a_holder_is_ended_no_later_than_its_lease() -> None:
    assert HUNG_AFTER_S * 1000 <= LEASE_MS


def test_a_slice_of_any_engine_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    watchdog = Watchdog(hung_after_s=SOON_S, end=ended.set)
    monkeypatch.setattr(engine, "process_watchdog", lambda: watchdog)
    monkeypatch.setattr(Driver, "serve", lambda driver, seconds: ended.wait(20 * SOON_S))

    engine.serve_slice(Driver(assemble=assemble, publish=lambda run_id, seq: None))

    assert ended.is_set()
