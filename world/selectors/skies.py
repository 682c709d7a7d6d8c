"""What the sky was like at moments of any past day: the town's own weather, and what operators had set in its place."""

from collections.abc import Sequence

from streams.models import Step
from world.engine.measures import Measure as InForceRow
from world.engine.measures import MeasureKind
from world.models import Measure
from world.selectors.moments import Moment
from world.selectors.outside import WeatherView, outside_of, row_of
from world.weather import season_of

_DAY_S = 86_400


def skies_of(moment: Moment, times: Sequence[int]) -> list[WeatherView]:
    """Say what it was like outside at these times of the run, none after the moment; [] in a town without weather.

    Two queries at most; rows: the weather that operators ever set.
    """
    outside = outside_of(moment.run.scenario, moment.run.seed)
    if not outside.is_on:
        return []
    measures = _set(moment)
    found = []
    for at in times:
        weather = outside.at(at, measures)
        season = season_of(at // _DAY_S).name.lower()
        found.append(WeatherView(sky=weather.sky.name.lower(), season=season, temperature_c10=weather.temperature_c10))
    return found


def _set(moment: Moment) -> list[InForceRow]:
    """Read what operators ever set of the weather, each until it really ended."""
    rows = list(Measure.objects.of(moment.run.pk).filter(kind=MeasureKind.WEATHER).order_by("pk"))
    ended = [moment.key(row.ended_step) for row in rows if row.ended_step]
    until = {step.number: step.sim_time for step in Step.objects.filter(pk__in=ended)} if ended else {}
    return [row_of(row, ends=min(row.ends, until.get(row.ended_step, row.ends))) for row in rows]
