"""What holds for residents who decide: weather, curfews, closings, prices, days off; and how it enters what they are shown.

`Circumstances` are a run's; `Conditions` those of one step; `Felt` what a batch of residents feels of them, row by row.
Without weather and with nothing in force there are no conditions, and nothing of this runs.
"""

from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np

from world.actions import ACTIONS, Action
from world.contract import NEED_MAX, Bool, Int, Need, Persona
from world.engine.gatherings import gatherings
from world.engine.hours import current_or_next_shift
from world.engine.measures import Measure, MeasureKind, Measures, curfew_in_s
from world.engine.occasions import Occasion
from world.engine.outside import EIGHTHS, Outside, fun_of
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.engine.town import FIRST_PUBLIC_SLOT, HOME_SLOT, PUBLIC_ACTIONS, WORK_SLOT, Nearby, Town
from world.events import WorldEvent

_PERCENT: Final = 100
_FAR_OFF_S: Final = 2**30
_IN_PLACE: Final = np.array([spec.number for spec in ACTIONS if spec.in_place])
"""What is done where one is, whatever place that is."""
_LEAST_S: Final = np.array([ACTIONS[number].min_s for number in _IN_PLACE])
_CAUTION_MAX: Final = 300


class Offered(Protocol):
    """The columns [n, A, SLOTS] of an observation that conditions change."""

    candidates: Int
    walk_s: Int
    closes_in_s: Int


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """What n residents feel, int[n] each; None = nothing of the kind anywhere."""

    sky: Int | None = None  # Sky
    temperature_c10: Int | None = None
    eighths: Int | None = None  # by which ways take longer
    price_percent: Int | None = None
    caution: Int | None = None  # percent
    admits_s: Int | None = None  # seconds until public places admit nobody
    shut: Int | None = None  # int[n, k]: places that are closed
    is_shut: Bool | None = None  # whether every place but homes is
    off_until: Int | None = None  # until when there are no shifts, 0 = there are

    def shifts(self, persona: Persona, shift: tuple[Int, Int]) -> tuple[Int, Int]:
        """Let shifts that begin on days off be the first ones after them.   shift: (start, end), int64[n] each."""
        if self.off_until is None:
            return shift
        start, end = (values.copy() for values in shift)
        rows = np.flatnonzero((self.off_until > 0) & (start < self.off_until))
        moment = self.off_until[rows]
        for _ in range(2):  # a shift that runs when the days off end began in them: then it is the one after it
            start[rows], end[rows] = current_or_next_shift(persona.take(rows), moment)
            rows = rows[start[rows] < self.off_until[rows]]
            moment = end[rows]
        return start, end

    def bend(self, near: Nearby) -> None:
        """Change rows of what is near, which are one's own: longer ways, higher prices, closed doors."""
        if self.eighths is not None:
            longer = (near.walk_s >> 3) * self.eighths[:, None, None]
            np.add(near.walk_s, longer, out=near.walk_s)
            np.add(near.least_s, longer, out=near.least_s)
        if self.price_percent is not None:
            near.price_cents[:] = near.price_cents.astype(np.int64) * self.price_percent[:, None, None] // _PERCENT
        if self.shut is not None:
            for closed in self.shut.T:
                near.place[near.place == closed[:, None, None]] = 0
        if self.is_shut is not None:
            near.place[self.is_shut] = 0

    def limit(self, offers: Offered, near: Nearby, persona: Persona, here: Int) -> None:
        """Change what is offered beside what is near: one's own ways, curfews, and closed doors that one stands behind."""
        if self.eighths is not None:
            own = offers.walk_s[:, :, :FIRST_PUBLIC_SLOT]
            own += (own >> 3) * self.eighths[:, None, None]
        if self.admits_s is not None:
            self._send_home(offers, near, persona, here, self.admits_s)
        is_shut = self._is_shut(persona.workplace)
        if is_shut is not None:
            offers.candidates[is_shut, :, WORK_SLOT] = 0
        is_shut = self._is_shut(here)
        if is_shut is not None:
            outside = np.flatnonzero(is_shut & (here != persona.home))
            offers.candidates[outside[:, None], _IN_PLACE, HOME_SLOT] = 0

    def _is_shut(self, place: Int) -> Bool | None:
        """Whether these places, a row each, are closed; None if nothing is."""
        if self.shut is None:
            return self.is_shut
        is_shut = (self.shut == place[:, None]).any(axis=1) & (place > 0)
        return is_shut if self.is_shut is None else is_shut | self.is_shut

    def _send_home(self, offers: Offered, near: Nearby, persona: Persona, here: Int, admits_s: Int) -> None:
        """Close public places to guests when the curfew begins; own homes and workplaces stay open to their people."""
        public = slice(FIRST_PUBLIC_SLOT, None)
        limit_s = np.where(near.place == persona.workplace[:, None, None], _FAR_OFF_S, admits_s[:, None, None])
        closes_s = np.minimum(offers.closes_in_s[:, PUBLIC_ACTIONS, public], limit_s)
        offers.closes_in_s[:, PUBLIC_ACTIONS, public] = closes_s
        offers.candidates[:, PUBLIC_ACTIONS, public] *= closes_s >= near.least_s
        is_own = (here == persona.home) | (here == persona.workplace)
        waits_s = np.where(is_own, _FAR_OFF_S, admits_s)
        closes_s = np.minimum(offers.closes_in_s[:, _IN_PLACE, HOME_SLOT], waits_s[:, None])
        offers.closes_in_s[:, _IN_PLACE, HOME_SLOT] = closes_s
        offers.candidates[:, _IN_PLACE, HOME_SLOT] *= waits_s[:, None] >= _LEAST_S


NOTHING_FELT: Final = Felt()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What holds somewhere at some moment of one step."""

    outside: Outside
    measures: tuple[Measure, ...]

    def felt(self, town: Town, persona: Persona, here: Int, now: Int) -> Felt:
        """Find out what residents feel.   persona: theirs.   now: in order."""
        if not len(now):
            return NOTHING_FELT
        felt: dict[str, Any] = self._weather(now)
        if any(measure.kind != MeasureKind.WEATHER for measure in self.measures):
            district = town.district_of(here)
            held = [(measure, measure.holds(district, now)) for measure in self.measures]
            felt |= self._rules([pair for pair in held if pair[1].any()], persona, now)
        return Felt(**felt)

    def wage_percent(self, town: Town, place: Int, now: Int) -> Int | None:
        """Percent of the wages that are paid at places: int64[n]; None where all are."""
        percent: Int | None = None
        for measure in self.measures:
            if measure.kind == MeasureKind.CRISIS:
                is_on = measure.holds(town.district_of(place), now)
                percent = np.where(is_on, measure.other, _PERCENT if percent is None else percent)
        return percent

    def touch_mood(self, needs: Int, residents: ResidentColumns, rows: Int, now: Int) -> None:
        """Let the weather lift or damp the spirits of those who were awake: changes needs[n, 6]."""
        if not self.outside.is_on or not len(rows):
            return
        sky, _ = self.outside.felt(now, self.measures)
        awake_s = np.where(residents.action[rows] == Action.SLEEP, 0, now - residents.since[rows])
        needs[:, Need.FUN] = np.clip(needs[:, Need.FUN] + fun_of(sky, awake_s), 0, NEED_MAX)

    def _weather(self, now: Int) -> dict[str, Int]:
        if not self.outside.is_on:
            return {}
        sky, temperature = self.outside.felt(now, self.measures)
        felt = {"sky": sky, "temperature_c10": temperature}
        eighths = EIGHTHS[sky]
        return felt | {"eighths": eighths} if eighths.any() else felt

    def _rules(self, held: list[tuple[Measure, Bool]], persona: Persona, now: Int) -> dict[str, Any]:
        count = len(now)
        felt: dict[str, Any] = {}

        def more(name: str, at_first: int, values: Int, *, least: bool = False) -> None:
            before = felt.get(name, np.full(count, at_first, dtype=np.int64))
            felt[name] = np.minimum(before, values) if least else np.maximum(before, values)

        shut: list[Int] = []
        for measure, is_on in held:
            if measure.kind == MeasureKind.CURFEW:
                more("admits_s", _FAR_OFF_S, np.where(is_on, curfew_in_s(measure, now), _FAR_OFF_S), least=True)
            elif measure.kind == MeasureKind.CRISIS:
                more("price_percent", _PERCENT, np.where(is_on, _PERCENT + measure.amount, 0))
                harder = min(measure.amount + _PERCENT - measure.other, _CAUTION_MAX)
                more("caution", 0, np.where(is_on, harder, 0))
            elif measure.kind == MeasureKind.FREE_DAY or (measure.kind == MeasureKind.FESTIVAL and measure.other):
                more("off_until", 0, np.where(is_on, measure.ends, 0))
            elif measure.kind == MeasureKind.DISASTER:
                works_there = persona.workplace == measure.place if measure.place else persona.workplace > 0
                more("off_until", 0, np.where(is_on & works_there, measure.ends, 0))
                if measure.place:
                    shut.append(np.where(is_on, measure.place, 0))
                else:
                    felt["is_shut"] = felt.get("is_shut", np.zeros(count, dtype=bool)) | is_on
        if shut:
            felt["shut"] = np.stack(shut, axis=1)
        return felt


class Circumstances:
    """What holds in a run: its weather and what operators have set in force."""

    def __init__(self, outside: Outside, grounds: Int) -> None:
        """grounds: int64[districts], the place where each district holds a festival, 0 = it has none."""
        self.outside = outside
        self.grounds = grounds
        self.measures = Measures()

    def is_any_ending(self, until: int) -> bool:
        """Whether something in force ends by a moment."""
        return self.measures.next_end <= until

    def during(self, since: int, until: int) -> Conditions | None:
        """Say what holds somewhere in (since, until]; None if nothing does, at the cost of a comparison."""
        if not self.measures.all:
            return Conditions(outside=self.outside, measures=()) if self.outside.is_on else None
        on = tuple(measure for measure in self.measures.all if measure.starts <= until and since < measure.ends)
        return Conditions(outside=self.outside, measures=on) if on or self.outside.is_on else None

    def occasions(self, since: int, until: int, town: Town) -> tuple[Occasion, ...]:
        """Say what draws people somewhere in (since, until]."""
        if not self.measures.all:
            return ()
        on = [measure for measure in self.measures.all if measure.starts <= until and since < measure.ends]
        return gatherings(on, self.grounds, town)

    def log(self, since: int, until: int, log: StepLog) -> None:
        """Note in the record how the weather changes in (since, until], and what comes to its end."""
        if self.outside.is_on:
            self.outside.log_changes(since, until, self.measures.all, log)
        for measure in self.measures.ending(until):
            log_end(measure, measure.ends, log)


def log_end(measure: Measure, moment: int, log: StepLog, operator: int = 0) -> None:
    """Note the end of a measure.   operator: the account of who ended it, 0 = its time was over."""
    log.add(
        1,
        kind=WorldEvent.MEASURE_ENDED,
        sim_time=moment,
        target=operator,
        place=measure.place,
        object=measure.number,
        action=measure.kind,
        next_place=measure.district,
    )
