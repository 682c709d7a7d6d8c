"""What a run's file is: a ZIP of JSON lines, one member a table, and a manifest that says what must be in them.

A row is a JSON array in the order of the manifest's columns. Keys are written as numbers in the run, bytes as base64, so a
file is the same whichever store it came from and loads under any id. Of a fork its ancestors are in it, the founder first:
what happened before the fork is theirs. Not in it is whatever belongs to an installation and its people: logins, keys,
sessions, mails, which account is whose, what somebody has read, reports; real times; commands that wait.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT: Final = "ai-society-run"
VERSION: Final = 1
"""Raised when a program that knows only the old form would load a new one wrongly. Tables and columns name themselves."""
MANIFEST: Final = "manifest.json"
MANIFEST_MAX_BYTES: Final = 1 << 26
LINE_MAX_BYTES: Final = 1 << 30
"""The longest row is a snapshot of a large town: some hundred megabytes."""
NAME_MAX: Final = 100
_NUMBER_MAX: Final = 2**63 - 1
Number = Annotated[int, Field(ge=0, le=_NUMBER_MAX)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class HeadFacts(_Strict):
    """How far a run had come."""

    step: Number
    sim_time: Number
    seq: Number
    digest: Digest
    counters: dict[str, Number]


class RunRow(_Strict):
    """A run as it was founded or forked, and its head."""

    name: Annotated[str, Field(max_length=NAME_MAX)]
    seed: Annotated[int, Field(ge=-(2**63), le=_NUMBER_MAX)]
    scenario: dict[str, Any]
    language: Annotated[str, Field(max_length=10)]
    step_s: Annotated[int, Field(gt=0, lt=2**31)]
    start_sim_time: Annotated[int, Field(ge=0, lt=2**31)]
    status: Literal["live", "ended"]
    engine_version: Annotated[int, Field(gt=0, lt=2**31)]
    fork_step: Number | None
    fork_seq: Number | None
    rate_milli: Annotated[int, Field(gt=0, lt=2**31)]
    head: HeadFacts


class Member(_Strict):
    """One table of one run: what its rows are called, how many there are, and the checksum of all of them."""

    name: str
    run: Annotated[int, Field(ge=0)]
    table: str
    columns: tuple[tuple[str, str], ...] = Field(strict=False)
    rows: Number
    size: Number
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Manifest(_Strict):
    """What a file holds. runs: the founder first, the run that was asked for last."""

    format: Literal["ai-society-run"]
    version: int
    written_wall: str
    runs: list[RunRow] = Field(min_length=1)
    members: list[Member]
