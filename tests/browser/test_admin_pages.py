"""The admin in a browser: it complains of nothing, fits a phone, can be read in light and dark, and steers a run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.served_town import ServedTown, serve_town, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
RUN_1: Final = 1 << 40
PAGES: Final = [
    "/admin/",
    "/admin/streams/run/",
    "/admin/streams/run/1/change/",
    "/admin/streams/event/",
    "/admin/world/resident/",
    f"/admin/world/resident/{RUN_1 + 5}/change/",
    "/admin/world/actionlog/",
    "/admin/django_celery_beat/periodictask/",
]
SCREENS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "Chinese": {"locale": "zh-CN"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTown]:
    """Serve a town for the tests of this module."""
    with serve_town(tmp_path_factory.mktemp("town")) as served:
        yield served


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_and_complains_of_nothing(
    address: str, screen: str, town: ServedTown, browser: "Browser", operator: Any
) -> None:
    with visiting(browser, storage_state=operator, **SCREENS[screen]) as visit:
        answer = visit.page.goto(f"{town.address}{address}")
        visit.page.wait_for_function("window.Alpine !== undefined")
        too_wide_px = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert answer is not None
    assert (answer.status, too_wide_px) == (200, 0)
    assert visit.complaints == []


def test_the_filters_open_and_lead_to_another_hour(town: ServedTown, browser: "Browser", operator: Any) -> None:
    with visiting(browser, storage_state=operator) as visit:
        page = visit.page
        page.goto(f"{town.address}/admin/world/actionlog/")
        page.click("text=Filters")
        page.click("#changelist-filter a[href*='hours_back=3']")
        page.wait_for_url("**hours_back=3**")
        heading = page.inner_text("h1")

    assert "Action log" in heading
    assert visit.complaints == []


def test_a_run_is_paused_and_resumed_on_its_page(town: ServedTown, browser: "Browser", operator: Any) -> None:
    with visiting(browser, storage_state=operator) as visit:
        page = visit.page
        page.goto(f"{town.address}/admin/streams/run/1/change/")
        page.click("button[value=pause]")
        page.wait_for_selector("button[value=resume]")
        paused = page.inner_text("#main")
        page.click("button[value=resume]")
        page.wait_for_selector("button[value=pause]")
        resumed = page.inner_text("#main")

    assert "Pause is done." in paused
    assert "Resume is done." in resumed
    assert visit.complaints == []


def test_the_speed_is_set_in_a_form(town: ServedTown, browser: "Browser", operator: Any) -> None:
    with visiting(browser, storage_state=operator) as visit:
        page = visit.page
        page.goto(f"{town.address}/admin/streams/run/1/change/")
        page.click("button[value=set_rate]")
        page.fill("input[name=rate]", "12.5")
        page.click(".steer button")
        page.wait_for_selector("text=Change of speed is done.")
        shown = page.inner_text("#main")

    assert "×12.5" in shown
    assert visit.complaints == []
