"""Kill -9 at every named moment: every table equals an undisturbed run's, row by row, on both stores."""

from pathlib import Path
from typing import Any

import pytest

from streams.writer.failpoints import NAMES
from tests.durability.players import play

GROUP_STEPS = 13


@pytest.mark.parametrize("failpoint", NAMES)
def test_two_kills_on_sqlite_lose_and_repeat_nothing(failpoint: str, undisturbed: Any, tmp_path: Path) -> None:
    survived = play(f"sqlite:///{tmp_path}/run.sqlite3", failpoint=failpoint, kills=2, group_steps=GROUP_STEPS)

    assert survived.pop("kills") == 2
    assert survived == {name: value for name, value in undisturbed.items() if name != "kills"}


@pytest.mark.services
@pytest.mark.parametrize("failpoint", NAMES)
def test_two_kills_on_postgresql_lose_and_repeat_nothing(failpoint: str, undisturbed: Any, postgres_url: str) -> None:
    survived = play(postgres_url, failpoint=failpoint, kills=2, group_steps=GROUP_STEPS)

    assert survived.pop("kills") == 2
    assert survived == {name: value for name, value in undisturbed.items() if name != "kills"}


@pytest.mark.long
@pytest.mark.parametrize("failpoint", NAMES)
def test_ten_kills_on_sqlite_lose_and_repeat_nothing(failpoint: str, undisturbed: Any, tmp_path: Path) -> None:
    survived = play(f"sqlite:///{tmp_path}/run.sqlite3", failpoint=failpoint, kills=10, group_steps=GROUP_STEPS)

    assert survived.pop("kills") == 10
    assert survived == {name: value for name, value in undisturbed.items() if name != "kills"}


@pytest.mark.long
@pytest.mark.services
@pytest.mark.parametrize("failpoint", NAMES)
def test_ten_kills_on_postgresql_lose_and_repeat_nothing(failpoint: str, undisturbed: Any, postgres_url: str) -> None:
    survived = play(postgres_url, failpoint=failpoint, kills=10, group_steps=GROUP_STEPS)

    assert survived.pop("kills") == 10
    assert survived == {name: value for name, value in undisturbed.items() if name != "kills"}
