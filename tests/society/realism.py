"""What a town's days were like, measured from its events: who did what, where, from when to when.

An event of the kind ACTED closes one action and opens the next, so a span lasts from one of a resident's events to her
next; walking counts to what it leads to. Everything is measured over whole days, from midnight to midnight.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.simtime import DAY_S, HOUR_S
from tests.society.memory_town import Life
from world.actions import ACTION_COUNT, ACTIONS, Action
from world.contract import Bool, Int, Need
from world.engine.hours import current_or_next_shift
from world.events import WorldEvent

Real = NDArray[np.float64]
HALF_HOUR_S: Final = 1_800
HALF_HOURS: Final = DAY_S // HALF_HOUR_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """One row for each thing done, by resident and time."""

    actor: Int
    action: Int
    place: Int
    start: Int
    arrive: Int
    end: Int
    reason: Int

    def where(self, rows: Bool) -> "Spans":
        """Keep some rows."""
        return Spans(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def within(self, since: int, until: int) -> "Spans":
        """Keep what happened in a window, cut at its ends."""
        kept = self.where((self.end > since) & (self.start < until))
        cut = {name: np.clip(getattr(kept, name), since, until) for name in ("start", "arrive", "end")}
        named = {name: getattr(kept, name) for name in ("actor", "action", "place", "reason")}
        return Spans(**named, **cut)


def _overlap_s(since: Int, until: Int, a: int, b: int) -> int:
    """Seconds that some spans lie within a window."""
    return int((np.minimum(until, b) - np.maximum(since, a)).clip(0).sum())


def spans_of(life: Life) -> Spans:
    """Turn events into spans."""
    events = life.events
    rows = np.flatnonzero(events["kind"] == WorldEvent.ACTED)
    rows = rows[np.argsort(events["actor"][rows], kind="stable")]
    actor, start = events["actor"][rows], events["sim_time"][rows]
    is_last = np.append(actor[1:] != actor[:-1], True)
    return Spans(
        actor=actor,
        action=events["next_action"][rows],
        place=events["next_place"][rows],
        start=start,
        arrive=events["arrive"][rows],
        end=np.where(is_last, events["due"][rows], np.roll(start, -1)),
        reason=events["reason"][rows],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Whole days of a life."""

    life: Life
    spans: Spans
    since: int
    count: int

    @property
    def until(self) -> int:
        """The last midnight."""
        return self.since + self.count * DAY_S

    @property
    def residents(self) -> int:
        """How many live there."""
        return len(self.life.persona.age) - 1

    def hours(self) -> dict[str, float]:
        """Mean hours a day of each action over all residents."""
        total = self.hours_of_each().sum(axis=0) / self.residents
        return {spec.name: float(total[spec.number]) for spec in ACTIONS}

    def hours_of_each(self) -> Real:
        """Hours a day by resident and action: float64[n, A]."""
        seconds = np.zeros((self.residents + 1, ACTION_COUNT))
        np.add.at(seconds, (self.spans.actor, self.spans.action), self.spans.end - self.spans.start)
        return seconds[1:] / HOUR_S / self.count

    def times_of_each(self, action: Action) -> Real:
        """How often a day each resident does something: float64[n]."""
        done = self.spans.actor[self.spans.action == action]
        return np.bincount(done, minlength=self.residents + 1)[1:] / self.count

    def presence(self) -> Real:
        """Share of her shift hours that each employed resident is at work while she is well: float64."""
        persona = self.life.persona
        employed = np.flatnonzero((self.life.wage_per_hour > 0) & (persona.workplace > 0))
        shares = []
        for number in employed:
            mine = self.spans.where((self.spans.actor == number) & (self.spans.action == Action.WORK))
            shifts = _shifts(self, int(number))
            present = sum(_overlap_s(mine.arrive, mine.end, a, b) for a, b in shifts)
            ill_s = sum(_overlap_s(*self.illnesses(int(number)), a, b) for a, b in shifts)
            shares.append(present / (sum(b - a for a, b in shifts) - ill_s))
        return np.array(shares)

    def illnesses(self, number: int) -> tuple[Int, Int]:
        """From when and until when a resident was ill."""
        events = self.life.events
        hers = (events["kind"] == WorldEvent.FELL_ILL) & (events["actor"] == number)
        return events["sim_time"][hers], events["due"][hers]

    def longest_s(self) -> Int:
        """Longest time that each resident did one thing without a pause: seconds."""
        spans = self.spans
        changes = (spans.actor[1:] != spans.actor[:-1]) | (spans.action[1:] != spans.action[:-1])
        first = np.flatnonzero(np.append(True, changes))
        last = np.append(first[1:], len(spans.actor)) - 1
        longest = np.zeros(self.residents + 1, dtype=np.int64)
        np.maximum.at(longest, spans.actor[first], spans.end[last] - spans.start[first])
        return longest[1:]

    def half_hours(self) -> Int:
        """What each resident does in the middle of each half hour: int64[n, days, 48]."""
        moments = self.since + np.arange(self.count * HALF_HOURS) * HALF_HOUR_S + HALF_HOUR_S // 2
        doing = np.zeros((self.residents, len(moments)), dtype=np.int64)
        for number in range(1, self.residents + 1):
            mine = self.spans.where(self.spans.actor == number)
            doing[number - 1] = mine.action[np.searchsorted(mine.start, moments, side="right") - 1]
        return doing.reshape(self.residents, self.count, HALF_HOURS)

    def repeated_days(self, alike: int) -> Int:
        """How many of each resident's days have an earlier one with at least so many equal half hours."""
        days = self.half_hours()
        equal = (days[:, :, None, :] == days[:, None, :, :]).sum(axis=3) >= alike
        earlier = np.tril(np.ones((self.count, self.count), dtype=bool), -1)
        repeated: Int = (equal & earlier).any(axis=2).sum(axis=1)
        return repeated

    def refusals(self) -> int:
        """How often somebody was refused."""
        return int((self.life.events["kind"] == WorldEvent.REFUSED).sum())

    def need(self, need: Need) -> Int:
        """A need at each full hour: int64[hours, n]."""
        return self.life.needs[:, 1:, need].astype(np.int64)


def _shifts(days: Days, number: int) -> list[tuple[int, int]]:
    """All shifts of a resident that lie in the window."""
    persona = days.life.persona.take(np.array([number]))
    found: list[tuple[int, int]] = []
    moment = days.since
    while True:
        start, end = (int(bound[0]) for bound in current_or_next_shift(persona, np.array([moment])))
        if end > days.until:
            return found
        if start >= days.since:
            found.append((start, end))
        moment = end


def whole_days(life: Life, count: int) -> Days:
    """Take `count` days from the first midnight on. ValueError if the life was shorter."""
    since = -(-life.start // DAY_S) * DAY_S
    if since + count * DAY_S > life.until:
        raise ValueError(f"{count} days from {since} end after {life.until}")
    return Days(life=life, spans=spans_of(life).within(since, since + count * DAY_S), since=since, count=count)
