"""Processes that serve look for garbage seldom, and never among what they loaded before they began."""

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from society.engine import make_driver
from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.garbage import COLLECT_AFTER, FreeMemory, collect_seldom
from streams.writer import session


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_is_loaded_is_not_looked_through_again() -> None:
    gc.unfreeze()

    collect_seldom()

    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold() == COLLECT_AFTER


def test_an_engine_looks_for_garbage_seldom() -> None:
    make_driver(lambda run_id, seq: None)

    assert gc.get_threshold() == COLLECT_AFTER


@pytest.mark.django_db
def test_an_engine_gives_memory_back_before_it_writes_what_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(FreeMemory, "give_back", lambda memory: done.append("given back"))
    monkeypatch.setattr(session, "commit", lambda **what: done.append("written"))
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=3))
    driver = make_driver(lambda run_id, seq: None)
    held = driver.hold(run)
    done.clear()

    driver.advance_until(held, held.head_sim_time + 1, group_steps=1)

    assert done == ["given back", "written"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have an allocator of their own")
def test_an_engine_gives_large_arrays_back_to_the_system() -> None:
    assert _kept_bytes("") > 10_000_000 > _kept_bytes("return_large_blocks()")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have an allocator of their own")
def test_an_engine_gives_small_pieces_back_now_and_then() -> None:
    kept, given_back, too_soon = (int(number) for number in _output(_CRUMBLING).split())

    assert kept > 10_000_000 > given_back
    assert too_soon > 10_000_000


def _kept_bytes(first: str) -> int:
    """Tell what a process of its own keeps of 40 MB that were freed: where blocks go depends on all that came before."""
    return int(_output(_FREEING.replace("FIRST", first)))


def _output(program: str) -> str:
    answer = subprocess.run([sys.executable, "-c", _BEGINNING + program], capture_output=True, text=True, check=True)
    return answer.stdout


_BEGINNING = """
import numpy as np
from society.garbage import FreeMemory, return_large_blocks

def resident():
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * 4096
"""
_FREEING = """
FIRST
np.ones(3_000_000)  # freed at once, it raises the limit of what is kept
blocks = [np.ones(250_000) for _ in range(20)]
last = np.ones(250_000)
before = resident()
del blocks
print(40_000_000 - (before - resident()))
"""
_CRUMBLING = """
memory = FreeMemory()

def kept():
    # every tenth piece is used on, so that nothing lies free at the end
    pieces = [np.ones(2_500) for _ in range(2_000)]
    before = resident()
    used = pieces[::10]
    del pieces
    before -= 36_000_000
    yield resident() - before
    memory.give_back()
    yield resident() - before

first, second = kept(), kept()
print(next(first), next(first), list(second)[1])
"""
