"""Open a run's file and read its rows, trusting nothing in it."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import orjson
from pydantic import ValidationError

from streams.errors import BrokenRunFile
from streams.services.run_files.form import (
    FORMAT,
    LINE_MAX_BYTES,
    MANIFEST,
    MANIFEST_MAX_BYTES,
    VERSION,
    Manifest,
    Member,
)
from streams.writer import version

_BUFFER_BYTES: Final = 1 << 20
_PART_BYTES: Final = 1 << 24
"""Rows of about so many bytes are held at a time."""
_NOT_ONE: Final = "This is no file of a run: a run is written into one by `manage.py export_run`."
_DAMAGED: Final = "The file is damaged: it ends too early or was changed on the way. Copy or write it again."


@contextmanager
def opened(path: Path) -> Iterator["RunFile"]:
    """Open a file. BrokenRunFile, also while it is read, says what is wrong with it."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield RunFile(archive, _manifest(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise BrokenRunFile(_DAMAGED if _begins_as_one(path) else _NOT_ONE) from None
    except OSError as error:
        raise BrokenRunFile(f"{path} cannot be read: {error.strerror or error}") from None


class RunFile:
    """An open file: what it says of itself, and its rows."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.manifest = manifest
        self._archive = archive

    def check(self) -> None:
        """Read everything once. BrokenRunFile for what is not as the manifest says, before anybody waits for a database."""
        for member in self.manifest.members:
            with self._archive.open(member.name) as packed:
                source = _Summed(packed, member.size)
                while source.read(_BUFFER_BYTES):
                    pass
            self._compare(member, source)

    def row_parts(self, member: Member, limit: int) -> Iterator[list[list[Any]]]:
        """Read a member's rows, at most `limit` at a time; its size, count and checksum are compared at the end."""
        count = 0
        with self._archive.open(member.name) as packed:
            source = _Summed(packed, member.size)
            lines = io.BufferedReader(source, _BUFFER_BYTES)
            while rows := _rows(member, lines, limit):
                count += len(rows)
                yield rows
        self._compare(member, source)
        if count != member.rows:
            raise BrokenRunFile(f"{_DAMAGED} ({member.name} has {count} rows, the manifest says {member.rows}.)")

    def _compare(self, member: Member, source: "_Summed") -> None:
        if (source.size, source.checksum) != (member.size, member.sha256):
            raise BrokenRunFile(f"{_DAMAGED} ({member.name} does not have the checksum that the manifest says.)")


class _Summed(io.RawIOBase):
    """Bytes on their way through, counted and summed up; more than were said are refused."""

    def __init__(self, source: IO[bytes], size_max: int) -> None:
        self.size = 0
        self._source = source
        self._size_max = size_max
        self._sum = hashlib.sha256()

    @property
    def checksum(self) -> str:
        """The sum of what went through."""
        return self._sum.hexdigest()

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        piece = self._source.read(len(target))
        self.size += len(piece)
        if self.size > self._size_max:
            raise BrokenRunFile(_DAMAGED)
        self._sum.update(piece)
        target[: len(piece)] = piece
        return len(piece)


def _rows(member: Member, lines: "io.BufferedReader[_Summed]", limit: int) -> list[list[Any]]:
    rows: list[list[Any]] = []
    size = 0
    while len(rows) < limit and size < _PART_BYTES:
        line = lines.readline(LINE_MAX_BYTES)
        if not line:
            break
        size += len(line)
        try:
            rows.append(orjson.loads(line))
        except orjson.JSONDecodeError:
            raise BrokenRunFile(f"{_DAMAGED} ({member.name} has a line that is no JSON.)") from None
    return rows


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """Read what the file says of itself; the form's version is looked at first."""
    is_encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    if is_encrypted or MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > MANIFEST_MAX_BYTES:
        raise BrokenRunFile(_NOT_ONE)
    text = archive.read(MANIFEST)
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise BrokenRunFile(_DAMAGED) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise BrokenRunFile(_NOT_ONE)
    if said.get("version") != VERSION:
        raise BrokenRunFile(
            f"The file has form {said.get('version')!r}, this version reads form {VERSION}: upgrade this installation first."
        )
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrokenRunFile(f"The manifest of the file says what it may not: {where}: {first['msg']}.") from None
    _check(manifest, set(archive.namelist()))
    return manifest


def _check(manifest: Manifest, names: set[str]) -> None:
    """Refuse what cannot be so, and what a newer engine made."""
    newest = max(run.engine_version for run in manifest.runs)
    if newest > version.ENGINE_VERSION:
        raise BrokenRunFile(
            f"The run was made by engine {newest}, this is engine {version.ENGINE_VERSION}: upgrade this installation first."
        )
    tables = [(member.run, member.table) for member in manifest.members]
    missing = [member.name for member in manifest.members if member.name not in names]
    if missing or len(set(tables)) < len(tables) or any(run >= len(manifest.runs) for run, _ in tables):
        raise BrokenRunFile(_DAMAGED)
    for place, run in enumerate(manifest.runs):
        if [run.fork_step is None, run.fork_seq is None] != [place == 0] * 2:
            raise BrokenRunFile(_DAMAGED)


def _begins_as_one(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False
