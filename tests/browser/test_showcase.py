"""The look: pages of sample content obey the content security policy and fit a phone."""

import functools
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.served_town import visiting
from tests.browser.showcase import PAGES, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PHONE: "Final[ViewportSize]" = {"width": 390, "height": 844}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the pages with settings of their own, in a process of their own."""
    target = tmp_path_factory.mktemp("showcase")
    subprocess.run([sys.executable, "-W", "error", "-m", "tests.browser.showcase", str(target)], cwd=ROOT, check=True)
    return target


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve the pages on a free port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_inline_style_and_no_inline_script(folder: Path, page: str) -> None:
    text = (folder / f"{page}-en.html").read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son\w+=", text)
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


def test_the_style_sheet_is_small_and_fetches_nothing() -> None:
    sheet = (ROOT / "static" / "site" / "site.css").read_text(encoding="utf-8")

    assert "url(" not in sheet
    assert "@import" not in sheet
    assert len(sheet) < 40_000


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone(address: str, browser: "Browser", page: str) -> None:
    with visiting(browser, viewport=PHONE) as visit:
        visit.page.goto(f"{address}{page}-en.html")
        too_wide_px = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert too_wide_px == 0
    assert visit.complaints == []


@pytest.mark.browser
def test_the_theme_stays_after_a_reload(address: str, browser: "Browser") -> None:
    with visiting(browser, color_scheme="light") as visit:
        page = visit.page
        page.goto(f"{address}states-en.html")
        page.click("[data-theme-choice=dark]")
        page.reload()
        theme = page.get_attribute("html", "data-theme")
        pressed = page.get_attribute("[data-theme-choice=dark]", "aria-pressed")
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert (theme, pressed) == ("dark", "true")
    assert background == "rgb(18, 16, 15)"
