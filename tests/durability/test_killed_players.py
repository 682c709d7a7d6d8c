"""Residents who are played while engines are killed: every table equals an undisturbed run's, on both stores."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.durability.players import play

MODULE = "tests.durability.play_bodies"
GROUP_STEPS = 13
NO_ROWS = hashlib.sha256().hexdigest()


@pytest.fixture(scope="module")
def undisturbed_players(tmp_path_factory: pytest.TempPathFactory) -> Any:
    played = play(f"sqlite:///{tmp_path_factory.mktemp('players')}/run.sqlite3", module=MODULE)
    assert played["tables"]["agents.Body"] != NO_ROWS
    return played


def test_kills_lose_and_repeat_nothing_on_sqlite(undisturbed_players: Any, tmp_path: Path) -> None:
    survived = play(
        f"sqlite:///{tmp_path}/run.sqlite3", failpoint="before_commit", kills=2, group_steps=GROUP_STEPS, module=MODULE
    )

    assert survived.pop("kills") == 2
    assert survived == {name: value for name, value in undisturbed_players.items() if name != "kills"}


@pytest.mark.services
def test_kills_lose_and_repeat_nothing_on_postgresql(undisturbed_players: Any, postgres_url: str) -> None:
    survived = play(postgres_url, failpoint="after_commit", kills=2, group_steps=GROUP_STEPS, module=MODULE)

    assert survived.pop("kills") == 2
    assert survived == {name: value for name, value in undisturbed_players.items() if name != "kills"}
