"""What happens by chance while the town lives: when the next is, and what each does to those whom it strikes.

A bonus comes out of the till of the workplace. A red packet comes from somebody who is not short of money, else from
relatives out of town. The sick lose health and energy, stop what they do away from home, and are better after one to
three days. A broken phone costs money and fun. Free coffee and fairs are only announced here: see `occasions`.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S
from world.actions import Action
from world.contract import NEED_MAX, EconomicStatus, Int, Need
from world.economy.books import Books
from world.economy.ledger import Account, Category, transfers
from world.economy.terms import economic_status
from world.engine.chances import Chances, News, in_order, news
from world.engine.effects import fill_tills
from world.engine.observe import Surroundings
from world.engine.occasions import Occasion, occasions_of
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent

_BONUS_FUN: Final = 500
_GIFT_SOCIAL: Final = 1_200
_PHONE_FUN: Final = -2_500
_SICK: Final = ((Need.HEALTH, -3_500), (Need.ENERGY, -2_500))
_RECOVERED: Final = ((Need.HEALTH, 3_000), (Need.ENERGY, 1_000))
_GIVER_SOCIAL: Final = 400
_FOR_THE_WELL: Final = frozenset({WorldEvent.BONUS, WorldEvent.FELL_ILL})
_LASTING: Final = (WorldEvent.FREE_COFFEE, WorldEvent.FAIR)
_DAYS_KEPT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """A day's draws, in order of time."""

    rows: News
    moments: list[int]
    lasting: News  # of them what is on for some hours


class Happenings:
    """The chances of a run and who is ill; both follow from the seed and the residents' columns."""

    def __init__(self, chances: Chances, around: Surroundings, residents: ResidentColumns) -> None:
        self.chances = chances
        self._around = around
        self._residents = residents
        self._days: dict[int, _Day] = {}
        self._quiet = (0, 0)
        ill = np.flatnonzero(residents.sick_until)
        self._ill = list(zip(residents.sick_until[ill].tolist(), ill.tolist(), strict=True))
        heapify(self._ill)

    def next_after(self, moment: int) -> int:
        """Say when the next one is after a moment, but not beyond the next midnight, when another day is drawn for."""
        day = moment // DAY_S
        moments = self._day(day).moments
        position = bisect_right(moments, moment)
        ends = [until for until, _ in self._ill[:1]]
        return min(ends + moments[position : position + 1] + [(day + 1) * DAY_S + 1])

    def is_any(self, since: int, until: int) -> bool:
        """Whether anything may happen in (since, until]; most steps are answered by a comparison."""
        first, last = self._quiet
        if first <= since and until < last:
            return False
        first, last = self._quiet = since, self.next_after(since)
        return until >= last

    def within(self, since: int, until: int) -> News:
        """Take what happens in (since, until], in order of time; whoever gets well is told of once."""
        parts = []
        for day in range(since // DAY_S, (until - 1) // DAY_S + 1):
            drawn = self._day(day)
            first, end = bisect_right(drawn.moments, since), bisect_right(drawn.moments, until)
            parts.append(drawn.rows.take(slice(first, end)))
        well = []
        while self._ill and self._ill[0][0] <= until:
            well.append(heappop(self._ill))
        moment, resident = np.array(well, dtype=np.int64).reshape(-1, 2).T
        return in_order([*parts, news(len(well), WorldEvent.RECOVERED, moment, resident=resident)])

    def on(self, since: int, until: int) -> tuple[Occasion, ...]:
        """Say what is on somewhere in a step; empty, at the cost of a comparison, when nothing is."""
        rows = self._day((until - 1) // DAY_S).lasting
        is_on = (rows.until > since) & (rows.moment <= until)
        return occasions_of(rows.take(is_on), self._around.town) if is_on.any() else ()

    def befall(self, rows: News, *, earliest: int, books: Books, log: StepLog) -> tuple[Int, Int]:
        """Let these rows happen; return the residents and the places that changed.

        earliest: when the step can still end an action of somebody who falls ill.
        """
        struck = rows.resident[self._residents.is_here[rows.resident]].tolist()
        givers = rows.other[rows.other > 0].tolist()
        # two for one purse in one step are rare: then one after the other, so that no step length changes the outcome
        is_twice = len({*struck, *givers}) < len(struck) + len(givers)
        batches = [rows.take(slice(i, i + 1)) for i in range(len(rows))] if is_twice else [rows]
        places: list[int] = []
        for batch in batches:
            done = self._carry_out(batch, earliest, books)
            log.add(
                len(done),
                kind=done.kind,
                sim_time=done.moment,
                actor=done.resident,
                target=done.other,
                place=done.place,
                amount=done.amount,
                due=done.until,
            )
            struck += done.other[done.other > 0].tolist()
            places += done.place[done.kind == WorldEvent.BONUS].tolist()
        return np.array(struck, dtype=np.int64), np.array(places, dtype=np.int64)

    def _day(self, day: int) -> "_Day":
        if day not in self._days:
            while len(self._days) >= _DAYS_KEPT:
                del self._days[min(self._days)]
            rows = self.chances.of_day(day)
            lasting = rows.take(np.isin(rows.kind, _LASTING))
            self._days[day] = _Day(rows=rows, moments=rows.moment.tolist(), lasting=lasting)
        return self._days[day]

    def _carry_out(self, rows: News, earliest: int, books: Books) -> News:
        """Change money, needs and health; return what really happened, with who gave."""
        is_gone = (rows.resident > 0) & ~self._residents.is_here[rows.resident]
        if is_gone.any():
            rows = rows.take(~is_gone)
        kinds = frozenset(rows.kind.tolist())
        if kinds & _FOR_THE_WELL:
            is_ill = self._residents.sick_until[rows.resident] > rows.moment
            if is_ill.any():
                rows = rows.take(~(is_ill & np.isin(rows.kind, list(_FOR_THE_WELL))))
                kinds = frozenset(rows.kind.tolist())
        if WorldEvent.RED_PACKET in kinds:
            rows = self._give(rows, books)
        for kind, happen in (
            (WorldEvent.BONUS, self._pay_bonus),
            (WorldEvent.PHONE_BROKE, self._repair),
        ):
            if kind in kinds:
                happen(rows.take(rows.kind == kind), books)
        if WorldEvent.FELL_ILL in kinds:
            self._sicken(rows.take(rows.kind == WorldEvent.FELL_ILL), earliest)
        if WorldEvent.RECOVERED in kinds:
            self._cure(rows.resident[rows.kind == WorldEvent.RECOVERED])
        return rows

    def _give(self, rows: News, books: Books) -> News:
        """Find out who can give a red packet: those who are short of money do not."""
        mine = np.flatnonzero(rows.kind == WorldEvent.RED_PACKET)
        if not len(mine):
            return rows
        giver, amount = rows.other[mine], rows.amount[mine]
        money = self._residents.money[giver]
        status = economic_status(money, self._around.terms.daily_costs[giver])
        gives = (giver > 0) & (status >= EconomicStatus.STABLE) & (money >= amount)
        other = rows.other.copy()
        other[mine] = np.where(gives, giver, 0)
        books.carry_out(
            transfers(
                len(mine),
                payer=np.where(gives, giver, Account.OUTSIDE_FAMILY),
                payee=rows.resident[mine],
                amount_cents=amount,
                category=Category.GIFT,
                sim_time=rows.moment[mine],
            )
        )
        self._move(rows.resident[mine], Need.SOCIAL, _GIFT_SOCIAL)
        self._move(giver[gives], Need.SOCIAL, _GIVER_SOCIAL)
        return replace(rows, other=other)

    def _pay_bonus(self, rows: News, books: Books) -> None:
        """Pay bonuses out of tills, which are filled up first if they cannot, as for wages."""
        fill_tills(self._around, rows.place, rows.amount, rows.moment, books)
        books.carry_out(
            transfers(
                len(rows),
                payer=-rows.place,
                payee=rows.resident,
                amount_cents=rows.amount,
                category=Category.BONUS,
                sim_time=rows.moment,
                subject=Action.WORK,
            )
        )
        self._move(rows.resident, Need.FUN, _BONUS_FUN)

    def _repair(self, rows: News, books: Books) -> None:
        """Have phones mended out of town; until one is back, its owner is bored."""
        books.carry_out(
            transfers(
                len(rows),
                payer=rows.resident,
                payee=Account.OUTSIDE_TRADE,
                amount_cents=rows.amount,
                category=Category.REPAIR,
                sim_time=rows.moment,
            )
        )
        self._move(rows.resident, Need.FUN, _PHONE_FUN)

    def _sicken(self, rows: News, earliest: int) -> None:
        """Take health from people, and send them home from wherever they are."""
        residents, numbers = self._residents, rows.resident
        residents.sick_until[numbers] = rows.until
        for need, points in _SICK:
            self._move(numbers, need, points)
        for until, number in zip(rows.until.tolist(), numbers.tolist(), strict=True):
            heappush(self._ill, (until, number))
        is_away = residents.place[numbers] != self._around.persona.home[numbers]
        away, moment = numbers[is_away], rows.moment[is_away]
        # nobody is moved by an illness: she arrives where she was going, and turns round there
        ends = np.maximum(np.maximum(moment, residents.arrive[away]), earliest)
        residents.due[away] = np.minimum(residents.due[away], ends)

    def _cure(self, numbers: Int) -> None:
        """Give people their health back."""
        self._residents.sick_until[numbers] = 0
        for need, points in _RECOVERED:
            self._move(numbers, need, points)

    def _move(self, rows: Int, need: Need, points: int) -> None:
        """Add to a need; it is a line since the last decision, so the line is moved."""
        needs = self._residents.needs[:, need]
        np.add.at(needs, rows, points)
        needs[rows] = np.clip(needs[rows], 0, NEED_MAX)
