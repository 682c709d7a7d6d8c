"""Rules, events and broadcasts of operators: each changes what people do, for its time and where it holds, and is recorded."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from pytest_django import DjangoDbBlocker

from society.experiments.scenario import load_scenario
from streams.kernel.simtime import HOUR_S
from streams.models import Event, Run
from tests.control import acted, advance, answer, events, found_town, homes, minutes_at, said, tell
from tests.kept_runs import living
from world.actions import Action
from world.contract import Reason
from world.economy.ledger import Category
from world.engine.measures import ACTIVE_MAX, MeasureKind, Priority
from world.events import WorldEvent
from world.models import LedgerEntry, Measure, Place, Resident, ResidentState

pytestmark = pytest.mark.django_db
SATURDAY: Final = "2024-01-06T09:00:00"
MONDAY_NOON: Final = "2024-01-01T12:00:00"


def told(start: str, lasts_h: float, kind: str = "", /, **body: Any) -> Run:
    """A town that is told something at its start, or nothing, and lives some hours."""
    run = found_town(start=start)
    if kind:
        assert answer(tell(run, kind, **body)) == "pending"
    return advance(run, lasts_h)


@pytest.fixture(scope="module")
def usual_saturday(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Ten hours of a Saturday on which nobody is told anything."""
    yield from living(lambda: told(SATURDAY, 10), django_db_blocker)


@pytest.fixture(scope="module")
def usual_noon(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Six hours from Monday noon in which nobody is told anything."""
    yield from living(lambda: told(MONDAY_NOON, 6), django_db_blocker)


def out(run: Run, hours: float) -> int:
    """Minutes that people mean to spend at public places, of what they decided."""
    public = {place.number for place in Place.objects.of(run.pk).filter(is_home=False)}
    return minutes_at(acted(run, 0.1, hours), public, run.start_sim_time + int(hours * HOUR_S))


def visits(run: Run, place: int, hours: float) -> int:
    return sum(row.next_place == place for row in acted(run, 0, hours))


def spent(run: Run, category: Category) -> int:
    return sum(LedgerEntry.objects.of(run.pk).filter(category=category).values_list("amount_cents", flat=True))


def working(run: Run, hours: float) -> int:
    return sum(row.next_action == Action.WORK for row in acted(run, 0, hours))


def test_a_curfew_sends_people_home_and_keeps_them_there() -> None:
    run = told(SATURDAY, 10, "set_rule", rule="curfew", from_s=14 * HOUR_S, until_s=17 * HOUR_S)
    own = {resident.number: (resident.home, resident.workplace) for resident in Resident.objects.of(run.pk)}
    until = run.start_sim_time + 5 * HOUR_S

    guests = [row for row in acted(run, 0, 10) if row.next_place not in (*own[row.actor], *homes(run))]
    during = [row for row in guests if row.arrive < until + 3 * HOUR_S and row.due > until]

    assert [row for row in guests if row.due <= until], "somebody was out before it"
    assert [row for row in guests if row.arrive >= until + 3 * HOUR_S], "somebody went out after it"
    assert during == []


def test_a_curfew_over_midnight_begins_at_once_when_set_in_it() -> None:
    run = told("2024-01-06T23:00:00", 2, "set_rule", rule="curfew", from_s=22 * HOUR_S, until_s=6 * HOUR_S)
    own = {resident.number: (resident.home, resident.workplace) for resident in Resident.objects.of(run.pk)}

    assert not [row for row in acted(run, 0, 2) if row.next_place not in own[row.actor]]


def test_a_free_day_ends_shifts_and_there_are_none_until_it_is_over(usual_noon: Run) -> None:
    free = told(MONDAY_NOON, 5, "set_rule", rule="free_day", hours=12)

    assert working(usual_noon, 5) > 5
    assert working(free, 5) == 0
    assert not ResidentState.objects.of(free.pk).filter(action=Action.WORK).exists()


def test_after_a_free_day_people_work_again() -> None:
    run = told("2024-01-01T20:00:00", 18, "set_rule", rule="free_day", hours=1)

    assert working(run, 18) > 10


def test_a_festival_draws_people_out(usual_noon: Run) -> None:
    festive = told(MONDAY_NOON, 6, "set_rule", rule="festival")

    assert out(festive, 6) > out(usual_noon, 6)
    assert any(row.reason == Reason.OCCASION for row in acted(festive, 0, 6))
    assert working(festive, 6) == 0


def test_a_festival_may_leave_the_shifts_alone() -> None:
    run = told(MONDAY_NOON, 4, "set_rule", rule="festival", shifts_off=False)

    assert working(run, 4) > 5


def test_a_crisis_makes_people_earn_less_and_buy_less() -> None:
    usual = told("2024-01-01T06:00:00", 14)
    hard = told("2024-01-01T06:00:00", 14, "set_rule", rule="crisis", prices_percent=100, wages_percent=50)
    prices = LedgerEntry.objects.of(hard.pk).filter(category=Category.PURCHASE).values_list("amount_cents", flat=True)

    bought = [LedgerEntry.objects.of(run.pk).filter(category=Category.PURCHASE).count() for run in (usual, hard)]

    assert 0 < spent(hard, Category.WAGE) < spent(usual, Category.WAGE) * 0.7
    assert bought[1] < bought[0]
    assert all(price % 2 == 0 for price in prices)


def test_wages_may_stay_unpaid() -> None:
    run = told("2024-01-01T06:00:00", 12, "set_rule", rule="crisis", prices_percent=0, wages_percent=0)

    assert working(run, 12) > 10
    assert spent(run, Category.WAGE) == 0


def test_a_disaster_empties_a_place_hurts_who_was_there_and_keeps_others_out() -> None:
    run = advance(found_town(start=MONDAY_NOON), 1)
    counts = ResidentState.objects.of(run.pk).exclude(place__in=homes(run)).values_list("place", flat=True)
    place = max(set(counts), key=list(counts).count)
    inside = list(ResidentState.objects.of(run.pk).filter(place=place).order_by("pk"))

    tell(run, "start_event", event="disaster", place=place, hours=3, harm=2_000)
    advance(run, 0.5)
    struck = {state.number: state.health for state in ResidentState.objects.of(run.pk)}

    assert len(inside) > 1
    assert all(struck[state.number] <= max(state.health - 1_500, 0) for state in inside)
    assert not ResidentState.objects.of(run.pk).filter(place=place).exists()
    advance(run, 4)
    assert not [row for row in acted(run, 1.02, 4) if row.next_place == place]
    assert Event.objects.of(run.pk).filter(kind=WorldEvent.MEASURE_ENDED, place=place).exists()


def test_a_disaster_in_a_district_leaves_only_homes_open() -> None:
    run = told(MONDAY_NOON, 3, "start_event", event="disaster", district=1, hours=3)

    assert not [row for row in acted(run, 0, 3) if row.next_place not in homes(run)]


def test_a_celebration_fills_the_place_that_it_is_held_at(usual_saturday: Run) -> None:
    hall = quietest_cafe(usual_saturday)
    festive = told(SATURDAY, 8, "start_event", event="celebration", place=hall, hours=8)

    assert visits(festive, hall, 8) > visits(usual_saturday, hall, 8) + 5


def quietest_cafe(run: Run) -> int:
    """The cafe, tea house, bar or restaurant that fewest went to."""
    places = [place.number for place in Place.objects.of(run.pk).filter(type__in=["cafe", "tea_house", "restaurant"])]
    return min(places, key=lambda place: (visits(run, place, 8), place))


@pytest.mark.parametrize(("cents", "category"), [(12_300, Category.GRANT), (-4_500, Category.LEVY)])
def test_money_is_paid_to_everybody_or_taken_and_people_spend_by_it(cents: int, category: Category) -> None:
    run = told(SATURDAY, 0.1, "start_event", event="money", cents=cents)

    entries = LedgerEntry.objects.of(run.pk).filter(category=category)

    assert entries.count() == Resident.objects.of(run.pk).count()
    assert {entry.amount_cents for entry in entries} == {abs(cents)}


def test_being_given_money_changes_what_people_do(usual_saturday: Run) -> None:
    rich = told(SATURDAY, 10, "start_event", event="money", cents=10**7)

    assert spent(rich, Category.PURCHASE) > spent(usual_saturday, Category.PURCHASE)


def test_an_urgent_broadcast_makes_people_look_up_and_a_low_one_does_not() -> None:
    looked_up = {}
    for priority in ("low", "high", "urgent"):
        run = advance(found_town(start=SATURDAY), 1)
        at = run.start_sim_time + HOUR_S
        tell(run, "broadcast", text="The bridge is open again.", priority=priority)
        advance(run, 0.1)
        looked_up[priority] = Event.objects.of(run.pk).filter(kind=WorldEvent.ACTED, sim_time=at + 1).count()

    assert looked_up["low"] <= 1
    assert looked_up["low"] + 3 < looked_up["high"] < looked_up["urgent"]


def test_a_broadcast_with_a_place_leads_people_there(usual_saturday: Run) -> None:
    hall = quietest_cafe(usual_saturday)
    invited = told(SATURDAY, 8, "broadcast", text="Come!", place=hall, hours=8, priority="urgent")

    assert visits(invited, hall, 8) > visits(usual_saturday, hall, 8) + 5


def test_a_broadcast_says_its_words_and_whether_to_remember_them() -> None:
    run = told(SATURDAY, 0.1, "broadcast", text="  Snow tonight  ", remember=True, priority="high")

    [event] = events(run, WorldEvent.MEASURE_BEGAN)
    [row] = Measure.objects.of(run.pk)

    assert (event.action, event.amount) == (MeasureKind.BROADCAST, Priority.HIGH)
    assert said(event) == {"text": "Snow tonight", "remember": True}
    assert (row.text, row.number) == ("Snow tonight", event.object)


def test_what_holds_in_a_district_leaves_the_others_alone() -> None:
    run = found_town(
        count=80, start=MONDAY_NOON, map=load_scenario("willowbrook").map.model_dump(mode="json") | {"districts": 2}
    )
    tell(run, "set_rule", rule="free_day", district=2, hours=5)
    advance(run, 4)
    tile = Place.objects.of(run.pk).count() // 2

    at_work = {row.next_place > tile for row in acted(run, 0, 4) if row.next_action == Action.WORK}

    assert at_work == {False}


def test_an_operator_ends_what_is_in_force_before_its_time() -> None:
    run = found_town(start=MONDAY_NOON)
    begun = tell(run, "set_rule", rule="free_day", hours=48)
    advance(run, 1)
    ended = tell(run, "end_measure", number=1)
    advance(run, 20)

    [event] = events(run, WorldEvent.MEASURE_ENDED)
    assert (answer(begun), answer(ended)) == ("applied", "applied")
    assert (event.sim_time, event.object, event.action) == (run.start_sim_time + HOUR_S, 1, MeasureKind.FREE_DAY)
    assert Measure.objects.of(run.pk).get().ended_step > 0
    assert working(run, 21) > 5


def test_what_has_come_to_its_time_ends_to_the_second() -> None:
    run = told(SATURDAY, 2.5, "set_rule", rule="free_day", hours=2)

    [event] = events(run, WorldEvent.MEASURE_ENDED)

    assert event.sim_time == run.start_sim_time + 2 * HOUR_S
    assert event.target == 0


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("set_rule", {"rule": "curfew", "district": 9}, "district_not_found"),
        ("set_rule", {"rule": "crisis", "prices_percent": 0, "wages_percent": 100}, "changes_nothing"),
        ("start_event", {"event": "money"}, "changes_nothing"),
        ("start_event", {"event": "celebration"}, "needs_a_place"),
        ("start_event", {"event": "celebration", "place": 10_000}, "location_not_found"),
        ("start_event", {"event": "celebration", "place": 1}, "nowhere_to_gather"),
        ("start_event", {"event": "disaster"}, "needs_a_place_or_district"),
        ("start_event", {"event": "disaster", "place": 1}, "home_stays_open"),
        ("broadcast", {"text": "Come", "place": 1}, "nowhere_to_gather"),
        ("end_measure", {"number": 3}, "not_in_force"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(kind: str, body: dict[str, Any], reason: str) -> None:
    run = found_town(start=SATURDAY)
    command = tell(run, kind, **body)
    advance(run, 0.05)

    assert Place.objects.of(run.pk).order_by("pk")[0].is_home
    assert answer(command) == reason
    assert not events(run, WorldEvent.MEASURE_BEGAN)
    assert not Measure.objects.of(run.pk).exists()


def test_the_same_rule_is_not_set_twice_in_one_place() -> None:
    run = found_town(start=SATURDAY)
    first, second = (tell(run, "set_rule", rule="curfew") for _ in range(2))
    advance(run, 0.05)

    assert (answer(first), answer(second)) == ("applied", "already_in_force")


def test_only_so_much_is_in_force_at_a_time() -> None:
    run = found_town(start=SATURDAY)
    commands = [tell(run, "broadcast", text=f"News {i}", priority="low") for i in range(ACTIVE_MAX + 1)]
    advance(run, 0.1)

    assert [answer(command) for command in commands] == ["applied"] * ACTIVE_MAX + ["too_many_in_force"]


def test_a_place_of_another_district_is_refused() -> None:
    run = found_town(count=80, map=load_scenario("willowbrook").map.model_dump(mode="json") | {"districts": 2})
    command = tell(run, "broadcast", text="Come", place=place_of_type(run, "park"), district=2)
    advance(run, 0.05)

    assert answer(command) == "place_elsewhere"


def place_of_type(run: Run, type_: str) -> int:
    return Place.objects.of(run.pk).filter(type=type_).order_by("pk")[0].number
