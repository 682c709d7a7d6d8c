"""The town that the API is asked about: filled with events, and what an answer asks the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from society.engine import make_driver
from streams.models import Run
from tests.benchmarks.live_share import set_rate
from tests.benchmarks.window import HOUR_S, head_seq


def fill(*, run_id: int, events: int) -> int:
    """Let a town live, hour by hour, until its record has so many events; return how many it has. It is the default run then."""
    driver = make_driver(lambda run_id, seq: None)
    session = driver.hold(Run.objects.get(pk=run_id))
    while head_seq(run_id) < events:
        driver.advance_until(session, session.head_sim_time + HOUR_S)
    driver.release_all()
    set_rate(run_id=run_id)
    Run.objects.filter(pk=run_id).update(is_default=True)
    return head_seq(run_id)


def queries(*, run_id: int, paths: list[str]) -> dict[str, list[int]]:
    """Count what each path asks the database when it is worked out, and when it is known already."""
    Run.objects.filter(pk=run_id).update(is_default=True)
    client = Client(SERVER_NAME="127.0.0.1")
    client.get("/api/runs")  # what a process reads once in its life
    return {path: [_queries(client, path), _queries(client, path)] for path in paths}


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.content)
    return len(captured)
