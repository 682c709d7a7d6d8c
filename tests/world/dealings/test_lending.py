"""Loans between friends: who asks whom for how much, how it is paid back, and what it costs not to."""

import numpy as np
import pytest

from streams.kernel.simtime import DAY_S, HOUR_S
from tests.society.memory_town import MemoryTown, found
from tests.world.dealings.dealers import STRENGTH, lively, open_town
from world.economy.ledger import Category
from world.engine.dealings import open_dealings
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.ties import Ties

POOR, RICH, OTHER = 1, 2, 3
EVENING_S, NOON_S = 19 * HOUR_S, 12 * HOUR_S


class Purses:
    """A town in which one is poor, one rich, and the others neither; quarters of an hour are called by hand."""

    def __init__(self, *, with_ties: bool = True, ask: object = "100%") -> None:
        scenario = lively(lending={"ask": ask, "term_days": 3, "treat": "100%"})
        self.town: MemoryTown
        self.town, self.dealings, _ = open_town(scenario, with_ties=with_ties)
        self.ties = Ties(self.residents.count)
        self.midnight = self.town.now // DAY_S * DAY_S
        for one, two in ((POOR, RICH), (RICH, POOR), (POOR, OTHER), (OTHER, POOR)):
            self.ties.change(np.array([one]), np.array([two]), strength=STRENGTH, trust=2_000, at=self.town.now)
        self.residents.money[1:] = 100_000
        self.residents.money[POOR] = 5_000
        self.residents.money[RICH] = 1_000_000
        self.residents.action[1:] = 0
        self.cost = int(self.town.engine.around.terms.daily_costs[1])
        self.log = StepLog()

    @property
    def residents(self):  # type: ignore[no-untyped-def]
        return self.town.engine.residents

    @property
    def lending(self):  # type: ignore[no-untyped-def]
        return self.dealings.lending

    def quarters(self, first: int, last: int) -> None:
        """Let the quarters from first to last happen; with a chance of 100 % a day one of the day's is drawn."""
        books = self.town.books()
        for moment in range(first, last + 1, HOUR_S // 4):
            self.lending.quarter(moment, self.ties, books, self.log)
        self.books = books

    def events(self, kind: WorldEvent) -> list[tuple[int, int, int]]:
        columns = self.log.ordered()
        if not columns:
            return []
        rows = columns["kind"] == kind
        return list(zip(*(columns[name][rows].tolist() for name in ("actor", "target", "amount")), strict=True))


@pytest.fixture
def purses() -> Purses:
    return Purses()


def a_week_of_asking(purses: Purses) -> None:
    for day in range(7):
        purses.quarters(purses.midnight + day * DAY_S + 9 * HOUR_S, purses.midnight + day * DAY_S + 18 * HOUR_S)


def test_somebody_short_of_money_borrows_from_a_friend_who_can_afford_it(purses: Purses) -> None:
    a_week_of_asking(purses)

    wanted = -(-(7 * purses.cost - 5_000) // 1_000) * 1_000
    assert purses.events(WorldEvent.LOAN_GIVEN) == [(POOR, RICH, wanted)]
    assert purses.residents.money[[POOR, RICH]].tolist() == [5_000 + wanted, 1_000_000 - wanted]
    assert len(purses.lending.loans) == 1


def test_a_friend_who_owns_less_than_twice_the_sum_refuses(purses: Purses) -> None:
    purses.residents.money[[RICH, OTHER]] = 60_000

    a_week_of_asking(purses)

    refused = purses.events(WorldEvent.LOAN_REFUSED)
    assert refused
    assert {target for _, target, _ in refused} <= {RICH, OTHER}
    assert not purses.events(WorldEvent.LOAN_GIVEN)
    assert purses.residents.money[POOR] == 5_000


def test_nobody_lends_to_an_acquaintance(purses: Purses) -> None:
    purses.ties.change(np.array([RICH, OTHER]), np.array([POOR, POOR]), strength=-3_000, trust=0, at=purses.town.now)

    a_week_of_asking(purses)

    assert purses.log.ordered() == {}


def test_who_is_not_trusted_is_refused(purses: Purses) -> None:
    purses.ties.change(np.array([RICH, OTHER]), np.array([POOR, POOR]), strength=0, trust=-9_000, at=purses.town.now)

    a_week_of_asking(purses)

    assert purses.events(WorldEvent.LOAN_REFUSED)
    assert not purses.events(WorldEvent.LOAN_GIVEN)


@pytest.mark.parametrize("ask", ["0%", 0])
def test_nobody_asks_where_the_chance_is_nought(ask: object) -> None:
    purses = Purses(ask=ask)

    a_week_of_asking(purses)

    assert purses.log.ordered() == {}


def lend(purses: Purses, amount: int = 30_000) -> int:
    lent_at = purses.midnight + NOON_S
    due = lent_at + 3 * DAY_S
    return int(purses.lending.loans.lend(lender=RICH, borrower=POOR, amount_cents=amount, sim_time=lent_at, due=due))


def test_a_loan_is_paid_back_in_parts_as_the_purse_allows(purses: Purses) -> None:
    number = lend(purses)
    persona = purses.town.engine.around.persona
    persona.shift_length_s[POOR] = 0
    purses.residents.money[POOR] = 5 * purses.cost + 20_000

    purses.quarters(purses.midnight + EVENING_S, purses.midnight + EVENING_S)
    purses.residents.money[POOR] += 100_000
    purses.quarters(purses.midnight + DAY_S + EVENING_S, purses.midnight + DAY_S + EVENING_S)

    assert purses.events(WorldEvent.LOAN_PAID_PART) == [(POOR, RICH, 10_000)]
    assert purses.events(WorldEvent.LOAN_SETTLED) == [(POOR, RICH, 20_000)]
    assert purses.books.columns()["category"].tolist() == [Category.REPAYMENT]
    assert len(purses.lending.loans) == 0
    assert not purses.lending.loans.owes.any()
    _, changed = purses.lending.loans.take()
    assert {name: values.tolist() for name, values in changed.items() if name != "ended_at"} == {
        "number": [number],
        "repaid_cents": [30_000],
        "outcome": [1],
    }


def test_a_loan_is_not_paid_back_from_what_is_needed_to_live(purses: Purses) -> None:
    lend(purses)
    purses.residents.money[POOR] = 5 * purses.cost

    purses.quarters(purses.midnight + EVENING_S, purses.midnight + EVENING_S)

    assert purses.log.ordered() == {}
    assert purses.lending.loans.repaid_cents.tolist() == [0]


def test_who_does_not_pay_by_the_end_of_the_term_loses_a_friend(purses: Purses) -> None:
    lend(purses)
    before = purses.ties.strength_of(np.array([RICH]), np.array([POOR]), purses.town.now)[0]
    evening = purses.midnight + 3 * DAY_S + EVENING_S

    purses.quarters(evening, evening)

    assert purses.events(WorldEvent.LOAN_DEFAULTED) == [(POOR, RICH, 30_000)]
    after = purses.ties.strength_of(np.array([RICH]), np.array([POOR]), evening)[0]
    assert after <= before - 2_500
    assert purses.ties.trust_of(np.array([RICH]), np.array([POOR]))[0] < 4_000
    assert len(purses.lending.loans) == 0
    assert purses.lending.loans.take_flows() == (0, 30_000)


def test_who_owes_asks_nobody_else(purses: Purses) -> None:
    lend(purses)

    a_week_of_asking(purses)

    assert not purses.events(WorldEvent.LOAN_GIVEN)


def test_without_ties_there_are_no_loans_no_treats_and_no_gifts() -> None:
    scenario = lively(
        lending={"ask": "100%", "treat": "100%"},
        things={"gift": "100%", "trade": "100%", "buy": "100%"},
        population={"starting_money": {"overall": {"least": "10.00", "most": "9000.00"}, "by_occupation": {}}},
    )
    town, _, _ = open_town(scenario, with_ties=False)

    life = town.live(scenario.run.start_s + 18 * HOUR_S)

    among = (WorldEvent.LOAN_GIVEN, WorldEvent.LOAN_REFUSED, WorldEvent.TREATED, WorldEvent.THING_GIVEN)
    assert not np.isin(life.events["kind"], among).any()
    assert (life.events["kind"] == WorldEvent.THING_BOUGHT).any()


def test_a_scenario_that_says_nothing_of_dealings_has_none() -> None:
    scenario = lively(population={"balance": {}})
    town = found(scenario, seed=1)

    assert open_dealings(scenario.model_dump(mode="json"), town.engine.workforce, None) is None
