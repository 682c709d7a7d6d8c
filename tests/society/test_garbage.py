"""Processes that serve look for garbage seldom, and never among what they loaded before they began."""

import gc
from collections.abc import Iterator

import pytest

from society.engine import make_driver
from society.garbage import COLLECT_AFTER, collect_seldom


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
