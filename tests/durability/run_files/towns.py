"""The run of the tests, its file, and files that are changed by hand."""

import hashlib
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import override_settings

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.operations.retention import tend_run
from society.parts import assemble
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import (
    Membership,
    Run,
    User,
)
from streams.network.commands import JOIN, POST, JoinBody, PostBody
from streams.services.inbox import append_command
from streams.services.run_files.form import MANIFEST
from streams.services.run_files.loading import load_run_file
from streams.services.run_files.writing import write_run_file
from tests.durability.three_days import advance

END_S = DAY_S + 7 * HOUR_S + 1_800
PERSON, EMAIL = 990_017, "secret.person@example.org"
Change = Callable[[dict[str, Any], dict[str, bytes]], object]


def lived() -> Run:
    """Let twelve residents live for a day and a night; a person joins and writes, and what is over is packed."""
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)
    person = User.objects.get(pk=PERSON)
    append_command(
        run, JOIN, JoinBody(handle="visitor", display_name="A visitor"), user=person, idempotency_key="key 17"
    )
    advance(run, END_S - HOUR_S)
    append_command(run, POST, PostBody(text="Good morning from outside"), actor=13, user=person)
    advance(run, END_S)
    with override_settings(EVENT_ROWS_KEPT_DAYS=0):
        assert tend_run(run, deadline=float("inf"), rows_max=500)
    Membership.objects.create(run=run, user=person, number=13)
    append_command(run, POST, PostBody(text="still waiting"), actor=13, user=person)
    return run


def written(run: Run, path: Path) -> Path:
    with path.open("wb") as file:
        write_run_file(run, file)
    return path


def load(path: Path, **options: Any) -> Run:
    return load_run_file(path, assemble=assemble, wall_ms=time.time_ns() // 1_000_000, **options)


def sums(path: Path) -> dict[str, str]:
    """Give the checksum of each table that a file says it has."""
    members = json.loads(zipfile.ZipFile(path).read(MANIFEST))["members"]
    return {member["name"]: member["sha256"] for member in members}


def changed(path: Path, change: Change) -> Path:
    """Write a file again with its manifest and members changed, checksums made right."""
    archive = zipfile.ZipFile(path)
    manifest = json.loads(archive.read(MANIFEST))
    bodies = {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}
    change(manifest, bodies)
    for member in manifest["members"]:
        body = bodies.get(member["name"], b"")
        member |= {"size": len(body), "rows": body.count(b"\n"), "sha256": hashlib.sha256(body).hexdigest()}
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in bodies.items():
            archive.writestr(name, body)
        archive.writestr(MANIFEST, json.dumps(manifest))
    return other


def member_of(manifest: dict[str, Any], table: str) -> dict[str, Any]:
    found: dict[str, Any] = next(member for member in manifest["members"] if member["table"] == table)
    return found


def set_cell(table: str, column: int, value: Any) -> Change:
    """Change a cell of a table's last row."""

    def change(manifest: dict[str, Any], bodies: dict[str, bytes]) -> None:
        name = member_of(manifest, table)["name"]
        *others, last = bodies[name].splitlines(keepends=True)
        row = json.loads(last)
        row[column] = value
        bodies[name] = b"".join(others) + json.dumps(row).encode() + b"\n"

    return change


def rename_column(manifest: dict[str, Any], bodies: dict[str, bytes]) -> None:
    member_of(manifest, "world_tie")["columns"][1][0] = "colour"


def rename_table(manifest: dict[str, Any], bodies: dict[str, bytes]) -> None:
    member_of(manifest, "world_tie")["table"] = "world_knot"


def drop_table(manifest: dict[str, Any], bodies: dict[str, bytes]) -> None:
    manifest["members"].remove(member_of(manifest, "world_tie"))
