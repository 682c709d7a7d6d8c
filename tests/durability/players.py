"""Run `tests.durability.play` in a process of its own and read what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]


def play(
    database_url: str,
    *,
    failpoint: str = "none",
    kills: int = 0,
    group_steps: int = 100,
    environment: Mapping[str, str] = MappingProxyType({}),
    module: str = "tests.durability.play",
) -> Any:
    """Play the run on an empty database; return its digest, hashes of its tables, and the kills that happened."""
    done = subprocess.run(
        [sys.executable, "-m", module, failpoint, str(kills), str(group_steps)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
