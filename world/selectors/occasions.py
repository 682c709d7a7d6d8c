"""What was announced at a place: free coffee, a fair. The record has no index by place, but chance says when to look."""

import json
from functools import lru_cache

from streams.kernel.simtime import DAY_S
from streams.log.read import events_matching
from streams.models import Event, Run
from streams.selectors.record import seq_at
from world.engine.chances import Hosts
from world.events import WorldEvent
from world.selectors.moments import Moment


def announced(moment: Moment, place: int, *, since: int) -> list[Event]:
    """Read what began at a place in (since, the moment], newest first.

    No query where chance brought nothing there, else a few for each; rows: those. However large the town, one step is
    looked through.
    """
    run = moment.run
    events = []
    for begins in _begins(run, place, since, moment.sim_time):
        events += events_matching(
            run,
            after_seq=seq_at(run, begins - 1),
            last_seq=seq_at(run, begins + run.step_s),
            until=begins,
            any_of=[{"kind": kind, "place": place} for kind in (WorldEvent.FREE_COFFEE, WorldEvent.FAIR)],
        )
    return sorted(events, key=lambda event: -event.seq)


def _begins(run: Run, place: int, since: int, until: int) -> list[int]:
    hosts = _hosts(run.scenario, run.seed, run.start_sim_time)
    days = [hosts.of_day(day) for day in range(since // DAY_S, until // DAY_S + 1)]
    moments = {int(at) for rows in days for at in rows.moment[rows.place == place]}
    return sorted(at for at in moments if since < at <= until)


@lru_cache(maxsize=64)
def _hosts(scenario: str, seed: int, start: int) -> Hosts:
    return Hosts.of_scenario(json.loads(scenario), seed=seed, start=start)
