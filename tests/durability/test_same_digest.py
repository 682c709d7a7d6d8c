"""Same seed, same commands, same history: whatever the batch size, the store, the processor or the hash seed."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.durability.players import play

PROBE = "import numpy as np; x = np.linspace(-9, 9, 9973); print((np.exp(x) + np.tanh(x)).tobytes().hex())"


@pytest.mark.parametrize("group_steps", [1, 7])
def test_other_batch_sizes_give_the_same_tables(group_steps: int, undisturbed: Any, tmp_path: Path) -> None:
    other = play(f"sqlite:///{tmp_path}/run.sqlite3", group_steps=group_steps)

    assert other == undisturbed


@pytest.mark.services
def test_postgresql_gives_the_same_tables_as_sqlite(undisturbed: Any, postgres_url: str) -> None:
    other = play(postgres_url)

    assert other == undisturbed


def test_another_hash_seed_gives_the_same_tables(undisturbed: Any, tmp_path: Path) -> None:
    other = play(f"sqlite:///{tmp_path}/run.sqlite3", environment={"PYTHONHASHSEED": "12345"})

    assert other == undisturbed


def test_another_processor_gives_the_same_tables(undisturbed: Any, tmp_path: Path) -> None:
    disabled = _older_processor()
    if _probe_bits({}) == _probe_bits(disabled):
        pytest.skip("not tested: on this processor exp and tanh give the same bits with its features disabled")

    other = play(f"sqlite:///{tmp_path}/run.sqlite3", environment=disabled)

    assert other == undisturbed


def _older_processor() -> dict[str, str]:
    """Make the environment in which NumPy and BLAS use none of the newer instructions that this processor has."""
    found = np._core._multiarray_umath.__cpu_features__  # type: ignore[attr-defined]  # what np.show_runtime() prints
    usable = np._core._multiarray_umath.__cpu_dispatch__  # type: ignore[attr-defined]
    names = [name for name in usable if found.get(name)]
    return {"NPY_DISABLE_CPU_FEATURES": " ".join(names), "OPENBLAS_CORETYPE": "NEHALEM"}


def _probe_bits(environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout
