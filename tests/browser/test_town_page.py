"""The town's page in a browser: it moves, it can be steered and read, and it stands still and whole without script."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.served_town import ServedTown, serve_town, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
READY = "[data-town][data-ready]"
WAIT_MS = 30_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTown]:
    """Serve a town for the tests of this module."""
    with serve_town(tmp_path_factory.mktemp("town")) as served:
        yield served


def clock(page: "Page") -> str:
    return page.inner_text("[data-clock]")


def wait_until_it_moves(page: "Page", since: str) -> None:
    page.wait_for_function(
        "then => document.querySelector('[data-clock]').textContent !== then", arg=since, timeout=WAIT_MS
    )


def test_a_walker_moves_and_the_clock_ticks(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        page.evaluate("window.seen = {}")
        page.wait_for_function(
            """() => [...document.querySelectorAll('.walker')].some((walker) => {
                const spot = walker.getAttribute('x') + ' ' + walker.getAttribute('y');
                const before = window.seen[walker.dataset.resident] ??= spot;
                return before !== spot;
            })""",
            timeout=WAIT_MS,
        )
        wait_until_it_moves(page, clock(page))
        status = page.inner_text("[data-pill]")

    assert status == "Live"
    assert visit.complaints == []


def test_happenings_are_told_as_they_happen(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        newest = int(page.get_attribute("[data-happenings] li", "data-seq") or 0)
        page.wait_for_function(
            "seq => Number(document.querySelector('[data-happenings] li').dataset.seq) > seq",
            arg=newest,
            timeout=WAIT_MS,
        )
        sentence = page.inner_text("[data-happenings] li span")

    assert sentence.endswith(".")
    assert "{" not in sentence
    assert visit.complaints == []


def test_the_pause_button_stops_the_clock_and_resume_starts_it(
    town: ServedTown, browser: "Browser", operator: Any
) -> None:
    with visiting(browser, storage_state=operator) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        page.click("button[value=pause]")
        page.wait_for_selector("button[value=resume]")
        page.wait_for_function("document.querySelector('[data-pill]').textContent === 'Paused'", timeout=WAIT_MS)
        stopped = clock(page)
        page.wait_for_timeout(3000)
        still = clock(page)
        page.click("button[value=resume]")
        page.wait_for_selector("button[value=pause]")
        wait_until_it_moves(page, still)

    assert still == stopped
    assert visit.complaints == []


def test_a_click_selects_and_escape_lets_go(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        page.locator("#place-9 a").dispatch_event("click")
        page.wait_for_selector(".inspector h2:text('The Corner Cup')")
        address = page.url
        page.keyboard.press("Escape")
        page.wait_for_selector(".inspector h2:text('Out and about')")

    assert address.endswith("?sel=place-9")
    assert page.url.endswith("/town/")
    assert visit.complaints == []


def test_keys_zoom_and_reset_and_hide_names(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/")
        page.wait_for_selector(READY)
        whole = page.get_attribute("#town", "viewBox")
        page.keyboard.press("+")
        near = page.get_attribute("#town", "viewBox")
        page.keyboard.press("r")
        page.keyboard.press("l")
        labels = page.locator("#labels").is_visible()
        again = page.evaluate("[...document.querySelector('#town').viewBox.baseVal.toString()].length > 0")

    assert (whole != near, labels, again) == (True, False, True)


def test_the_past_stands_still(town: ServedTown, browser: "Browser") -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/town/?t=2024-01-01T06:00:00")
        page.wait_for_selector(READY)
        first = clock(page)
        page.wait_for_timeout(2500)
        pill = page.inner_text("[data-pill]")
        later = clock(page)
        page.click(".top [data-live-link]")

    assert (first, later, pill) == ("06:00", "06:00", "Day 1, 06:00 - replay")
    assert visit.complaints == []


PAGES = [
    "/",
    "/w/1/town/",
    "/w/1/town/?sel=resident-3",
    "/w/1/residents/",
    "/w/1/places/",
    "/w/1/places/corner_cup/",
    "/sign-in/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_without_script(town: ServedTown, browser: "Browser", address: str) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        visit.page.goto(f"{town.address}{address}")
        text = visit.page.inner_text("main")

    assert len(text) > 60
    assert visit.complaints == []


NAMED = "a[href], button, input:not([type=hidden]), select, meter, img"
TEXTS = "main p, main a, main td, main th, main dt, main dd, main span, header span, label, h1, h2, h3"
NAMELESS = """(named) => [...document.querySelectorAll(named)].filter((one) => {
    if (one.tagName === 'IMG') return !one.hasAttribute('alt');
    if (one.closest('svg')) return !one.textContent.trim();
    const label = one.labels?.length ? one.labels[0].textContent : '';
    return !(one.getAttribute('aria-label') || one.title || label || one.textContent).trim();
}).map((one) => one.outerHTML.slice(0, 120))"""
FAINT = """(texts) => {
    const channel = (part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const ground = (one) => {
        for (let node = one; node; node = node.parentElement) {
            const found = parts(getComputedStyle(node).backgroundColor);
            if (found.length === 3 || found[3] === 1) return found;
        }
        return [255, 255, 255];
    };
    const faint = [];
    for (const one of document.querySelectorAll(texts)) {
        const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!hasText || one.closest('svg, .visually-hidden') || !one.checkVisibility()) continue;
        const [a, b] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
        if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(one.outerHTML.slice(0, 120));
    }
    return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_read_and_name_everything(
    town: ServedTown, browser: "Browser", address: str, scheme: Any
) -> None:
    with visiting(browser, color_scheme=scheme) as visit:
        page = visit.page
        page.goto(f"{town.address}{address}")
        nameless, faint = page.evaluate(NAMELESS, NAMED), page.evaluate(FAINT, TEXTS)
        lang, headings = page.get_attribute("html", "lang"), page.locator("h1").count()

    assert (nameless, faint) == ([], [])
    assert (lang, headings) == ("en", 1)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_page_fits_a_phone(town: ServedTown, browser: "Browser", address: str, locale: str) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}, locale=locale) as visit:
        page = visit.page
        page.goto(f"{town.address}{address}")
        too_wide_px = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert too_wide_px == 0
    assert visit.complaints == []


CONTROLS = ".map-tools button, .timebar :is(button, a, input:not([type=hidden]))"
HIDDEN = """(controls) => [...document.querySelectorAll(controls)].filter((one) => {
    const box = one.getBoundingClientRect(), within = one.closest('.map-tools, .timebar').getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !one.contains(top) || box.left < within.left || box.right > within.right;
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("moment", ["", "?t=2024-01-01T06:00:00"])
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_on_an_operators_phone_no_control_is_covered_or_cut_off(
    town: ServedTown, browser: "Browser", operator: Any, locale: str, moment: str
) -> None:
    with visiting(browser, storage_state=operator, viewport={"width": 390, "height": 844}, locale=locale) as visit:
        visit.page.goto(f"{town.address}/w/1/town/{moment}")
        visit.page.wait_for_selector(READY)
        hidden = visit.page.evaluate(HIDDEN, CONTROLS)

    assert hidden == []
    assert visit.complaints == []
