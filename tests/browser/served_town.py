"""A town as a person starts it, on a port of its own, and a browser that notes what a page complains about."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT: Final = Path(__file__).resolve().parents[2]
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
TIME_SCALE: Final = "60"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedTown:
    """A running town: its address, and the link that lets an operator in."""

    address: str
    operator_link: str


@contextmanager
def serve_town(folder: Path, **settings: str) -> Iterator[ServedTown]:
    """Start `manage.py run_live` on a database of its own, with these settings, and stop it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_live", "--port", str(port)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/town.sqlite3",
            "TIME_SCALE": TIME_SCALE,
            "REQUEST_LIMITS": "off",
            **settings,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield ServedTown(address=f"http://127.0.0.1:{port}", operator_link=_read_link(process))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def _read_link(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://\S+/enter/\S+/", line)
        if found:
            return found[0]
    raise RuntimeError("run_live ended without printing the operator's link")


@dataclass(slots=True)
class Visit:
    """A page being looked at, and what the browser complained about."""

    page: "Page"
    complaints: list[str] = field(default_factory=list)


@contextmanager
def visiting(browser: "Browser", context: "BrowserContext | None" = None, **options: Any) -> Iterator[Visit]:
    """Open a page; options are those of a new browser context."""
    context = context or browser.new_context(**options)
    visit = Visit(page=context.new_page())
    visit.page.on("console", lambda said: visit.complaints.append(said.text) if said.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    try:
        yield visit
    finally:
        context.close()
