"""A district with more people than are drawn, in a browser: numbers on the places that follow the town, and who is selected."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.served_town import ServedTown, serve_town, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
READY = "[data-town][data-ready]"
WAIT_MS = 60_000
COUNTS = "Object.fromEntries([...document.querySelectorAll('#counts .count')].map((c) => [c.dataset.place, c.dataset.count]))"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTown]:
    """Serve two districts of 2,600 people."""
    with serve_town(tmp_path_factory.mktemp("large"), INITIAL_AGENT_COUNT="5200") as served:
        yield served


def test_the_numbers_on_the_places_follow_the_town(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/?district=2")
        page.wait_for_selector(READY)
        before = page.evaluate(COUNTS)
        page.wait_for_function(f"before => JSON.stringify({COUNTS}) !== before", arg=_text(before), timeout=WAIT_MS)
        after, walkers = page.evaluate(COUNTS), page.locator(".walker").count()

    assert sorted(map(int, after)) == list(range(36, 71))
    assert sum(map(int, after.values())) == 2600
    assert walkers == 0
    assert visit.complaints == []


def test_the_clock_goes_on_and_what_people_do_is_fetched_again(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        crowd, clock = page.inner_text(".crowd-facts"), page.inner_text("[data-clock]")
        page.wait_for_function(
            "([crowd, clock]) => document.querySelector('.crowd-facts').innerText !== crowd"
            " && document.querySelector('[data-clock]').innerText !== clock",
            arg=[crowd, clock],
            timeout=WAIT_MS,
        )
        status = page.inner_text("[data-pill]")

    assert status == "Live"
    assert visit.complaints == []


def test_an_arrow_leads_to_the_district_beside_and_a_selection_is_kept_in_its_own(
    town: ServedTown, browser: "Browser"
) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        page.click("[aria-label='District to the east']")
        page.wait_for_selector(READY)
        east = page.inner_text(".district-nav a")
        page.goto(f"{town.address}/w/1/town/?sel=resident-2700")
        page.wait_for_selector(READY)
        home = page.inner_text(".district-nav a")
        page.click(".inspector [aria-label='Close']")
        page.wait_for_selector(".crowd-facts")
        page.reload()
        page.wait_for_selector(READY)
        kept = page.inner_text(".district-nav a")

    assert (east, home, kept) == ("District 2 of 2", "District 2 of 2", "District 2 of 2")
    assert visit.complaints == []


def _text(counts: dict[str, str]) -> str:
    pairs = ",".join(f'"{place}":"{count}"' for place, count in counts.items())
    return f"{{{pairs}}}"
