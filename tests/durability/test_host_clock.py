"""The host's clock is set back or forward, or the host slept: shown time never goes back and never jumps."""

import time
from collections.abc import Callable

import pytest

from society.parts import assemble
from streams.models import Run, RunClock, RunLease
from streams.selectors import clock as clocks
from streams.selectors.clock import shown_clock
from streams.writer import driver as driving
from streams.writer import wallclock
from streams.writer.driver import Driver
from streams.writer.lease import LEASE_MS, claim
from tests.durability.test_driver_faults import KeptConnection

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

HOUR_MS = 3_600_000
RATE = 10


class Host:
    """A host whose clock may be set; real time passes as it does, and no clock shows a sleep but the wall's."""

    monotonic = staticmethod(time.monotonic)
    monotonic_ns = staticmethod(time.monotonic_ns)

    def __init__(self) -> None:
        self.set_by_ms = 0

    def time_ns(self) -> int:
        return time.time_ns() + self.set_by_ms * 1_000_000


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Host:
    """Give engine and web of this process that host's clock."""
    made = Host()
    monkeypatch.setattr(wallclock, "time", made)
    monkeypatch.setattr(clocks, "time", made)
    monkeypatch.setattr(driving, "connection", KeptConnection())
    # a process that shows no earlier time than before would hide that the line went back
    monkeypatch.setattr(clocks, "_high_water", type("Forgetful", (dict,), {"__setitem__": lambda *_: None})())
    return made


@pytest.fixture
def make_driver(host: Host) -> Callable[[], Driver]:
    return lambda: Driver(assemble=assemble, publish=lambda run_id, seq: None)


@pytest.mark.parametrize("set_by_ms", [-HOUR_MS, 7 * HOUR_MS])
def test_a_clock_that_is_set_or_a_host_that_slept_makes_no_jump(
    town: Run, host: Host, make_driver: Callable[[], Driver], set_by_ms: int
) -> None:
    driver = make_driver()
    driver.serve(0.5)
    before, began_s = shown_clock(town).sim_ms, time.monotonic()

    host.set_by_ms = set_by_ms
    driver.serve(0.6)

    moved_ms, passed_ms = shown_clock(town).sim_ms - before, 1000 * (time.monotonic() - began_s)
    assert 0 < moved_ms <= passed_ms * RATE + 500
    assert RunClock.objects.get(pk=town.pk).slipped_ms == 0
    assert driver.held_runs == (town.pk,)


def test_a_holder_that_died_when_the_clock_was_set_back_is_succeeded_at_once(
    town: Run, host: Host, make_driver: Callable[[], Driver]
) -> None:
    make_driver().serve(0.3)
    host.set_by_ms = -HOUR_MS

    successor = make_driver()
    successor.serve(0.3)

    assert successor.held_runs == (town.pk,)


def test_a_lease_of_a_host_whose_clock_is_a_little_ahead_is_left_alone(town: Run, host: Host) -> None:
    now_ms = host.time_ns() // 1_000_000
    RunLease.objects.update(holder="another host", expires_wall_ms=now_ms + LEASE_MS + 5_000)

    assert claim(town.pk, holder="me", wall_ms=now_ms) is None
