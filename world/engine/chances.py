"""What chance brings on a day: a pure function of the run's seed and the day, so nothing of it is ever stored.

All residents are drawn for once a day, in one pass over 64 bits each: 16 bits a kind choose a few too many, and a draw
of their own, exact to one in a million, keeps the right ones. No batch, no step and no restart changes who gets what.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from streams.kernel.rng import Draws, below, draw, sub_draw
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.contract import Int, Persona
from world.engine.hours import Week
from world.events import WorldEvent
from world.occupations import Occupation
from world.scenario import COFFEE_TYPES, FAIR_TYPES, HappeningsSpec, PlaceSpec
from world.scenario.standing import STOOD
from world.space.districts import Districts

LUCKY_CENTS: Final = np.array([800, 1_800, 2_800, 6_600, 8_800, 16_800, 18_800], np.int64)
"""What is put into a red packet: sums that bring luck."""
COFFEE_S: Final = 2 * HOUR_S
FAIR_S: Final = 5 * HOUR_S
_SHORTEST_FAIR_S: Final = 2 * HOUR_S
_LUCK, _REFINED, _COFFEE, _FAIR = 31, 32, 41, 42
"""Purposes of draws, kept for ever; each personal kind adds its lane to _REFINED."""
_LANE_BITS: Final = 16
_LANE: Final = 65_536
_IN_CACHE: Final = 32_768
_COFFEE_HOURS: Final = (8 * HOUR_S, 20 * HOUR_S)
_FAIR_HOURS: Final = (12 * HOUR_S, 20 * HOUR_S)
_LAST_FAIR_S: Final = 15 * HOUR_S
_QUARTER_S: Final = 15 * MINUTE_S
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happens by chance, in order of time: int64[m] each."""

    moment: Int
    kind: Int  # WorldEvent
    resident: Int  # number, 0 = it happens to a place
    place: Int
    other: Int  # who gives, 0 = nobody in town
    amount: Int  # cents
    until: Int  # when it is over

    def __len__(self) -> int:
        return len(self.moment)

    def take(self, rows: object) -> "News":
        """Keep some rows (a mask, indices or a slice)."""
        return News(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def news(count: int, kind: int, moment: Int | int, **columns: Int) -> News:
    """Build rows; what is not given is 0."""
    values = {"kind": kind, "moment": moment, **columns}
    return News(
        **{
            field.name: np.broadcast_to(np.asarray(values.get(field.name, 0), dtype=np.int64), (count,))
            for field in fields(News)
        }
    )


NOTHING: Final = news(0, 0, 0)


def in_order(parts: Sequence[News]) -> News:
    """Join rows and put them in order of time; at one moment by kind, then by number. A few days at most are joined."""
    rows = joined(parts)
    number = np.maximum(rows.resident, rows.place)
    # one key of 63 bits sorts three times faster than four keys: 19 for the time, 8 for the kind, 36 for the number
    key = rows.moment - (rows.moment.min() if len(rows) else 0) << 44 | rows.kind << 36 | number
    return rows.take(np.argsort(key, kind="stable"))


def joined(parts: Sequence[News]) -> News:
    """Append rows."""
    return News(**{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(News)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """Where free coffee and fairs may be, and what days bring them. No resident has a part in it: pages may ask, too."""

    seed: int
    start: int  # of the run: nothing happens before it
    odds: HappeningsSpec
    districts: int
    places_per_district: int
    cafes: Int  # places of the first district that can give coffee away
    grounds: Int  # places of the first district that can hold a fair
    weeks: Sequence[Week]  # opening hours of the first district, by place number from 1
    stood: Int | None = None  # int64[places + 1, 2]: from when, and until when (0 = still), each stood; None = always

    @classmethod
    def of_scenario(cls, scenario: Mapping[str, Any], *, seed: int, start: int) -> "Hosts":
        """Read them from the scenario that a run keeps; one that says nothing of happenings has none."""
        places = [PlaceSpec.model_validate(place) for place in scenario["places"]]
        layout, numbered = Districts.of_scenario(scenario), list(enumerate(places, start=1))
        return cls(
            seed=seed,
            start=start,
            odds=HappeningsSpec.model_validate(scenario.get("happenings", {})),
            districts=layout.count,
            places_per_district=layout.places_per_district,
            cafes=np.array([number for number, place in numbered if place.type in COFFEE_TYPES], dtype=np.int64),
            grounds=np.array([number for number, place in numbered if place.type in FAIR_TYPES], dtype=np.int64),
            weeks=[place.open.by_day for place in places],
            stood=np.array([[0, 0], *scenario[STOOD]], dtype=np.int64) if STOOD in scenario else None,
        )

    def of_day(self, day: int) -> News:
        """Draw what begins on a day, in order of time."""
        rows = in_order([self._coffee(day), self._fair(day)])
        return rows.take(rows.moment > self.start)

    def _coffee(self, day: int) -> News:
        """Choose at most one cafe a district and two hours in which it is open, beginning on a quarter of an hour."""
        districts, local, luck = self._hosts(day, _COFFEE, self.odds.free_coffee, self.cafes)
        opens, closes = self._open(local, day, _COFFEE_HOURS)
        fits = np.flatnonzero(closes - opens >= COFFEE_S)
        quarters = (closes - opens - COFFEE_S)[fits] // _QUARTER_S + 1
        start = day * DAY_S + opens[fits] + below(sub_draw(luck[fits], 2), quarters) * _QUARTER_S
        place = districts[fits] * self.places_per_district + local[fits]
        return news(len(fits), WorldEvent.FREE_COFFEE, start, place=place, until=start + COFFEE_S)

    def _fair(self, day: int) -> News:
        """Choose at most one ground a district, on Saturdays and Sundays, from noon or somewhat later on."""
        odds = self.odds.park_fair if day % 7 >= _SATURDAY else 0
        districts, local, luck = self._hosts(day, _FAIR, odds, self.grounds)
        opens, closes = self._open(local, day, _FAIR_HOURS)
        opens += below(sub_draw(luck, 2), (_LAST_FAIR_S - _FAIR_HOURS[0]) // _QUARTER_S + 1) * _QUARTER_S
        until = np.minimum(opens + FAIR_S, closes)
        fits = np.flatnonzero(until - opens >= _SHORTEST_FAIR_S)
        start, end = day * DAY_S + opens[fits], day * DAY_S + until[fits]
        place = districts[fits] * self.places_per_district + local[fits]
        return news(len(fits), WorldEvent.FAIR, start, place=place, until=end)

    def _hosts(self, day: int, purpose: int, odds: int, places: Int) -> tuple[Int, Int, Draws]:
        """Draw the districts in which it happens, and in each one of these places of the first district.

        Places that do not stand at midnight have no part in the day: whatever is built or deleted, its draw stays.
        """
        if self.stood is not None:
            built, gone = self.stood[places].T
            places = places[(built <= day * DAY_S) & ((gone == 0) | (gone > day * DAY_S))]
        every = np.arange(self.districts if odds and len(places) else 0)
        luck = draw(self.seed, every, purpose, day)
        happens = np.flatnonzero(below(luck, 1_000_000) < odds)
        luck = luck[happens]
        return every[happens], places[below(sub_draw(luck, 1), len(places))] if len(places) else happens, luck

    def _open(self, local: Int, day: int, between: tuple[int, int]) -> tuple[Int, Int]:
        """When these places open and close that day, seconds after midnight, within the given hours."""
        spans = np.array([self.weeks[number - 1][day % 7] for number in local.tolist()], np.int64).reshape(-1, 2)
        opens = -(-np.maximum(spans[:, 0], between[0]) // _QUARTER_S) * _QUARTER_S
        return opens, np.minimum(spans[:, 0] + spans[:, 1], between[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Everything that a day's happenings depend on but the day."""

    seed: int
    start: int  # of the run: nothing happens before it
    odds: HappeningsSpec
    persona: Persona  # row = number
    wage_per_hour: Int  # row = number
    first_resident: Int  # int[districts + 1]: by district, the number of its first resident; at last one past the last
    hosts: Hosts
    hired_at: Int | None = None  # row = number, simulated seconds, 0 = before the run; None = nobody is ever hired

    def of_day(self, day: int) -> News:
        """Draw what happens in (midnight, next midnight] of a day."""
        rows = in_order([*self._people(day), self.hosts.of_day(day)])
        return rows.take(rows.moment > self.start) if day * DAY_S <= self.start else rows

    def _people(self, day: int) -> list[News]:
        odds = self.odds
        makers = (self._bonus, self._red_packet, self._illness, self._broken_phone)
        shares = (odds.bonus, odds.red_packet, odds.illness, odds.broken_phone)
        chosen = chosen_people(self.seed, day, len(self.persona.age) - 1, shares)
        return [
            make(day, rows, draw(self.seed, rows, _REFINED + len(shares) + lane, day))
            for lane, (make, rows) in enumerate(zip(makers, chosen, strict=True))
        ]

    def _bonus(self, day: int, rows: Int, luck: Draws) -> News:
        """Pay two to six hours' wage to those who have a shift that day, some time in it."""
        who, wage = self.persona, self.wage_per_hour[rows]
        has_shift = (who.workdays[rows] >> day % 7 & 1).astype(bool) & (who.shift_length_s[rows] > 0)
        is_paid = has_shift & (wage > 0) & (who.workplace[rows] > 0) & (who.occupation[rows] != Occupation.STUDENT)
        if self.hired_at is not None:
            # who is hired in the course of a day has no part in what was drawn for it
            is_paid &= self.hired_at[rows] <= day * DAY_S
        rows, luck, wage = rows[is_paid], luck[is_paid], wage[is_paid]
        start = who.shift_start_s[rows].astype(np.int64)
        until = np.minimum(start + who.shift_length_s[rows], DAY_S)  # of a night shift the part before midnight
        return news(
            len(rows),
            WorldEvent.BONUS,
            day * DAY_S + start + 1 + below(luck, until - start),
            resident=rows,
            place=who.workplace[rows],
            amount=wage * (2 + below(sub_draw(luck, 1), 5)),
        )

    def _red_packet(self, day: int, rows: Int, luck: Draws) -> News:
        """Let somebody of the same district give a lucky sum, by day."""
        district = np.searchsorted(self.first_resident, rows, side="right") - 1
        first, end = self.first_resident[district], self.first_resident[district + 1]
        giver = first + below(sub_draw(luck, 1), np.maximum(end - first - 1, 1))
        giver += giver >= rows  # everybody but oneself
        return news(
            len(rows),
            WorldEvent.RED_PACKET,
            day * DAY_S + 8 * HOUR_S + 1 + below(luck, 14 * HOUR_S),
            resident=rows,
            other=np.where(giver < end, giver, 0),
            amount=LUCKY_CENTS[below(sub_draw(luck, 2), len(LUCKY_CENTS))],
        )

    def _illness(self, day: int, rows: Int, luck: Draws) -> News:
        """Put people to bed for one to three days, from any moment on."""
        moment = day * DAY_S + 1 + below(luck, DAY_S)
        until = moment + DAY_S + below(sub_draw(luck, 1), 2 * DAY_S + 1)
        return news(len(rows), WorldEvent.FELL_ILL, moment, resident=rows, until=until)

    def _broken_phone(self, day: int, rows: Int, luck: Draws) -> News:
        """Drop phones by day; a repair costs 80 to 300 in tens."""
        moment = day * DAY_S + 7 * HOUR_S + 1 + below(luck, 16 * HOUR_S)
        cost = (8 + below(sub_draw(luck, 1), 23)) * 1_000
        return news(len(rows), WorldEvent.PHONE_BROKE, moment, resident=rows, amount=cost)


def chosen_people(seed: int, day: int, count: int, shares: Sequence[int]) -> list[Int]:
    """Choose residents 1..count for each of four kinds, each with a probability of shares[kind] in a million."""
    lanes = [lane for lane, share in enumerate(shares) if share]
    bounds = [-(-share * _LANE // 1_000_000) for share in shares]
    found: list[list[Int]] = [[np.zeros(0, dtype=np.int64)] for _ in shares]
    key, mask = draw(seed, 0, _LUCK, day), np.uint64(_LANE - 1)
    for first in range(1, count + 1 if lanes else 0, _IN_CACHE):
        numbers = np.arange(first, min(first + _IN_CACHE, count + 1))
        luck = sub_draw(key, numbers)
        for lane in lanes:
            bits = (luck >> np.uint64(lane * _LANE_BITS)) & mask
            found[lane].append(numbers[bits < np.uint64(bounds[lane])])
    return [
        _refined(seed, day, lane, np.concatenate(found[lane]), bounds[lane], share) for lane, share in enumerate(shares)
    ]


def _refined(seed: int, day: int, lane: int, rows: Int, bound: int, share: int) -> Int:
    """Keep share / 1,000,000 of what bound / 65,536 let through; both sides divided by 64 to stay below 2**31."""
    luck = below(draw(seed, rows, _REFINED + lane, day), max(bound * 15_625, 1))
    return rows[luck < share * 1_024]
