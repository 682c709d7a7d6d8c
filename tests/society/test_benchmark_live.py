"""The pieces of `make bench SUITE=live` measure what they say; no figure is asserted, they are the machine's."""

import json
from typing import Any

import pytest

from tests.benchmarks.apart import run_apart
from tests.benchmarks.databases import POSTGRESQL, own_database
from tests.benchmarks.live import report
from tests.benchmarks.live_delivery import Lost, insist_on_each
from tests.benchmarks.live_flushes import EVENTS_PER_FLUSH, FLUSHES_PER_S
from tests.benchmarks.live_viewers import LeanViewer

VIEWERS = 5
SECONDS = 1.0
ROUND: dict[str, Any] = {
    "cpu_s": 2.0,
    "wall_s": 10.0,
    "frames": 50_000,
    "events": 500_000,
    "p50_ms": 12.0,
    "p99_ms": 20.0,
    "max_ms": 31.0,
    "flushes_per_s": 10.0,
    "bare_cpu_s": 1.0,
    "bare_frames": 50_000,
}


@pytest.mark.services
@pytest.mark.own_servers
def test_viewers_are_told_what_is_committed_and_a_bare_broadcast_reaches_the_same() -> None:
    with own_database(POSTGRESQL) as url:
        run_id = run_apart("live_delivery", "found_town", database_url=url, hours=2)
        asked: dict[str, Any] = {"database_url": url, "run_id": run_id, "viewers": VIEWERS}
        (found,) = run_apart("live_delivery", "deliver", **asked, is_batch=True, seconds=SECONDS, rounds=1)

    flushes = found["flushes_per_s"] * found["wall_s"]
    assert flushes == pytest.approx(FLUSHES_PER_S * SECONDS, abs=3)
    assert found["events"] == pytest.approx(flushes * EVENTS_PER_FLUSH * VIEWERS, abs=3 * EVENTS_PER_FLUSH * VIEWERS)
    assert found["bare_frames"] == FLUSHES_PER_S * SECONDS * VIEWERS
    assert 0 < found["p50_ms"] <= found["p99_ms"] <= found["max_ms"]
    assert min(found["cpu_s"], found["bare_cpu_s"]) > 0


def test_figures_are_for_events_and_the_ratio_is_that_of_frames(capsys: pytest.CaptureFixture[str]) -> None:
    report([ROUND], viewers=500, form="batch")

    said = {line["name"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert said["live.p99_ms"]["value"] == 20
    assert said["live.cpu_ms_per_1000"]["value"] == 4
    assert said["live.ratio_to_bare_broadcast"]["value"] == 2
    assert {line["population"] for line in said.values()} == {500}
    assert said["live.p99_ms"]["events_per_s"] == 100


@pytest.mark.parametrize("events", [9, 11])
async def test_a_viewer_who_missed_an_event_or_got_one_twice_makes_the_benchmark_fail(events: int) -> None:
    viewer = LeanViewer(0, b"")
    viewer.frames = [(4, events, 0.0)]

    with pytest.raises(Lost, match="instead of 10"):
        insist_on_each([viewer], [(4, 0.0)])
