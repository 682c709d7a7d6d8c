"""What it is like outside and what is in force, as people and programs are told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from world.engine.measures import Measure as InForceRow
from world.engine.measures import MeasureKind
from world.engine.outside import Outside
from world.models import Measure
from world.scenario import NO_WEATHER, WeatherSpec
from world.selectors.moments import Moment
from world.weather import season_of

_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherView:
    """The weather at a moment."""

    sky: str
    season: str
    temperature_c10: int

    @property
    def temperature(self) -> float:
        """Degrees."""
        return self.temperature_c10 / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """What is in force."""

    number: int
    kind: str
    district: int
    place: int
    amount: int
    other: int
    starts: int
    ends: int
    text: str


def weather_of(moment: Moment) -> WeatherView | None:
    """Say what it is like outside; None in a town without weather. One query."""
    outside = outside_of(moment.run.scenario, moment.run.seed)
    if not outside.is_on:
        return None
    weather = outside.at(moment.sim_time, _in_force(moment))
    season = season_of(moment.sim_time // _DAY_S)
    return WeatherView(
        sky=weather.sky.name.lower(), season=season.name.lower(), temperature_c10=weather.temperature_c10
    )


def measures_of(moment: Moment) -> list[MeasureView]:
    """List what is in force, in order of number. One query, two in the past."""
    found = _in_force(moment)
    rows = Measure.objects.filter(pk__in=[moment.key(row.number) for row in found])
    texts: dict[int, str] = dict(rows.values_list("pk", "text"))
    return [
        MeasureView(
            number=row.number,
            kind=row.kind.name.lower(),
            district=row.district,
            place=row.place,
            amount=row.amount,
            other=row.other,
            starts=row.starts,
            ends=row.ends,
            text=texts.get(moment.key(row.number), ""),
        )
        for row in found
    ]


def _in_force(moment: Moment) -> Sequence[InForceRow]:
    if moment.is_past:
        found = [InForceRow.of(row) for row in moment.past_column("world.measures")]
    else:
        rows = Measure.objects.of(moment.run.pk).filter(ended_step=0).order_by("pk")
        found = [row_of(row, ends=row.ends) for row in rows]
    return [row for row in found if row.starts <= moment.sim_time < row.ends]


def row_of(row: Measure, *, ends: int) -> InForceRow:
    """Read a row as the engine has it.   ends: when it ends, or really ended."""
    return InForceRow(
        number=row.number,
        kind=MeasureKind(row.kind),
        district=row.district,
        place=row.place,
        amount=row.amount,
        other=row.other,
        starts=row.starts,
        ends=ends,
    )


@lru_cache(maxsize=64)
def outside_of(scenario: str, seed: int) -> Outside:
    """Make the weather of a run from its scenario's text."""
    spec = WeatherSpec.model_validate(json.loads(scenario).get("weather", NO_WEATHER.model_dump()))
    return Outside(spec, seed=seed)
