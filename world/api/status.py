"""The world's status and clock in the shape that the API writes."""

from datetime import UTC, datetime
from typing import Any

from streams.kernel.simtime import day_count, is_daytime, period
from world.selectors.map import layout_of
from world.selectors.moments import Moment
from world.selectors.outside import weather_of
from world.selectors.talking import talks_going_on


def status_of(moment: Moment) -> dict[str, Any]:
    """Say how the world is. Three queries at most beyond the moment's."""
    clock, (width_m, height_m) = moment.clock, layout_of(moment.run.scenario).size_m
    line = clock_of(moment)
    shared = ("run", "real_time", "time_scale", "status", "lag_s")
    return {
        **{name: line[name] for name in shared},
        "name": moment.run.name,
        "time_period": period(moment.sim_time),
        "is_daytime": is_daytime(moment.sim_time),
        "day_count": day_count(moment.sim_time),
        "agent_count": moment.living_count,
        "active_conversations": talks_going_on(moment),
        "weather": weather_of(moment),
        "world_time": moment.sim_time,
        "seq": moment.past.seq if moment.past else clock.seq,
        "clock": {name: line[name] for name in ("start_real_time", "start_world_time", "time_scale")},
        "config": {"width": width_m, "height": height_m},
    }


def clock_of(moment: Moment) -> dict[str, Any]:
    """Say what time it is and how it goes on."""
    clock = moment.clock
    return {
        "run": moment.run.pk,
        "world_time": clock.sim_time,
        "real_time": datetime.fromtimestamp(clock.wall_ms / 1000, tz=UTC),
        "start_real_time": moment.run.created_wall,
        "start_world_time": moment.run.start_sim_time,
        "time_scale": (clock.rate_milli or clock.resume_rate_milli) / 1000,
        "is_paused": clock.is_paused,
        "status": clock.status,
        "sim_ms": clock.sim_ms,
        "wall_ms": clock.wall_ms,
        "committed_world_time": clock.committed_sim_time,
        "lag_s": clock.lag_ms / 1000,
        "slipped_s": clock.slipped_ms / 1000,
    }
