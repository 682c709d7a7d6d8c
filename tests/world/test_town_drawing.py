"""The drawn town: one group a place, names that cannot break it, bounded size, equal bytes for equal plans."""

import gzip
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.browser.sample_town import sample_plan, sample_walkers
from world.drawing import PlacePlan, StreetPlan, TownPlan, WalkerPlan, draw_town
from world.drawing.styles import style_of
from world.scenario import PlaceType

SVG = "{http://www.w3.org/2000/svg}"
BELOW = ["ground", "water", "open-air", "streets", "shadows", "buildings"]
ABOVE = ["walkers", "night", "lights", "ground-names", "labels", "counts"]


def small_plan(*, name: str = "Lantern Cafe", place_type: str = "cafe") -> TownPlan:
    """Make a town of one place at one street."""
    cafe = PlacePlan(
        number=7,
        key="cafe",
        name=name,
        name_zh="灯笼咖啡馆",
        type=place_type,
        zone="commercial",
        x_m=100,
        y_m=100,
        width_m=40,
        height_m=30,
        entrance=(120, 130),
    )
    street = StreetPlan(points=((0, 150), (300, 150)), width_m=12)
    return TownPlan(name="Hamlet", name_zh="小村", width_m=300, height_m=300, streets=(street,), places=(cafe,))


def test_the_scenario_town_is_valid_xml_with_its_layers_in_order() -> None:
    root = ElementTree.fromstring(draw_town(sample_plan()))

    assert [child.get("id") for child in root if child.tag != f"{SVG}defs"] == BELOW + ABOVE


def test_every_place_has_a_group_a_link_a_title_and_a_count() -> None:
    plan = sample_plan()

    root = ElementTree.fromstring(draw_town(plan, place_url="/w/1/places/{number}/"))

    places = {group.get("data-place"): group for group in root.iter(f"{SVG}g") if group.get("class") == "place"}
    counts = [group.get("data-place") for group in root.iter(f"{SVG}g") if group.get("class") == "count"]
    links = {group.find(f"{SVG}a").get("href") for group in places.values()}  # type: ignore[union-attr]  # each has a link
    titles = {title.text for group in places.values() for title in group.iter(f"{SVG}title")}
    assert sorted(places, key=lambda number: int(number or 0)) == [str(place.number) for place in plan.places]
    assert sorted(map(int, filter(None, counts))) == [place.number for place in plan.places]
    assert links == {f"/w/1/places/{place.number}/" for place in plan.places}
    assert titles == {place.name for place in plan.places}


def test_ids_are_unique() -> None:
    root = ElementTree.fromstring(draw_town(sample_plan()))

    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_reference_has_a_target() -> None:
    root = ElementTree.fromstring(draw_town(sample_plan(), walkers=sample_walkers(sample_plan(), 5)))

    ids = {element.get("id") for element in root.iter()}
    wanted = {element.get("href", "").removeprefix("#") for element in root.iter(f"{SVG}use")}
    assert wanted - ids == set()


def test_the_scenario_town_stays_small() -> None:
    drawing = draw_town(sample_plan()).encode()

    assert len(drawing) < 120_000
    assert len(gzip.compress(drawing)) < 25_000


def test_equal_plans_give_equal_bytes() -> None:
    from world.drawing.town import _still_layers

    first = draw_town(sample_plan())
    _still_layers.cache_clear()

    second = draw_town(sample_plan())

    assert first == second


def test_nothing_is_styled_inline() -> None:
    drawing = draw_town(sample_plan())

    assert " style=" not in drawing
    assert "<style" not in drawing
    assert "<script" not in drawing


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'A "quoted" & <b>bold</b> place', "]]>'\"<!--"])
def test_a_name_is_text(name: str) -> None:
    root = ElementTree.fromstring(draw_town(replace(small_plan(name=name), name=name)))

    labels = [text.text for text in root.iter(f"{SVG}text")]
    assert name in labels
    assert root.get("aria-label") == name
    assert list(root.iter(f"{SVG}script")) == []


def test_chinese_readers_get_chinese_names() -> None:
    root = ElementTree.fromstring(draw_town(small_plan(), language="zh-hans"))

    labels = [text.text for text in root.iter(f"{SVG}text")]
    assert "灯笼咖啡馆" in labels
    assert "Lantern Cafe" not in labels


def test_an_empty_place_hides_its_count_and_a_full_one_shows_it() -> None:
    empty = draw_town(small_plan())
    full = draw_town(small_plan(), indoors={7: 12})

    assert 'data-count="0"' in empty
    assert 'display="none"' in empty
    assert 'data-count="12"' in full
    assert 'display="none"' not in full


def test_a_walker_stands_where_she_is_and_her_name_is_text() -> None:
    walker = WalkerPlan(number=3, name="Ana & <b>Bo</b>", avatar_seed=3, x_m=120.5, y_m=149)

    root = ElementTree.fromstring(draw_town(small_plan(), walkers=[walker]))

    drawn = next(use for use in root.iter(f"{SVG}use") if use.get("data-resident") == "3")
    assert (drawn.get("x"), drawn.get("y")) == ("120.5", "149")
    assert drawn.findtext(f"{SVG}title") == "Ana & <b>Bo</b>"


@pytest.mark.parametrize("place_type", list(PlaceType))
def test_every_type_of_place_has_a_look_of_its_own(place_type: PlaceType) -> None:
    drawing = draw_town(small_plan(place_type=place_type.value))

    ElementTree.fromstring(drawing)
    assert style_of(place_type.value) is not style_of("a type that nobody defined")
    assert style_of(place_type.value) is style_of(place_type.value)


def test_the_view_contains_every_place() -> None:
    plan = sample_plan()

    view = plan.view

    outside = [
        place.key
        for place in plan.places
        if not (view.has((place.x_m, place.y_m)) and view.has((place.box.right_m, place.box.bottom_m)))
    ]
    assert outside == []


def test_a_town_without_places_is_drawn_whole() -> None:
    plan = replace(small_plan(), places=())

    root = ElementTree.fromstring(draw_town(plan))

    assert root.get("viewBox") == "0 0 300 300"
