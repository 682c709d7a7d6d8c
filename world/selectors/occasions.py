"""What was announced at a place: free coffee, a fair. The record has no index by place, but chance says when to look."""

import json
from functools import lru_cache
from typing import TypeAlias

from streams.kernel.simtime import DAY_S
from streams.log.read import events_matching
from streams.models import Event
from streams.selectors.record import seq_at
from world.engine.chances import Hosts
from world.events import WorldEvent
from world.models import Place
from world.rows import PLACE_CHANGES
from world.scenario.standing import as_it_stands
from world.selectors.moments import Moment

Changed: TypeAlias = tuple[tuple[str, int, int], ...]
"""By place: what it is like, from when it stands, and until when."""


def announced(moment: Moment, place: int, *, since: int) -> list[Event]:
    """Read what began at a place in (since, the moment], newest first.

    No query where chance brought nothing there, else a few for each; rows: those. However large the town, one step is
    looked through.
    """
    run = moment.run
    events = []
    for begins in _begins(moment, place, since):
        events += events_matching(
            run,
            after_seq=seq_at(run, begins - 1),
            last_seq=seq_at(run, begins + run.step_s),
            until=begins,
            any_of=[{"kind": kind, "place": place} for kind in (WorldEvent.FREE_COFFEE, WorldEvent.FAIR)],
        )
    return sorted(events, key=lambda event: -event.seq)


def _begins(moment: Moment, place: int, since: int) -> list[int]:
    run, until = moment.run, moment.sim_time
    hosts = _hosts(run.scenario, run.seed, run.start_sim_time, _changed(moment))
    days = [hosts.of_day(day) for day in range(since // DAY_S, until // DAY_S + 1)]
    moments = {int(at) for rows in days for at in rows.moment[rows.place == place]}
    return sorted(at for at in moments if since < at <= until)


def _changed(moment: Moment) -> Changed:
    """Read what operators made of the places, by number. One query where they changed any, else none."""
    if not moment.counters.get(PLACE_CHANGES.name):
        return ()
    rows = Place.objects.of(moment.run.pk).order_by("pk").values_list("spec", "built_at", "gone_at")
    return tuple(rows)


@lru_cache(maxsize=64)
def _hosts(scenario: str, seed: int, start: int, changed: Changed) -> Hosts:
    table = json.loads(scenario)
    described, built_at, gone_at = zip(*changed, strict=True) if changed else ((), (), ())
    stands = as_it_stands(table, described=described, built_at=built_at, gone_at=gone_at)
    return Hosts.of_scenario(stands, seed=seed, start=start)
