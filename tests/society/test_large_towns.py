"""A town of several districts, each with more people than are drawn: what its pages show, and what they cost.

Two towns that differ in nothing but their number of districts must cost the same: a page of a million is one of five thousand.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from society.experiments.founding import found_scenario
from society.experiments.growth import grown
from society.experiments.scenario import checked_scenario, load_scenario
from society.parts import assemble
from streams.kernel.simtime import HOUR_S, SimTime
from streams.models import Account, Run
from streams.writer.driver import Driver
from tests.kept_runs import forget
from tests.society.rows_read import Cost, cost_of
from world.models import Place, PlaceState, Resident, ResidentState
from world.selectors.districts import crowd_of, crowds, district_of, district_of_resident
from world.selectors.economy import economy_of
from world.selectors.map import layout_of
from world.selectors.moments import present

PEOPLE = 5_200
"""Two districts of 2,600: more than are drawn."""
SAME_QUERIES = 3
"""Queries by which they may differ: a way is read where somebody walks, an event where somebody is ahead of the clock."""
SAME_ROWS = 150
"""Rows by which the costs of two towns may differ: districts listed, somebody ahead of the clock, a busier cafe."""
PAGES = (
    *("/w/{run}/town/", "/w/{run}/town/?district=2", "/w/{run}/town/?sel=resident-2700", "/w/{run}/town/?sel=place-40"),
    *(
        "/w/{run}/town/state.json?district=2",
        "/w/{run}/town/state.json?sel=resident-2700",
        "/w/{run}/town/paths.json?district=2",
    ),
    *(
        "/w/{run}/residents/",
        "/w/{run}/residents/?from=2700",
        "/w/{run}/residents/?q=li",
        "/w/{run}/residents/{handle}/",
    ),
    *("/w/{run}/residents/?district=2&sort=wealth", "/w/{run}/residents/?district=2&job=teacher&q=a"),
    *("/w/{run}/places/?district=2", "/w/{run}/places/corner_cup-d2/"),
    *("/api/world/status?run={run}", "/api/world/locations?run={run}&limit=10", "/api/world/locations/40?run={run}"),
    *("/api/agents?run={run}&page=30&limit=100", "/api/agents?run={run}&district=2&sort=wealth"),
    *("/api/agents/2700?run={run}", "/api/agents/2700/activities?run={run}", "/api/agents/2700/ledger?run={run}"),
    "/api/agents/occupations?run={run}",
)


@dataclass(frozen=True, kw_only=True)
class Towns:
    """The same town twice, the second with twice as many districts."""

    two: Run
    four: Run


@pytest.fixture(scope="module")
def towns_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Towns]:
    with django_db_blocker.unblock():
        towns = Towns(two=_lived(2), four=_lived(4))
    yield towns
    with django_db_blocker.unblock():
        for run in (towns.two, towns.four):
            forget(run)


def _lived(districts: int) -> Run:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["map"]["districts"] = districts
    table["population"]["balance"] = {}
    table["population"]["count"] *= districts
    people = districts * PEOPLE // 2
    run = found_scenario(grown(checked_scenario(table, file="willowbrook"), people), name=f"{people:,}")
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, SimTime(run.start_sim_time + 2 * HOUR_S))
    driver.release_all()
    return run


@pytest.fixture
def towns(towns_of_the_module: Towns, db: None) -> Towns:
    """Give the two towns; what a test changes in them is undone."""
    cache.clear()
    return towns_of_the_module


def costs(client: Client, run: Run) -> Mapping[str, Cost]:
    handle = Account.objects.numbered(run.pk, 2700).get().handle
    found = {}
    for page in PAGES:
        address = page.format(run=run.pk, handle=handle)
        assert client.get(address).status_code == 200, address  # and what is kept is kept now
        found[page] = cost_of(lambda address=address: client.get(address))  # type: ignore[misc]  # bound to this turn
    return found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="rows are counted at SQLite's cursor")
def test_a_page_costs_as_much_in_a_town_of_twice_as_many_districts(towns: Towns, client: Client) -> None:
    small, large = costs(client, towns.two), costs(client, towns.four)

    assert [page for page in PAGES if abs(large[page].queries - small[page].queries) > SAME_QUERIES] == []
    assert [page for page in PAGES if abs(large[page].rows - small[page].rows) > SAME_ROWS] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="rows are counted at SQLite's cursor")
def test_no_page_reads_more_than_a_few_times_the_people_of_a_district(towns: Towns, client: Client) -> None:
    read = costs(client, towns.four)

    assert max(cost.rows for cost in read.values()) < 3 * PEOPLE / 2
    assert max(cost.queries for cost in read.values()) <= 45


@pytest.mark.skipif(connection.vendor != "sqlite", reason="rows are counted at SQLite's cursor")
def test_pages_of_the_whole_town_read_its_places_but_not_its_people(towns: Towns, client: Client) -> None:
    pages = [f"/w/{towns.four.pk}/districts/", "/"]

    rows = [cost_of(lambda page=page: client.get(page)).rows for page in pages]  # type: ignore[misc]  # bound to this turn

    assert max(rows) < 8 * layout_of(towns.four.scenario).places


def test_a_district_shows_counts_and_no_walkers(towns: Towns, client: Client) -> None:
    moment = present(towns.two)

    page = client.get(f"/w/{towns.two.pk}/town/?district=2").content.decode()

    assert "District 2 of 2" in page
    assert 'class="walker"' not in page
    assert f"<dd>{crowd_of(moment, district_of(moment, 2)).asleep:,}</dd>" in page
    assert 'id="place-36"' in page
    assert 'id="place-35"' not in page


def test_the_towns_script_gets_counts_and_whoever_is_selected(towns: Towns, client: Client) -> None:
    base = f"/w/{towns.two.pk}/town/state.json"
    counted = PlaceState.objects.of(towns.two.pk).order_by("pk").values_list("inside", flat=True)

    plain, selected = client.get(f"{base}?district=2").json(), client.get(f"{base}?sel=resident-2700").json()

    assert (plain["too_many"], plain["residents"]) == (True, [])
    assert list(plain["counts"].values()) == list(counted[35:])
    assert [resident["id"] for resident in selected["residents"]] == [2700]
    assert sorted(map(int, selected["counts"])) == list(range(36, 71))


def test_ways_and_boxes_are_those_of_the_districts_own_map(towns: Towns, client: Client) -> None:
    first, second = (client.get(f"/w/{towns.two.pk}/town/paths.json?district={k}").json() for k in (1, 2))

    assert [place["box"] for place in second["places"]] == [place["box"] for place in first["places"]]
    assert second["paths"] == first["paths"]
    assert (first["first"], second["first"]) == (1, 36)


@pytest.mark.parametrize(
    ("sel", "district"), [("resident-2601", 2), ("resident-2600", 1), ("place-36", 2), ("place-35", 1)]
)
def test_a_selection_leads_to_its_district(towns: Towns, client: Client, sel: str, district: int) -> None:
    page = client.get(f"/w/{towns.two.pk}/town/?district=1&sel={sel}").content.decode()

    assert f"District {district} of 2" in page


@pytest.mark.parametrize("district", ["0", "3", "-1", "x", "1e9", "²"])
def test_a_district_that_is_not_there_is_not_found(towns: Towns, client: Client, district: str) -> None:
    answers = [client.get(f"/w/{towns.two.pk}/{page}/?district={district}") for page in ("town", "residents", "places")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_everybody_is_counted_once_in_her_own_district(towns: Towns) -> None:
    moment = present(towns.four)
    states = ResidentState.objects.of(towns.four.pk)

    counted = crowds(moment)

    assert [crowd.total for crowd in counted] == [PEOPLE // 2] * 4
    assert counted == [crowd_of(moment, district_of(moment, number)) for number in range(1, 5)]
    assert sum(crowd.asleep for crowd in counted) == states.filter(action=5).count()
    assert sum(crowd.working for crowd in counted) == states.filter(action=2).count()
    layout = layout_of(towns.four.scenario)
    lives_in = [
        layout.district_of(home) + 1 for home in Resident.objects.of(towns.four.pk).values_list("home", flat=True)
    ]
    assert lives_in == [district_of_resident(moment, number) for number in range(1, 2 * PEOPLE + 1)]


def test_the_overview_adds_up_to_the_town(towns: Towns, client: Client) -> None:
    page = client.get(f"/w/{towns.four.pk}/districts/").content.decode()

    assert "10,400 residents" in page
    assert page.count('class="card"') == 4
    assert f"{sum(crowd.out for crowd in crowds(present(towns.four))):,}" in page


def test_a_large_towns_card_groups_its_digits_and_joins_sentences_as_the_language_does(
    towns: Towns, client: Client
) -> None:
    english = client.get("/").content.decode()
    chinese = client.get("/", headers={"accept-language": "zh-hans"}).content.decode()

    assert ["<dd>5,200</dd>" in page for page in (english, chinese)] == [True, True]
    assert "at work. The busiest place" in english
    assert "在工作。最热闹" in chinese


def test_a_town_of_one_district_has_no_overview(client: Client, db: None) -> None:
    run = found_scenario(load_scenario("willowbrook"))

    answer = client.get(f"/w/{run.pk}/districts/")

    assert (answer.status_code, answer["Location"]) == (302, f"/w/{run.pk}/town/")
    forget(run)


def test_the_whole_town_is_listed_by_number_with_a_way_on_and_back(towns: Towns, client: Client) -> None:
    base = f"/w/{towns.two.pk}/residents/"
    names = dict(Account.objects.of(towns.two.pk).values_list("pk", "display_name"))
    names = {key & (2**40 - 1): name for key, name in names.items()}

    first, middle = (client.get(f"{base}{query}").content.decode() for query in ("", "?from=2601"))
    last = client.get(f"{base}?from={PEOPLE - 3}").content.decode()

    assert names[24] in first
    assert "from=25" in first
    assert names[2624] in middle
    assert ("from=2577" in middle, "from=2625" in middle) == (True, True)
    assert last.count("<tr>") == 1 + 4
    assert 'rel="next"' not in last


@pytest.mark.parametrize("beginning", ["li", "LI ", "lily"])
def test_a_name_is_found_by_its_beginning(towns: Towns, client: Client, beginning: str) -> None:
    handles = Account.objects.of(towns.two.pk).order_by("pk").values_list("handle", flat=True)
    expected = [handle for handle in handles if handle.startswith(beginning.strip().lower())]

    page = client.get(f"/w/{towns.two.pk}/residents/?q={beginning}").content.decode()

    assert [f"/{handle}/" in page for handle in expected[:24]] == [True] * len(expected[:24])
    assert ('rel="next"' in page) is (len(expected) > 24)


@pytest.mark.parametrize("beginning", ["%", "_", "\\", "张", "zzz"])
def test_a_beginning_of_nobodys_name_finds_nobody(towns: Towns, client: Client, beginning: str) -> None:
    page = client.get(f"/w/{towns.two.pk}/residents/", {"q": beginning}).content.decode()

    assert "Nobody matches" in page


@pytest.mark.stores
@pytest.mark.django_db
def test_beginnings_are_letters_and_no_patterns_in_both_stores() -> None:
    names = ["林晓梅", "林立诚", "Li_Wei", "Li%Wei", "LiXWei"]
    Account.objects.bulk_create(
        Account(pk=(1000 << 40) + number, handle=f"h{number}", display_name=name, kind=1, avatar_seed=1)
        for number, name in enumerate(names, start=1)
    )

    found = {
        text: set(Account.objects.of(1000).filter(display_name__begins=text).values_list("display_name", flat=True))
        for text in ("林", "Li_", "Li%", "Li", "li", "\\")
    }

    assert found == {
        "林": {"林晓梅", "林立诚"},
        "Li_": {"Li_Wei"},
        "Li%": {"Li%Wei"},
        "Li": {"Li_Wei", "Li%Wei", "LiXWei"},
        "li": set(),
        "\\": set(),
    }


def test_a_district_is_sorted_and_searched_like_a_small_town(towns: Towns, client: Client) -> None:
    address = f"/api/agents?run={towns.two.pk}&district=2"
    money = ResidentState.objects.of(towns.two.pk).filter(pk__gt=(towns.two.pk << 40) + PEOPLE // 2).order_by("-money")

    richest = client.get(f"{address}&sort=wealth&limit=5").json()["data"]
    listed = client.get(f"{address}&limit=5&page=2").json()["data"]

    assert richest["total"] == PEOPLE // 2
    assert [item["id"] for item in richest["items"]] == [state.number for state in money[:5]]
    assert [item["id"] for item in listed["items"]] == [2606, 2607, 2608, 2609, 2610]


def test_places_are_listed_by_district_too(towns: Towns, client: Client) -> None:
    answer = client.get(f"/api/world/locations?run={towns.two.pk}&district=2&limit=100").json()["data"]
    missing = client.get(f"/api/world/locations?run={towns.two.pk}&district=3")

    assert answer["total"] == 35
    assert [item["id"] for item in answer["items"]] == list(range(36, 71))
    assert missing.status_code == 400
    assert "districts 1 to 2" in json.dumps(missing.json())


def test_a_full_place_names_some_and_counts_the_others(towns: Towns, client: Client) -> None:
    moment = present(towns.two)
    fullest = max(PlaceState.objects.of(towns.two.pk), key=lambda state: state.inside)
    place = Place.objects.get(pk=fullest.pk)

    page = client.get(f"/w/{towns.two.pk}/places/{place.key}/").content.decode()
    panel = client.get(f"/w/{towns.two.pk}/town/?sel=place-{place.number}").content.decode()

    states = ResidentState.objects.of(towns.two.pk).filter(place=place.number)
    here = sum(1 for state in states if state.arrive <= moment.sim_time or state.from_place == state.place)
    assert here > 112
    assert f"and {here - 100} others" in page
    assert f"and {here - 12} others" in panel


def test_the_economy_of_a_large_town_is_that_of_the_last_full_hour(
    towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = present(towns.two)
    exact = economy_of(moment)
    monkeypatch.setattr("world.selectors.economy.SEARCHABLE_UP_TO", PEOPLE - 1)

    kept = economy_of(moment)

    assert moment.sim_time % HOUR_S == 0  # the town stands at a full hour, so both are of the same moment
    assert (kept.total_wealth_cents, kept.tills_cents) == (exact.total_wealth_cents, exact.tills_cents)
    assert (kept.gini, kept.distribution, kept.sim_time) == (exact.gini, exact.distribution, exact.sim_time)
    money = np.array(ResidentState.objects.of(towns.two.pk).values_list("money", flat=True))
    assert kept.total_wealth_cents == int(money.sum())


def test_a_district_speaks_chinese(towns: Towns, client: Client) -> None:
    page = client.get(f"/w/{towns.two.pk}/town/?district=2", headers={"accept-language": "zh-hans"}).content.decode()

    assert "第 2 区，共 2 区" in page
    translation.activate("en")
