"""An operator moves a place by dragging it, and whoever looks at the map sees it move without loading the page again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.served_town import ServedTown, serve_town, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
READY = "[data-town][data-ready]"
CUP = "#place-9"
MOVED = "() => document.querySelector('#place-9 g').getAttribute('transform').startsWith('translate(960')"
ON_SCREEN = """([x, y]) => {
    const spot = new DOMPoint(x, y).matrixTransform(document.querySelector('#town').getScreenCTM());
    return [spot.x, spot.y];
}"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTown]:
    """Serve a town for the tests of this module."""
    with serve_town(tmp_path_factory.mktemp("town")) as served:
        yield served


def drag(page: "Page", start: list[int], end: list[int]) -> None:
    (ax, ay), (bx, by) = (page.evaluate(ON_SCREEN, spot) for spot in (start, end))
    page.mouse.move(ax, ay)
    page.mouse.down()
    page.mouse.move((ax + bx) / 2, (ay + by) / 2)
    page.mouse.move(bx, by)
    page.mouse.up()


def test_a_place_is_dragged_and_everybody_sees_it_move(town: ServedTown, browser: "Browser", operator: Any) -> None:
    with visiting(browser, storage_state=operator) as visit, visiting(browser) as other:
        for each in (visit, other):
            each.page.goto(f"{town.address}/w/1/town/")
            each.page.wait_for_selector(READY)
        other.page.evaluate("window.stayed = true")
        before = other.page.evaluate("document.querySelector('#place-9 g').getAttribute('transform')")

        visit.page.keyboard.press("m")
        drag(visit.page, [760, 760], [980, 860])
        visit.page.wait_for_function(MOVED, timeout=30_000)
        other.page.wait_for_function(MOVED, timeout=30_000)
        told = visit.page.inner_text("[data-part=notices]")
        stayed = other.page.evaluate("window.stayed === true")
        x = visit.page.evaluate("fetch('/api/world/locations/9').then((a) => a.json()).then((a) => a.data.x)")

    assert not before.startswith("translate(960")
    assert "The place is moved." in told
    assert x == 960
    assert stayed
    assert visit.complaints == other.complaints == []


def test_a_drag_onto_a_house_is_refused_with_a_sentence(town: ServedTown, browser: "Browser", operator: Any) -> None:
    with visiting(browser, storage_state=operator) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        page.click("[data-do=arrange]")
        drag(page, [560, 760], [660, 760])
        page.wait_for_selector("[data-part=notices] [data-level=error]", timeout=30_000)
        told = page.inner_text("[data-part=notices]")
        ghosts = page.locator(".ghost").count()

    assert "choose a free spot" in told
    assert ghosts == 0
