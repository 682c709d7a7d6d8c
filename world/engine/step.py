"""One step of the town: what is due ends, everybody due perceives, decides, and begins what can be begun.

The order is that of ARCHITECTURE.md: calendar, effects, perceive, decide, resolve. Columns are written here and only here.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S, HOUR_S
from world.actions import ACTIONS, Action
from world.contract import Decide, DecisionBatch, Int, ObservationBatch, Persona, Reason
from world.economy.books import Books
from world.economy.ledger import Category, transfers
from world.engine import calendar
from world.engine.effects import evaluate_needs, finish, pay_wages, settle_day
from world.engine.needs import company_level, pace_percent
from world.engine.observe import Deciders, Surroundings, observe
from world.engine.people import Occupancy
from world.engine.resolve import Resolved, resolve
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent

_HOME_COMPANY_MAX: Final = 1
"""Housemates are company, but less than a full cafe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a step touched: numbers of residents and places, and the full hours that it entered."""

    residents: Int
    places: Int
    hours: list[int] = field(default_factory=list)


class TownEngine:
    """The town's columns and how they move. Rows of everything = number."""

    def __init__(
        self,
        *,
        around: Surroundings,
        residents: ResidentColumns,
        places: PlaceColumns,
        skill_of: Int,
        owner_of: Int,
        decide: Decide,
        step_s: int,
    ) -> None:
        """skill_of: the Skill that each resident's trade pays.   owner_of: by place, the resident who owns it."""
        self.around = around
        self.residents = residents
        self.places = places
        self._skill_of = skill_of
        self._owner_of = owner_of
        self._decide = decide
        self._step_s = step_s
        self.pace = pace_percent(around.persona)

    def has_work(self, since: int, until: int) -> bool:
        """Whether anything happens in (since, until]: an action ends, or the clock strikes."""
        return bool((self.residents.due[1:] <= until).any()) or since // HOUR_S != until // HOUR_S

    def step(self, *, since: int, until: int, books: Books, log: StepLog) -> Changed:
        """Advance the town over (since, until]."""
        calendar.log_marks(since, until, log)
        touched: list[Int] = [np.zeros(0, dtype=np.int64)]
        for midnight in calendar.moments(since, until, 0):
            touched.append(calendar.settle_places(self.places, self._owner_of, midnight, books))
        hours = calendar.hours_in(since, until)
        if hours:
            calendar.hour_heat(self.around, self.places)
            touched.append(np.arange(1, self.places.count + 1))
        rows = self._due(until)
        if len(rows):
            touched.append(self._turn(rows, books, log))
        owners = self._owner_of[self._owner_of > 0] if len(touched) > 1 else np.zeros(0, dtype=np.int64)
        return Changed(residents=np.union1d(rows, owners), places=np.unique(np.concatenate(touched)), hours=hours)

    def _due(self, until: int) -> Int:
        rows = np.flatnonzero(self.residents.due[1:] <= until) + 1
        return rows[np.lexsort((rows, self.residents.due[rows]))]

    def _turn(self, rows: Int, books: Books, log: StepLog) -> Int:
        """End what these residents did and begin what they do next; return the places that changed."""
        residents, around = self.residents, self.around
        now = residents.due[rows].astype(np.int64)
        needs = evaluate_needs(residents, rows, now, self.pace)
        settle_day(around, residents, rows, now, books)
        skill = residents.skills[rows, self._skill_of[rows]]
        earned = pay_wages(around, residents, rows, now, needs, skill, books)
        finish(around, residents, rows, now, self._skill_of)
        seen = observe(around, residents, Deciders(rows=rows, now=now, needs=needs))
        wanted = self._follow_orders(rows, self._decide(seen))
        begun = resolve(around, seen, wanted, self._step_s)
        self._log_turn(rows, seen, wanted, begun, earned, log)
        self._buy(rows, seen, begun, books)
        return self._begin(rows, now, needs, begun)

    def _follow_orders(self, rows: Int, wanted: DecisionBatch) -> DecisionBatch:
        """Put orders in the place of what the mind wanted; each is carried out once."""
        told = np.flatnonzero(self.residents.told_action[rows])
        if not len(told):
            return wanted
        chosen = rows[told]
        action = self.residents.told_action[chosen] - 1
        wanted.action[told] = action
        wanted.place[told] = self.residents.told_place[chosen]
        wanted.duration_s[told] = np.array([spec.max_s for spec in ACTIONS])[action]
        wanted.reason[told] = Reason.TOLD
        self.residents.told_action[chosen] = 0
        self.residents.told_place[chosen] = 0
        return wanted

    def _log_turn(
        self, rows: Int, seen: ObservationBatch, wanted: DecisionBatch, begun: Resolved, earned: Int, log: StepLog
    ) -> None:
        residents = self.residents
        log.add(
            len(rows),
            kind=WorldEvent.ACTED,
            sim_time=seen.now,
            actor=rows,
            place=seen.place,
            action=seen.last_action,
            duration_s=seen.now - residents.since[rows],
            reason=begun.reason,
            amount=earned,
            next_action=begun.action,
            next_place=begun.place,
            arrive=begun.arrive,
            due=begun.due,
        )
        refused = np.flatnonzero(begun.is_refused)
        log.add(
            len(refused),
            kind=WorldEvent.REFUSED,
            sim_time=seen.now[refused],
            actor=rows[refused],
            place=wanted.place[refused],
            action=wanted.action[refused],
            reason=begun.refusal[refused],
        )

    def _buy(self, rows: Int, seen: ObservationBatch, begun: Resolved, books: Books) -> None:
        books.carry_out(
            transfers(
                len(rows),
                payer=rows,
                payee=-begun.place,
                amount_cents=begun.price_cents,
                category=Category.PURCHASE,
                sim_time=seen.now,
                subject=begun.action,
            )
        )

    def _begin(self, rows: Int, now: Int, needs: Int, begun: Resolved) -> Int:
        residents, around = self.residents, self.around
        persona, town = around.persona, around.town
        leaving = residents.place[rows]
        moved = leaving != begun.place
        others = around.occupancy.inside[begun.place] - (~moved)
        company = company_level(others)
        company = np.where(town.is_home[begun.place], np.minimum(company, _HOME_COMPANY_MAX), company)
        around.occupancy.move(
            leaving=leaving,
            left_as_guest=Occupancy.is_guest(town, persona, rows, leaving),
            entering=begun.place,
            entered_as_guest=begun.is_guest,
        )
        np.add.at(self.places.visits, begun.place[moved], 1)
        residents.from_place[rows] = leaving
        residents.place[rows] = begun.place
        residents.needs[rows] = needs
        residents.since[rows] = now
        residents.arrive[rows] = begun.arrive
        residents.due[rows] = begun.due
        residents.action[rows] = begun.action
        residents.reason[rows] = begun.reason
        residents.company[rows] = company
        residents.decisions[rows] += 1
        return np.unique(np.concatenate([leaving, begun.place]))


def born(
    residents: ResidentColumns, *, rows: Int, persona: Persona, start: int, wake: Int, needs: Int, pantry: Int
) -> None:
    """Put newborn rows into the town: at home, asleep until `wake` or waiting until then."""
    home = persona.home[rows]
    residents.place[rows] = home
    residents.from_place[rows] = home
    residents.since[rows] = start
    residents.arrive[rows] = start
    residents.due[rows] = wake
    residents.needs[rows] = needs
    residents.pantry[rows] = pantry
    residents.mess_since[rows] = start - DAY_S // 2
    residents.last_meal[rows] = start - DAY_S // 3
    residents.last_sleep[rows] = start
    residents.paid_day[rows] = start // DAY_S
    residents.reason[rows] = Reason.BORN
    residents.action[rows] = np.where(wake > start + 1_200, Action.SLEEP, Action.WAIT)
