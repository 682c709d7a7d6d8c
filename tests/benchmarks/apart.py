"""Measure in a process of its own: `run_apart("module", "function", database_url=..., ...)` calls it there, Django set up.

A fresh process for each figure, as the product has: what one measurement leaves in memory burdens no other, and both
stores can be measured in one go. What the function returns comes back through a file; its own output goes where ours goes.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.stopping import heed_signals, wait_for

ROOT: Final = Path(__file__).resolve().parents[2]
_SERVICES: Final = ("REDIS_URL", "BROKER_URL")
"""Left out of the children's environment: a benchmark has services of its own or none."""


class MeasurementFailed(Exception):
    """A process that measured something ended with a failure, which it has told on standard error."""


def run_apart(module: str, function: str, *, database_url: str, **arguments: object) -> Any:
    """Call `tests.benchmarks.<module>.<function>(**arguments)` in a new process and return what it returned."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        answer = Path(folder) / "answer.json"
        call = json.dumps([module, function, arguments, str(answer)])
        command = [sys.executable, "-m", "tests.benchmarks.apart", call]
        # a session of its own: Ctrl-C reaches us only, and the child is told, so that it can stop what it started
        code = wait_for(subprocess.Popen(command, cwd=ROOT, env=environment(database_url), start_new_session=True))
        if code:
            raise MeasurementFailed(f"Measuring failed with exit code {code} ({module}.{function}): see above why.")
        return json.loads(answer.read_text())


def environment(database_url: str, **more: str) -> dict[str, str]:
    """Make the environment of a process that works on a database of the benchmark."""
    kept = {name: value for name, value in os.environ.items() if name not in _SERVICES}
    named = {"DJANGO_SETTINGS_MODULE": "society.settings", "DATABASE_URL": database_url, "REQUEST_LIMITS": "off"}
    return {**kept, **named, **more}


def _answer_call(text: str) -> None:
    import django

    heed_signals()
    django.setup()
    module, function, arguments, answer = json.loads(text)
    result = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)(**arguments)
    Path(answer).write_text(json.dumps(result))


if __name__ == "__main__":
    _answer_call(sys.argv[1])
