"""Free coffee, fairs and bonuses are told on the page of the place where they are, in a district like in a small town."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario, load_scenario
from society.parts import assemble
from streams.kernel.simtime import HOUR_S, MINUTE_S, SimTime, world_time
from streams.models import Event, Run
from streams.writer.driver import Driver
from tests.kept_runs import forget
from world.events import WorldEvent
from world.models import Place
from world.selectors.moments import moment_of
from world.selectors.places import RECENT_EVENTS, place_detail

PEOPLE = 60
SATURDAY = "2024-01-06T09:00:00"
LIVED_S = 7 * HOUR_S


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["run"] |= {"start": SATURDAY}
    table["map"]["districts"] = 2
    table["population"]["balance"] = {}
    table["population"] |= {"count": PEOPLE, "residents": []}
    table["happenings"] = {"bonus": 1, "free_coffee": 1, "park_fair": 1}
    with django_db_blocker.unblock():
        run = found_scenario(checked_scenario(table, file="weekend"))
        driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
        driver.advance_until(driver.hold(run), SimTime(run.start_sim_time + LIVED_S))
        driver.release_all()
    yield run
    with django_db_blocker.unblock():
        forget(run)


@pytest.fixture
def run(run_of_the_module: Run, db: None) -> Run:
    """Give a Saturday of two districts, each with free coffee and a fair."""
    return run_of_the_module


def announcements(run: Run, kind: WorldEvent) -> list[Event]:
    return list(Event.objects.of(run.pk).filter(kind=kind).order_by("pk"))


def page_of(client: Client, run: Run, place: int, at: int, language: str = "en") -> str:
    key = Place.objects.numbered(run.pk, place).get().key
    where = f"/w/{run.pk}/places/{key}/"
    return client.get(where, {"t": world_time(SimTime(at))}, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [(WorldEvent.FREE_COFFEE, "Everything is free at {} for two hours."), (WorldEvent.FAIR, "A fair begins at {}.")],
)
def test_each_districts_place_tells_what_was_announced_there(
    run: Run, client: Client, kind: WorldEvent, sentence: str
) -> None:
    events = announcements(run, kind)
    names = {event.place: Place.objects.numbered(run.pk, event.place).get().name for event in events}

    pages = {event.place: page_of(client, run, event.place, event.sim_time + 30 * MINUTE_S) for event in events}

    assert len(events) == 2
    assert [sentence.format(names[place]) in page for place, page in pages.items()] == [True, True]


def test_an_announcement_is_told_from_its_moment_on_and_for_an_hour(run: Run) -> None:
    event = announcements(run, WorldEvent.FREE_COFFEE)[-1]
    moments = [event.sim_time + s for s in (-1, 0, HOUR_S - 1, HOUR_S)]

    details = [place_detail(moment_of(run, SimTime(moment)), event.place) for moment in moments]

    told = [[one.befell for one in detail.events if one.befell] for detail in details if detail]
    assert ["free_coffee" in befell for befell in told] == [False, True, True, False]


def test_a_crowd_does_not_push_the_announcement_off_the_list(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    event = announcements(run, WorldEvent.FAIR)[-1]
    monkeypatch.setattr("world.selectors.places.RECENT_EVENTS", 1)

    detail = place_detail(moment_of(run, SimTime(event.sim_time + HOUR_S - 1)), event.place)

    assert detail is not None
    assert [one.befell for one in detail.events][-1] == "fair"
    assert len(detail.events) == 2 < RECENT_EVENTS


def test_the_workplace_tells_of_the_bonus_that_it_paid(run: Run) -> None:
    bonus = announcements(run, WorldEvent.BONUS)[-1]

    detail = place_detail(moment_of(run, SimTime(bonus.sim_time + 1)), bonus.place)

    assert detail is not None
    assert (bonus.actor, "bonus") in [(one.resident, one.befell) for one in detail.events]


def test_a_cafe_of_the_second_district_shows_its_prices(run: Run, client: Client) -> None:
    first = page_of(client, run, 9, run.start_sim_time + HOUR_S)
    second = page_of(client, run, 9 + 35, run.start_sim_time + HOUR_S)

    price = '<dt>Eat</dt><dd class="money">¥26.00</dd>'
    assert [price in page for page in (first, second)] == [True, True]
    assert price.replace("Eat", "吃饭") in page_of(client, run, 44, run.start_sim_time + HOUR_S, "zh-hans")
