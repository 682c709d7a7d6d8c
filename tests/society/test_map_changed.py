"""Operators change the map over the API and by forms; everybody sees it at once, and in the past as it was then."""

import time
from itertools import count
from typing import Any, Final

import pytest
from django.test import Client

from streams.kernel.simtime import world_time
from streams.models import Inbox, Role, User
from tests.api_client import matches, read
from tests.lived_town import EngineAtHand, LivedTown
from world.events import MAP_CHANGES, WorldEvent
from world.labels import PRICE_CATEGORIES
from world.live import WORLD_ENCODERS
from world.models import Place, PlaceChange
from world.scenario import PriceCategory
from world.sentences import SENTENCES

CAFE: Final = {"type": "cafe", "name": "New Moon", "name_zh": "新月", "x": 960, "y": 840}
CUP: Final = 9
BAD: Final[list[tuple[dict[str, Any], str]]] = [
    ({"type": "castle"}, "type"),
    ({"open": "from nine to five"}, "open"),
    ({"prices": {"meal": "a lot"}}, "prices"),
    ({"jobs": [{"occupation": "pirate", "shift": "09:00-17:00"}]}, "jobs"),
    ({"capacity": 0}, "capacity"),
]


@pytest.fixture
def engine(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> EngineAtHand:
    """Have an engine answer; each look at the clock is some grid steps later."""
    walls = count(time.time_ns() // 1_000_000, 6_000)
    engine = EngineAtHand(lived_town.run, wall_ms=lambda: next(walls))
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return engine


def change(client: Client, method: str, path: str, body: object = None) -> Any:
    return getattr(client, method)(f"/api/world/locations{path}", body, content_type="application/json")


@pytest.mark.parametrize(("method", "path"), [("post", ""), ("put", "/9"), ("patch", "/9"), ("delete", "/9")])
@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.MEMBER, 403)])
def test_only_operators_change_the_map(
    method: str, path: str, role: Role | None, status: int, client: Client, lived_town: LivedTown
) -> None:
    if role is not None:
        client.force_login(User.objects.create_user("person@example.org", role=role))

    assert change(client, method, path, CAFE).status_code == status
    assert not Inbox.objects.exists()


def test_a_place_is_built_changed_moved_and_deleted_over_the_api(
    operator: Client, engine: EngineAtHand, schema: Any
) -> None:
    built = change(operator, "post", "", CAFE | {"capacity": 20, "prices": {"meal": "12.00"}})
    number = built.json()["data"]["receipt"]["result"]["place"]
    edited = change(operator, "put", f"/{number}", {"name": "Full Moon", "open": {"default": "08:00-16:00"}})
    moved = change(operator, "patch", f"/{number}", {"x": 300, "y": 1580})
    listed = read(operator, "world/locations?limit=100").json()["data"]["items"]
    deleted = change(operator, "delete", f"/{number}")
    left = read(operator, "world/locations?limit=100").json()["data"]["items"]

    matches(built, schema, "world/locations", method="post")
    for answer, method in ((edited, "put"), (moved, "patch"), (deleted, "delete")):
        matches(answer, schema, "world/locations/{number}", method=method)
    assert [answer.status_code for answer in (built, edited, moved, deleted)] == [201, 201, 201, 200]
    assert (built.json()["data"]["object"]["name"], built.json()["data"]["object"]["capacity"]) == ("New Moon", 20)
    assert edited.json()["data"]["object"]["name"] == "Full Moon"
    assert [(row["name"], row["x"], row["y"]) for row in listed if row["id"] == number] == [("Full Moon", 300, 1580)]
    assert deleted.json()["data"]["object"]["is_gone"]
    assert number not in [row["id"] for row in left]
    assert read(operator, "world/locations").json()["data"]["total"] == len(left) == 35


def test_jobs_are_read_and_changed_over_the_api(operator: Client, engine: EngineAtHand) -> None:
    before = read(operator, f"world/locations/{CUP}").json()["data"]["jobs"]
    fewer = [before[0] | {"wage_per_hour": 3_000}]

    changed = change(operator, "put", f"/{CUP}", {"jobs": fewer})
    unfit = change(operator, "put", f"/{CUP}", {"jobs": [before[0] | {"occupation": "doctor"}]})
    wrong = change(operator, "put", f"/{CUP}", {"jobs": [{"occupation": "pirate", "shift": "09:00-17:00"}]})

    assert len(before) > 1
    assert (changed.status_code, changed.json()["data"]["object"]["jobs"]) == (201, fewer)
    assert (unfit.status_code, unfit.json()["error"]["details"]["reason"]) == (409, "job_does_not_fit")
    assert (wrong.status_code, "jobs" in wrong.json()["error"]["details"]) == (400, True)


def test_an_operator_changes_jobs_by_the_form_of_a_place(
    operator: Client, engine: EngineAtHand, lived_town: LivedTown
) -> None:
    base, here = f"/w/{lived_town.run.pk}", f"/w/{lived_town.run.pk}/places/corner_cup/"
    form = operator.get(here).content.decode()
    job = {"trade_0": "waiter", "count_0": 2, "shift_0": "09:00-13:00", "days_0": "mon,tue", "wage_0": "21.50"}

    page = operator.post(
        f"{base}/building/", {"command": "edit_place", "next": here, "place": CUP, "has_jobs": 1, **job}, follow=True
    ).content.decode()

    assert 'name="shift_1"' in form
    assert "The place is changed." in page
    assert 'value="09:00-13:00"' in page
    assert 'value="21.50"' in page
    assert "2 jobs · 09:00-13:00" in page


def test_a_refusal_says_what_to_do(operator: Client, engine: EngineAtHand) -> None:
    taken = change(operator, "post", "", CAFE | {"x": 740, "y": 740})
    nowhere = change(operator, "delete", "/999")

    assert (taken.status_code, taken.json()["error"]["details"]["reason"]) == (409, "overlaps")
    assert taken.json()["error"]["message"] == "Another place stands there: choose a free spot."
    assert (nowhere.status_code, nowhere.json()["error"]["code"]) == (404, "LOCATION_NOT_FOUND")


@pytest.mark.parametrize(("wrong", "field"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_no_place_is_named(wrong: dict[str, Any], field: str, operator: Client, lived_town: LivedTown) -> None:
    answer = change(operator, "post", "", CAFE | wrong)

    assert answer.status_code == 400
    assert field in answer.json()["error"]["details"]
    assert not Inbox.objects.exists()


def test_a_change_of_nothing_is_named(operator: Client, lived_town: LivedTown) -> None:
    assert change(operator, "put", "/9", {}).status_code == 400


def test_an_operator_changes_a_place_by_the_forms_of_its_page(
    operator: Client, engine: EngineAtHand, lived_town: LivedTown
) -> None:
    base, here = f"/w/{lived_town.run.pk}", f"/w/{lived_town.run.pk}/places/corner_cup/"
    form = operator.get(here).content.decode()
    days = {f"open_{day}": "09:00-12:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
    fields = {"place": CUP, "has_prices": 1, "name": "Red <Cup>", "name_zh": "红杯", "capacity": 20, **days}

    edited = operator.post(
        f"{base}/building/", {"command": "edit_place", "next": here, **fields, "price_meal": "31.00"}, follow=True
    ).content.decode()
    moved = operator.post(
        f"{base}/building/", {"command": "move_place", "next": here, "place": CUP, "x": 300, "y": 1580}, follow=True
    ).content.decode()
    deleted = operator.post(
        f"{base}/building/", {"command": "delete_place", "next": here, "place": CUP}, follow=True
    ).content.decode()
    then = Client().get(f"{here}?t={world_time(lived_town.then)}").content.decode()

    assert f'action="{base}/building/"' in form
    assert 'value="26.00"' in form
    assert "The place is changed." in edited
    assert "Red &lt;Cup&gt;" in edited
    assert "31" in edited
    assert "The place is moved." in moved
    assert 'value="300"' in moved
    assert "The place is gone" in deleted
    assert "This place was taken away." in deleted
    assert "Change this place" not in deleted
    assert "The Corner Cup" in then
    assert "This place was taken away." not in then


def test_the_map_of_every_viewer_has_what_is_built_and_the_past_has_not(
    operator: Client, engine: EngineAtHand, lived_town: LivedTown
) -> None:
    base = f"/w/{lived_town.run.pk}"
    sent = operator.post(
        f"{base}/building/", {"command": "create_place", **CAFE, "trade": "waiter", "shift": "09:00-17:00"}, follow=True
    )
    gone = operator.post(f"{base}/building/", {"command": "delete_place", "place": CUP}, follow=True)
    viewer = Client()
    now = viewer.get(f"{base}/town/?part=map").content.decode()
    then = viewer.get(f"{base}/town/?part=map&t={world_time(lived_town.then)}").content.decode()
    ways = viewer.get(f"{base}/town/paths.json").json()

    assert "The place is built." in sent.content.decode()
    assert "The place is gone" in gone.content.decode()
    assert ('id="place-36"' in now, f'id="place-{CUP}"' in now) == (True, False)
    assert ('id="place-36"' in then, f'id="place-{CUP}"' in then) == (False, True)
    assert "1-36" in ways["paths"]
    assert viewer.get(f"{base}/places/").content.decode().count("New Moon") == 1
    assert viewer.get(f"{base}/footfall/").status_code == 200


def test_a_form_that_makes_no_sense_says_so(operator: Client, engine: EngineAtHand, lived_town: LivedTown) -> None:
    address = f"/w/{lived_town.run.pk}/building/"

    wrong = operator.post(address, {"command": "create_place", **CAFE, "open": "early"}, follow=True)
    wet = operator.post(address, {"command": "create_place", **CAFE, "x": 700, "y": 1140}, follow=True)

    assert "Check what you entered" in wrong.content.decode()
    assert "choose a spot on dry ground" in wet.content.decode()
    assert not PlaceChange.objects.exists()


def test_visitors_see_no_forms_and_can_send_none(client: Client, lived_town: LivedTown) -> None:
    base = f"/w/{lived_town.run.pk}"

    pages = [client.get(f"{base}{page}").content.decode() for page in ("/places/", "/places/corner_cup/", "/town/")]

    assert not any("/building/" in page for page in pages)
    assert client.post(f"{base}/building/", {"command": "delete_place", "place": CUP}).status_code == 403
    assert Place.objects.of(lived_town.run.pk).filter(gone_at__gt=0).count() == 0


def test_every_change_of_the_map_is_told_live_and_in_words() -> None:
    kinds = (*MAP_CHANGES, WorldEvent.HAD_TO_LEAVE, WorldEvent.REHOUSED)

    assert all(kind in WORLD_ENCODERS for kind in kinds)
    assert all(f"map.{kind.name.lower()}" in SENTENCES for kind in kinds)
    assert set(PRICE_CATEGORIES) == {kind.value for kind in PriceCategory}
