"""What a command asks for as a measure, or why it makes no sense."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from streams.kernel.simtime import HOUR_S
from world.control.bodies import (
    BROADCAST,
    SET_RULE,
    SET_WEATHER,
    START_EVENT,
    BroadcastBody,
    EventBody,
    RuleBody,
    WeatherBody,
)
from world.engine.gatherings import can_gather
from world.engine.measures import ACTIVE_MAX, NATURAL_C10, Measure, MeasureKind, Priority
from world.engine.outside import fits
from world.engine.step import TownEngine
from world.engine.town import Town
from world.weather import Sky

FESTIVAL_PULL: Final = 1_000
CELEBRATION_PULL: Final = 900
_ONE_AT_A_TIME: Final = (MeasureKind.CURFEW, MeasureKind.FESTIVAL, MeasureKind.CRISIS, MeasureKind.FREE_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A measure without number and time, with its words; `seconds` 0 = it happens and is over."""

    kind: MeasureKind
    seconds: int
    district: int = 0
    place: int = 0
    amount: int = 0
    other: int = 0
    text: str = ""

    def begun(self, number: int, starts: int) -> Measure:
        """Give it a number and a time."""
        return Measure(
            number=number,
            kind=self.kind,
            district=self.district,
            place=self.place,
            amount=self.amount,
            other=self.other,
            starts=starts,
            ends=starts + self.seconds,
        )


def draft_of(kind: str, body: Mapping[str, Any], engine: TownEngine) -> Draft | str:
    """Read a command as a draft; a text is the reason for which it is refused."""
    drafted = _READERS[kind](body)
    if isinstance(drafted, str):
        return drafted
    return _why_not(drafted, engine) or drafted


def _weather(body: Mapping[str, Any]) -> Draft | str:
    asked = WeatherBody.model_validate(body)
    sky = Sky[asked.sky.upper()]
    temperature = asked.temperature_c10
    if temperature is not None and not fits(sky, temperature):
        return "too_warm_for_it" if sky == Sky.SNOW else "too_cold_for_it"
    return Draft(
        kind=MeasureKind.WEATHER,
        seconds=asked.hours * HOUR_S,
        amount=sky,
        other=NATURAL_C10 if temperature is None else temperature,
    )


def _rule(body: Mapping[str, Any]) -> Draft | str:
    asked = RuleBody.model_validate(body)
    kind = MeasureKind[asked.rule.upper()]
    amount, other = {
        MeasureKind.CURFEW: (asked.from_s, asked.until_s),
        MeasureKind.FESTIVAL: (FESTIVAL_PULL, int(asked.shifts_off)),
        MeasureKind.CRISIS: (asked.prices_percent, asked.wages_percent),
        MeasureKind.FREE_DAY: (0, 0),
    }[kind]
    if kind == MeasureKind.CRISIS and (amount, other) == (0, 100):
        return "changes_nothing"
    seconds = asked.hours * HOUR_S
    return Draft(kind=kind, seconds=seconds, district=asked.district, amount=amount, other=other, text=asked.text)


def _event(body: Mapping[str, Any]) -> Draft | str:
    asked = EventBody.model_validate(body)
    kind, seconds = MeasureKind[asked.event.upper()], asked.hours * HOUR_S
    if kind == MeasureKind.MONEY:
        if not asked.cents:
            return "changes_nothing"
        return Draft(kind=kind, seconds=0, district=asked.district, amount=asked.cents, text=asked.text)
    if kind == MeasureKind.CELEBRATION and not asked.place:
        return "needs_a_place"
    if kind == MeasureKind.DISASTER and not (asked.place or asked.district):
        return "needs_a_place_or_district"
    return Draft(
        kind=kind,
        seconds=seconds,
        district=asked.district,
        place=asked.place,
        amount=asked.harm if kind == MeasureKind.DISASTER else CELEBRATION_PULL,
        text=asked.text,
    )


def _broadcast(body: Mapping[str, Any]) -> Draft | str:
    asked = BroadcastBody.model_validate(body)
    return Draft(
        kind=MeasureKind.BROADCAST,
        seconds=asked.hours * HOUR_S,
        district=asked.district,
        place=asked.place,
        amount=Priority[asked.priority.upper()],
        other=int(asked.remember),
        text=asked.text,
    )


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Draft | str]]] = {
    SET_WEATHER.name: _weather,
    SET_RULE.name: _rule,
    START_EVENT.name: _event,
    BROADCAST.name: _broadcast,
}


def _why_not(draft: Draft, engine: TownEngine) -> str:
    """Say why the town cannot have it, with an empty text if it can."""
    town, measures = engine.around.town, engine.circumstances.measures
    if draft.district > town.district_count:
        return "district_not_found"
    if draft.place and (reason := _why_not_there(draft, town)):
        return reason
    if draft.kind == MeasureKind.WEATHER and not engine.circumstances.outside.is_on:
        return "no_weather"
    if draft.kind == MeasureKind.FESTIVAL and not _grounds(draft, engine):
        return "nowhere_to_gather"
    if draft.kind in _ONE_AT_A_TIME and any(_overlap(draft, other) for other in measures.of_kind(draft.kind)):
        return "already_in_force"
    return "too_many_in_force" if draft.seconds and len(measures.all) >= ACTIVE_MAX else ""


def _why_not_there(draft: Draft, town: Town) -> str:
    # a place that was deleted is good for nothing
    if draft.place > town.place_count or not town.allows[draft.place].any():
        return "location_not_found"
    if draft.district and int(town.district_of(np.array(draft.place))) != draft.district - 1:
        return "place_elsewhere"
    if draft.kind == MeasureKind.DISASTER:
        return "home_stays_open" if town.is_home[draft.place] else ""
    return "" if can_gather(town, draft.place) else "nowhere_to_gather"


def _grounds(draft: Draft, engine: TownEngine) -> bool:
    grounds = engine.circumstances.grounds
    return bool((grounds[draft.district - 1] if draft.district else grounds.any()) > 0)


def _overlap(draft: Draft, other: Measure) -> bool:
    return not draft.district or not other.district or draft.district == other.district
