"""A run moved between installations: SQLite to PostgreSQL and back, and processes that are killed on the way."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from society.parts import assemble
from streams.models import RunHead
from streams.services.run_files.loading import load_run_file
from streams.services.run_files.writing import write_run_file
from streams.writer.verify import verify_run
from tests.durability.moving import BACK_S, THERE_S
from tests.durability.players import ROOT
from tests.durability.three_days import advance


class Installation:
    """An installation on SQLite, in processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/run.sqlite3"}

    def copy(self, folder: Path) -> "Installation":
        shutil.copy(self.folder / "run.sqlite3", folder / "run.sqlite3")
        return Installation(folder)

    def does(self, what: str, file: Path) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "tests.durability.moving", what, str(file)]
        return subprocess.run(command, cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False)

    def says(self, what: str, file: Path) -> Any:
        done = self.does(what, file)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, Path, str]:
    """Give a town of twelve that lived for some hours, a file of it, and its digest."""
    folder = tmp_path_factory.mktemp("home")
    here = Installation(folder)
    digest = here.says("found", folder / "run.zip")["digest"]
    return here, folder / "run.zip", digest


@pytest.mark.services
@pytest.mark.django_db
def test_a_run_lives_on_wherever_it_is_taken(home: tuple[Installation, Path, str], tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("there is the other store")
    here, file, digest = home

    there = load_run_file(file, assemble=assemble, wall_ms=0)
    assert RunHead.objects.get(pk=there.pk).digest == digest
    left = advance(there, THERE_S).digest
    with (tmp_path / "back.zip").open("wb") as back:
        write_run_file(there, back)
    returned = here.copy(tmp_path).says("load", tmp_path / "back.zip")

    assert (returned["runs"], returned["id"], returned["digest"], returned["faults"]) == (1, 2, left, [])
    assert advance(there, BACK_S).digest == returned["ahead"]
    assert list(verify_run(there, assemble)) == []


def test_a_load_that_is_killed_leaves_nothing_and_can_be_done_again(
    home: tuple[Installation, Path, str], tmp_path: Path
) -> None:
    here, file, digest = home
    again = here.copy(tmp_path)

    killed = again.does("killed", file)

    assert killed.returncode == -9, killed.stderr
    done = again.says("load", file)
    assert (done["runs"], done["digest"], done["faults"]) == (1, digest, [])


def test_an_archive_whose_maker_was_killed_is_lost_and_the_next_says_how_far_it_is_while_it_reads(
    home: tuple[Installation, Path, str], tmp_path: Path
) -> None:
    here, file, _ = home
    there = here.copy(tmp_path)

    died = there.does("dies", tmp_path / "run.zip")
    told = there.says("watched", tmp_path / "run.zip")

    assert died.returncode == -9, died.stderr
    assert (told["lost"], told["left"]) == (["failed", "lost"], [1, 0])

    running = [(done, total) for state, done, total in told["seen"] if state == "running" and total]
    assert told["state"] == "done"
    assert any(0 < done < total for done, total in running), told["seen"]
    assert [done for done, _ in running] == sorted(done for done, _ in running)
    assert (tmp_path / "run.zip").stat().st_size > file.stat().st_size // 2
