"""What deciding costs: a fresh process claims a run, loads it, and drives it through a window of simulated time."""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection

from society.engine import make_driver
from streams.events import StreamEvent
from streams.kernel.ids import key_of
from streams.models import Event, Run, RunHead
from tests.benchmarks.cpu import PostgresCpu, memory_mb, process_age_s
from tests.benchmarks.report import Spent
from world.actions import Action
from world.events import WorldEvent

HOUR_S = 3_600
_SOCIAL_ACTS: Final = (
    WorldEvent.SAID,
    *(StreamEvent.POST_CREATED, StreamEvent.COMMENT_CREATED, StreamEvent.LIKE_CREATED, StreamEvent.REPOST_CREATED),
    *(StreamEvent.FOLLOW_CREATED, StreamEvent.MESSAGE_CREATED),
)


def drive(*, run_id: int, warm_up_h: int, window_h: int) -> dict[str, Any]:
    """Claim and load a run, drive it through the warm-up and then the window; say what the window cost."""
    run = Run.objects.get(pk=run_id)
    driver = make_driver(lambda run_id, seq: None)
    restart = Spent.start()
    session = driver.hold(run)
    restart.stop()
    ready_s = process_age_s()
    began = session.head_sim_time
    try:
        driver.advance_until(session, began + warm_up_h * HOUR_S)
        first_seq = head_seq(run_id)
        spent, server_cpu_s = spending(lambda: driver.advance_until(session, began + (warm_up_h + window_h) * HOUR_S))
    finally:
        driver.release_all()
    return {
        "restart_s": restart.wall_s,
        "ready_s": ready_s,
        "wall_s": spent.wall_s,
        "client_cpu_s": spent.cpu_s,
        "server_cpu_s": server_cpu_s,
        "memory": memory_mb(),  # before the decisions are counted: that is not the engine's work
        "decisions": count_decisions(run_id, first_seq, head_seq(run_id)),
        "social_acts": count_social_acts(run_id, first_seq, head_seq(run_id)),
    }


def advance(*, run_id: int, hours: int) -> None:
    """Drive a run without measuring."""
    driver = make_driver(lambda run_id, seq: None)
    session = driver.hold(Run.objects.get(pk=run_id))
    driver.advance_until(session, session.head_sim_time + hours * HOUR_S)
    driver.release_all()


def spending(work: Callable[[], object]) -> tuple[Spent, float | None]:
    """Do something; return what this process spent, and the CPU seconds of its database server.

    0 on SQLite, which has no server; None where the server's processes cannot be seen.
    """
    if connection.vendor != "postgresql":
        return _timed(work), 0.0
    with connection.cursor() as cursor:
        server = PostgresCpu.start(cursor)
        spent = _timed(work)
        return spent, None if server is None else server.spent_s()


def head_seq(run_id: int) -> int:
    """Tell the number of a run's last event."""
    return RunHead.objects.get(pk=run_id).seq


def count_decisions(run_id: int, after_seq: int, last_seq: int) -> int:
    """Count the actions other than `wait` that were begun in these events."""
    events = Event.objects.filter(pk__gt=key_of(run_id, after_seq), pk__lte=key_of(run_id, last_seq))
    return events.filter(kind=WorldEvent.ACTED).exclude(next_action=Action.WAIT).count()


def count_social_acts(run_id: int, after_seq: int, last_seq: int) -> int:
    """Count what residents decided to say, write, like, pass on and follow in these events."""
    events = Event.objects.filter(pk__gt=key_of(run_id, after_seq), pk__lte=key_of(run_id, last_seq))
    return events.filter(kind__in=_SOCIAL_ACTS).count()


def _timed(work: Callable[[], object]) -> Spent:
    spent = Spent.start()
    work()
    return spent.stop()
