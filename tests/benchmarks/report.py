"""How a benchmark says what it measured, and what it spends."""

import json
import resource
import sys
import time
from dataclasses import dataclass


def say(name: str, value: float, unit: str, *, store: str, population: int, **more: float | str) -> None:
    """Print one figure as a JSON line."""
    line = {"name": name, "value": round(value, 5), "unit": unit, "store": store, "population": population, **more}
    print(json.dumps(line), flush=True)


def complain(sentence: str) -> None:
    """Say on standard error what is left out, or not as it should be."""
    print(sentence, file=sys.stderr, flush=True)


@dataclass(slots=True)
class Spent:
    """Wall and CPU seconds of this process since `start`."""

    wall_s: float
    cpu_s: float

    @classmethod
    def start(cls) -> "Spent":
        """Begin to measure."""
        return cls(wall_s=-time.perf_counter(), cpu_s=-_cpu_s())

    def stop(self) -> "Spent":
        """End it: wall_s and cpu_s are the seconds in between."""
        self.wall_s += time.perf_counter()
        self.cpu_s += _cpu_s()
        return self


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
