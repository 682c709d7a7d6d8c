"""A browser for the tests of this folder, and an operator who has entered the module's town."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.served_town import ARGUMENTS, ServedTown

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Start Debian's Chromium; for one module only, because it keeps an event loop running."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def operator(town: ServedTown, browser: "Browser") -> Any:
    """Enter by the one-time link as a person does, and keep the cookies.   town: the module's own."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(town.operator_link)
    page.click("main form button")
    page.wait_for_url(f"{town.address}/")
    cookies = context.storage_state()
    context.close()
    return cookies
