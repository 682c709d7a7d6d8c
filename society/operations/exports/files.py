"""Files of exports: in a folder that all processes share, named by nobody outside, whole or not there."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from society.errors import DiskFull

FREE_MIN_BYTES: Final = 1 << 28
"""Room that a disk must have left, for a database stands on it too."""
_UNFINISHED: Final = ".part"


def folder() -> Path:
    """Give the folder of exports, made if it is missing. OSError if it cannot be."""
    place = Path(settings.EXPORTS_DIR)
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to be written that has its name only once it is whole and on the disk; of a failure nothing is left."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    try:
        with unfinished.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)  # of a whole file nothing has this name any more


def require_room(place: Path) -> None:
    """Raise DiskFull if the disk of a folder has hardly any room left."""
    free = shutil.disk_usage(place).free
    if free < FREE_MIN_BYTES:
        raise DiskFull(f"the disk of {place} has {free >> 20} MB left")


def sum_of(path: Path) -> tuple[int, str]:
    """Give the size and the SHA-256 of a file."""
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, checksum


def remove(path: Path) -> None:
    """Delete a file, whole or not; one that is gone is no fault."""
    for each in (path, path.with_name(path.name + _UNFINISHED)):
        each.unlink(missing_ok=True)


def remove_strangers(is_known: Callable[[str], bool], *, before: float) -> int:
    """Delete files that were last written before a moment (seconds) and belong to nothing; how many.

    is_known: told a name, without what marks an unfinished file.
    """
    count = 0
    for path in folder().iterdir():
        is_old = path.is_file() and path.stat().st_mtime < before
        if is_old and not is_known(path.name.removesuffix(_UNFINISHED)):
            path.unlink(missing_ok=True)
            count += 1
    return count
