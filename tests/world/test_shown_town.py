"""What people are shown of the town is what the engine has, now, at a past moment, and behind the record's lead."""

from math import dist

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from society.parts import assemble
from streams.errors import HistoryLost
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import RunClock
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from streams.writer.runs import facts_of, load_stepper
from tests.lived_town import LivedTown
from world.contract import EconomicStatus, Need
from world.engine.effects import evaluate_needs
from world.errors import TooManyResidents
from world.models import Place
from world.occupations import Occupation
from world.part import WorldPart
from world.selectors import residents as resident_selectors
from world.selectors.bodies import Bodies
from world.selectors.economy import economy_of, gini
from world.selectors.ledger import ledger_of
from world.selectors.map import along, places_of, positions, spot_in
from world.selectors.moments import Moment, moment_of, present
from world.selectors.places import list_places, place_detail
from world.selectors.residents import ResidentView, Sort, Wanted, list_residents, resident_view, resident_views
from world.selectors.timeline import day_of, hours_worked_s, timeline

# What is known exactly of somebody whom the record has left behind: all but needs, purse and what follows from them.
EXACT = (
    "number",
    "action",
    "location",
    "target",
    "is_walking",
    "since",
    "arrive",
    "until",
    "reason",
    "x",
    "y",
    "thinking",
)


def queries(call: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()  # type: ignore[operator]  # a lambda
    return len(captured)


def exactly(views: list[ResidentView]) -> list[tuple[object, ...]]:
    return [tuple(getattr(view, name) for name in EXACT) for view in views]


def show_at(town: LivedTown, sim_time: int) -> Moment:
    """Stop the shown clock at a time that the record has long passed."""
    RunClock.objects.filter(pk=town.run.pk).update(sim_ms=sim_time * 1000, rate_milli=0)
    return present(town.run)


def test_a_present_view_is_what_the_engine_has(lived_town: LivedTown) -> None:
    parts = assemble(facts_of(lived_town.run))
    load_stepper(lived_town.run, parts)
    world = next(part for part in parts if isinstance(part, WorldPart))
    columns, everybody = world.engine.residents, np.arange(1, 51)
    needs = evaluate_needs(columns, world.engine.around.persona, everybody, np.full(50, lived_town.now))

    views = resident_views(present(lived_town.run))

    assert [view.purse.money_cents for view in views] == columns.money[everybody].tolist()
    assert [view.action_number for view in views] == columns.action[everybody].tolist()
    assert [[view.needs[need.name.lower()] for need in Need] for view in views] == (needs / 100).tolist()
    assert [(view.location or view.target).number for view in views] == columns.place[everybody].tolist()  # type: ignore[union-attr]  # one of them is set


def test_the_past_looks_as_the_present_did_then(lived_town: LivedTown) -> None:
    moment = moment_of(lived_town.run, lived_town.then)

    assert resident_views(moment) == lived_town.residents_then
    assert list_places(moment) == lived_town.places_then


def test_whoever_decided_ahead_of_the_shown_clock_is_shown_at_what_she_did_before(lived_town: LivedTown) -> None:
    moment = show_at(lived_town, lived_town.then)

    views = resident_views(moment)

    assert moment.sim_time == lived_town.then
    assert exactly(views) == exactly(list(lived_town.residents_then))


def test_between_two_steps_the_past_equals_a_shown_clock_that_stands_there(lived_town: LivedTown) -> None:
    between = lived_town.then + 7
    shown = resident_views(show_at(lived_town, between))

    past = resident_views(moment_of(lived_town.run, between))

    assert exactly(past) == exactly(shown)
    assert {view.since <= between for view in past} == {True}


def test_the_past_can_be_seen_from_the_runs_first_moment_on(lived_town: LivedTown) -> None:
    run = lived_town.run

    first = resident_views(moment_of(run, run.start_sim_time))
    soon = resident_views(moment_of(run, run.start_sim_time + 601))

    assert {view.reason for view in first} == {"born"}
    assert {view.reason for view in soon} > {"born"}


def test_a_fork_shows_its_parents_past(lived_town: LivedTown) -> None:
    run = lived_town.run
    step = step_at(run, lived_town.then + 2 * HOUR_S)
    fork = fork_run(run, step=step, assemble=assemble, name="fork", wall_ms=0)

    views = resident_views(moment_of(fork, lived_town.then))

    assert views == lived_town.residents_then
    assert timeline(present(fork), 5, since=0) == timeline(moment_of(run, lived_town.then + 2 * HOUR_S), 5, since=0)
    assert ledger_of(present(fork), 5) == ledger_of(moment_of(run, lived_town.then + 2 * HOUR_S), 5)


def test_a_moment_that_has_not_come_is_refused(lived_town: LivedTown) -> None:
    with pytest.raises(HistoryLost, match="has not come yet"):
        moment_of(lived_town.run, lived_town.now + 1)


def test_a_view_costs_as_many_queries_for_ten_as_for_fifty(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)

    ten, fifty = queries(lambda: resident_views(moment, range(1, 11))), queries(lambda: resident_views(moment))

    # people, states, places, changes of work; and ways where anybody walks
    assert {ten, fifty} <= {4, 5}


def test_the_way_back_costs_as_many_queries_for_ten_as_for_fifty(lived_town: LivedTown) -> None:
    moment = show_at(lived_town, lived_town.then)

    ten = queries(lambda: resident_views(moment, range(1, 11)))

    assert abs(ten - queries(lambda: resident_views(moment))) <= 3
    assert ten <= 20


def test_places_cost_a_fixed_number_of_queries(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)

    # places, their states, residents' states and their ends
    assert queries(lambda: list_places(moment)) <= 4


def test_everybody_who_is_not_walking_is_counted_in_some_place(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    standing = [view for view in resident_views(moment) if not view.is_walking]

    places = list_places(moment)

    assert sum(place.occupants for place in places) == len(standing)


def test_residents_stand_inside_their_place(lived_town: LivedTown) -> None:
    places = {place.number: place for place in Place.objects.of(lived_town.run.pk)}
    standing = [view for view in resident_views(present(lived_town.run)) if view.location]

    outside = [
        view.name
        for view in standing
        for place in [places[view.location.number]]  # type: ignore[union-attr]  # filtered above
        if not (place.x <= view.x <= place.x + place.width and place.y <= view.y <= place.y + place.height)
    ]

    assert outside == []


def test_two_residents_do_not_stand_on_one_spot() -> None:
    place = Place(id=7, x=100, y=200, width=40, height=30)

    spots = {spot_in(place, number) for number in range(1, 51)}

    assert len(spots) == 50


@pytest.mark.parametrize(
    ("share", "point"), [(0, (0, 0)), (0.5, (10, 0)), (0.75, (10, 5)), (1, (10, 10)), (7, (10, 10))]
)
def test_a_walker_is_on_her_way_by_the_time_passed(share: float, point: tuple[float, float]) -> None:
    assert along([(0, 0), (10, 0), (10, 10)], share) == point


def test_a_list_is_searched_by_a_part_of_the_name(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    somebody = resident_view(moment, 5)
    assert somebody is not None

    found = list_residents(moment, Wanted(search=somebody.name[2:7].upper()))

    assert 5 in [view.number for view in found.items]
    assert found.total == len(found.items) < 50


def test_a_list_is_narrowed_by_trade_and_status(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    wanted = Wanted(occupation=Occupation.STUDENT, status=EconomicStatus.STABLE)
    everybody = resident_views(moment)

    found = list_residents(moment, wanted, limit=100)

    fitting = [view.number for view in everybody if view.occupation == "student" and view.purse.status == "stable"]
    assert [view.number for view in found.items] == fitting


def test_a_list_by_wealth_begins_with_the_richest_and_goes_on_where_a_page_ends(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)

    first = list_residents(moment, Wanted(sort=Sort.WEALTH), page=1, limit=30)
    second = list_residents(moment, Wanted(sort=Sort.WEALTH), page=2, limit=30)

    purses = [view.purse.money_cents for view in (*first.items, *second.items)]
    assert purses == sorted(purses, reverse=True)
    assert (len(purses), first.total, second.total) == (50, 50, 50)


def test_a_list_by_activity_groups_what_people_do(lived_town: LivedTown) -> None:
    found = list_residents(present(lived_town.run), Wanted(sort=Sort.ACTIVITY), limit=100)

    actions = [view.action for view in found.items]
    assert actions == sorted(actions)


def test_a_large_run_is_neither_searched_nor_sorted(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resident_selectors, "SEARCHABLE_UP_TO", 49)
    moment = present(lived_town.run)

    with pytest.raises(TooManyResidents, match="50 residents"):
        list_residents(moment, Wanted(sort=Sort.NAME))

    assert list_residents(moment, Wanted()).total == 50


def test_a_timeline_has_no_gap_and_ends_in_what_she_does(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    view = resident_view(moment, 5)
    assert view is not None

    spans = timeline(moment, 5, since=0)[::-1]

    assert spans[0].since == lived_town.run.start_sim_time
    assert [span.until for span in spans[:-1]] == [span.since for span in spans[1:]]
    assert (spans[-1].action, spans[-1].since, spans[-1].until) == (view.action, view.since, None)


def test_a_day_is_cut_at_its_midnights(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)

    first, second = day_of(moment, 5, 0), day_of(moment, 5, DAY_S)

    assert first[-1].since < DAY_S <= (first[-1].until or lived_town.now)
    assert second[0] == first[-1]


def test_yesterday_is_the_same_from_the_chain_and_from_a_snapshot(
    lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = present(lived_town.run)
    walked = [timeline(moment, number, since=0, until=8 * HOUR_S) for number in range(1, 11)]

    monkeypatch.setattr("world.selectors.timeline._DAYS_WALKED", 0)

    assert [timeline(moment, number, since=0, until=8 * HOUR_S) for number in range(1, 11)] == walked
    assert min(map(len, walked)) >= 1


def test_wages_of_a_timeline_are_those_of_the_ledger(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    workers = [view.number for view in resident_views(moment) if view.workplace and view.occupation != "student"]

    earned = {number: sum(span.earned_cents for span in timeline(moment, number, since=0)) for number in workers}
    paid = {
        number: sum(row.amount_cents for row in ledger_of(moment, number, limit=100) if row.category == "wage")
        for number in workers
    }

    assert earned == paid
    assert sum(paid.values()) > 0


def test_a_ledger_ends_in_what_she_owns_and_goes_on_before_a_number(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    view = resident_view(moment, 5)
    assert view is not None

    rows = ledger_of(moment, 5, limit=100)
    older = ledger_of(moment, 5, before=rows[0].number, limit=100)

    assert rows[0].balance_cents == view.purse.money_cents == sum(row.amount_cents for row in rows)
    assert older == rows[1:]
    assert rows[-1].category == "endowment"


def test_hours_of_work_leave_the_way_out(lived_town: LivedTown) -> None:
    spans = timeline(present(lived_town.run), 5, since=0)
    worked = [span for span in spans if span.action == "work"]

    seconds = hours_worked_s(spans, since=0, now=lived_town.now)

    assert seconds == sum((span.until or lived_town.now) - span.since - span.walked_s for span in worked) > 0


def test_a_place_remembers_its_hours(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)
    public = Place.objects.of(lived_town.run.pk).filter(is_home=False).first()
    assert public is not None

    detail = place_detail(moment, public.number)

    assert detail is not None
    assert [hour.sim_time for hour in detail.history] == list(range(7 * HOUR_S, lived_town.now + 1, HOUR_S))
    assert [view.location.number for view in detail.people if view.location] == [public.number] * detail.view.occupants


def test_a_place_of_a_past_moment_knows_nothing_later(lived_town: LivedTown) -> None:
    moment = moment_of(lived_town.run, lived_town.then)
    busiest = max(lived_town.places_then, key=lambda place: place.occupants if not place.is_home else -1)

    detail = place_detail(moment, busiest.number)

    assert detail is not None
    assert detail.history[-1].sim_time == lived_town.then
    assert max((event.sim_time for event in detail.events), default=0) <= lived_town.then


def test_the_economy_counts_every_purse(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)

    economy = economy_of(moment)

    assert economy.total_wealth_cents == sum(view.purse.money_cents for view in resident_views(moment))
    assert sum(economy.distribution.values()) == 50
    assert [midnight.sim_time for midnight in economy.trend] == [DAY_S]
    assert 0 < economy.gini < 1
    looking = sum(view.occupation == "unemployed" for view in resident_views(moment))
    assert economy.unemployment >= looking / 50


@pytest.mark.parametrize(
    ("money", "expected"), [([5, 5, 5], 0), ([0, 0, 0, 8], 0.75), ([0, 0], 0), ([-5, 1, 1], 0.3333)]
)
def test_gini_is_nought_for_equals_and_grows_with_the_gap(money: list[int], expected: float) -> None:
    assert gini(np.array(money)) == expected


def test_names_and_thoughts_are_in_the_readers_language(lived_town: LivedTown) -> None:
    moment = present(lived_town.run)

    with translation.override("zh-hans"):
        view = resident_view(moment, 5)

    assert view is not None
    assert view.home.name == Place.objects.numbered(lived_town.run.pk, view.home.number).get().name_zh


def test_who_walks_between_open_places_starts_and_ends_at_her_own_spots(lived_town: LivedTown) -> None:
    places = places_of(lived_town.run)
    garden, park = (number for number, place in places.items() if place.type in ("garden", "park"))
    walker = Bodies(
        **{
            **{name: np.zeros(1, dtype=np.int64) for name in Bodies.__dataclass_fields__},
            "number": np.array([7]),
            "from_place": np.array([garden]),
            "place": np.array([park]),
            "since": np.array([100]),
            "arrive": np.array([200]),
        }
    )

    first, last = (positions(lived_town.run, walker, places, sim_time)[0] for sim_time in (100, 199))

    assert first == spot_in(places[garden], 7)
    assert dist(last, spot_in(places[park], 7)) < 0.05 * dist(first, last)
