"""What is on is known to those who heard of it or see it; where one is expected is known in the hour before."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

from agents.minds import rules
from society.experiments.scenario import load_scenario
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from tests.agents.small_world import HOME, look
from tests.world.talks.company_town import settle
from world.actions import Action
from world.contract import Announced, Int, Known, Reason
from world.engine.chances import news
from world.engine.dates import show_dates
from world.engine.observe import Surroundings
from world.engine.occasions import SEEN_FROM_S, free_of_charge, occasions_of, show
from world.engine.town import FIRST_PUBLIC_SLOT, PUBLIC_ACTIONS
from world.events import WorldEvent

ENDS = 14 * HOUR_S
NOW = 13 * HOUR_S
"""Of the free coffee."""


@pytest.fixture(scope="module")
def around() -> Surroundings:
    return settle(load_scenario("willowbrook"), seed=1).engine.around


def known(count: int, *, coffee_until: Int | int = 0, **columns: Int | int) -> Known:
    nothing = np.zeros(count, dtype=np.int64)
    heard = np.zeros((count, len(Announced)), dtype=np.int64)
    heard[:, Announced.FREE_COFFEE] = coffee_until
    names = ("unread", "phone_at", "talked_at", "date_place", "date_at", "date_with")
    return Known(heard_until=heard, **{name: nothing + columns.get(name, 0) for name in names})


def coffee_at(around: Surroundings, place: int) -> tuple:  # type: ignore[type-arg]  # of occasions
    rows = news(1, WorldEvent.FREE_COFFEE, np.array([NOW - HOUR_S]), place=np.array([place]), until=np.array([ENDS]))
    return occasions_of(rows, around.town)


def cafe_and_far_homes(around: Surroundings) -> tuple[int, Int]:
    town = around.town
    cafe = int(np.flatnonzero(town.allows[:, Action.EAT] & ~town.is_home)[0])
    homes = np.flatnonzero(town.is_home)
    return cafe, homes[town.walk_s(homes, np.full(len(homes), cafe)) > SEEN_FROM_S]


def attraction_for(around: Surroundings, here: Int, carried: Known | None) -> Int:
    cafe, _ = cafe_and_far_homes(around)
    near, now = around.town.near.seen_from(here), np.full(len(here), NOW)
    shown = show(coffee_at(around, cafe), around.town, near, here, now, carried)
    return np.zeros(len(here), dtype=np.int32) if shown is None else shown.max(axis=(1, 2))


def test_far_away_only_those_who_heard_know_that_coffee_is_free(around: Surroundings) -> None:
    _, homes = cafe_and_far_homes(around)
    heard = np.where(np.arange(len(homes)) % 2 == 0, ENDS, 0)

    attraction = attraction_for(around, homes, known(len(homes), coffee_until=heard))

    assert len(homes) > 3
    assert (attraction > 0).tolist() == (heard > 0).tolist()


def test_who_heard_of_another_days_coffee_does_not_know_of_this(around: Surroundings) -> None:
    _, homes = cafe_and_far_homes(around)

    assert not attraction_for(around, homes, known(len(homes), coffee_until=ENDS - DAY_S)).any()


def test_who_is_there_or_near_sees_it(around: Surroundings) -> None:
    cafe, _ = cafe_and_far_homes(around)
    town, everywhere = around.town, np.arange(1, around.town.place_count + 1)
    near = everywhere[town.walk_s(everywhere, np.full(len(everywhere), cafe)) <= SEEN_FROM_S]

    attraction = attraction_for(around, near, known(len(near)))

    assert cafe in near
    assert (attraction > 0).all()


def test_without_company_everybody_knows_as_ever(around: Surroundings) -> None:
    _, homes = cafe_and_far_homes(around)

    assert (attraction_for(around, homes, None) > 0).all()


def test_nobody_pays_for_free_coffee_known_or_not(around: Surroundings) -> None:
    cafe, _ = cafe_and_far_homes(around)
    action = np.array([Action.EAT, Action.EAT, Action.REST, Action.EAT])
    place, now = np.array([cafe, cafe + 1, cafe, cafe]), np.array([NOW, NOW, NOW, ENDS])

    free = free_of_charge(coffee_at(around, cafe), around.town, action=action, place=place, now=now)

    assert free.tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("in_s", "is_known"), [(2 * HOUR_S, False), (50 * MINUTE_S, True), (0, True), (-HOUR_S, False)]
)
def test_where_one_is_expected_is_known_in_the_hour_before(around: Surroundings, in_s: int, is_known: bool) -> None:
    town = around.town
    park = int(np.flatnonzero(town.allows[:, Action.MOVE] & ~town.is_home)[-1])
    column = int(np.flatnonzero(PUBLIC_ACTIONS == Action.MOVE)[0])
    lacks = ~(town.near.place[1:, column] == park).any(axis=1)
    here = (np.flatnonzero(lacks) + 1)[:3]
    near, now = town.near.seen_from(here), np.full(len(here), NOW)

    show_dates(known(len(here), date_place=park, date_at=NOW + in_s), town, near, here, now, None)

    assert (near.place[:, column] == park).any(axis=1).tolist() == [is_known] * len(here)


def with_date(count: int, in_s: int, place: int) -> Known:
    return known(count, date_place=place, date_at=NOW + in_s, date_with=1, phone_at=NOW, talked_at=NOW)


def free_afternoon(diligence: int = 50):  # type: ignore[no-untyped-def]  # an ObservationBatch
    who: dict[str, ArrayLike] = {
        "workplace": 0,
        "shift_length_s": 0,
        "workdays": 0,
        "occupation": 7,
        "traits": [[50, diligence, 50, 50, 50]],
    }
    return look(NOW, who=who, last_meal=NOW - MINUTE_S)


def a_public_place() -> int:
    seen = free_afternoon()
    places = seen.candidates[0, Action.MOVE, FIRST_PUBLIC_SLOT:]
    return int(places[places > 0][0])


def share_going(diligence: int, in_s: int) -> float:
    place = a_public_place()
    seen = free_afternoon(diligence)
    answer = rules.decide(replace(seen, known=with_date(len(seen), in_s, place)))
    goes = (answer.place == place) & (answer.reason == Reason.APPOINTMENT)
    return float(goes.mean())


def test_residents_go_to_their_appointments_the_conscientious_more_surely() -> None:
    seen = free_afternoon()
    way_s = int(seen.walk_s[0, Action.MOVE, FIRST_PUBLIC_SLOT])

    diligent, careless = share_going(100, way_s + 5 * MINUTE_S), share_going(0, way_s + 5 * MINUTE_S)

    assert diligent > 0.95
    assert 0.4 < careless < 0.8


def test_what_comes_before_an_appointment_ends_in_time() -> None:
    place, in_s = a_public_place(), 50 * MINUTE_S
    seen = free_afternoon(100)
    carried = with_date(len(seen), in_s, place)

    answer = rules.decide(replace(seen, known=carried))

    row = np.arange(len(seen))
    slot = (seen.candidates[row, answer.action] == answer.place[:, None]).argmax(axis=1)
    ends = NOW + seen.walk_s[row, answer.action, slot] + answer.duration_s
    stays = (answer.place == HOME) & (answer.action != Action.SLEEP)
    assert stays.any()
    assert (ends[stays] <= NOW + in_s).mean() > 0.9


def test_the_sick_stay_at_home() -> None:
    place = a_public_place()
    seen = look(NOW, sick_until=NOW + DAY_S, who={"workplace": 0, "shift_length_s": 0, "workdays": 0, "occupation": 7})

    answer = rules.decide(replace(seen, known=with_date(len(seen), 10 * MINUTE_S, place)))

    assert (answer.reason == Reason.APPOINTMENT).sum() == 0
