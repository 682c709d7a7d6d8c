"""Days of a town with work, loans, treats and things: money adds up, nothing depends on batches, and what goes up comes down."""

from functools import cache

import numpy as np
import pytest

from streams.kernel.simtime import DAY_S
from tests.society.memory_town import Life
from tests.world.dealings.dealers import frequent, lived, lively, of_kind, open_town
from world.economy.ledger import NAMED, Category
from world.engine import step
from world.events import DEALINGS, WorldEvent
from world.occupations import Occupation

DAYS = 3
HARD_TIMES: dict[str, dict[str, object]] = {
    "labour": {"empty_days": 2, "layoff": "12%", "hire": "20%", "skill_needed": 10, "found": "5%"},
    "lending": {"ask": "100%", "term_days": 4},
    "population": {"starting_money": {"overall": {"least": "20.00", "most": "2500.00"}, "by_occupation": {}}},
}


def test_money_moves_from_purse_to_purse_and_none_is_lost() -> None:
    life = lived(DAYS)

    ledger, residents, places = life.ledger, life.engine.residents, life.engine.places
    owned = np.zeros(residents.count + 1, dtype=np.int64)
    for side, sign in (("payer", -1), ("payee", 1)):
        mine = (ledger[side] > 0) & (ledger[side] < NAMED)
        np.add.at(owned, ledger[side][mine], sign * ledger["amount_cents"][mine])
    assert np.array_equal(owned, residents.money)
    issued = ledger["amount_cents"][ledger["payer"] >= NAMED].sum()
    taken = ledger["amount_cents"][ledger["payee"] >= NAMED].sum()
    assert issued - taken == residents.money.sum() + places.till.sum()


def test_every_transfer_between_friends_has_its_event() -> None:
    life = lived(DAYS)

    for category, kinds in (
        (Category.LOAN, (WorldEvent.LOAN_GIVEN,)),
        (Category.REPAYMENT, (WorldEvent.LOAN_PAID_PART, WorldEvent.LOAN_SETTLED)),
        (Category.TREAT, (WorldEvent.TREATED,)),
        (Category.TRADE, (WorldEvent.THING_SOLD,)),
    ):
        paid = life.ledger["amount_cents"][life.ledger["category"] == category].sum()
        assert paid == of_kind(life, *kinds)["amount"].sum()
    assert (life.ledger["category"] == Category.TREAT).any()
    assert (life.ledger["category"] == Category.LOAN).any()


def test_a_treat_is_paid_by_somebody_wealthier_who_is_there_too() -> None:
    treats, price = of_kind(lived(DAYS), WorldEvent.TREATED), lived(DAYS).engine.around.town.price_cents

    assert len(treats["kind"])
    assert (treats["actor"] != treats["target"]).all()
    assert np.array_equal(treats["amount"], price[treats["place"], 4])


def test_the_size_of_batches_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = frequent()
    whole = lived(DAYS)

    monkeypatch.setattr(step, "AT_ONCE", 3)
    cut = open_town(scenario)[0].live(scenario.run.start_s // DAY_S * DAY_S + DAYS * DAY_S)

    for name, values in whole.events.items():
        assert np.array_equal(values, cut.events[name]), name
    assert all(np.array_equal(values, cut.ledger[name]) for name, values in whole.ledger.items())


def test_everything_that_may_happen_happens() -> None:
    kinds = {WorldEvent(kind) for kind in lived(DAYS).events["kind"].tolist()}

    # loans are paid back and given up, gifts given and businesses closed within weeks: each has a test of its own
    later = {
        *(WorldEvent.LOAN_PAID_PART, WorldEvent.LOAN_SETTLED, WorldEvent.LOAN_DEFAULTED, WorldEvent.LOAN_REFUSED),
        *(WorldEvent.THING_GIVEN, WorldEvent.BUSINESS_CLOSED, WorldEvent.BUSINESS_STARTED, WorldEvent.THINGS_SWAPPED),
    }
    by_order = {WorldEvent.THING_USED}
    assert set(DEALINGS) - later - by_order <= kinds


@cache
def a_month(seed: int) -> tuple[Life, list[int], list[int]]:
    """Let a town of twenty live through hard times; count by day who is out of work, and who owes."""
    few: dict[str, object] = {"count": 20, "residents": []}
    scenario = lively(**HARD_TIMES | {"population": HARD_TIMES["population"] | few})
    town, dealings, _ = open_town(scenario, seed=seed)
    jobless, owing = [], []
    midnight = scenario.run.start_s // DAY_S * DAY_S
    for day in range(1, 31):
        town.live(midnight + day * DAY_S)
        jobless.append(int((town.engine.around.persona.occupation[1:] == Occupation.UNEMPLOYED).sum()))
        owing.append(len(dealings.lending.loans))
    return town.live(town.now), jobless, owing


@pytest.mark.long
def test_in_thirty_days_unemployment_and_debts_go_up_and_down() -> None:
    life, jobless, owing = a_month(1)

    for counted in (jobless, owing):
        changes = np.diff(counted)
        assert (changes > 0).any()
        assert (changes < 0).any()
    assert 0 < max(jobless) < 15
    assert len(of_kind(life, WorldEvent.HIRED)["kind"]) > 3
    assert len(of_kind(life, WorldEvent.LAID_OFF)["kind"]) > 3
    ended = of_kind(life, WorldEvent.LOAN_SETTLED, WorldEvent.LOAN_DEFAULTED)
    assert len(ended["kind"])
