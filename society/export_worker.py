"""Makes the exports that wait: whatever process calls `work_off`, one file after the other, until none waits.

A job that fails says so; one whose process is killed is noted as lost by whoever looks next. Nothing is tried again by
itself: whoever wanted the file asks again.
"""

import errno
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Final

import structlog
from django.db import DatabaseError, InterfaceError, connection
from django.utils import translation

from society.api.exports.kinds import KINDS, RUN, Wanted, Watch
from society.errors import DiskFull, NoParquet
from society.models import ExportJob, JobFault
from society.operations.dead_letters import keep_dead_letter
from society.operations.exports import files, jobs
from streams.errors import DigestMismatch, EngineMismatch, HistoryLost
from streams.models import Run
from streams.services.run_files.writing import count_rows, write_run_file
from streams.writer.lease import holder_name
from world.selectors.moments import Moment, moment_of

log = structlog.get_logger(__name__)

BEAT_S: Final = 1.0
Stop = Callable[[], bool]
_FAULTS: Final[tuple[tuple[type[Exception], JobFault], ...]] = (
    (HistoryLost, JobFault.HISTORY_LOST),
    (EngineMismatch, JobFault.PAST),
    (DigestMismatch, JobFault.PAST),
    (DiskFull, JobFault.DISK_FULL),
    (NoParquet, JobFault.NO_PARQUET),
)


class NotWantedError(Exception):
    """The job was cancelled, or this process shall end."""


def work_off(*, is_over: Stop = lambda: False) -> int:
    """Make what waits, until nothing does; how many jobs were begun.   is_over: asked while files are being made."""
    worker, count = holder_name(), 0
    while not is_over() and (job := jobs.claim(worker)) is not None:
        count += 1
        log.info("export.began", job=job.pk, what=job.what, run=job.run_id)
        make(job, is_over)
    return count


def make(job: ExportJob, is_over: Stop = lambda: False) -> None:
    """Make the file of a job that was claimed, and note what became of it."""
    try:
        pulse = _Pulse(job, is_over)
        with files.whole_file(jobs.path_of(job)) as file, translation.override(job.language):
            _write(job, file, pulse)
            pulse.beat()
        size, sha256 = files.sum_of(jobs.path_of(job))
        if not jobs.finish(job, done=pulse.done, size=size, sha256=sha256):
            files.remove(jobs.path_of(job))
    except NotWantedError:
        jobs.fail(job, JobFault.LOST)  # without effect on one that was cancelled
    except (DatabaseError, InterfaceError):
        raise  # nothing can be noted either; silence will tell
    except Exception as error:  # noqa: BLE001  whatever it is, the next one is made
        jobs.fail(job, _fault(job, error))


def _fault(job: ExportJob, error: Exception) -> JobFault:
    """Say what an error is to whoever asked; what nobody foresaw is kept for operators."""
    log.warning("export.failed", job=job.pk, why=repr(error))
    known = next((fault for kind, fault in _FAULTS if isinstance(error, kind)), None)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        known = JobFault.DISK_FULL
    if known is None:
        keep_dead_letter(
            task=f"export of {job.what}",
            task_id=f"{time.time_ns()}",
            error=error,
            arguments=(job.pk,),
            traceback="".join(traceback.format_exception(error)),
        )
    return known or JobFault.BROKEN


def _write(job: ExportJob, file: IO[bytes], pulse: "_Pulse") -> None:
    if job.what == RUN:
        pulse.total = count_rows(job.run)
        # within its transaction nothing else can be written, so somebody else has to say that it lives
        with _told_by_a_thread(pulse):
            write_run_file(job.run, file, pulse.reach)
        return
    kind = KINDS[job.what]
    moment = _moment(job)
    wanted = Wanted(
        format=job.format,
        after=job.after,
        with_private=job.with_private and job.user.is_operator,
        watch=Watch(lambda: pulse.reach(pulse.done + 1)),
    )
    pulse.total = kind.count(moment, wanted)
    for piece in kind.pieces(moment, wanted):
        file.write(piece)


def _moment(job: ExportJob) -> Moment:
    run = Run.objects.get(pk=job.run_id)
    return moment_of(run, job.t, with_state=KINDS[job.what].with_state)


class _Pulse:
    """Says each second that a job is being made and how far it is, and hears whether it is still wanted."""

    def __init__(self, job: ExportJob, is_over: Stop) -> None:
        self.done = 0
        self.total: int | None = None
        self.is_wanted = True
        self.is_told_elsewhere = False
        self._job = job
        self._is_over = is_over
        self._folder = jobs.path_of(job).parent
        self._due_s = time.monotonic() + BEAT_S

    def reach(self, done: int) -> None:
        """Be so far. NotWantedError if the file is not wanted any more, DiskFull before the last room is taken."""
        self.done = done
        if time.monotonic() >= self._due_s:
            self.beat()

    def beat(self) -> None:
        """Say it now."""
        files.require_room(self._folder)
        if not self.is_told_elsewhere:
            self.tell()
        if not self.is_wanted or self._is_over():
            raise NotWantedError
        self._due_s = time.monotonic() + BEAT_S

    def tell(self) -> None:
        """Write it down."""
        self.is_wanted = jobs.note_progress(self._job, done=self.done, total=self.total)


@contextmanager
def _told_by_a_thread(pulse: _Pulse) -> Iterator[None]:
    """Have a thread with a session of its own say it meanwhile."""
    is_made = threading.Event()

    def tell() -> None:
        try:
            while not is_made.wait(BEAT_S) and pulse.is_wanted:
                pulse.tell()
        except DatabaseError as error:  # the file is made all the same; who makes it will meet the fault
            log.warning("export.not_told", why=str(error))
        finally:
            connection.close()

    pulse.is_told_elsewhere = True
    teller = threading.Thread(target=tell, name="export-progress", daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_made.set()
        teller.join()
        pulse.is_told_elsewhere = False
