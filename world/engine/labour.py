"""Work lost and found: tills that stay empty cost the last hired her post; who looks for work is hired by skill.

A post lost is lost at midnight, and by nobody who is at work; a post found is taken up at once. Who finds none may take
over a business that has no owner in town. Public services dismiss nobody: the treasury pays them. What operators take
away, a place or some of its jobs, is lost at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.rng import below, draw, sub_draw
from streams.kernel.simtime import DAY_S
from world.actions import Action
from world.contract import Bool, Int
from world.economy.books import Books
from world.economy.employment import JOB, Cause, Change, Employment
from world.economy.ledger import Account, Category, transfers
from world.economy.posts import Posts, Terms
from world.economy.terms import allowances
from world.engine.observe import Surroundings
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.occupations import SKILL_OF, Occupation
from world.population.sleep import bedtime_of
from world.scenario import AGE_RANGE, EconomySpec, JobSpec
from world.scenario.fields import MILLION

EMPTY_CENTS: Final = 5_000
"""A till that holds less at midnight is empty."""
BUSINESS_SKILL: Final = 3_000
"""Of trade, or of anything else: what a founder has to know, hundredths of a point."""
_OLD: Final = 65
_LAYOFF, _SEARCH = 61, 62
"""Purposes of draws, kept for ever."""
_DAYS_MAX: Final = 30_000
_FULL_SKILL: Final = 10_000
_SKILL_OF: Final = np.array([SKILL_OF[trade] for trade in Occupation])
_AGES: Final = np.array([AGE_RANGE[trade] for trade in Occupation])
_EVENT_OF: Final = {
    Cause.HIRED: WorldEvent.HIRED,
    Cause.LAID_OFF: WorldEvent.LAID_OFF,
    Cause.FOUNDED: WorldEvent.BUSINESS_STARTED,
    Cause.CLOSED: WorldEvent.BUSINESS_CLOSED,
    Cause.GONE: WorldEvent.LAID_OFF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """What changes about the town when somebody's work does. Rows = numbers; all arrays are the engine's own."""

    around: Surroundings
    residents: ResidentColumns
    places: PlaceColumns
    skill_of: Int  # by resident: the Skill that her trade pays
    owner_of: Int  # by place: the resident who owns it, 0 = nobody in town


class Labour:
    """The labour market of a run."""

    def __init__(self, economy: EconomySpec, posts: Posts, workforce: Workforce) -> None:
        self.spec = economy.labour
        self.posts = posts
        self.employment = Employment()
        self._town = workforce
        self._economy = economy
        self.hired_at: Int = np.zeros(workforce.residents.count + 1, dtype=np.int32)
        """By resident: when her present work began, simulated seconds; 0 = before the run."""
        persona = workforce.around.persona
        posts.add(*(getattr(persona, name) for name in JOB[1:2] + JOB[:1] + JOB[2:5]), change=1)

    def restore(self) -> None:
        """Let personas be as the changes that were loaded say."""
        for resident, row in self.employment.latest.items():
            _, moment, occupation, workplace, start_s, length_s, workdays, bedtime_s, wage = row
            terms = Terms(
                occupation=occupation,
                place=workplace,
                start_s=start_s,
                length_s=length_s,
                workdays=workdays,
                wage_cents=wage,
            )
            self._employ(resident, terms, bedtime_s, moment)

    def midnight(self, moment: int, log: StepLog) -> Int:
        """Count the nights that tills are empty, and dismiss where there were too many; return who was."""
        places, spec = self._town.places, self.spec
        is_low = self._is_firm() & (places.till < EMPTY_CENTS)
        places.empty_days[:] = np.where(is_low, np.minimum(places.empty_days + 1, _DAYS_MAX), 0)
        failing = np.flatnonzero(places.empty_days >= spec.empty_days) if spec.layoff else np.zeros(0, dtype=np.int64)
        luck = draw(self._town.around.seed, failing, _LAYOFF, moment // DAY_S)
        failing = failing[below(luck, MILLION) < spec.layoff]
        dismissed = self._last_hired(failing) if len(failing) else failing
        for resident in dismissed.tolist():
            self._dismiss(resident, moment, log)
        return dismissed

    @property
    def is_market(self) -> bool:
        """Whether work is ever lost or found here, so that everybody looks up whose has changed."""
        return bool(self.spec.layoff or self.spec.hire or self.spec.found)

    def assign(self, resident: int, terms: Terms, moment: int, log: StepLog) -> None:
        """Give somebody a post, or none, as an operator asks."""
        cause = Cause.HIRED if terms.place else Cause.LAID_OFF
        is_owner = self._town.around.persona.occupation[resident] == Occupation.OWNER
        cause = Cause.CLOSED if is_owner and not terms.place else cause
        self._change(resident, terms, moment, cause, terms.wage_cents, log)

    def leave(self, resident: int, moment: int, log: StepLog) -> None:
        """Free the post of somebody who moves away; her trade is what it was."""
        persona = self._town.around.persona
        if persona.workplace[resident]:
            trade = Terms(occupation=int(persona.occupation[resident]))
            self._change(resident, trade, moment, Cause.LEFT, 0, log)

    def searched(self, rows: Int, moments: Int, books: Books, log: StepLog) -> Int:
        """Let residents find what they looked for, in the order given; return who has work now."""
        luck = draw(self._town.around.seed, rows, _SEARCH, self._town.residents.decisions[rows])
        chance, place = below(luck, MILLION), below(sub_draw(luck, 1), 1 << 30)
        is_jobless = self._town.around.persona.occupation[rows] == Occupation.UNEMPLOYED
        # nobody is luckier than the best chance that there is
        may = np.flatnonzero(is_jobless & (chance < max(self.spec.hire, self.spec.found)))
        found = [
            resident
            for resident, moment, drawn, which in zip(
                *(values[may].tolist() for values in (rows, moments, chance, place)), strict=True
            )
            if self._find(resident, moment, drawn, which, books, log)
        ]
        return np.array(found, dtype=np.int64)

    def close(self, place: int, moment: int, log: StepLog) -> Int:
        """Take their work from all who have it at a place that is deleted, and fill its posts no more; return who they were.

        Pupils and students stay what they are, and have nowhere to go.
        """
        persona = self._town.around.persona
        self.posts.count[self.posts.place == place] = 0
        staff = np.flatnonzero(persona.workplace == place)
        for resident in staff.tolist():
            trade = int(persona.occupation[resident])
            left = trade if trade == Occupation.STUDENT else self.jobless(resident)
            self._change(resident, Terms(occupation=left), moment, Cause.GONE, 0, log)
        return staff

    def cut(self, place: int, jobs: Sequence[JobSpec], moment: int, log: StepLog) -> Int:
        """Dismiss at once whom a place has no post for any more, and fill no post there until the run is loaded; return them.

        Of those who hold equal posts the last hired go, of equals the highest number. Who keeps a post keeps its wage; who
        holds none, such as pupils and who took the place over, stays.
        """
        persona = self._town.around.persona
        left: Counter[tuple[int, ...]] = Counter()
        for job in jobs:
            left[int(job.occupation), *job.shift_span, job.workdays] += job.count
        posts = self.posts.held_at(place)
        self.posts.count[self.posts.place == place] = 0
        staff = np.flatnonzero(persona.workplace == place)
        dismissed = []
        for resident in staff[np.lexsort((staff, self.hired_at[staff]))].tolist():
            held = tuple(int(getattr(persona, name)[resident]) for name in (JOB[0], *JOB[2:5]))
            left[held] -= 1
            if held in posts and left[held] < 0:
                dismissed.append(resident)
        for resident in sorted(dismissed):
            self._dismiss(resident, moment, log)
        return np.array(sorted(dismissed), dtype=np.int64)

    def _is_firm(self) -> Bool:
        """Which places live on customers."""
        town = self._town.around.town
        is_firm: Bool = ~town.is_service & ~town.is_home & town.allows[:, Action.WORK]
        return is_firm

    def _last_hired(self, failing: Int) -> Int:
        """Find whom each of these places can do without: who came last, of equals the highest number, owners at last.

        Nobody is dismissed at work or on the way there; only owners who founded their business in the run give it up.
        """
        around, residents = self._town.around, self._town.residents
        workplace, trade = around.persona.workplace, around.persona.occupation
        is_failing = np.zeros(self._town.places.count + 1, dtype=bool)
        is_failing[failing] = True
        is_owner = trade == Occupation.OWNER
        can_go = is_failing[workplace] & (trade != Occupation.STUDENT) & (residents.place != workplace)
        staff = np.flatnonzero(can_go & (~is_owner | (self.hired_at > 0)))
        order = np.lexsort((staff, self.hired_at[staff], ~is_owner[staff], workplace[staff]))
        staff = staff[order]
        is_last = np.ones(len(staff), dtype=bool)
        is_last[:-1] = workplace[staff[1:]] != workplace[staff[:-1]]
        return staff[is_last]

    def _dismiss(self, resident: int, moment: int, log: StepLog) -> None:
        persona, places = self._town.around.persona, self._town.places
        is_owner = persona.occupation[resident] == Occupation.OWNER
        places.empty_days[persona.workplace[resident]] = 0
        terms = Terms(occupation=self.jobless(resident))
        self._change(resident, terms, moment, Cause.CLOSED if is_owner else Cause.LAID_OFF, 0, log)

    def jobless(self, resident: int) -> Occupation:
        """Say what somebody is who has no work."""
        is_old = self._town.around.persona.age[resident] >= _OLD
        return Occupation.RETIRED if is_old else Occupation.UNEMPLOYED

    def _find(self, resident: int, moment: int, drawn: int, which: int, books: Books, log: StepLog) -> bool:
        """Hire her, or let her start a business, if she is lucky.   drawn: in a million.   which: draws the place."""
        around = self._town.around
        district = int(around.town.district_of(around.persona.home[resident]))
        kind, skill = self._best_post(resident, district)
        if kind >= 0:
            # the clumsy are taken half as often as those who have mastered the trade
            if drawn >= self.spec.hire * (_FULL_SKILL + skill) // (2 * _FULL_SKILL):
                return False
            terms = self.posts.terms(kind, district)
            self._change(resident, terms, moment, Cause.HIRED, terms.wage_cents, log)
            return True
        if drawn >= self.spec.found or not self._can_found(resident):
            return False
        return self._found(resident, district, which, moment, books, log)

    def _best_post(self, resident: int, district: int) -> tuple[int, int]:
        """Find the open post that she knows most about, of equals the first: (kind or -1, her skill)."""
        kinds = self.posts.open_in(district)
        trades = self.posts.occupation[kinds]
        skill = self._town.residents.skills[resident, _SKILL_OF[trades]].astype(np.int64)
        age = int(self._town.around.persona.age[resident])
        suits = (skill >= self.spec.skill_needed * 100) & (_AGES[trades, 0] <= age) & (age <= _AGES[trades, 1])
        if not suits.any():
            return -1, 0
        best = int(np.where(suits, skill, -1).argmax())
        return int(kinds[best]), int(skill[best])

    def _can_found(self, resident: int) -> bool:
        residents = self._town.residents
        knows = int(residents.skills[resident].max()) >= BUSINESS_SKILL
        return knows and int(residents.money[resident]) >= 2 * self.spec.business_cost

    def _found(self, resident: int, district: int, luck: int, moment: int, books: Books, log: StepLog) -> bool:
        """Take over a place of the district that sells something and has no owner in town."""
        town, owner_of = self._town.around.town, self._town.owner_of
        every = np.flatnonzero(self._is_firm() & town.price_cents.any(axis=1) & (owner_of == 0))
        free = every[(every > 0) & (town.district_of(every) == district)]
        if not len(free):
            return False
        place, cost = int(free[luck % len(free)]), self.spec.business_cost
        books.carry_out(
            transfers(
                1,
                payer=resident,
                payee=Account.OUTSIDE_OWNERS,
                amount_cents=cost,
                category=Category.START_UP,
                sim_time=moment,
            )
        )
        self._change(resident, self.posts.business(place), moment, Cause.FOUNDED, cost, log)
        return True

    def _change(self, resident: int, terms: Terms, moment: int, cause: Cause, amount: int, log: StepLog) -> None:
        """Change somebody's work, and note it in the record and for the table."""
        around = self._town.around
        persona = around.persona
        before, left = int(persona.occupation[resident]), int(persona.workplace[resident])
        one = slice(resident, resident + 1)
        bedtime_s = bedtime_of(
            persona.age[one],
            persona.traits[one],
            np.array([terms.start_s]),
            np.array([terms.length_s]),
            persona.sleep_length_s[one],
            seed=around.seed,
            first=resident - 1,
        )
        self._employ(resident, terms, int(bedtime_s[0]), moment)
        self.employment.add(
            Change(
                resident=resident,
                sim_time=moment,
                cause=cause,
                occupation_before=before,
                workplace_before=left,
                occupation=terms.occupation,
                workplace=terms.place,
                shift_start_s=terms.start_s,
                shift_length_s=terms.length_s,
                workdays=terms.workdays,
                bedtime_s=int(bedtime_s[0]),
                wage_per_hour=terms.wage_cents,
            )
        )
        if cause is Cause.LEFT:
            return  # told with the departure
        gives_up = before == Occupation.OWNER and cause == Cause.GONE
        log.add(
            1,
            kind=WorldEvent.BUSINESS_CLOSED if gives_up else _EVENT_OF[cause],
            sim_time=moment,
            actor=resident,
            place=terms.place or left,
            reason=int(cause == Cause.GONE),
            action=terms.occupation if terms.place else before,
            amount=amount,
        )

    def _employ(self, resident: int, terms: Terms, bedtime_s: int, moment: int) -> None:
        """Write the new work wherever the town looks it up."""
        workforce, persona = self._town, self._town.around.persona
        one = slice(resident, resident + 1)
        shift = ("shift_start_s", "shift_length_s", "workdays")
        held = (persona.workplace[one], persona.occupation[one], *(getattr(persona, name)[one] for name in shift))
        self.posts.add(*held, change=-1)
        left, was_owner = int(persona.workplace[resident]), persona.occupation[resident] == Occupation.OWNER
        self._recount(resident, left, terms.place)
        values = (terms.occupation, terms.place, terms.start_s, terms.length_s, terms.workdays, bedtime_s)
        for name, value in zip(JOB, values, strict=True):
            getattr(persona, name)[resident] = value
        self.posts.add(*held, change=1)  # views of the persona: what they hold now
        pay = workforce.around.terms
        pay.wage_per_hour[resident] = terms.wage_cents
        pay.allowance_per_day[one], pay.allowance_category[one] = allowances(
            self._economy, persona.occupation[one], pay.wage_per_hour[one]
        )
        workforce.skill_of[resident] = _SKILL_OF[terms.occupation]
        self.hired_at[resident] = moment if terms.place else 0
        for place in {left} if was_owner else set():
            self._name_owner(place)
        if terms.occupation == Occupation.OWNER:
            self._name_owner(terms.place)

    def _name_owner(self, place: int) -> None:
        persona = self._town.around.persona
        owners = np.flatnonzero((persona.workplace == place) & (persona.occupation == Occupation.OWNER))
        self._town.owner_of[place] = owners[0] if len(owners) and place else 0

    def _recount(self, resident: int, left: int, entered: int) -> None:
        """Count her as a guest where she is no more at work, and no longer where she is now."""
        around, here = self._town.around, int(self._town.residents.place[resident])
        if here and not around.town.is_home[here] and left != entered:
            around.occupancy.guests[here] += (here == left) - (here == entered)
