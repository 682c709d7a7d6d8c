"""What residents have to do with each other over money, work and things: one place that the step calls, three times at most.

At midnight tills are looked at, on quarters of an hour friends are asked for money and things change hands, and when a
search for work ends it is found or not. A step without any of these pays for a comparison.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from world.actions import Action
from world.contract import Int
from world.economy.belongings import Belongings
from world.economy.books import Books
from world.economy.loans import Loans
from world.economy.posts import Posts
from world.engine.calendar import moments
from world.engine.labour import Labour, Workforce
from world.engine.lending import QUARTER_S, Lending
from world.engine.observe import Surroundings
from world.engine.occasions import Occasion
from world.engine.possessions import goods_of
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.engine.things import Things
from world.engine.treats import Treats
from world.scenario import EconomySpec, PopulationSpec
from world.ties import Ties

_NOBODY: Final = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """The dealings of a run.

    ties: gives what residents are to each other now; None in a town without, where nobody lends, treats or gives.
    """

    around: Surroundings
    residents: ResidentColumns
    labour: Labour
    lending: Lending
    treats: Treats
    things: Things
    ties: Callable[[], Ties] | None

    def go_on_from(self, old: "Dealings") -> None:
        """Take over everything that other dealings of the run hold, which had fewer residents."""
        self.labour.employment = old.labour.employment
        self.lending.loans = old.lending.loans
        self.lending.loans.widen(self.residents.count)
        self.things.belongings = old.things.belongings
        self.labour.restore()

    def is_due(self, since: int, until: int) -> bool:
        """Whether a quarter of an hour strikes in (since, until]."""
        return since // QUARTER_S != until // QUARTER_S

    def midnight(self, moment: int, log: StepLog) -> Int:
        """Dismiss people where tills are empty; return who was."""
        return self.labour.midnight(moment, log)

    def leave(self, resident: int, moment: int, books: Books, log: StepLog) -> Int:
        """Wind up what somebody who moves away has to do with others; return whose purse changed."""
        self.labour.leave(resident, moment, log)
        self.things.leave(resident)
        return self.lending.leave(resident, moment, self.ties() if self.ties else None, books, log)

    def quarters(self, since: int, until: int, on: tuple[Occasion, ...], books: Books, log: StepLog) -> tuple[Int, Int]:
        """Let friends lend, treat, give and trade in (since, until]; return the residents and the places that changed.

        on: what is on in town during the step.
        """
        residents: list[Int] = [_NOBODY]
        places: list[Int] = [_NOBODY]
        for moment in moments(since, until, 0, QUARTER_S):
            ties = self.ties() if self.ties else None
            if ties is not None:
                residents.append(self.lending.quarter(moment, ties, books, log))
                residents.append(self.treats.quarter(moment, free_at(on, moment), ties, books, log))
            for changed, added in zip((residents, places), self._exchange(moment, ties, books, log), strict=True):
                changed.append(added)
        return np.concatenate(residents), np.concatenate(places)

    def _exchange(self, moment: int, ties: Ties | None, books: Books, log: StepLog) -> tuple[Int, Int]:
        return self.things.quarter(moment, ties, self.lending.settled, books, log)

    def search_ended(self, rows: Int, moments_: Int, books: Books, log: StepLog) -> None:
        """Let those of these residents find work whose search for it ended.   Rows in the order of their turns."""
        searched = np.flatnonzero(self.residents.action[rows] == Action.SEARCH_JOB)
        if len(searched):
            self.labour.searched(rows[searched], moments_[searched], books, log)


def open_dealings(
    scenario: Mapping[str, Any], workforce: Workforce, ties: Callable[[], Ties] | None
) -> Dealings | None:
    """Make a run's dealings out of the scenario that it keeps, as at its beginning; None if it has none."""
    economy = EconomySpec.model_validate(scenario["economy"])
    labour, lending, things = economy.labour, economy.lending, economy.things
    chances = (labour.layoff, labour.hire, labour.found, lending.ask, lending.treat)
    balance = PopulationSpec.model_validate(scenario["population"]).balance
    if not (balance.enabled or any((*chances, things.buy, things.photo, things.gift, things.trade))):
        return None
    around, residents = workforce.around, workforce.residents
    town = around.town
    # where nobody is ever hired nobody looks for work
    town.allows[town.is_home, Action.SEARCH_JOB] = labour.hire > 0 or labour.found > 0
    return Dealings(
        around=around,
        residents=residents,
        labour=Labour(economy, Posts.of_scenario(scenario, economy, town.district_count), workforce),
        lending=Lending(lending, around, residents, Loans(residents.count)),
        treats=Treats(lending, around, residents),
        things=Things(things, around, residents, workforce.skill_of, goods_of(scenario["places"]), Belongings()),
        ties=ties,
    )


def free_at(on: tuple[Occasion, ...], moment: int) -> Int:
    """Where nobody pays at a moment."""
    free = [
        occasion.place[(occasion.starts <= moment) & (moment < occasion.ends)] for occasion in on if occasion.is_free
    ]
    return np.concatenate([_NOBODY, *free])
