"""The undisturbed run that every disturbed one is compared with."""

from pathlib import Path
from typing import Any

import pytest

from tests.durability.players import play


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Play the run once without any fault, on SQLite."""
    folder: Path = tmp_path_factory.mktemp("undisturbed")
    return play(f"sqlite:///{folder}/run.sqlite3")
