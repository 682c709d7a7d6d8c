"""What is said of windows that were driven as fast as possible: medians over the rounds."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from tests.benchmarks.bench_town import Town

Window = Mapping[str, Any]


def say_window(town: Town, windows: Sequence[Window], *, name: str, mesa_per_cpu_s: float | None) -> None:
    """Say what the windows cost, and what a process needs that drives one."""
    more: dict[str, float | str] = {"window": name, "rounds": len(windows)}
    town.say("engine.decisions_per_second", decisions_per_s(windows), "1/s", **more)
    cost_us = cpu_us(windows)
    if cost_us is not None:
        client_us = median(window["client_cpu_s"] / window["decisions"] * 1e6 for window in windows)
        town.say("engine.cpu_us_per_decision", cost_us, "us", client_us=round(client_us, 3), **more)
    if cost_us is not None and mesa_per_cpu_s is not None:
        mesa = round(mesa_per_cpu_s, 1)
        town.say("engine.ratio_to_mesa", 1e6 / cost_us / mesa_per_cpu_s, "", mesa_decisions_per_cpu_s=mesa)
    rounds = len(windows)
    town.say("engine.memory_mb", median(window["memory"]["peak_mb"] for window in windows), "MB", rounds=rounds)
    town.say("engine.memory_now_mb", median(window["memory"]["now_mb"] for window in windows), "MB", rounds=rounds)
    town.say("engine.restart_seconds", median(window["restart_s"] for window in windows), "s", rounds=rounds)
    town.say("engine.process_ready_seconds", median(window["ready_s"] for window in windows), "s", rounds=rounds)


def decisions_per_s(windows: Sequence[Window]) -> float:
    """Tell how many decisions were committed in a second of wall time."""
    return float(median(window["decisions"] / window["wall_s"] for window in windows))


def cpu_us(windows: Sequence[Window]) -> float | None:
    """Tell the CPU microseconds of a decision, client and server; None if the server's are not known for each round."""
    costs = [
        (window["client_cpu_s"] + window["server_cpu_s"]) / window["decisions"] * 1e6
        for window in windows
        if window["server_cpu_s"] is not None
    ]
    return median(costs) if len(costs) == len(windows) else None


def decisions_each(town: Town, windows: Sequence[Window]) -> float:
    """Tell how many decisions a resident made in a window."""
    return float(median(window["decisions"] for window in windows) / town.population)
