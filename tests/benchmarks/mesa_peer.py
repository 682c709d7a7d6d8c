"""Run the Mesa model in the virtual environment that `make bench` makes for it."""

import json
import subprocess
from statistics import median
from typing import Final

from tests.benchmarks.apart import ROOT, MeasurementFailed
from tests.benchmarks.report import complain
from tests.benchmarks.stopping import wait_for

PYTHON: Final = ROOT / ".venv-mesa" / "bin" / "python"
MODEL: Final = ROOT / "tests" / "benchmarks" / "mesa_model.py"


def mesa_decisions_per_cpu_s(*, cpu_s: float, rounds: int) -> float | None:
    """Let the model decide for so many CPU seconds, several times; None, and a line why, where Mesa is not installed."""
    if not PYTHON.exists():
        complain("Mesa is not installed, its ratio is left out: run `make bench SUITE=engine`, which installs it.")
        return None
    return median(_decide(cpu_s) for _ in range(rounds))


def _decide(cpu_s: float) -> float:
    process = subprocess.Popen([PYTHON, MODEL, str(cpu_s)], stdout=subprocess.PIPE, start_new_session=True)
    if code := wait_for(process):
        raise MeasurementFailed(f"Mesa's model failed with exit code {code}: see above why.")
    answer = json.loads(process.communicate()[0])
    return float(answer["decisions"] / answer["cpu_s"])
