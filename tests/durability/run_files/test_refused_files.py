"""Files that are not the run that they say they are, or of another time: refused with a sentence, and nothing is left."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from society.parts import assemble
from streams.errors import BrokenRunFile
from streams.kernel.ids import key_of
from streams.kernel.simtime import HOUR_S
from streams.models import (
    Event,
    Run,
)
from streams.services.run_files.writing import write_run_file
from streams.writer.verify import verify_run
from tests.durability.run_files.towns import (
    END_S,
    Change,
    changed,
    drop_table,
    load,
    member_of,
    rename_column,
    rename_table,
    set_cell,
)
from tests.durability.three_days import advance

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(set_cell("streams_event", 4, 7), "not what its digest says", id="another resident acted"),
        pytest.param(
            set_cell("world_residentstate", 0, 2**41), "a number that no row can have", id="key of another run"
        ),
        pytest.param(set_cell("streams_event", 4, "seven"), "not allowed", id="text for a number"),
        pytest.param(set_cell("streams_event", 4, 2**40), "not allowed", id="too large a number"),
        pytest.param(set_cell("streams_event", 4, 1.5), "not allowed", id="half a number"),
        pytest.param(set_cell("streams_account", 1, "nul\0nul"), "not allowed", id="nul"),
        pytest.param(set_cell("streams_snapshot", -1, "%%%"), "not allowed", id="no base64"),
        pytest.param(set_cell("streams_snapshot", -1, "eA=="), "cannot be re-executed|digest", id="no snapshot"),
        pytest.param(set_cell("streams_inbox", 6, "perhaps"), "not allowed", id="no outcome"),
        pytest.param(rename_column, "does not know: upgrade", id="unknown column"),
        pytest.param(rename_table, "does not know: upgrade", id="unknown table"),
        pytest.param(drop_table, "digest|re-executed", id="missing table"),
        pytest.param(lambda manifest, _: manifest.update(version=2), "form 2", id="newer form"),
        pytest.param(lambda manifest, _: manifest["runs"][0].update(engine_version=99), "engine 99", id="newer engine"),
        pytest.param(lambda manifest, _: manifest["runs"][0].update(seed=3), "digest|re-executed", id="another seed"),
        pytest.param(lambda manifest, _: manifest["runs"][0].update(fork_step=3), "damaged", id="fork without parent"),
        pytest.param(lambda manifest, _: manifest.update(more=1), "what it may not: more", id="more than there is"),
        pytest.param(lambda manifest, _: manifest.update(format="zip"), "no file of a run", id="foreign"),
    ],
)
def test_what_is_not_the_run_is_refused_and_nothing_is_left(change: Change, says: str, run: Run, file: Path) -> None:
    other = changed(file, change)

    with pytest.raises(BrokenRunFile, match=says):
        load(other)

    assert list(Run.objects.all()) == [run]
    assert not Event.objects.filter(pk__gte=key_of(run.pk + 1, 0)).exists()


@pytest.mark.parametrize("where", [0.3, 0.6, 0.9])
def test_a_file_that_was_damaged_on_the_way_is_refused(where: float, run: Run, file: Path) -> None:
    whole = file.read_bytes()
    place = int(len(whole) * where)
    file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])

    with pytest.raises(BrokenRunFile, match="damaged"):
        load(file)

    file.write_bytes(whole[:place])
    with pytest.raises(BrokenRunFile, match="damaged"):
        load(file)
    assert list(Run.objects.all()) == [run]


def test_what_is_no_file_of_a_run_is_refused(tmp_path: Path, db: None) -> None:
    (tmp_path / "text").write_text("Dear Sir or Madam")
    with zipfile.ZipFile(tmp_path / "zip", "w") as archive:
        archive.writestr("holiday.txt", "sun")

    for name in ("text", "zip"):
        with pytest.raises(BrokenRunFile, match="no file of a run"):
            load(tmp_path / name)
    with pytest.raises(BrokenRunFile, match="cannot be read"):
        load(tmp_path / "missing")


def test_a_column_that_there_was_not_yet_gets_its_default(run: Run, file: Path) -> None:
    def forget(manifest: dict[str, Any], bodies: dict[str, bytes]) -> None:
        member = member_of(manifest, "streams_archiveday")
        place = [name for name, _ in member["columns"]].index("is_pruned")
        del member["columns"][place]
        rows = [json.loads(line) for line in bodies[member["name"]].splitlines()]
        bodies[member["name"]] = b"".join(json.dumps(row[:place] + row[place + 1 :]).encode() + b"\n" for row in rows)

    loaded = load(changed(file, forget))

    assert list(verify_run(loaded, assemble)) == []


def test_a_past_of_an_older_engine_is_compared_by_its_digests(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streams.writer.version.ENGINE_VERSION", 99)

    loaded = load(file)
    with pytest.raises(BrokenRunFile, match="digest"):
        load(changed(file, set_cell("streams_event", 4, 7)))

    assert advance(loaded, END_S + HOUR_S).step > 0
    loaded.refresh_from_db()
    assert loaded.engine_version == 99


def test_a_run_that_is_not_verified_is_loaded_as_it_is(file: Path) -> None:
    loaded = load(changed(file, set_cell("streams_event", 4, 7)), is_verified=False)

    assert "step" in next(iter(verify_run(loaded, assemble)))


def test_a_fault_while_writing_leaves_no_transaction_behind(run: Run, tmp_path: Path) -> None:
    def stop(rows: int) -> None:
        raise InterruptedError(rows)

    with (tmp_path / "run.zip").open("wb") as file, pytest.raises(InterruptedError):
        write_run_file(run, file, stop)

    with pytest.raises(BrokenRunFile):
        load(tmp_path / "run.zip")
    assert Run.objects.count() == 1
