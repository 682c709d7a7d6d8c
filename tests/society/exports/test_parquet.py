"""The record as Parquet, opened in pandas and pyarrow, against the record as JSON lines."""

import io
import json
from pathlib import Path
from typing import Any

import pandas  # type: ignore[import-untyped]  # its types are a package of their own
import pytest
from django.test import Client
from pyarrow import parquet as arrow

from society.api.exports import parquet, rows
from society.export_worker import work_off
from society.models import ExportJob
from society.operations.exports import jobs
from streams.kernel.simtime import world_time
from tests.api_client import read
from tests.lived_town import LivedTown


def body(client: Client, path: str) -> bytes:
    answer = read(client, f"export/{path}")
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def test_the_record_opens_in_pandas_with_types(operator: Client, lived_town: LivedTown) -> None:
    listed = [json.loads(line) for line in body(operator, "events").splitlines()]

    found = pandas.read_parquet(io.BytesIO(body(operator, "events?format=parquet")))

    assert found.columns.tolist() == list(rows.EVENT_COLUMNS)
    for name in rows.EVENT_COLUMNS:
        if name not in ("world_time", "kind", "payload"):
            assert found[name].tolist() == [row[name] for row in listed], name
    assert found["kind"].astype(str).tolist() == [row["kind"] for row in listed]
    assert found["payload"].astype(object).where(found["payload"].notna(), None).tolist() == [
        row["payload"] for row in listed
    ]
    assert [moment.isoformat() for moment in found["world_time"]] == [world_time(row["sim_time"]) for row in listed]
    assert {name: str(found.dtypes[name]) for name in ("seq", "sim_time", "action", "kind", "world_time")} == {
        "seq": "int64",
        "sim_time": "int32",
        "action": "int16",
        "kind": "category",
        "world_time": "datetime64[ms]",
    }


def test_others_are_given_no_private_events(client: Client, lived_town: LivedTown) -> None:
    found = pandas.read_parquet(io.BytesIO(body(client, "events?format=parquet")))

    assert not any(kind.startswith(("message", "block")) for kind in found["kind"].astype(str))


def test_it_is_written_a_group_at_a_time(
    operator: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROWS_A_GROUP", 700)
    taken: list[int] = []

    def counted(count: int) -> Any:
        for number in range(count):
            taken.append(number)
            yield dict.fromkeys(rows.EVENT_COLUMNS, 1) | {"kind": "acted", "payload": None}

    sizes = [(len(taken), len(piece)) for piece in parquet.as_parquet(counted(3_000))]

    assert [rows_read for rows_read, _ in sizes] == [700, 1_400, 2_100, 2_800, 3_000, 3_000]
    file = arrow.ParquetFile(io.BytesIO(body(operator, "events?format=parquet")))
    last = file.metadata.num_row_groups - 1
    assert last > 1
    assert {file.metadata.row_group(number).num_rows for number in range(last)} == {700}


def test_an_empty_record_is_a_file_too(operator: Client, lived_town: LivedTown) -> None:
    found = pandas.read_parquet(io.BytesIO(body(operator, "events?format=parquet&after=999999999")))

    assert (len(found), found.columns.tolist()) == (0, list(rows.EVENT_COLUMNS))


def test_without_pyarrow_the_answer_says_so(
    operator: Client, lived_town: LivedTown, schema: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)

    answers = [read(operator, "export/events?format=parquet"), operator.post("/api/export/events?format=parquet")]

    assert [answer.status_code for answer in answers] == [501, 501]
    assert [answer.json()["error"]["code"] for answer in answers] == ["FORMAT_UNAVAILABLE"] * 2
    assert "pyarrow" in answers[0].json()["error"]["message"]
    assert "501" in schema["paths"]["/api/export/events"]["get"]["responses"]
    assert not ExportJob.objects.exists()
    page = operator.get(f"/w/{lived_town.run.pk}/downloads/").content.decode()
    assert ("format=parquet" in page, "Parquet is not offered" in page) == (False, True)


def test_a_file_made_in_the_background_opens_too(operator: Client, lived_town: LivedTown, exports_dir: Path) -> None:
    operator.post("/api/export/events?format=parquet")

    assert work_off() == 1

    job = ExportJob.objects.get()
    found = pandas.read_parquet(jobs.path_of(job))
    assert len(found) == job.done == job.total
