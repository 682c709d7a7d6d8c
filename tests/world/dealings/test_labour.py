"""Work lost and found: whom a failing place dismisses, whom an open post takes, who starts a business of her own."""

import numpy as np
import pytest

from streams.kernel.simtime import DAY_S, HOUR_S
from tests.world.dealings.dealers import lively, open_town
from world.actions import Action
from world.contract import Int, Skill
from world.economy.ledger import Account, Category
from world.engine.people import Occupancy
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.occupations import SKILL_OF, Occupation

LABOUR = {
    "empty_days": 2,
    "layoff": "100%",
    "hire": "100%",
    "skill_needed": 10,
    "found": "100%",
    "business_cost": "50.00",
}


class Market:
    """The default town, whose labour market is called by hand."""

    def __init__(self, **labour: object) -> None:
        scenario = lively(labour=LABOUR | labour)
        self.town, self.dealings, _ = open_town(scenario)
        self.engine = self.town.engine
        self.labour = self.dealings.labour
        self.midnight = (self.town.now // DAY_S + 1) * DAY_S
        self.log = StepLog()

    @property
    def persona(self):  # type: ignore[no-untyped-def]
        return self.engine.around.persona

    def office(self) -> tuple[int, Int]:
        """Find the firm with most people who were there from the beginning, and its people by number."""
        firm = ~self.engine.around.town.is_service[self.persona.workplace] & (self.persona.workplace > 0)
        staff = firm & (self.persona.occupation != Occupation.STUDENT) & (self.persona.occupation != Occupation.OWNER)
        place = int(np.bincount(self.persona.workplace[staff]).argmax())
        return place, np.flatnonzero(staff & (self.persona.workplace == place))

    def nights(self, count: int) -> list[int]:
        """Let midnights strike; return who was dismissed."""
        gone: list[int] = []
        for night in range(count):
            gone += self.labour.midnight(self.midnight + night * DAY_S, self.log).tolist()
        return gone

    def jobless(self) -> int:
        """Give one who was born without work."""
        return int(np.flatnonzero(self.persona.occupation[1:] == Occupation.UNEMPLOYED)[0]) + 1

    def search(self, resident: int) -> bool:
        """Let somebody come to the end of a search."""
        books = self.town.books()
        found = self.labour.searched(np.array([resident]), np.array([self.town.now]), books, self.log)
        self.books = books
        return bool(len(found))


def test_a_workplace_whose_till_stays_empty_lays_off_the_last_hired() -> None:
    market = Market(empty_days=2)
    place, staff = market.office()
    market.engine.places.till[:] = 100_000
    market.engine.places.till[place] = 0
    market.labour.hired_at[staff[0]] = market.town.now

    first, second = market.nights(1), market.nights(1)

    assert (first, second) == ([], [staff[0]])
    events = market.log.ordered()
    assert events["kind"].tolist() == [WorldEvent.LAID_OFF]
    assert events["place"].tolist() == [place]


def test_of_those_who_came_together_the_highest_number_goes() -> None:
    market = Market(empty_days=1)
    place, staff = market.office()
    market.engine.places.till[:] = 100_000
    market.engine.places.till[place] = 0

    assert market.nights(1) == [staff[-1]]


def test_a_till_that_fills_up_between_saves_everybody() -> None:
    market = Market(empty_days=2)
    place, _ = market.office()
    market.engine.places.till[:] = 100_000
    for till in (0, 100_000, 0):
        market.engine.places.till[place] = till
        assert market.nights(1) == []


def test_nobody_is_dismissed_where_the_chance_is_nought_or_at_work_or_in_public_service() -> None:
    never, busy = Market(layoff=0, empty_days=1), Market(empty_days=1)
    for market in (never, busy):
        market.engine.places.till[:] = 0
    place, staff = busy.office()
    busy.engine.residents.place[staff] = place

    assert never.nights(3) == []
    gone = busy.nights(1)
    assert not set(gone) & set(staff.tolist())
    town = busy.engine.around.town
    lost = busy.log.ordered()["place"]
    assert len(lost)
    assert not town.is_service[lost].any()


def test_who_is_dismissed_gets_the_allowance_and_no_wage_and_the_post_is_open() -> None:
    market = Market(empty_days=1)
    place, staff = market.office()
    gone = int(staff[-1])
    market.engine.places.till[:] = 100_000
    market.engine.places.till[place] = 0
    filled = market.labour.posts.filled.sum()

    market.nights(1)

    terms = market.engine.around.terms
    assert market.persona.occupation[gone] in (Occupation.UNEMPLOYED, Occupation.RETIRED)
    assert (market.persona.workplace[gone], market.persona.shift_length_s[gone]) == (0, 0)
    assert terms.wage_per_hour[gone] == 0
    assert terms.allowance_per_day[gone] > 0
    assert market.labour.posts.filled.sum() == filled - 1


def test_a_search_finds_the_open_post_that_the_seeker_knows_most_about() -> None:
    market = Market()
    seeker = market.jobless()
    market.persona.age[seeker] = 40
    kinds = market.labour.posts.open_in(0)
    trade = int(market.labour.posts.occupation[kinds[-1]])
    market.engine.residents.skills[seeker] = 1_500
    market.engine.residents.skills[seeker, SKILL_OF[Occupation(trade)]] = 10_000
    posts = market.labour.posts.filled.sum()

    assert market.search(seeker)

    assert SKILL_OF[Occupation(market.persona.occupation[seeker])] == SKILL_OF[Occupation(trade)]
    assert market.persona.workplace[seeker] > 0
    assert market.engine.around.terms.wage_per_hour[seeker] > 0
    assert market.engine.around.terms.allowance_per_day[seeker] == 0
    assert market.labour.posts.filled.sum() == posts + 1
    assert market.log.ordered()["kind"].tolist() == [WorldEvent.HIRED]


def test_a_place_that_hires_never_hires_and_the_unskilled_are_not_hired() -> None:
    never, strict = Market(hire=0, found=0), Market(skill_needed=100, found=0)
    for market in (never, strict):
        market.engine.residents.skills[:] = 9_000

        assert not market.search(market.jobless())


def test_no_more_are_hired_than_there_are_posts() -> None:
    market = Market(found=0)
    market.engine.residents.skills[:] = 10_000
    everybody = np.arange(1, market.engine.residents.count + 1)
    market.persona.age[everybody] = 40
    market.persona.occupation[everybody] = Occupation.UNEMPLOYED
    market.persona.workplace[everybody] = 0
    market.labour.posts.filled[:] = market.labour.posts.count - 1

    market.labour.searched(everybody, np.full(len(everybody), market.town.now), market.town.books(), market.log)

    posts = market.labour.posts
    is_owner = posts.occupation == Occupation.OWNER
    assert (posts.filled <= posts.count).all()
    assert (posts.filled[:, ~is_owner] == posts.count[~is_owner]).all()


def founder(market: Market) -> int:
    market.labour.posts.filled[:] = market.labour.posts.count
    seeker = market.jobless()
    market.engine.residents.skills[seeker, Skill.TRADE] = 8_000
    market.engine.residents.money[seeker] = 20_000
    return seeker


def test_who_finds_no_post_takes_over_a_place_without_an_owner_and_pays_for_it() -> None:
    market = Market()
    seeker = founder(market)

    assert market.search(seeker)

    place = int(market.persona.workplace[seeker])
    assert market.persona.occupation[seeker] == Occupation.OWNER
    assert market.engine.workforce.owner_of[place] == seeker
    rows = market.books.columns()
    assert (rows["payee"].tolist(), rows["category"].tolist()) == ([Account.OUTSIDE_OWNERS], [Category.START_UP])
    assert market.engine.residents.money[seeker] == 15_000
    assert market.engine.around.town.price_cents[place].any()


def test_who_owns_less_than_twice_the_cost_or_knows_nothing_founds_nothing() -> None:
    market = Market()
    seeker = founder(market)
    market.engine.residents.money[seeker] = 9_999
    assert not market.search(seeker)

    market.engine.residents.money[seeker] = 20_000
    market.engine.residents.skills[seeker] = 2_000
    assert not market.search(seeker)
    unwilling = Market(found=0)
    assert not unwilling.search(founder(unwilling))


def test_a_founder_gives_up_when_the_till_stays_empty_and_the_place_is_nobodys_again() -> None:
    market = Market(empty_days=1)
    seeker = founder(market)
    market.search(seeker)
    place = int(market.persona.workplace[seeker])
    others = np.flatnonzero((market.persona.workplace == place) & (market.persona.occupation != Occupation.OWNER))
    market.persona.workplace[others] = 0
    market.engine.places.till[:] = 100_000
    market.engine.places.till[place] = 0

    assert market.nights(1) == [seeker]

    assert market.log.ordered()["kind"].tolist()[-1] == WorldEvent.BUSINESS_CLOSED
    assert market.engine.workforce.owner_of[place] == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_guests_are_counted_right_after_every_change_of_work(seed: int) -> None:
    scenario = lively(labour=LABOUR | {"empty_days": 1, "layoff": "60%", "hire": "50%"})
    town, _, _ = open_town(scenario, seed=seed)

    life = town.live(scenario.run.start_s + 30 * HOUR_S)

    around = town.engine.around
    fresh = Occupancy(around.town, around.persona, town.engine.residents)
    assert np.isin(life.events["kind"], (WorldEvent.LAID_OFF, WorldEvent.HIRED)).sum() > 3
    assert np.array_equal(fresh.guests, around.occupancy.guests)
    assert (fresh.guests <= around.town.guest_capacity).all()


def test_only_the_unemployed_look_for_work_and_only_where_somebody_is_ever_hired() -> None:
    hiring = lively(labour={"hire": "1%"}, population={"occupations": {"unemployed": 1, "waiter": 1}, "residents": []})
    closed = lively(
        labour={"layoff": "1%"}, population={"occupations": {"unemployed": 1, "waiter": 1}, "residents": []}
    )

    searched, never = (
        open_town(scenario)[0].live(scenario.run.start_s + 10 * HOUR_S).events for scenario in (hiring, closed)
    )

    assert (searched["next_action"] == Action.SEARCH_JOB).any()
    assert not (never["next_action"] == Action.SEARCH_JOB).any()
