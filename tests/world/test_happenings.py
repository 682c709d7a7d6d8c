"""Chance in town: who is struck is a matter of seed and day alone, each kind does what it says, and money adds up."""

from functools import cache

import numpy as np
import pytest

from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.society.memory_town import Columns, Life, found
from world.actions import Action
from world.contract import Int, Need, Reason
from world.economy.ledger import NAMED, Account, Category
from world.engine.chances import COFFEE_S, LUCKY_CENTS, chosen_people, news
from world.engine.happenings import Happenings
from world.engine.steplog import StepLog
from world.events import BY_CHANCE, WorldEvent
from world.scenario.fields import chance_text, parse_chance

SEED = 11
ALL = ("bonus", "red_packet", "illness", "broken_phone", "free_coffee", "park_fair")
MOSTLY = {
    "bonus": "30%",
    "red_packet": "30%",
    "illness": "10%",
    "broken_phone": "30%",
    "free_coffee": 1,
    "park_fair": 1,
}


def willowbrook(step_s: int = 20, start: str = "2024-01-01T06:00:00", **odds: object) -> ScenarioFile:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["run"] |= {"step_s": step_s, "start": start}
    return checked_scenario({**table, "happenings": odds}, file="happenings")


@cache
def lived(days: int, step_s: int = 20, start: str = "2024-01-01T06:00:00", **odds: object) -> Life:
    scenario = willowbrook(step_s, start, **odds)
    return found(scenario, seed=SEED).live(scenario.run.start_s // DAY_S * DAY_S + days * DAY_S)


def of_kind(life: Life, *kinds: WorldEvent) -> Columns:
    rows = np.isin(life.events["kind"], kinds)
    return {name: values[rows] for name, values in life.events.items()}


def paid(life: Life, category: Category) -> Columns:
    rows = life.ledger["category"] == category
    return {name: values[rows] for name, values in life.ledger.items()}


def begun(life: Life, place: Int, since: Int, until: Int, *actions: Action) -> int:
    """Count who set out for or began one of these actions at a place within windows: int[m] each."""
    events = of_kind(life, WorldEvent.ACTED)
    wanted = np.isin(events["next_action"], actions)
    inside = (
        (events["next_place"][:, None] == place)
        & (events["sim_time"][:, None] >= since)
        & (events["sim_time"][:, None] < until)
    )
    return int((inside.any(axis=1) & wanted).sum())


def test_a_probability_is_read_as_a_percentage_or_a_number_and_written_as_a_percentage() -> None:
    assert [parse_chance(value) for value in ("2%", "0.0001%", 0.02, 1, 0, " 100 % ")] == [
        20_000,
        1,
        20_000,
        1_000_000,
        0,
        1_000_000,
    ]
    assert [chance_text(value) for value in (20_000, 1, 1_000_000, 0)] == ["2%", "0.0001%", "100%", "0%"]
    assert parse_chance(chance_text(12_345)) == 12_345


@pytest.mark.parametrize("value", ["2", "101%", -0.1, 1.5, 20_000, True, None, "x%", "nan%", float("inf"), "0.00001%"])
def test_what_is_no_probability_is_refused_with_what_to_write(value: object) -> None:
    with pytest.raises(ValueError, match="write a percentage"):
        parse_chance(value)


def test_each_kind_strikes_as_often_as_its_probability_says() -> None:
    shares = (20_000, 1, 500_000, 1_000_000)

    found_rows = [
        np.concatenate(rows) for rows in zip(*(chosen_people(5, day, 200_000, shares) for day in range(5)), strict=True)
    ]

    assert 19_500 < len(found_rows[0]) < 20_500
    assert len(found_rows[1]) <= 6
    assert 497_500 < len(found_rows[2]) < 502_500
    assert len(found_rows[3]) == 1_000_000


def test_who_is_struck_does_not_depend_on_how_many_live_here() -> None:
    shares = (20_000, 10_000, 8_000, 8_000)

    few, many = chosen_people(5, 3, 500, shares), chosen_people(5, 3, 100_000, shares)

    assert [rows.tolist() for rows in few] == [rows[rows <= 500].tolist() for rows in many]


@pytest.mark.parametrize("step_s", [60, 120])
def test_no_step_length_changes_who_gets_what(step_s: int) -> None:
    compared = ("kind", "sim_time", "actor", "amount", "due")

    fine, coarse = (of_kind(lived(3, length, **MOSTLY), *BY_CHANCE) for length in (20, step_s))

    assert len(fine["kind"]) > 60
    assert {name: fine[name].tolist() for name in compared} == {name: coarse[name].tolist() for name in compared}


def test_a_town_that_says_nothing_of_chance_has_none() -> None:
    life = lived(3)

    assert len(of_kind(life, *BY_CHANCE)["kind"]) == 0
    assert not life.engine.residents.sick_until.any()


def test_nothing_happens_before_the_run_begins_and_all_in_order_of_time() -> None:
    life = lived(3, **MOSTLY)

    assert of_kind(life, *BY_CHANCE)["sim_time"].min() > life.start
    assert (np.diff(life.events["sim_time"]) >= 0).all()


def test_a_bonus_comes_from_the_till_to_those_who_have_a_shift_that_day() -> None:
    life = lived(3, bonus=1)
    bonuses, entries = of_kind(life, WorldEvent.BONUS), paid(life, Category.BONUS)
    who = life.persona.take(bonuses["actor"])
    of_day_s = bonuses["sim_time"] % DAY_S

    assert len(bonuses["actor"]) > 40
    assert sorted(entries["amount_cents"].tolist()) == sorted(bonuses["amount"].tolist())
    assert (entries["payer"] == -life.persona.workplace[entries["payee"]]).all()
    assert (who.workdays >> (bonuses["sim_time"] // DAY_S % 7) & 1).all()
    assert ((of_day_s > who.shift_start_s) & (of_day_s <= who.shift_start_s + who.shift_length_s)).all()


def test_a_red_packet_comes_from_somebody_who_can_give_or_from_relatives() -> None:
    life = lived(3, red_packet=1)
    packets, entries = of_kind(life, WorldEvent.RED_PACKET), paid(life, Category.GIFT)

    assert set(packets["amount"].tolist()) <= set(LUCKY_CENTS.tolist())
    assert (packets["target"] != packets["actor"]).all()
    assert {0} < set(packets["target"].tolist())
    assert (
        entries["payer"].tolist() == np.where(packets["target"] > 0, packets["target"], Account.OUTSIDE_FAMILY).tolist()
    )
    assert (entries["payer_balance"][entries["payer"] < NAMED] >= 0).all()


def test_who_is_asked_for_two_red_packets_at_once_gives_what_she_has() -> None:
    town = found(willowbrook(), seed=SEED)
    engine, books = town.engine, town.books()
    residents, giver = engine.residents, int(town.engine.residents.money.argmax())
    amount = int(residents.money[giver]) * 2 // 3
    both = np.array([number for number in (1, 2, 3) if number != giver][:2])
    asked = news(
        2,
        WorldEvent.RED_PACKET,
        town.now + np.array([1, 2]),
        resident=both,
        other=np.array([giver]),
        amount=np.array([amount]),
    )

    engine.happenings.befall(asked, earliest=town.now, books=books, log=StepLog())

    paid_by = books.columns()["payer"].tolist()
    assert paid_by == [giver, Account.OUTSIDE_FAMILY]
    assert residents.money[giver] > 0


def test_a_red_packet_is_company() -> None:
    without, with_packets = (life.needs[:, 1:, Need.SOCIAL].mean() for life in (lived(3), lived(3, red_packet=1)))

    assert with_packets > without + 100


def test_a_broken_phone_costs_money_and_fun() -> None:
    whole, broken = lived(3), lived(3, broken_phone=1)
    entries = paid(broken, Category.REPAIR)

    assert entries["amount_cents"].tolist() == of_kind(broken, WorldEvent.PHONE_BROKE)["amount"].tolist()
    assert set(entries["payee"].tolist()) == {int(Account.OUTSIDE_TRADE)}
    assert broken.needs[:, 1:, Need.FUN].mean() < whole.needs[:, 1:, Need.FUN].mean() - 200


def test_the_sick_stay_away_from_work_at_home_until_they_are_well() -> None:
    life = lived(7, illness="4%")
    events = of_kind(life, WorldEvent.ACTED)
    ill = of_kind(life, WorldEvent.FELL_ILL)
    well = of_kind(life, WorldEvent.RECOVERED)
    length = ill["due"] - ill["sim_time"]
    in_bed = (
        (events["actor"][:, None] == ill["actor"])
        & (events["sim_time"][:, None] >= ill["sim_time"])
        & (events["sim_time"][:, None] < ill["due"])
    ).any(axis=1)

    assert len(ill["actor"]) > 5
    assert length.min() >= DAY_S
    assert length.max() <= 3 * DAY_S
    assert Action.WORK not in events["next_action"][in_bed]
    assert (events["next_place"][in_bed] == life.persona.home[events["actor"][in_bed]]).mean() > 0.98
    assert Reason.UNWELL in events["reason"][in_bed]
    assert set(zip(well["actor"].tolist(), well["sim_time"].tolist(), strict=True)) == {
        (actor, due) for actor, due in zip(ill["actor"].tolist(), ill["due"].tolist(), strict=True) if due <= life.until
    }
    assert events["next_action"][~in_bed].tolist().count(Action.WORK) > 100


def test_somebody_who_falls_ill_away_from_home_goes_home() -> None:
    life = lived(7, illness="4%")
    kinds, actors, times = (life.events[name] for name in ("kind", "actor", "sim_time"))
    fell = np.flatnonzero(kinds == WorldEvent.FELL_ILL)
    turns = [
        np.flatnonzero((actors == actors[i]) & (kinds == WorldEvent.ACTED) & (times >= times[i]))[:1] for i in fell
    ]
    after = np.concatenate(turns)
    left = life.events["place"][after] != life.persona.home[actors[after]]

    assert left.any()
    assert (life.events["next_place"][after[left]] == life.persona.home[actors[after[left]]]).all()


def test_free_coffee_costs_nothing_and_fills_the_cafe() -> None:
    usual, free = lived(3), lived(3, free_coffee=1)
    coffee = of_kind(free, WorldEvent.FREE_COFFEE)
    windows = (coffee["place"], coffee["sim_time"], coffee["due"])
    bought = paid(free, Category.PURCHASE)
    is_free = (
        (-bought["payee"][:, None] == coffee["place"])
        & (bought["sim_time"][:, None] >= coffee["sim_time"])
        & (bought["sim_time"][:, None] < coffee["due"])
        & (bought["subject"] == Action.EAT)[:, None]
    )

    assert len(coffee["place"]) == 3
    assert (coffee["due"] - coffee["sim_time"] == COFFEE_S).all()
    assert not is_free.any()
    assert begun(free, *windows, Action.EAT) > 2 * begun(usual, *windows, Action.EAT)


def test_a_fair_draws_people_to_the_park() -> None:
    usual, merry = (lived(2, start="2024-01-06T06:00:00", park_fair=odds) for odds in (0, 1))
    fairs = of_kind(merry, WorldEvent.FAIR)
    windows = (fairs["place"], fairs["sim_time"], fairs["due"])
    begun_there = of_kind(merry, WorldEvent.ACTED)["reason"]

    assert (fairs["sim_time"] // DAY_S % 7).tolist() == [5, 6]
    assert begun(merry, *windows, Action.PLAY, Action.MOVE) > 2 * begun(usual, *windows, Action.PLAY, Action.MOVE)
    assert Reason.OCCASION in begun_there


def test_money_comes_from_named_accounts_only() -> None:
    life = lived(3, **MOSTLY)
    ledger = life.ledger
    issued = (
        ledger["amount_cents"][ledger["payer"] >= NAMED].sum() - ledger["amount_cents"][ledger["payee"] >= NAMED].sum()
    )

    assert life.engine.residents.money.sum() + life.engine.places.till.sum() == issued


def test_what_is_to_come_follows_from_the_columns_after_a_restart() -> None:
    town = found(willowbrook(illness="10%", bonus="10%"), seed=SEED)
    engine = town.live(2 * DAY_S + 7 * HOUR_S).engine
    since, until = town.now, town.now + DAY_S

    restarted = Happenings(engine.happenings.chances, engine.around, engine.residents)

    gone_on, anew = engine.happenings.within(since, until), restarted.within(since, until)
    assert WorldEvent.RECOVERED in gone_on.kind
    assert {name: getattr(gone_on, name).tolist() for name in gone_on.__slots__} == {
        name: getattr(anew, name).tolist() for name in anew.__slots__
    }
