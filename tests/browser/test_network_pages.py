"""The network's pages in a browser: what others do appears, half-written words stay, and only readers mark as read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.served_town import ROOT, ServedTown, Visit, serve_town, visiting
from tests.browser.test_town_page import FAINT, NAMED, NAMELESS, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
WAIT_MS: Final = 20_000
PASSWORD: Final = "a long way to Willowbrook"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTown]:
    """Serve a town that stands nearly still, so that nobody but its two members writes, for the tests of this module."""
    folder = tmp_path_factory.mktemp("network")
    with serve_town(folder, TIME_SCALE="0.1") as served:
        for name in ("mia", "ben"):
            make_member(folder, name)
        yield served


def make_member(folder: Path, name: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "create_operator", f"{name}@example.org", "--role", "member"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/town.sqlite3"},
        input=f"{PASSWORD}\n",
        text=True,
        check=True,
        capture_output=True,
    )


def come_in(town: ServedTown, browser: "Browser", name: str) -> Any:
    """Sign in, take a name on the way to a first post, and keep the cookies."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{town.address}/sign-in/")
    page.fill("#id_username", f"{name}@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("main form .primary")
    page.wait_for_url(f"{town.address}/")
    write(page, town, "feed/", "post", f"Hello, this is {name}.")
    page.fill("#display_name", name.title())
    page.fill("#handle", name)
    page.click("main .primary")
    page.wait_for_selector(f"text=Hello, this is {name}.")
    cookies = context.storage_state()
    context.close()
    return cookies


@pytest.fixture(scope="module")
def mia(town: ServedTown, browser: "Browser") -> Any:
    """Give a member's cookies."""
    return come_in(town, browser, "mia")


@pytest.fixture(scope="module")
def ben(town: ServedTown, browser: "Browser") -> Any:
    """Give another member's cookies."""
    return come_in(town, browser, "ben")


def write(page: "Page", town: ServedTown, path: str, do: str, text: str, **fields: str) -> None:
    """Fill a page's form and send it."""
    page.goto(f"{town.address}/w/1/{path}")
    form = page.locator("form", has=page.locator(f"button[value='{do}']"))
    for name, value in {"text": text, **fields}.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator(f"button[value='{do}']").click()
    page.wait_for_load_state()


@pytest.fixture
def pen(town: ServedTown, browser: "Browser", ben: Any) -> Iterator["Page"]:
    """Give a page of Ben's, to do things with."""
    context: BrowserContext = browser.new_context(storage_state=ben)
    yield context.new_page()
    context.close()


def open_live(visit: Visit, town: ServedTown, path: str) -> "Page":
    """Open a page and wait until it is connected."""
    with visit.page.expect_websocket() as opened:
        visit.page.goto(f"{town.address}/w/1/{path}")
    opened.value.wait_for_event("framereceived")
    return visit.page


def number_of(page: "Page", text: str) -> str:
    """Find the number of the post with these words on a page."""
    found = page.locator(".post", has_text=text).first.get_attribute("id")
    assert found is not None
    return found.removeprefix("post-")


def test_new_posts_are_offered_and_put_in_without_losing_place_or_words(
    town: ServedTown, browser: "Browser", mia: Any, pen: "Page"
) -> None:
    for number in range(6):
        write(pen, town, "feed/", "post", f"Something to scroll past, number {number}.\n\n\nAnd more of it.")
    with visiting(browser, storage_state=mia, viewport={"width": 800, "height": 500}) as visit:
        page = open_live(visit, town, "feed/?ranking=new")
        page.fill("#text", "half a thought")
        write(pen, town, "feed/", "post", "Fresh rolls at the bakery")
        page.wait_for_selector("button.news:text-is('1 new post')", timeout=WAIT_MS)
        before = page.locator("text=Fresh rolls at the bakery").count()
        page.locator(".post").nth(4).scroll_into_view_if_needed()
        place = "document.querySelectorAll('.post')[{}].getBoundingClientRect().top"
        read_px = page.evaluate(place.format(4))
        page.click("button.news")
        page.wait_for_selector("text=Fresh rolls at the bakery")
        kept_px, words = page.evaluate(place.format(5)), page.input_value("#text")
        page.click("button.news:text-is('To the newest')")
        top = page.evaluate("document.querySelector('.post').getBoundingClientRect().top")

    assert before == 0
    assert abs(kept_px - read_px) <= 1
    assert words == "half a thought"
    assert 0 <= top < 300
    assert visit.complaints == []


def test_comments_and_likes_appear_on_an_open_post(town: ServedTown, browser: "Browser", mia: Any, pen: "Page") -> None:
    write(pen, town, "feed/", "post", "Who has seen my cat?")
    post = number_of(pen, "Who has seen my cat?")
    with visiting(browser, storage_state=mia) as visit:
        page = open_live(visit, town, f"feed/{post}/")
        page.fill("#text", "I think that")
        write(pen, town, f"feed/{post}/", f"comment-{post}", "She came back!")
        page.wait_for_selector(".comment:has-text('She came back!')", timeout=WAIT_MS)
        pen.click(f"button[value='like-{post}']")
        page.wait_for_selector(".liked-by:has-text('Ben')", timeout=WAIT_MS)
        counts = page.locator(f"#post-{post} .number").all_inner_texts()
        words = page.input_value("#text")

    assert counts == ["1", "0", "1"]
    assert words == "I think that"
    assert visit.complaints == []


def test_a_message_appears_in_the_open_conversation_and_is_read_when_it_is_seen(
    town: ServedTown, browser: "Browser", mia: Any, pen: "Page"
) -> None:
    write(pen, town, "messages/?to=mia", "message", "Are you there?")
    path = pen.url.split("/w/1/")[1].split("#")[0]
    with visiting(browser, storage_state=mia) as visit:
        page = open_live(visit, town, "feed/")
        page.wait_for_selector(".mail .badge:has-text('1')", timeout=WAIT_MS)
        open_live(visit, town, path)
        page.wait_for_selector(".mail a:first-child:not(:has(.badge))", timeout=WAIT_MS)
        write(pen, town, path, f"say-{path.split('/')[1]}", "Knock knock")
        page.wait_for_selector(".messages li:has-text('Knock knock')", timeout=WAIT_MS)
        page.wait_for_selector(".mail a:first-child:not(:has(.badge))", timeout=WAIT_MS)
        page.goto(f"{town.address}/w/1/messages/")
        unread = page.locator("[data-unread]").count()

    assert unread == 0
    assert visit.complaints == []


def test_a_message_raises_the_count_on_any_page_of_its_reader_and_tells_nobody_else(
    town: ServedTown, browser: "Browser", mia: Any, operator: Any, pen: "Page"
) -> None:
    with visiting(browser, storage_state=operator) as other, visiting(browser, storage_state=mia) as visit:
        frames: list[str] = []
        other.page.on("websocket", lambda socket: socket.on("framereceived", lambda text: frames.append(str(text))))
        open_live(other, town, "feed/")
        page = open_live(visit, town, "feed/")
        write(pen, town, "messages/?to=mia", "message", "A secret between two")
        page.wait_for_selector(".mail a:first-child .badge", timeout=WAIT_MS)
        write(pen, town, "feed/", "post", "A word to all")
        other.page.wait_for_selector("button.news", timeout=WAIT_MS)

    assert any("A word to all" in text for text in frames)
    assert not any("secret" in text or "message_created" in text for text in frames)


def test_a_lost_connection_is_shown_and_what_was_missed_comes_after_it(
    town: ServedTown, browser: "Browser", mia: Any, pen: "Page"
) -> None:
    with visiting(browser, storage_state=mia) as visit:
        sockets: list[Any] = []
        visit.page.route_web_socket(
            "**/api/stream*", lambda socket: sockets.append((socket, socket.connect_to_server()))
        )
        visit.page.goto(f"{town.address}/w/1/feed/?ranking=new")
        visit.page.wait_for_function("document.querySelector('[data-pill]').textContent === 'Live'")
        visit.page.wait_for_timeout(1000)
        visit.page.unroute_all()
        visit.page.route_web_socket("**/api/stream*", lambda socket: socket.close(code=1012))
        sockets[0][0].close(code=1012)
        visit.page.wait_for_selector("[data-trouble=offline]:visible", timeout=WAIT_MS)
        pill = visit.page.inner_text("[data-pill]")
        write(pen, town, "feed/", "post", "Said while you were away")
        visit.page.route_web_socket("**/api/stream*", lambda socket: socket.connect_to_server())
        visit.page.wait_for_selector("button.news", timeout=WAIT_MS)
        is_hidden = visit.page.locator("[data-trouble=offline]").is_hidden()

    assert pill == "Offline"
    assert is_hidden


def test_a_like_leaves_the_page_and_a_half_written_post_as_they_are(
    town: ServedTown, browser: "Browser", mia: Any, pen: "Page"
) -> None:
    write(pen, town, "feed/", "post", "Like me")
    post = number_of(pen, "Like me")
    with visiting(browser, storage_state=mia) as visit:
        page = open_live(visit, town, "feed/?ranking=new")
        page.fill("#text", "half a thought")
        page.click(f"button[value='like-{post}']")
        page.wait_for_selector(f"button[value='unlike-{post}'][aria-pressed=true]", timeout=WAIT_MS)
        words = page.input_value("#text")

    assert words == "half a thought"
    assert visit.complaints == []


def test_without_script_a_message_is_read_by_a_button(
    town: ServedTown, browser: "Browser", mia: Any, pen: "Page"
) -> None:
    write(pen, town, "messages/?to=mia", "message", "Read me when you like")
    path = pen.url.split("/w/1/")[1].split("#")[0]
    with visiting(browser, storage_state=mia, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(f"{town.address}/w/1/{path}")
        page.goto(f"{town.address}/w/1/{path}")
        opened = page.locator(".mail a:first-child .badge").count()
        page.click("form.mark button")
        page.wait_for_load_state()
        marked = page.locator(".mail a:first-child .badge").count()

    assert (opened, marked) == (1, 0)


PAGES: Final = [
    "feed/?ranking=new",
    "feed/1/",
    "people/ben/",
    "people/mia/",
    "messages/",
    "messages/1/",
    "notices/",
    "search/?q=hello",
]
SCREENS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "Chinese": {"locale": "zh-CN"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "Chinese phone": {"viewport": {"width": 390, "height": 844}, "locale": "zh-CN"},
    "script off": {"java_script_enabled": False},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_fits_and_complains_of_nothing(
    screen: str, town: ServedTown, browser: "Browser", mia: Any, pen: "Page"
) -> None:
    write(pen, town, "messages/?to=mia", "message", "https://example.org/" + "a-long-address/" * 20)
    with visiting(browser, storage_state=mia, **SCREENS[screen]) as visit:
        seen = [_look_at(visit, town, path) for path in PAGES]

    assert seen == [(path, 200, 0, 1) for path in PAGES]
    assert visit.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_and_name_everything(
    town: ServedTown, browser: "Browser", mia: Any, pen: "Page", scheme: Any
) -> None:
    write(pen, town, "feed/1/", "comment-1", "Well said.")
    with visiting(browser, storage_state=mia, color_scheme=scheme) as visit:
        faults = {path: _unreadable(visit, town, path) for path in PAGES}

    assert faults == {path: ([], []) for path in PAGES}


def _unreadable(visit: Visit, town: ServedTown, path: str) -> tuple[list[str], list[str]]:
    visit.page.goto(f"{town.address}/w/1/{path}")
    return visit.page.evaluate(NAMELESS, NAMED), visit.page.evaluate(FAINT, TEXTS)


def _look_at(visit: Visit, town: ServedTown, path: str) -> tuple[str, int, int, int]:
    answer = visit.page.goto(f"{town.address}/w/1/{path}")
    assert answer is not None
    too_wide_px = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return path, answer.status, too_wide_px, visit.page.locator("h1").count()
