"""One step of the town: what is due ends, everybody due perceives, decides, and begins what can be begun.

The order is that of ARCHITECTURE.md: calendar, effects, perceive, decide, resolve. Columns are written here and only here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from streams.kernel.arrays import distinct
from streams.kernel.simtime import DAY_S, HOUR_S
from world.actions import ACTIONS, Action
from world.contract import Decide, DecisionBatch, Int, ObservationBatch, Persona, Reason
from world.economy.books import Books
from world.economy.ledger import Category, transfers
from world.engine import calendar
from world.engine.chances import NOTHING, Chances, News
from world.engine.conditions import Circumstances, Conditions
from world.engine.dealings import Dealings
from world.engine.effects import evaluate_needs, finish, pay_wages, settle_day
from world.engine.happenings import Happenings
from world.engine.labour import Workforce
from world.engine.needs import company_level
from world.engine.observe import Crowds, Deciders, Surroundings, observe
from world.engine.occasions import Occasion
from world.engine.people import Occupancy, recount
from world.engine.resolve import Resolved, Wanted, gather, pick, resolve
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.steplog import StepLog
from world.engine.together import Together
from world.engine.told import actions_of, orders_of, partners_of, places_wanted
from world.events import WorldEvent

AT_ONCE: Final = 1_024
"""Residents who are shown the town and asked together: their arrays stay in the processor's cache."""
_MAX_S: Final = np.array([spec.max_s for spec in ACTIONS])
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
        chances: Chances,
        circumstances: Circumstances,
        together: Together | None = None,
        scenario: Mapping[str, Any] | None = None,
    ) -> None:
        """scenario: the run's, with the places as they stand.

        skill_of: the Skill that each resident's trade pays.   owner_of: by place, the resident who owns it.

        together: None in a town without talk and phones.
        """
        self.scenario = scenario or {}
        self.around = around
        self.residents = residents
        self.places = places
        self._skill_of = skill_of
        self._owner_of = owner_of
        self._decide = decide
        self._step_s = step_s
        self.happenings = Happenings(chances, around, residents)
        self.circumstances = circumstances
        self._conditions: Conditions | None = None
        self._together = together
        self.dealings: Dealings | None = None
        """Without, nobody loses or finds work, lends, treats or owns things."""

    @property
    def has_company(self) -> bool:
        """Whether residents talk with each other in this town."""
        return self._together is not None

    @property
    def workforce(self) -> Workforce:
        """What changes when somebody's work does; its arrays are this engine's own."""
        return Workforce(
            around=self.around,
            residents=self.residents,
            places=self.places,
            skill_of=self._skill_of,
            owner_of=self._owner_of,
        )

    def employ(self, dealings: Dealings) -> None:
        """Let residents have dealings from now on."""
        self.dealings = dealings
        # drawn by who has work, of which the changes are restored by now
        chances = replace(self.happenings.chances, hired_at=dealings.labour.hired_at)
        self.happenings = Happenings(chances, self.around, self.residents)

    def forget_chances(self) -> None:
        """Draw anew for the days at hand: who lives in town has changed."""
        self.happenings = Happenings(self.happenings.chances, self.around, self.residents)

    def has_work(self, since: int, until: int) -> bool:
        """Whether anything happens in (since, until]: an action ends, the clock strikes, or chance does."""
        is_due = bool((self.residents.due[1:] <= until).any()) or self.circumstances.is_any_ending(until)
        is_due = is_due or (self._together is not None and self._together.is_any(until))
        is_due = is_due or (self.dealings is not None and self.dealings.is_due(since, until))
        return is_due or since // HOUR_S != until // HOUR_S or self.happenings.is_any(since, until)

    def peek(self, resident: int, moment: int) -> ObservationBatch:
        """Show a resident what she would be shown if the step that begins at a moment asked her: one row. Changes nothing.

        Whoever is on her way is shown what there will be when she arrives.
        """
        residents, since, until = self.residents, moment, moment + self._step_s
        rows, now = np.array([resident]), np.array([max(since + 1, int(residents.arrive[resident]))])
        who = Deciders(rows=rows, now=now, needs=evaluate_needs(residents, self.around.persona, rows, now))
        beside = None if self._together is None else self._together.peek(since, until, self.around, residents, who)
        on = self.happenings.on(since, until) + self.circumstances.occasions(since, until, self.around.town)
        conditions = self.circumstances.during(since, until)
        return observe(self.around, residents, Crowds.of(self.around), who, on, conditions, beside)

    def step(self, *, since: int, until: int, books: Books, log: StepLog) -> Changed:
        """Advance the town over (since, until]."""
        calendar.log_marks(since, until, log)
        self._conditions = self.circumstances.during(since, until)
        self.circumstances.log(since, until, log)
        touched: list[Int] = [np.zeros(0, dtype=np.int64)]
        changed: list[Int] = [np.zeros(0, dtype=np.int64)]
        for midnight in calendar.moments(since, until, 0):
            touched.append(calendar.settle_places(self.places, self._owner_of, midnight, books))
            changed += [self.dealings.midnight(midnight, log)] if self.dealings else []
        hours = calendar.hours_in(since, until)
        if hours:
            calendar.hour_heat(self.around, self.places)
            touched.append(np.arange(1, self.places.count + 1))
        news = self.happenings.within(since, until) if self.happenings.is_any(since, until) else NOTHING
        # what befalls somebody after her turn in this step happens after it
        is_before = news.moment <= self.residents.due[news.resident]
        self._befall(news.take(is_before), since + 1, books, log, changed, touched)
        if self._together is not None:
            changed.append(self._together.enter(since, until, self.around, self.residents, log))
        rows = self._due(until)
        if len(rows):
            changed.append(rows)
            on = self.happenings.on(since, until) + self.circumstances.occasions(since, until, self.around.town)
            touched.append(self._turn(rows, on, books, log))
        if self._together is not None:
            self._together.settle(self.around, log)
        self._befall(news.take(~is_before), until + 1, books, log, changed, touched)
        self._deal(since, until, books, log, changed, touched)
        self.circumstances.measures.end(until)
        if len(touched) > 1:
            changed.append(self._owner_of[self._owner_of > 0])
        return Changed(
            residents=distinct(np.concatenate(changed)), places=distinct(np.concatenate(touched)), hours=hours
        )

    def _befall(
        self, news: News, earliest: int, books: Books, log: StepLog, changed: list[Int], touched: list[Int]
    ) -> None:
        """Let happen what chance brings; add the residents and the places that it changes."""
        if len(news):
            residents, places = self.happenings.befall(news, earliest=earliest, books=books, log=log)
            changed.append(residents)
            touched.append(places)

    def _deal(self, since: int, until: int, books: Books, log: StepLog, changed: list[Int], touched: list[Int]) -> None:
        """Let residents deal with each other over money and things; add the residents and the places that it changes."""
        if self.dealings is not None and self.dealings.is_due(since, until):
            on = self.happenings.on(since, until)
            residents, places = self.dealings.quarters(since, until, on, books, log)
            changed.append(residents)
            touched.append(places)

    def _due(self, until: int) -> Int:
        rows = np.flatnonzero(self.residents.due[1:] <= until) + 1
        return rows[np.lexsort((rows, self.residents.due[rows]))]

    def _turn(self, rows: Int, on: tuple[Occasion, ...], books: Books, log: StepLog) -> Int:
        """End what these residents did and begin what they do next; return the places that changed."""
        residents, around = self.residents, self.around
        now = residents.due[rows].astype(np.int64)
        needs = evaluate_needs(residents, around.persona, rows, now)
        paid_percent = self._under_the_sky(rows, now, needs)
        settle_day(around, residents, rows, now, books)
        skill = residents.skills[rows, self._skill_of[rows]]
        earned = pay_wages(around, residents, rows, now, needs, skill, books, paid_percent)
        finish(residents, around.persona, rows, now, self._skill_of)
        if self.dealings:
            self.dealings.search_ended(rows, now, books, log)
        wanted = self._ask(Deciders(rows=rows, now=now, needs=needs), on)
        if self._together is not None:
            wanted = self._together.pair(wanted, on, around, residents)
        begun = resolve(around, wanted, self._step_s)
        self._log_turn(wanted, begun, earned, log)
        self._buy(wanted, begun, books)
        return self._begin(wanted, needs, begun)

    def _under_the_sky(self, rows: Int, now: Int, needs: Int) -> Int | None:
        """Let the weather touch moods; return what percent of their wages these residents are paid, None = all of it."""
        if self._conditions is None:
            return None
        self._conditions.touch_mood(needs, self.residents, rows, now)
        return self._conditions.wage_percent(self.around.town, self.residents.place[rows], now)

    def _ask(self, who: Deciders, on: tuple[Occasion, ...]) -> Wanted:
        """Show these residents what there is, some at a time, and collect what they want."""
        crowds = Crowds.of(self.around)
        parts: list[Wanted] = []
        if self._together is not None:
            self._together.look(self.around, self.residents)
        for first in range(0, len(who), AT_ONCE):
            some = who.slice(first, first + AT_ONCE)
            beside = None if self._together is None else self._together.beside(self.around, self.residents, some)
            seen = observe(self.around, self.residents, crowds, some, on, self._conditions, beside)
            parts.append(pick(seen, self._follow_orders(seen, self._decide(seen))))
        return gather(parts)

    def _follow_orders(self, seen: ObservationBatch, wanted: DecisionBatch) -> DecisionBatch:
        """Put orders in the place of what the mind wanted; each is carried out once."""
        told = orders_of(self.residents.told_action[seen.number])
        if not len(told):
            return wanted
        chosen = seen.number[told]
        orders, place = self.residents.told_action[chosen], self.residents.told_place[chosen]
        action = actions_of(orders)
        offered = (columns[told, action] for columns in (seen.candidates, seen.walk_s))
        wanted.action[told] = action
        wanted.place[told] = places_wanted(orders, place, seen.place[told], *offered)
        wanted.duration_s[told] = _MAX_S[action]
        wanted.reason[told] = Reason.TOLD
        partners = partners_of(self.residents, chosen)
        if wanted.partner is None and partners.any():
            wanted = replace(wanted, partner=np.zeros(len(wanted), dtype=np.int32))
        if wanted.partner is not None:
            wanted.partner[told] = partners
        self.residents.told_action[chosen] = 0
        self.residents.told_place[chosen] = 0
        return wanted

    def _log_turn(self, wanted: Wanted, begun: Resolved, earned: Int, log: StepLog) -> None:
        residents, rows = self.residents, wanted.number
        log.add(
            len(rows),
            kind=WorldEvent.ACTED,
            sim_time=wanted.now,
            actor=rows,
            place=wanted.here,
            action=residents.action[rows],
            duration_s=wanted.now - residents.since[rows],
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
            sim_time=wanted.now[refused],
            actor=rows[refused],
            place=wanted.place[refused],
            action=wanted.action[refused],
            reason=begun.refusal[refused],
        )

    def _buy(self, wanted: Wanted, begun: Resolved, books: Books) -> None:
        bought = np.flatnonzero(begun.price_cents)
        books.carry_out(
            transfers(
                len(bought),
                payer=wanted.number[bought],
                payee=-begun.place[bought],
                amount_cents=begun.price_cents[bought],
                category=Category.PURCHASE,
                sim_time=wanted.now[bought],
                subject=begun.action[bought],
            )
        )

    def _begin(self, wanted: Wanted, needs: Int, begun: Resolved) -> Int:
        residents, around, rows = self.residents, self.around, wanted.number
        persona, town, leaving = around.persona, around.town, wanted.here
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
        recount(self.places, leaving=leaving, left=residents.action[rows], entering=begun.place, entered=begun.action)
        self.places.visits += np.bincount(begun.place[moved], minlength=len(self.places.visits)).astype(np.int32)
        written = {
            "from_place": leaving,
            "place": begun.place,
            "needs": needs,
            "since": wanted.now,
            "arrive": begun.arrive,
            "due": begun.due,
            "action": begun.action,
            "reason": begun.reason,
            "company": company,
            "decisions": wanted.decisions + 1,
            "option_action": wanted.option_action,
            "option_place": wanted.option_place,
            "option_weight": wanted.option_weight,
        }
        for name, values in written.items():
            getattr(residents, name)[rows] = values
        return distinct(np.concatenate([leaving, begun.place]))


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
