"""What operators can tell a town: closed bodies that say what is allowed. All wait for the grid, as commands to bodies do."""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from streams.kernel.simtime import HOUR_S
from streams.writer.part import CommandKind, Queue

TEXT_MAX: Final = 280
DAYS_MAX: Final = 30
DistrictNumber = Annotated[int, Field(ge=0, le=10**6)]
"""From 1; 0 = the whole town."""
PlaceNumber = Annotated[int, Field(ge=0, le=2**31 - 1)]
Hours = Annotated[int, Field(ge=1, le=DAYS_MAX * 24)]
Text = Annotated[str, Field(max_length=TEXT_MAX)]
ClockSeconds = Annotated[int, Field(ge=0, lt=24 * HOUR_S)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class WeatherBody(_Body):
    """Set the weather of the whole town for some hours."""

    sky: Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "heat"]
    temperature_c10: Annotated[int, Field(ge=-300, le=450)] | None = None
    """Tenths of a degree; None = as it would be, within what the weather allows."""
    hours: Hours = 6


class RuleBody(_Body):
    """Set a rule; each rule reads the fields that are named beside it."""

    rule: Literal["curfew", "festival", "crisis", "free_day"]
    hours: Hours = 24
    district: DistrictNumber = 0
    from_s: ClockSeconds = 22 * HOUR_S  # curfew
    until_s: ClockSeconds = 6 * HOUR_S  # curfew
    prices_percent: Annotated[int, Field(ge=0, le=300)] = 50  # crisis: by how much prices rise
    wages_percent: Annotated[int, Field(ge=0, le=100)] = 50  # crisis: of the wages that are paid
    shifts_off: bool = True  # festival
    text: Text = ""

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.rule == "curfew" and self.from_s == self.until_s:
            raise ValueError("a curfew ends at another time of day than it begins")
        return self


class EventBody(_Body):
    """Let something happen; each event reads the fields that are named beside it."""

    event: Literal["disaster", "celebration", "money"]
    hours: Hours = 6  # all but money, which is paid at once
    district: DistrictNumber = 0
    place: PlaceNumber = 0  # celebration: where; disaster: which, 0 = the whole district
    harm: Annotated[int, Field(ge=0, le=5_000)] = 1_500  # disaster: hundredths of a point of health
    cents: Annotated[int, Field(ge=-(10**8), le=10**8)] = 0  # money: for each; below 0 each pays
    text: Text = ""


class BroadcastBody(_Body):
    """Tell people something; with a place, invite them there."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
    priority: Literal["low", "normal", "high", "urgent"] = "normal"
    remember: bool = False
    hours: Hours = 3
    district: DistrictNumber = 0
    place: PlaceNumber = 0


class EndBody(_Body):
    """End what is in force."""

    number: Annotated[int, Field(ge=1, lt=2**40)]


SET_WEATHER: Final = CommandKind(name="set_weather", body=WeatherBody, queue=Queue.GRID, is_steering=True)
SET_RULE: Final = CommandKind(name="set_rule", body=RuleBody, queue=Queue.GRID, is_steering=True)
START_EVENT: Final = CommandKind(name="start_event", body=EventBody, queue=Queue.GRID, is_steering=True)
BROADCAST: Final = CommandKind(name="broadcast", body=BroadcastBody, queue=Queue.GRID, is_steering=True)
END_MEASURE: Final = CommandKind(name="end_measure", body=EndBody, queue=Queue.GRID, is_steering=True)
MEASURE_COMMANDS: Final = (SET_WEATHER, SET_RULE, START_EVENT, BROADCAST, END_MEASURE)
