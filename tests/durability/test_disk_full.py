"""The disk is full: a step is given up whole, it is logged and shown, and with room again the run goes on as if nothing was."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from society.parts import assemble
from streams.models import Event, Run, RunClock, RunHead, RunLease
from streams.writer import driver as driving
from streams.writer.driver import Driver
from streams.writer.verify import verify_run
from tests.durability.engines import ENGINE, engine, set_rate, step, tables, tables_at, wait_until
from tests.durability.own_postgres import OWNER, OwnPostgres
from tests.durability.test_driver_faults import KeptConnection
from tests.durability.webs import web
from tests.durability.workers import Environment
from tests.services import temporary_database

DISK_MIB = 64
ROOM_ENOUGH = 1_000_000
"""Pages of a SQLite file."""


@pytest.fixture
def small_disk(own_server: OwnPostgres) -> Iterator[Path]:
    """Mount a disk of its own for a tablespace named `small`."""
    folder = own_server.folder / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", folder], check=True)
    try:
        (folder / "data").mkdir()
        shutil.chown(folder / "data", OWNER)
        with psycopg.connect(own_server.url, autocommit=True) as operator:
            operator.execute(f"CREATE TABLESPACE small LOCATION '{folder}/data'".encode())
            yield folder
            operator.execute("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def town_on_it(own_server: OwnPostgres, founded_on_own_server: str, small_disk: Path) -> Iterator[Environment]:
    """Give the town a database on the small disk."""
    with temporary_database(own_server.url, copy_of=founded_on_own_server, tablespace="small") as url:
        # a copy takes its room on the disk only when it is written there; until then even a reader can find none
        with psycopg.connect(own_server.url, autocommit=True) as operator:
            operator.execute("CHECKPOINT")
        yield {**os.environ, "DATABASE_URL": url}


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        except OSError:
            pass
    return ballast


@pytest.mark.long
@pytest.mark.services
@pytest.mark.own_servers
@pytest.mark.small_disk
def test_a_full_tablespace_stops_the_run_whole_shows_it_and_with_room_it_goes_on(
    small_disk: Path, town_on_it: Environment, unbroken_town: Environment
) -> None:
    set_rate(town_on_it, 1000)
    with web(town_on_it) as served, engine(town_on_it, *ENGINE) as process:
        wait_until(lambda: step(town_on_it) > 100, within_s=60)
        ballast = fill(small_disk)
        wait_until(lambda: served.get("/api/world/status").body["data"]["status"] == "stalled", within_s=60)
        stuck = step(town_on_it)
        assert served.get("/ready").status == 200

        ballast.unlink()
        wait_until(lambda: step(town_on_it) > stuck + 40, within_s=60)
        assert served.get("/api/world/status").body["data"]["status"] in ("running", "behind")
        process.terminate()
        said = process.communicate(timeout=30)[1]

    full = tables(town_on_it)
    assert full == tables_at(unbroken_town, full["sim_time"])
    assert "No space left on device" in said


@pytest.fixture
def kept_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "connection", KeptConnection())


def pragma(name: str, setting: int | None = None) -> int:
    """Ask SQLite, or tell it."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if setting is None else f"PRAGMA {name} = {setting}")
        found: int = cursor.fetchone()[0]
    return found


def leave_no_room() -> None:
    """Let SQLite's file grow no further; what tests before this one freed inside it is room too."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    pragma("max_page_count", pragma("page_count"))
    assert pragma("freelist_count") == 0


def serve_until_dropped(driver: Driver) -> bool:
    driver.serve(0.3)
    return not driver.held_runs


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's file; PostgreSQL's turn is above")
@pytest.mark.django_db(transaction=True)
def test_a_full_sqlite_file_stops_the_run_whole_shows_it_and_with_room_it_goes_on(
    town: Run, kept_connection: None
) -> None:
    RunClock.objects.filter(run=town).update(rate_milli=1_000_000)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.serve(0.3)
    leave_no_room()

    wait_until(lambda: serve_until_dropped(driver), within_s=60)

    full = RunHead.objects.get(pk=town.pk)
    assert driver.held_runs == ()
    assert Event.objects.of(town.pk).count() == full.seq
    pragma("max_page_count", ROOM_ENOUGH)
    RunLease.objects.update(expires_wall_ms=0)
    driver.serve(1)
    driver.release_all()
    assert RunHead.objects.get(pk=town.pk).step > full.step + 10
    assert list(verify_run(town, assemble)) == []
