"""Operators change the map: what is built is visited, what is deleted never again, what is moved is farther away."""

from typing import Any, Final

import numpy as np
import pytest

from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.models import Event, Run
from streams.writer.verify import verify_run
from tests.control import acted, advance, answer, events, found_town, place_of, said, tell
from world.economy.employment import Cause
from world.events import WorldEvent
from world.models import Employment, HomeChange, Path, Place, PlaceChange, PlaceHour, Resident, ResidentState

pytestmark = pytest.mark.django_db
SATURDAY: Final = "2024-01-06T08:00:00"
MONDAY: Final = "2024-01-01T11:00:00"
CENTRE: Final = {"x": 960, "y": 840}
FAR: Final = {"x": 300, "y": 1580}
A_STEP: Final = 1 / 60


def ask(run: Run, kind: str, **body: Any) -> str:
    command = tell(run, kind, **body)
    advance(run, A_STEP)
    return answer(command)


def ask_for_a_cafe(run: Run, **more: Any) -> str:
    body = {"type": "cafe", "name": "New Moon", "name_zh": "新月", **CENTRE}
    return ask(run, "create_place", **body | more)


def newest(run: Run) -> Place:
    return Place.objects.of(run.pk).order_by("-pk")[0]


def entries(run: Run, place: int, since_h: float, until_h: float) -> list[Event]:
    return [row for row in acted(run, since_h, until_h) if row.next_place == place != row.place]


def faults(run: Run) -> list[str]:
    return list(verify_run(run, assemble))


def test_a_new_cafe_is_visited_and_paid() -> None:
    run = found_town(start=SATURDAY)

    assert ask_for_a_cafe(run) == "applied"
    advance(run, 5)

    cafe, [event] = newest(run), events(run, WorldEvent.PLACE_CREATED)
    assert (cafe.number, cafe.key, cafe.name, cafe.price_cents) == (36, "cafe_36", "New Moon", {"eat": 2_600})
    assert (event.place, said(event)["name_zh"]) == (36, "新月")
    assert len(entries(run, 36, 0, 5)) > 1
    assert PlaceHour.objects.of(run.pk).filter(place=36, inside__gt=0).exists()
    assert faults(run) == []


def test_a_deleted_cafe_is_left_at_once_never_entered_again_and_costs_its_staff_their_work() -> None:
    run = found_town(start=MONDAY)
    advance(run, 1)
    place = place_of(run, "noonday_canteen")
    inside = {row.number for row in ResidentState.objects.of(run.pk).filter(place=place)}
    staff = {row.number for row in Resident.objects.of(run.pk).filter(workplace=place)}
    assert inside, "somebody has lunch there"
    assert staff, "somebody works there"

    assert ask(run, "delete_place", place=place) == "applied"
    advance(run, 4)

    assert {event.actor for event in events(run, WorldEvent.HAD_TO_LEAVE)} == inside
    assert entries(run, place, 1, 5) == []
    assert not ResidentState.objects.of(run.pk).filter(place=place).exists()
    lost = Employment.objects.of(run.pk).filter(cause=Cause.GONE)
    assert {row.resident for row in lost} == staff
    assert {row.workplace_before for row in lost} == {place}
    assert {event.actor for event in events(run, WorldEvent.LAID_OFF) if event.reason == 1} == staff
    assert ask(run, "delete_place", place=place) == "place_is_gone"
    assert ask(run, "start_event", event="disaster", place=place) == "location_not_found"
    assert faults(run) == []


def test_whose_home_is_deleted_gets_a_bed_elsewhere_and_sleeps_in_it() -> None:
    run = found_town(start="2024-01-01T21:00:00")
    advance(run, 1)
    home = place_of(run, "wisteria_house")
    lived = [row.number for row in Resident.objects.of(run.pk).filter(home=home)]
    assert lived

    assert ask(run, "delete_place", place=home) == "applied"
    advance(run, 4)

    moved = {row.resident: row.home for row in HomeChange.objects.of(run.pk)}
    assert sorted(moved) == lived
    assert {
        row.number: row.home for row in Resident.objects.of(run.pk).filter(home__in=set(moved.values()))
    }.items() >= (moved.items())
    beds = {place.number: place.capacity for place in Place.objects.of(run.pk).filter(is_home=True, gone_at=0)}
    live = np.bincount([row.home for row in Resident.objects.of(run.pk)])
    assert all(live[number] <= beds[number] for number in np.flatnonzero(live).tolist())
    asleep = {row.number: row.place for row in ResidentState.objects.of(run.pk).filter(action=5)}
    assert set(asleep) & set(lived), "some of them sleep by now"
    assert all(asleep[number] == moved[number] for number in set(asleep) & set(lived))
    assert faults(run) == []


def test_a_moved_place_is_walked_to_for_longer() -> None:
    run = found_town(start=MONDAY)
    advance(run, 0.5)
    place = place_of(run, "noonday_canteen")
    walking = {row.number: row.arrive for row in ResidentState.objects.of(run.pk).filter(place=place)}
    before = {row.origin: row.length_m for row in Path.objects.of(run.pk).filter(destination=place)}

    assert ask(run, "move_place", place=place, **FAR) == "applied"
    after = {row.origin: row.length_m for row in Path.objects.of(run.pk).filter(destination=place, since__gt=0)}
    arrives = {row.number: row.arrive for row in ResidentState.objects.of(run.pk) if row.number in walking}
    advance(run, 6)

    assert set(before) == set(after)
    assert sum(after.values()) > 2 * sum(before.values())
    assert {number: arrives[number] for number in walking if arrives[number] == walking[number]} == walking
    seconds = {(row.place, row.arrive - row.sim_time) for row in entries(run, place, 1, 7) if row.place in after}
    assert seconds
    assert seconds == {(origin, after[origin] * 100 // 130) for origin, _ in seconds}
    assert faults(run) == []


def test_new_hours_prices_and_room_are_kept_to() -> None:
    run = found_town(start=SATURDAY)
    cup = place_of(run, "corner_cup")

    assert ask(
        run, "edit_place", place=cup, name="Dear Cup", open="08:00-12:00", prices={"meal": "30.00"}, capacity=6
    ) == ("applied")
    advance(run, 8)

    row = Place.objects.numbered(run.pk, cup).get()
    assert (row.name, row.name_zh, row.capacity, row.price_cents) == ("Dear Cup", "街角咖啡馆", 6, {"eat": 3_000})
    came = entries(run, cup, 0, 8)
    assert came
    own = {person.number for person in Resident.objects.of(run.pk).filter(workplace=cup)}
    noon = run.start_sim_time + 4 * 3_600
    assert all(row.due <= noon for row in came if row.actor not in own)
    assert faults(run) == []


REFUSED: Final[list[tuple[str, dict[str, Any], str]]] = [
    ("create_place", {"x": 740, "y": 740}, "overlaps"),
    ("create_place", {"x": 1980, "y": 740}, "off_the_map"),
    ("create_place", {"x": 960, "y": 800}, "on_a_street"),
    ("create_place", {"x": 700, "y": 1140}, "in_water"),
    ("create_place", {"name": "The Corner Cup"}, "name_taken"),
    ("create_place", {"jobs": [{"occupation": "doctor", "shift": "09:00-12:00"}]}, "job_does_not_fit"),
    ("create_place", {"prices": {"bath": "5.00"}}, "price_without_function"),
    ("create_place", {"open": "closed"}, "hours_do_not_fit"),
    ("create_place", {"type": "house", "open": "08:00-10:00"}, "hours_do_not_fit"),
    ("create_place", {"type": "house", "functions": ["sleep"]}, "function_missing"),
    ("move_place", {"place": 9, "x": 740, "y": 740}, "stays_where_it_is"),
    ("move_place", {"place": 9, "x": 540, "y": 740}, "overlaps"),
    ("move_place", {"place": 999, "x": 540, "y": 740}, "location_not_found"),
    ("edit_place", {"place": 9, "name": "The Corner Cup"}, "changes_nothing"),
    ("edit_place", {"place": 1, "open": "08:00-10:00"}, "hours_do_not_fit"),
    ("edit_place", {"place": 7, "capacity": 1}, "beds_taken"),
    ("delete_place", {"place": 1}, "no_free_beds"),
    ("delete_place", {"place": 999}, "location_not_found"),
]


def test_what_makes_no_sense_is_refused_and_changes_nothing() -> None:
    run = found_town(start=SATURDAY, count=68)  # of 68 beds
    new = {"type": "cafe", "name": "New Moon", "name_zh": "新月", **CENTRE}

    sent = [tell(run, kind, **(new | body if kind == "create_place" else body)) for kind, body, _ in REFUSED]
    advance(run, A_STEP)

    assert [answer(command) for command in sent] == [reason for _, _, reason in REFUSED]
    assert not PlaceChange.objects.of(run.pk).exists()


def test_the_map_of_several_districts_is_not_changed() -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")["map"]
    run = found_town(map=table | {"districts": 2})

    assert ask_for_a_cafe(run) == "several_districts"
