"""The town's engine with minds of three lines: seats, money, refusals, and what no mind may break."""

import numpy as np
import pytest

from society.experiments.founding import with_overrides
from society.experiments.scenario import ScenarioFile, load_scenario
from streams.kernel.rng import below, draw
from streams.kernel.simtime import HOUR_S
from tests.society.memory_town import Life, MemoryTown, found
from world.actions import ACTIONS, Action, by_name
from world.contract import NEED_MAX, OPTIONS_KEPT, DecisionBatch, Int, ObservationBatch, Reason
from world.economy.ledger import NAMED
from world.engine.people import Occupancy
from world.events import WorldEvent


def choose(seen: ObservationBatch, action: Int, place: Int, duration_s: int = 1200) -> DecisionBatch:
    """Make decisions without weighed options."""
    none = np.full((len(seen), OPTIONS_KEPT), -1)
    return DecisionBatch(
        action=action,
        place=place,
        duration_s=np.full(len(seen), duration_s),
        reason=np.full(len(seen), Reason.NOTHING_BETTER),
        option_action=none,
        option_place=none,
        option_weight=none,
    )


def anything(seen: ObservationBatch) -> DecisionBatch:
    """Do whatever the dice say of what is offered."""
    luck = draw(seen.seed, seen.number, 999, seen.decisions)
    chances = np.where(
        seen.candidates > 0,
        (luck[:, None, None] ^ draw(7, np.arange(len(ACTIONS) * 8).reshape(len(ACTIONS), 8), 1, 0)) >> 40,
        0,
    )
    best = chances.reshape(len(seen), -1).argmax(axis=1)
    action, slot = np.divmod(best, seen.candidates.shape[2])
    return choose(seen, action, seen.candidates[np.arange(len(seen)), action, slot], int(below(luck, 7200).max()))


def everybody_to(place: int, action: int):  # type: ignore[no-untyped-def]  # a Decide
    """Want the same thing at the same place, whatever is offered."""

    def decide(seen: ObservationBatch) -> DecisionBatch:
        return choose(seen, np.full(len(seen), action), np.full(len(seen), place))

    return decide


@pytest.fixture(scope="module")
def scenario() -> ScenarioFile:
    return with_overrides(load_scenario("willowbrook"), count=60)


@pytest.fixture(scope="module")
def wild(scenario: ScenarioFile) -> Life:
    """Two days of people who do anything."""
    return found(scenario, seed=3, decide=anything).live(scenario.run.start_s + 48 * HOUR_S)


def acted(life: Life, kind: WorldEvent = WorldEvent.ACTED) -> dict[str, Int]:
    rows = life.events["kind"] == kind
    return {name: values[rows] for name, values in life.events.items()}


def test_no_mind_fills_a_place_beyond_its_seats(scenario: ScenarioFile) -> None:
    town = found(scenario, seed=4, decide=anything)
    crowded = []

    for hour in range(1, 49):
        town.live(scenario.run.start_s + hour * HOUR_S)
        guests = town.engine.around.occupancy.guests
        crowded.append((guests - town.engine.around.town.guest_capacity)[1:].max())

    assert max(crowded) <= 0


def test_counted_guests_are_where_the_residents_are(wild: Life) -> None:
    around = wild.engine.around

    fresh = Occupancy(around.town, around.persona, wild.engine.residents)

    assert fresh.guests.tolist() == around.occupancy.guests.tolist()
    assert fresh.inside.tolist() == around.occupancy.inside.tolist()


def test_the_last_seat_goes_to_one_and_the_others_hear_that_it_is_full(scenario: ScenarioFile) -> None:
    cafe = next(i for i, place in enumerate(scenario.places, 1) if place.type == "cafe")
    eat = by_name("eat").number

    life = found(scenario, seed=5, decide=everybody_to(cafe, eat)).live(scenario.run.start_s + 4 * HOUR_S)

    refused = acted(life, WorldEvent.REFUSED)
    assert Reason.PLACE_FULL in refused["reason"]
    assert Reason.PLACE_CLOSED in refused["reason"]
    assert set(refused["place"].tolist()) == {cafe}
    assert set(refused["action"].tolist()) == {eat}


def test_somebody_who_was_refused_waits_where_she_is(scenario: ScenarioFile) -> None:
    cinema = next(i for i, place in enumerate(scenario.places, 1) if place.type == "cinema")

    life = found(scenario, seed=6, decide=everybody_to(cinema, Action.PLAY)).live(scenario.run.start_s + HOUR_S)

    begun = acted(life)
    turned_away = begun["reason"] >= Reason.PLACE_CLOSED
    assert turned_away.any()
    assert set(begun["next_action"][turned_away].tolist()) == {int(Action.WAIT)}
    assert (begun["next_place"][turned_away] == begun["place"][turned_away]).all()


def test_one_action_ends_where_the_next_begins(wild: Life) -> None:
    events, ill = acted(wild), acted(wild, WorldEvent.FELL_ILL)

    for number in range(1, 61):
        mine = np.flatnonzero(events["actor"] == number)
        assert (events["place"][mine][1:] == events["next_place"][mine][:-1]).all()
        assert (events["action"][mine][1:] == events["next_action"][mine][:-1]).all()
        ended, planned = events["sim_time"][mine][1:], events["due"][mine][:-1]
        fell_ill = ill["sim_time"][ill["actor"] == number]
        # what an illness cuts short ends when it begins, or on arrival
        cut = np.isin(ended, fell_ill) | np.isin(ended, events["arrive"][mine][:-1]) & (len(fell_ill) > 0)
        assert ((ended == planned) | (cut & (ended < planned))).all()


def test_nobody_is_anywhere_before_the_way_is_walked(wild: Life) -> None:
    events = acted(wild)
    walk_s = wild.engine.around.town.walk_s(events["place"], events["next_place"])

    assert (events["arrive"] - events["sim_time"] == walk_s).all()
    assert (events["due"] > events["arrive"]).all()


def test_no_action_is_shorter_than_a_step(wild: Life, scenario: ScenarioFile) -> None:
    events = acted(wild)

    assert (events["due"] - events["sim_time"]).min() >= scenario.run.step_s


def test_nobody_visits_a_closed_place(wild: Life) -> None:
    events, town, persona = acted(wild), wild.engine.around.town, wild.engine.around.persona
    chosen = events["next_action"] != Action.WAIT
    own = (events["next_place"] == persona.home[events["actor"]]) | (
        events["next_place"] == persona.workplace[events["actor"]]
    )
    visits = chosen & ~own

    assert town.is_open(events["next_place"][visits], events["arrive"][visits]).all()
    assert town.is_open(events["next_place"][visits], events["due"][visits] - 1).all()


def test_time_never_falls_along_the_record(wild: Life) -> None:
    assert (np.diff(wild.events["sim_time"]) >= 0).all()


def test_money_is_what_the_sources_issued(wild: Life) -> None:
    rows = wild.ledger
    issued = rows["amount_cents"][rows["payer"] >= NAMED].sum() - rows["amount_cents"][rows["payee"] >= NAMED].sum()

    assert wild.engine.residents.money.sum() + wild.engine.places.till.sum() == issued
    assert (rows["amount_cents"] > 0).all()


def test_needs_stay_between_nothing_and_everything(wild: Life) -> None:
    assert wild.needs.min() >= 0
    assert wild.needs.max() <= NEED_MAX


def test_practice_makes_better_and_never_perfect(wild: Life) -> None:
    worked = {spec.number for spec in ACTIONS if spec.skill_per_hour}
    events = acted(wild)
    students = np.unique(events["actor"][np.isin(events["action"], list(worked)) & (events["duration_s"] > HOUR_S)])

    assert len(students)
    assert wild.engine.residents.skills.max() <= NEED_MAX


def test_an_order_is_carried_out_once_and_then_forgotten(scenario: ScenarioFile) -> None:
    town: MemoryTown = found(scenario, seed=8, decide=anything)
    home = int(town.engine.around.persona.home[1])
    town.engine.residents.told_action[1] = Action.READ + 1
    town.engine.residents.told_place[1] = home
    town.engine.residents.due[1] = town.now + 1

    life = town.live(scenario.run.start_s + 12 * HOUR_S)

    told = acted(life)["reason"] == Reason.TOLD
    assert told.sum() == 1
    assert acted(life)["next_action"][told].tolist() == [int(Action.READ)]
